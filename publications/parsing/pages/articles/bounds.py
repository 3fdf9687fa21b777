"""Where an article begins and ends among the lines of its page.

It begins with the first paragraph under headline, standfirst, day and byline, and ends at the
first furniture or teaser that no more of its paragraphs stand behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.books.quotes import speaks
from publications.parsing.document import Line
from publications.parsing.pages.articles.bylines import is_byline_or_date, is_label
from publications.parsing.pages.articles.crossheads import is_prose
from publications.parsing.pages.articles.signed import closes_letter, signs
from publications.parsing.pages.articles.teasers import ends_in_more, is_dated_title
from publications.parsing.pages.page_blocks import is_listed
from publications.parsing.pages.side_matter import (
    RELATED_HEADING,
    WITHIN,
    begins_comments,
    furniture_reason,
)

_HEADLINE = 4  # words; fewer may be the name of a section
_HEAD = 12  # lines in which a byline or a date stands
_STOPS = ".!?:\u2026\u201d\u2019\"')"
_SENTENCE = 14  # words: no headline is so long and has a stop
_STANDFIRST = 45  # words
_GAPS = 5  # lines
# Furniture that a site also sets between paragraphs.
_BETWEEN = frozenset(("call to readers", "site navigation", "sharing links"))
_PROMOTION = 2  # lines of it between two paragraphs
_PROMOTIONS = 4  # lines without a stop at the end of a page that are no more of the article


def bounds(lines: Sequence[Line]) -> tuple[int, int]:
    """The index of the first line of the body, and of the first line after it."""
    begin = _begin(lines)
    end = begin
    while end < len(lines) and not (_is_side(lines, end) and not _goes_on(lines, begin, end)):
        end += 1
    # Short lines at the end with no paragraph after them are headings of what follows.
    while end > begin and end < len(lines) and not _belongs(lines[end - 1]):
        end -= 1
    return begin, _without_promotions(lines, begin, end)


def _begin(lines: Sequence[Line]) -> int:
    head, first = _end_of_head(lines), _first_words(lines)
    if first < len(lines) and head <= first and _is_paragraph(lines[first]):
        return first  # the headline is lost
    last = max(head, first)
    begin = next(
        (at for at, line in enumerate(lines) if at > last and is_prose(line)),
        min(first + 1, len(lines)),
    )
    return begin + 1 if _is_standfirst(lines, begin) else begin


def _first_words(lines: Sequence[Line]) -> int:
    """The place of the first line that can be a headline: no furniture, label, day or byline."""
    for at, line in enumerate(lines[:_HEAD]):
        text = line.text.strip()
        apart = furniture_reason(text) or is_byline_or_date(line) or is_label(line)
        if line.tag == "h1" or not (apart or len(text.split()) < _HEADLINE or text[-1] == ":"):
            return at
    return 0


def _is_paragraph(line: Line) -> bool:
    """Whether the first line of a page is a paragraph and no headline: sentences with a stop."""
    text, words = line.text.strip(), len(line.text.split())
    if line.tag == "h1" or not is_prose(line):
        return False
    return text[-1] == "." and words >= _SENTENCE


def _is_standfirst(lines: Sequence[Line], at: int) -> bool:
    """Whether a long line under the headline has no stop, as paragraphs below it have."""
    if not 0 < at < len(lines) - 2 or len(lines[at].text.split()) > _STANDFIRST:
        return False
    if _is_set_off(lines, at):
        return True
    below = [line for line in lines[at + 1 : at + 6] if is_prose(line)]
    ended = [line for line in below if line.text.rstrip()[-1] in _STOPS]
    return lines[at].text.rstrip()[-1] not in _STOPS and bool(ended)


def _is_set_off(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is parted from the paragraphs below it: by links, or by a wider gap."""
    if furniture_reason(lines[at + 1].text) == "sharing links":
        return len(lines[at - 1].text.split()) >= _HEADLINE
    gaps = [below.start - line.end for line, below in pairwise(lines[at : at + _GAPS])]
    return len(gaps) == _GAPS - 1 and gaps[0] > max(gaps[1:]) > 1


def _end_of_head(lines: Sequence[Line]) -> int:
    """The place of the last byline or date near the headline; a long standfirst may stand over it.

    0 where there is none: the headline itself.
    """
    last = prose = 0
    for at, line in enumerate(lines[1:_HEAD], 1):
        if prose <= 1 and len(line.text) <= 160 and is_byline_or_date(line):
            last = at
        # A long headline and its standfirst have no stop at their ends, a paragraph has.
        prose += is_prose(line) and line.text.rstrip()[-1] in _STOPS
    return last


def _is_side(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.strip()
    if len(text) > 2000:
        return False
    reason = furniture_reason(text)
    if reason and reason not in WITHIN:
        return True
    if at and text == lines[0].text.strip() and len(text.split()) < _HEADLINE:
        return True  # the name of the section again, over another article of it
    heading = at and len(text) < 60 and RELATED_HEADING.fullmatch(text.rstrip(":"))
    return bool(heading) or is_dated_title(text) or ends_in_more(text)


def _goes_on(lines: Sequence[Line], begin: int, at: int) -> bool:
    """Whether a call to readers stands between two paragraphs: two follow it, one upon the other.

    Teasers of other articles stand under titles, so that no two paragraphs follow each other.
    """
    if furniture_reason(lines[at].text) not in _BETWEEN:
        return False
    behind = list(lines[at + 1 :])
    for _ in range(_PROMOTION):
        while behind and furniture_reason(behind[0].text) in _BETWEEN:
            behind.pop(0)
        if behind and not is_prose(behind[0]) and not begins_comments(behind[0].text):
            behind.pop(0)
    prose = [line for line in behind[:2] if is_prose(line)]
    return len(prose) == 2 and any(is_prose(line) for line in lines[max(0, begin - 1) : at])


def _belongs(line: Line) -> bool:
    if signs(line) or closes_letter(line):
        return True
    text = line.text.strip()
    if text[0] in "\u2013\u2014~-" and speaks(text):
        return True  # who said what stands above
    return is_prose(line) or text[-1] in '.!?\u201d"\u2019:)' or line.tag in {"p", "li"}


def _without_promotions(lines: Sequence[Line], begin: int, end: int) -> int:
    """The end without lines that promote other things: several in a row, none with a stop."""
    last = end
    while last > begin and _promotes(lines[last - 1]):
        last -= 1
    if end - last < _PROMOTIONS or not any(is_prose(line) for line in lines[begin:last]):
        return end
    return end if lines[last - 1].text.rstrip()[-1] == ":" else last


def _promotes(line: Line) -> bool:
    text = line.text.strip()
    plain = not (is_listed(line) or is_prose(line) or line.tag or signs(line))
    return text[-1] not in _STOPS and plain and len(text) < 120
