"""The pages of a text whose source keeps none: by their printed numbers, on lines of their own.

The contents list tells whether a number stands under its page or over it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.books.folio_heads import page_beside, rising
from publications.parsing.books.front.covers import is_number_and_head, is_page_number
from publications.parsing.books.headings.found import Flow, Heading, looks_like_heading
from publications.parsing.books.pieces import Piece

_FEWEST = 4  # numbers, and headings that agree
_WIDEST = 2  # pages from one number to the next
_NUMBER = re.compile(r"\d{1,4}")


def printed_pages(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The page numbers that stand on lines of their own and count on: their places and values."""
    found = [(at, int(page)) for at, piece in enumerate(pieces) if (page := _number_of(piece))]
    run = rising(found)
    near = {each for pair in pairwise(run) if pair[1][1] - pair[0][1] <= _WIDEST for each in pair}
    pages = [each for each in run if each in near]
    if len(pages) < _FEWEST or _are_of_chapters(pieces, pages):
        return []
    return pages


def _number_of(piece: Piece) -> str:
    """The page number that a piece is, or a line with a head under it; "" for others."""
    if piece.kind != "text" or not (
        is_page_number(piece) if piece.single else is_number_and_head(piece)
    ):
        return ""
    return (_NUMBER.findall(piece.text) or [""])[0]


def _are_of_chapters(pieces: Sequence[Piece], numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers are 1, 2, 3 ... over headings: those of chapters, and not of pages."""
    below = [pieces[at + 1].text for at, _ in numbers if at + 1 < len(pieces)]
    headed = sum(1 for text in below if looks_like_heading(text))
    counted = [number for _, number in numbers] == list(range(1, len(numbers) + 1))
    return counted and 2 * headed > len(below)


def give_pages(pieces: Sequence[Piece], flow: Flow) -> None:
    """Give the headings that no contents list names the number printed at the foot, or top, of
    their page, where the headings with a page stand as the numbers say.
    """
    if any(piece.lines[0].page is not None for piece in pieces):
        return
    marks = [(pieces[at].start, page) for at, page in printed_pages(pieces)] or _beside(pieces)
    starts = [start for start, _ in marks]
    headings = [each for each in flow if isinstance(each, Heading) and each.evidence]
    known = [each for each in headings if each.page.isdigit() and each.contents != each.evidence]

    def page(heading: Heading, away: int) -> str:
        at = bisect_left(starts, heading.start) + away
        return str(marks[at][1]) if 0 <= at < len(marks) else ""

    for away in (0, -1):  # at the foot, at the top
        fits = sum(1 for each in known if page(each, away) == each.page)
        if fits >= _FEWEST and 5 * fits >= 4 * len(known):
            for each in headings:
                each.page = each.page or page(each, away)
            return


def _beside(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The places and numbers of lines with a page number beside the head."""
    found = [(each.start, page) for each in pieces if (page := page_beside(each)) is not None]
    run = rising(found)
    return run if 4 * len(run) >= 3 * len(found) else []
