"""Short texts with headings of their own among the front pages: "About the society"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publications.parsing.books.contents.entries import Entry
from publications.parsing.books.headings.found import Flow, is_capitals, kind_of, looks_like_heading
from publications.parsing.books.headings.unlisted import heading_of
from publications.parsing.books.pieces import Piece
from publications.parsing.books.wording import norm
from publications.parsing.dates import find_dates
from publications.parsing.document import SourceText

_FRONT_HEADING = re.compile(
    r"about\b|who we are\b|(?:executive )?summary\b|abstract\b|key (?:points|findings|messages)\b",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"(?:executive )?summary\b|abstract\b|key \w+", re.IGNORECASE)
_DATE_WORDS = 4  # of a line that is a date and little else
_PROSE = 15  # words
_HEADING_WORDS = 5


def front_headings(
    front: Sequence[Piece], taken: set[int], listed: Mapping[str, Entry]
) -> list[Piece]:
    """Headings of short texts among the front pages; those ``listed`` in the contents are sure."""
    found: list[Piece] = []
    free = [piece for piece in front if id(piece) not in taken]
    for at, piece in enumerate(free[:-1]):
        if at == 0 or not piece.single or not looks_like_heading(piece.text):
            continue
        if find_dates(piece.text) and len(piece.text.split()) <= _DATE_WORDS:
            continue  # "Winter 2013/14"
        following = free[at + 1]
        if (following.lines[0].size or 0) > 1.1 * (piece.lines[0].size or 99):
            continue  # what stands over larger type is no heading of it
        if following.lines[0].page != piece.lines[0].page:
            continue  # the last line of a cover: a series, a date
        prose = following.kind == "item" or len(following.text.split()) >= _PROSE
        called = _FRONT_HEADING.match(piece.text) or kind_of(piece.text) != "section"
        known = norm(piece.text) in listed
        short = len(piece.text.split()) <= _HEADING_WORDS  # longer ones are subtitles
        if known or (prose and (called or (at >= 2 and short and not is_capitals(piece.text)))):
            found.append(piece)
    return found


def front_sections(
    source: SourceText,
    rest: list[Piece],
    headings: list[Piece],
    flow: Flow,
    listed: Mapping[str, Entry],
) -> list[Piece]:
    """Put what stands under a front heading into ``flow``; give back the rest."""
    loose: list[Piece] = []
    is_heading = {id(piece) for piece in headings}
    is_open = False
    for piece in rest:
        if id(piece) in is_heading:
            heading = heading_of(source, piece)
            about = heading.kind == "section" and not _SUMMARY.match(heading.title)
            heading = replace(heading, level=1, kind="front" if about else heading.kind)
            if entry := listed.get(norm(piece.text)):
                heading = replace(heading, page=entry.page, contents=entry.evidence, listed=True)
            flow.append(heading)
            is_open = True
        elif is_open and (piece.kind != "text" or _is_text(piece)):
            flow.append(piece)
        else:
            is_open = False
            loose.append(piece)
    return loose


def _is_text(piece: Piece) -> bool:
    words = len(piece.text.split())
    return words >= 8 or (words >= 5 and piece.text[-1] == ".")
