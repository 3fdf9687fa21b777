"""Plain text with two columns side by side, as tools write it that keep the layout of a page.

Such a line holds words of both columns, with the gutter between them as spaces. The columns are
put one below the other, page by page, so that each can be read; no character that is not white
space is lost. Tables look alike but for their words: the lines of a column go on in lower case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A run of spaces is looked at once, however long: from its beginning only.
_GAP = re.compile(r"(?<=\S) {2,}+(?=\S)|(?<! ) {24,}+(?=\S)")
_PAGE = 120  # lines that are looked at together, where no form feed divides pages
_LONGEST = 10 * _PAGE  # lines of two columns that no form feed divides
_FEWEST = 8  # lines with words of both columns
_NARROWEST = 24  # characters of the left column
_HANGING = 4  # columns in which the lines of the right column begin
_CLEAR = 2  # columns of spaces before the right one
_GOES_ON = 0.3  # of the lines of a column begin in lower case
_WORDS = 3  # of a line of a column, at the median
_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*\d{0,3}$")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A text with its columns below one another, and how many pages or parts had such."""

    text: str
    parts: int


def unfold(text: str) -> Unfolded:
    """Put the columns of a text one below the other; a text without any is returned as it is."""
    if "\t" in text or text.count("  ") < _FEWEST:
        return Unfolded(text, 0)
    pages, parts = [], 0
    for page in text.split("\f"):
        lines = page.split("\n")
        made: list[str] = []
        at = 0
        for first, last, right in _blocks(lines):
            made += lines[at:first]
            made += _below(lines[first:last], right)
            at = last
            parts += 1
        pages.append("\n".join(made + lines[at:]) if made or at else page)
    return Unfolded("\f".join(pages), parts) if parts else Unfolded(text, 0)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where columns stand side by side: the first line, the one behind the last, the right edge.

    The edge is where the lines of the right column begin; hanging ones begin a little further.
    """
    at = 0
    while at < len(lines):
        edges = Counter(
            gap.end()
            for line in lines[at : at + _PAGE]
            for gap in _GAP.finditer(line)
            if gap.end() >= _NARROWEST
        )
        hanging = {edge: sum(edges[edge + more] for more in range(_HANGING)) for edge in edges}
        likely = [edge for edge in edges if edges[edge] > 2 and hanging[edge] >= _FEWEST]
        likely = sorted(likely, key=lambda edge: (-hanging[edge], edge))[:3]
        found = next(filter(None, (_block(lines, at, edge) for edge in likely)), None)
        if found:
            yield found
        at = found[1] if found else at + _PAGE // 2


def _block(lines: Sequence[str], start: int, edge: int) -> tuple[int, int, int] | None:
    """The first run of lines with a clear gutter before an edge that are two columns of prose."""
    first = start
    while first < min(len(lines), start + _PAGE):
        last, stop = first, min(len(lines), first + _LONGEST)
        while last < stop and _is_clear(lines[last], edge):
            last += 1
        block = lines[first:last]
        if _are_columns(block, edge):
            while block and not block[-1].strip():
                block, last = block[:-1], last - 1
            while not lines[first][edge:].strip():
                first += 1  # a heading over both, or the end of what stood before
            return first, last, edge
        first = last + 1
    return None


def _is_clear(line: str, edge: int) -> bool:
    return not line[edge - _CLEAR : edge].strip()


def _are_columns(block: Sequence[str], edge: int) -> bool:
    left = [line[:edge].strip() for line in block]
    right = [line[edge:].strip() for line in block]
    both = sum(1 for one, other in zip(left, right, strict=True) if one and other)
    return both >= _FEWEST and _is_prose(left) and _is_prose(right)


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether the lines of a column go on from one to the next, as no cells of a table do."""
    filled = [line for line in lines if line]
    if len(filled) < _FEWEST:
        return False
    words = sorted(len(line.split()) for line in filled)
    low = sum(1 for line in filled if line[0].islower())
    return words[len(words) // 2] >= _WORDS and low >= _GOES_ON * len(filled)


def _below(block: Sequence[str], edge: int) -> list[str]:
    """The left column with the right one below it, as one text where a sentence goes on."""
    left = _joined([line[:edge].rstrip() for line in block])
    right = _joined([line[edge:].rstrip() for line in block])
    ended = bool(_SENTENCE.search(left[-1])) and not right[0].lstrip()[:1].islower()
    return [*left, *([""] if ended else []), *right]


def _joined(lines: Sequence[str]) -> list[str]:
    """A column without blank lines at its ends and where a sentence goes on.

    Where lines of the two columns stand at different heights, each has its own line here.
    """
    joined: list[str] = []
    for line in lines:
        if line and joined and not joined[-1] and line.lstrip()[:1].islower():
            while not joined[-1]:
                joined.pop()
        if line or joined:
            joined.append(line)
    while joined and not joined[-1]:
        joined.pop()
    return joined
