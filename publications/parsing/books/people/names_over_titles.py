"""Names that stand over the titles of essays, put under them, where the contents list names both.

Under the title every other rule looks for who wrote an essay: "1 / Jo Hill / On brooms" is read as
"1 / On brooms / Jo Hill". Without the contents list a line under a name might be an office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publications.parsing.books.contents.entries import Entry
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import Piece, make_piece
from publications.parsing.books.wording import norm
from publications.parsing.document import Line, SourceText

_MOST_LINES = 6  # of a heading: number, name, office and title
_OFFICE = 3  # lines of a name and what its owner is
_LONGEST = 300  # characters


def names_put_under(
    source: SourceText, entries: Iterable[Entry], pieces: Sequence[Piece]
) -> list[Piece]:
    """The pieces, each name that stands over its own essay's title behind that title."""
    authors = {norm(entry.title): norm(entry.author) for entry in entries if entry.author}
    if not authors:
        return list(pieces)
    result: list[Piece] = []
    for piece in pieces:
        if piece.kind != "text" or len(piece.lines) > _MOST_LINES or len(piece.text) > _LONGEST:
            result.append(piece)
        elif cut := _cut(piece.lines, authors):
            result += [make_piece(source, lines) for lines in cut]
        elif name := _name_before(result, authors.get(_title(piece.lines), "")):
            result[-1] = piece
            result.append(name)
        else:
            result.append(piece)
    return result


def _cut(lines: Sequence[Line], authors: dict[str, str]) -> list[list[Line]]:
    """The lines of a title, its number with them, and those of the name over it; else []."""
    first = 1 if lines[0].text.strip(" .").isdigit() else 0
    for at in range(first + 1, len(lines)):
        author = authors.get(_title(lines[at:]), "")
        if author and _is_name(lines[first], author):
            return [[*lines[:first], *lines[at:]], list(lines[first:at])]
    return []


def _name_before(pieces: Sequence[Piece], author: str) -> Piece | None:
    """The piece right before a title, if it is the name of who wrote it, and perhaps an office."""
    piece = pieces[-1] if pieces and author else None
    if piece is None or len(piece.lines) > _OFFICE or not _is_name(piece.lines[0], author):
        return None
    return piece


def _title(lines: Sequence[Line]) -> str:
    return norm(split_number(" ".join(line.text.strip("* \t") for line in lines))[1])


def _is_name(line: Line, author: str) -> bool:
    """Whether a line is the author's name, letters behind it or offices on the line aside."""
    printed = norm(line.text)
    return bool(printed) and (f"{printed} ".startswith(f"{author} ") or author == f"by {printed}")
