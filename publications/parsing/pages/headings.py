"""The headings of a page of plain text: short lines over what they head.

What stands below decides as much as the line itself: a paragraph, a list, labels with their
values, or one more heading over such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.document import Line, SourceText
from publications.parsing.names import looks_like_name
from publications.parsing.pages.page_blocks import is_cut, is_listed, is_row
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.pages.titles import YEARS, is_value
from publications.parsing.spans import parted

_MOST_WORDS = 12
_LONGEST = 90  # characters
_PROSE_WORDS = 12
_SENTENCE_WORDS = 5
_LEAD_WORDS = 3  # "The aims are:"
_LONG_LINE = 120  # characters; a paragraph, and none that is broken into lines
_NUMBERED = re.compile(r"\d{1,2}\. ")  # "1. Opening" over "1.1 This account"
_UNDER_NUMBER = re.compile(r"\s*\d{1,2}\.\d{1,2}\.? |\s*[A-Z][^:\n]{3,60}: ")
_CHAIN = 2  # headings that may stand over each other
_STOPS = '.,;:!\u2026-\u2013\u2014+)\u201d"\u2019>'


def headings_among(source: SourceText, lines: Sequence[Line]) -> list[Line]:
    """The lines that are headings; none where the page marks its headings itself."""
    if any(line.tag for line in lines):
        return []
    found: list[Line] = []
    chain = 0
    loose = _is_loose(source, lines)
    for at in range(len(lines) - 2, -1, -1):
        below = lines[at + 1]
        over = chain and chain < _CHAIN and (loose or parted(source, lines[at], below))
        if _has_form(source, lines, at, loose) and (over or _is_headed(below)):
            found.insert(0, lines[at])
            chain += 1
        else:
            chain = 0
    return found


def _is_loose(source: SourceText, lines: Sequence[Line]) -> bool:
    """Whether every line is a paragraph of its own, without an empty line anywhere."""
    if not any(len(line.text) > _LONG_LINE for line in lines):
        return False
    return not any(parted(source, one, other) for one, other in pairwise(lines))


def _has_form(source: SourceText, lines: Sequence[Line], at: int, loose: bool) -> bool:
    """Whether a line is a few words without a stop that begin a paragraph of their own."""
    line = lines[at]
    text = line.text.strip()
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or text[-1] in _STOPS:
        return False
    if not (text[0].isupper() or text[0].isdigit()) or furniture_reason(text) or is_value(line):
        return False
    numbered = _NUMBERED.match(text) and _UNDER_NUMBER.match(lines[at + 1].text)
    if (is_listed(line) and not numbered) or is_row(line) or looks_like_name(text):
        return False
    above = lines[at - 1] if at else None
    if above is None or loose or parted(source, above, line):
        return True
    ended = above.text.rstrip()[-1] in ".:?!" and not is_listed(above)
    return ended and not is_cut(above, line) and _is_sentence(lines[at + 1])


def _is_headed(line: Line) -> bool:
    """Whether a line is such as stands under a heading."""
    years = YEARS.fullmatch(line.text.strip())
    return _is_sentence(line) or is_listed(line) or is_value(line) or bool(years)


def _is_sentence(line: Line) -> bool:
    words = line.text.split()
    begins = line.text.strip()[0]
    if not (begins.isupper() or begins.isdigit() or begins in "\u2018\u201c'\""):
        return False
    ends = len(words) >= _SENTENCE_WORDS and words[-1][-1] in ".:?!\u2026"
    leads = len(words) >= _LEAD_WORDS and words[-1][-1] == ":"
    return len(words) >= _PROSE_WORDS or ends or leads
