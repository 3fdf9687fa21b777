"""Articles in short lines, as columns and old pages have them: what makes a paragraph of lines.

A paragraph is told by an indented first line, or by the empty lines around it. Its lines become
one line. The text keeps its length, so every place stays right: only the breaks inside paragraphs
become spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.document import Line, SourceText

_WIDEST = 75  # characters of a line; wider ones are paragraphs of their own
_FEWEST = 4  # indented paragraphs by which the form is told
_INDENT = range(2, 9)  # spaces before a first line; more set a line in the middle
_FULL = 0.6  # of the widest line: shorter lines end a paragraph or are none
_MOSTLY = 0.6  # of the lines of broken paragraphs have no stop at their ends
_LONG = 0.5  # of the widest line, at least, is the first of a broken paragraph
_STOPS = ".!?:"
_ITEM = re.compile(r"(?:\d{1,2}[.)]?|[\u2022*\u2013-])\s+\S")  # of a list or a note
_OTHER = re.compile(rf"{_ITEM.pattern}|[-_=*\u2013\u2014]{{3,}}\s*$")  # or a rule


def unwrapped(source: SourceText) -> SourceText:
    """The source with a line for each paragraph, where first lines are indented; else as it is."""
    lines = source.lines
    if source.media_type != "text/plain" or source.pages:
        return source
    first_lines = [at for at in range(len(lines)) if _is_first(lines, at)]
    indents = Counter(_indent(lines[at]) for at in first_lines)
    indent, many = indents.most_common(1)[0] if indents else (0, 0)
    if many < _FEWEST:
        return _joined(source, _wrapped(lines))
    width = max(len(lines[at + 1].text) for at in first_lines)
    return _joined(source, _paragraphs(lines, indent, width)) if width <= _WIDEST else source


def _joined(source: SourceText, paragraphs: Iterable[tuple[int, int]]) -> SourceText:
    """The source with one line for each of some paragraphs, given by first line and end."""
    lines, found = source.lines, list(paragraphs)
    if not found:
        return source
    text = list(source.text)
    joined: list[Line] = []
    at = 0
    for begin, end in [*found, (len(lines), len(lines))]:
        joined += lines[at:begin]
        if begin < end:
            first, last = lines[begin].start, lines[end - 1].end
            for place in range(first, last):
                if text[place] in "\r\n":
                    text[place] = " "
            joined.append(replace(lines[begin], end=last, text="".join(text[first:last])))
        at = end
    return replace(source, text="".join(text), lines=tuple(joined))


def _wrapped(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The paragraphs of a text whose long lines are broken, told by the empty lines between.

    Only where many a line goes on in the next in the middle of its sentence.
    """
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and _beside(lines, end) and not _OTHER.match(lines[end].text):
            end += 1
        if end - at > 1:
            blocks.append((at, end))
        at = end
    inner = [lines[each] for begin, end in blocks for each in range(begin, end - 1)]
    widest = max((len(line.text) for begin, end in blocks for line in lines[begin:end]), default=0)
    following = dict(pairwise(lines))
    cut = [line for line in inner if line.text.rstrip()[-1:] not in _STOPS]
    going_on = sum(1 for line in cut if following[line].text.lstrip()[:1].islower())
    ended = (line for line in inner if line not in cut)
    # A paragraph ends inside a block where the next word had still fitted: what makes one of
    # lines is not known then.
    if any(_had_room(line, following[line], widest) for line in ended):
        return []
    if widest > _WIDEST or going_on < _FEWEST or len(cut) < _MOSTLY * len(inner):
        return []
    return [block for block in blocks if len(lines[block[0]].text) >= _LONG * widest]


def _had_room(line: Line, following: Line, widest: int) -> bool:
    first = following.text.split()[0] if following.text.split() else ""
    return len(line.text.rstrip()) + 1 + len(first) <= widest


def _is_first(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is indented and the next, in the same paragraph, is not."""
    if _indent(lines[at]) not in _INDENT or at + 1 >= len(lines):
        return False
    if at and lines[at - 1].text.strip() and _ITEM.match(lines[at - 1].text):
        return False  # the second line of an item, which hangs
    return _goes_on(lines, at + 1) and len(lines[at].text) >= _FULL * len(lines[at + 1].text)


def _paragraphs(lines: Sequence[Line], indent: int, width: int) -> Iterator[tuple[int, int]]:
    """The places of the first line of each paragraph, and of the line after its last."""
    at = 0
    while at < len(lines):
        end = at + 1
        if _ITEM.match(lines[at].text):
            while end < len(lines) and _indent(lines[end]) in _INDENT and _beside(lines, end):
                end += 1
        elif _indent(lines[at]) == indent or (
            not _indent(lines[at]) and _is_full(lines, at, width)
        ):
            while end < len(lines) and _goes_on(lines, end):
                end += 1
                # A line that ends early is the last of a block without a first line's indent.
                if not _indent(lines[at]) and not _is_full(lines, end - 1, width):
                    break
        if end - at > 1:
            yield at, end
        at = end


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    text = lines[at].text
    return _beside(lines, at) and not _indent(lines[at]) and not _OTHER.match(text)


def _beside(lines: Sequence[Line], at: int) -> bool:
    return bool(lines[at].text.strip()) and bool(lines[at - 1].text.strip())


def _is_full(lines: Sequence[Line], at: int, width: int) -> bool:
    text = lines[at].text
    return len(text) >= _FULL * width and not _OTHER.match(text) and not text.isupper()


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
