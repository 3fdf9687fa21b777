"""Running heads by the number of the page beside them: "Roads | 17", "18    The Long Way Home".

Their words may come back on two pages only, or on one; the numbers count on from page to page, and
pages of text stand between them: notes at the end of a book look alike otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from publications.parsing.books.pieces import Piece

Found = TypeVar("Found")

_GAP = r"(?:\s{3,}|\t+\s*|\s*[|¦•·]\s*)"
_LEADS = re.compile(rf"(?P<page>\d{{1,3}}){_GAP}[^\W\d_].*")
_ENDS = re.compile(rf".*\S{_GAP}(?P<page>\d{{1,3}})")
_IN_PARTS = re.compile(r"(?:(?P<first>\d{1,3})\s+)?\S.*\s[|¦]\s.*?\S(?:\s+(?P<last>\d{1,3}))?")
_LONGEST = 120  # characters
_FEWEST = 4
_WIDEST = 6  # pages between two such heads
_TOUCHING = 4  # of as many heads one may stand right below another


def folio_heads(pieces: Sequence[Piece]) -> set[int]:
    """The identities of lines with a page number at an edge, where these numbers count on.

    Where the source knows its pages, the number must be as far from theirs as on other pages.
    """
    found = [(piece, page) for piece in pieces if (page := page_beside(piece)) is not None]
    if any(piece.lines[0].page is not None for piece, _ in found):
        away = Counter(page - (piece.lines[0].page or 0) for piece, page in found)
        offset, count = away.most_common(1)[0]
        chosen = [each for each in found if each[1] - (each[0].lines[0].page or 0) == offset]
        return {id(piece) for piece, _ in chosen} if count >= _FEWEST else set()
    chosen = rising(found)
    if len(chosen) < _FEWEST or 4 * len(chosen) < 3 * len(found):
        return set()
    numbers = [page for _, page in chosen]
    if numbers[-1] - numbers[0] > _WIDEST * len(numbers):
        return set()
    places = {id(piece): at for at, piece in enumerate(pieces)}
    at = [places[id(piece)] for piece, _ in chosen]
    touching = sum(1 for one, other in pairwise(at) if other == one + 1)
    if _TOUCHING * touching >= len(chosen):
        return set()  # no text between them: notes, or the points of a list
    return {id(piece) for piece, _ in chosen}


def page_beside(piece: Piece) -> int | None:
    """The number at the edge of a line, with a gap or a bar between it and the words."""
    line = piece.lines[0].text.strip()
    if piece.kind != "text" or not piece.single or len(piece.text) > _LONGEST:
        return None
    if match := _LEADS.fullmatch(line) or _ENDS.fullmatch(line):
        return int(match["page"])
    match = _IN_PARTS.fullmatch(line)
    number = match and (match["first"] or match["last"])
    return int(number) if number else None


def rising(found: Sequence[tuple[Found, int]]) -> list[tuple[Found, int]]:
    """The longest run of what is found with numbers that rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, page) in enumerate(found):
        length = bisect_left(tails, page)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [page]
        ends[length : length + 1] = [at]
    run: list[tuple[Found, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(found[at])
        at = before[at]
    return run[::-1]
