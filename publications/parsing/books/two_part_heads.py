"""Running heads in two parts with a bar between: "Title | Chapter", "12 | Title"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from publications.parsing.books.pieces import Piece
from publications.parsing.books.wording import norm

_BAR = re.compile(r"\s+[|¦]\s+")
_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_FEWEST = 3  # pages that a part comes back on


def two_part_heads(pieces: Sequence[Piece], edges: set[int]) -> set[int]:
    """The identities of pieces that share one part with the heads of other pages.

    ``edges`` are the pieces at the edges of pages. What is shared must be the title on the first
    page, stand on most pages or have nothing but numbers beside it: "Case study | Leeds" and
    "Case study | Hull" are headings, though they come back.
    """
    cover = {norm(piece.text) for piece in pieces if piece.lines[0].page == 1}
    pages = {line.page for piece in pieces for line in piece.lines}
    shared: dict[tuple[int, str], list[tuple[Piece, str]]] = defaultdict(list)
    for piece in pieces:
        parts = [norm(part) for part in _BAR.split(piece.text)] if id(piece) in edges else []
        if len(parts) == 2 and all(parts):
            for side, part in enumerate(parts):
                shared[side, part].append((piece, parts[1 - side]))
    heads: set[int] = set()
    for (_, part), found in shared.items():
        on = {piece.lines[0].page for piece, _ in found}
        if len(on) < _FEWEST or _NUMBER.fullmatch(part):
            continue
        numbered = all(_NUMBER.fullmatch(other) for _, other in found)
        if part in cover or numbered or 2 * len(on) > len(pages):
            heads |= {id(piece) for piece, _ in found}
    return heads
