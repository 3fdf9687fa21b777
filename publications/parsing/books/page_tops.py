"""Running heads by their place: a line at the edge of a page that says again what a heading says.

A head that comes back on many pages is known by that alone (``covers``). The name of a short
chapter comes back on a page or two: its place tells it from the heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from publications.parsing.books.contents.entries import Entry
from publications.parsing.books.folio_heads import folio_heads
from publications.parsing.books.front.covers import edge_key, has_edge_number, is_page_number
from publications.parsing.books.headings.found import is_capitals
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import Piece
from publications.parsing.books.printed_pages import printed_pages
from publications.parsing.books.two_part_heads import two_part_heads
from publications.parsing.books.wording import norm

_LONGEST = 120  # characters
_SHORTEST = 6  # letters of a heading's beginning that stands for it


def page_tops(pieces: Sequence[Piece], entries: Sequence[Entry]) -> set[int]:
    """The identities of pieces that are running heads by their place on the page.

    ``entries`` are those of the contents list. A line at the edge of a page is a running head if
    the same words stand elsewhere too; where they stand at edges only, the heading is the first
    that has no page number beside it.
    """
    edges = _at_edges(pieces)
    paged = any(each.lines[0].page is not None for each in pieces)
    folios = folio_heads([each for each in pieces if id(each) in edges or not (paged and edges)])
    if not edges:
        return folios
    places: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.kind == "text" and piece.single and len(piece.text) <= _LONGEST:
            for key in {edge_key(piece.text), norm(split_number(piece.text)[1])}:
                places[key].append(piece)
        elif piece.kind == "text" and len(piece.lines) == 2 and len(piece.text) <= _LONGEST:
            places[norm(piece.lines[1].text)].append(piece)  # "Chapter 1" and its title
    known = {norm(entry.title) for entry in entries}
    numbered = {norm(f"{entry.number} {entry.title}") for entry in entries if entry.number}
    heads = two_part_heads(pieces, edges) | folios
    for piece in pieces:
        key = edge_key(piece.text) if id(piece) in edges else ""
        if not key or norm(piece.text) in numbered:
            continue
        others = [each for each in places[key] if each is not piece]
        inside = [each for each in others if id(each) not in edges]
        if any(_page(each) <= _page(piece) for each in inside):
            heads.add(id(piece))
        elif others and not inside:
            whole = [piece, *others]
            heads |= {id(each) for each in whole} - {id(_heading_of(whole))}
        elif is_capitals(piece.text) and _begins_one(key, known, pieces):
            heads.add(id(piece))
    return heads


def _at_edges(pieces: Sequence[Piece]) -> set[int]:
    """The pieces of one line that stand first or last on a page, its number aside."""
    pages: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.lines[0].page is not None and not (piece.single and is_page_number(piece)):
            pages[piece.lines[0].page].append(piece)
    ends = [(on_page[0], on_page[-1]) for on_page in pages.values()]
    if not pages:
        ends = _beside_numbers(pieces)
    elif len(pages) < 2:
        return set()
    return {
        id(piece)
        for pair in ends
        for piece in pair
        if piece.single
        and piece.kind == "text"
        and len(piece.text) <= _LONGEST
        and piece.text[-1] not in ".;,"
    }


def _beside_numbers(pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """What stands over and under each page number of a source that does not know its pages."""
    numbers = printed_pages(pieces)
    return [(pieces[max(0, at - 1)], pieces[min(at + 1, len(pieces) - 1)]) for at, _ in numbers]


def _page(piece: Piece) -> int:
    return piece.lines[0].page or 0


def _heading_of(pieces: Sequence[Piece]) -> Piece:
    """Of lines that all stand at edges, the heading: the first without number or capitals."""
    ordered = sorted(pieces, key=lambda each: each.start)
    plain = [each for each in ordered if not has_edge_number(each.text)]
    mixed = [each for each in plain if not is_capitals(each.text)]
    return (mixed or plain or ordered)[0]


def _begins_one(key: str, known: set[str], pieces: Sequence[Piece]) -> bool:
    """Whether a line is the beginning of just one title that is printed at length elsewhere."""
    full = [title for title in known if title.startswith(f"{key} ") and len(key) >= _SHORTEST]
    return len(full) == 1 and any(
        each.kind == "text"
        and len(each.text) <= _LONGEST
        and full[0] in (norm(each.text), norm(split_number(each.text)[1]))
        for each in pieces
    )
