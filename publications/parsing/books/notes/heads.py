"""Lines among endnotes that say whose notes follow: the title of a chapter, or its number."""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.books.headings.found import Heading, kind_of, looks_like_heading
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import Piece
from publications.parsing.books.wording import norm

_LONGEST = 160


def note_heads(flow: Sequence[Piece | Heading]) -> dict[int, int]:
    """The pieces and headings that name a chapter among its notes, with where the chapter begins.

    By identity. The chapter itself stands before the heading of the notes.
    """
    chapters: dict[str, int] = {}
    found: dict[int, int] = {}
    inside = False
    for each in flow:
        if isinstance(each, Heading):
            at = chapters.get(norm(each.title)) if inside else None
            if at is not None:
                found[id(each)] = at
                continue
            inside = kind_of(each.title) == "notes"
            if not inside:
                chapters.setdefault(norm(each.title), each.start)
                if each.number:
                    chapters.setdefault(norm(f"chapter {each.number}"), each.start)
        elif len(each.text) <= _LONGEST and each.kind != "rows":
            if kind_of(each.text) == "notes" and each.single:
                inside = True
            elif inside and (at := _named(each, chapters)) is not None:
                found[id(each)] = at
            elif not inside and each.single and looks_like_heading(each.text):
                chapters.setdefault(norm(split_number(each.text)[1]), each.start)
    return found


def _named(piece: Piece, chapters: dict[str, int]) -> int | None:
    """Where the chapter begins that a piece is nothing but the name of."""
    words = norm(piece.text).removeprefix("notes to ").removeprefix("notes on ")
    for key in (words, norm(split_number(piece.text)[1])):
        if key in chapters:
            return chapters[key]
    return None
