"""Who stands behind a work: trustees, advisers and the like, listed on its front or back pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.pieces import Piece
from publications.parsing.document import Person, SourceText, Span
from publications.parsing.name_lists import people_listed

_BOARD = re.compile(
    r"(?:(?:our|the|board|council|members|chair) (?:of |and )?)*(?:(?:advisory|steering|editorial"
    r"|management|working|project) )?(?:trustees|directors|board|council|group|panel|committee"
    r"|commissioners|advis[eo]rs|patrons|members)(?: members)?:?"
    r"|(?:the )?members of (?:the |our )?(?:[\w’'-]+ ){0,4}?(?:commission|inquiry|panel|task ?force"
    r"|review|jury|board|committee|group)(?: on .{3,60})?:?",
    re.IGNORECASE,
)


def boards(source: SourceText, pieces: Sequence[Piece]) -> list[Person]:
    """The people under a line "Trustees" or "Advisory board", in a list or one a line."""
    found: list[Person] = []
    for _, (start, end) in _under_boards(source, pieces):
        text = source.text[start:end]
        people = people_listed(text.replace("\n", " "), start, "mentioned")
        found += people if len(people) > 1 else people_listed(text, start, "mentioned")
    return found


def of_boards(source: SourceText, pieces: Sequence[Piece]) -> set[int]:
    """The identities of the pieces that list a board, whose people wrote nothing."""
    return {id(piece) for piece, _ in _under_boards(source, pieces)}


def _under_boards(source: SourceText, pieces: Sequence[Piece]) -> list[tuple[Piece, Span]]:
    """The pieces that stand under the name of a board, and where their people are."""
    found: list[tuple[Piece, Span]] = []
    heading_end = -10
    for piece in pieces:
        lines = piece.words
        first = source.text[slice(*lines[0])].strip("* ")
        if _BOARD.fullmatch(first):
            heading_end = piece.end
            lines = lines[1:]
        elif piece.start - heading_end > 4:
            continue
        elif piece.kind == "item":
            heading_end = piece.end  # the next item is of the same list
        if lines:
            found.append((piece, (lines[0][0], lines[-1][1])))
    return found
