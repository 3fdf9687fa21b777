"""Essay collections: each essay a work of its own with its author, text, headings and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.books.assembly import assemble
from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.headings.found import (
    Flow,
    Heading,
    kind_of,
    looks_like_heading,
)
from publications.parsing.books.headings.listed import Keys, report_keys
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.outline import prepare
from publications.parsing.books.people.essay_authors import (
    named_in_introduction,
    printed_in_contents,
    read_authors,
    without_doubles,
)
from publications.parsing.books.people.signatures import is_name_line, people_of_line
from publications.parsing.books.people.signed_parts import (
    names_listed,
    names_under_titles,
    signed_parts,
)
from publications.parsing.books.pieces import Piece, content_span, make_piece, pieces_of
from publications.parsing.books.quotes import is_whole_quote
from publications.parsing.books.sections import chapters_of
from publications.parsing.books.wording import norm
from publications.parsing.document import Document, Line, SourceText
from publications.parsing.mentions import tells_of_person
from publications.parsing.names import looks_like_name, match_key, split_person_line

KIND = "essay_collection"

_FEWEST_WORDS = 150
_COVER = 1500  # characters
_MOST_PIECES = 3000  # looked at to tell what a text is
_MANY = 5  # people who sign its parts
_MANY_WORDS = 2000

_CALLED = re.compile(
    r"\b(?:essay collection|collection of essays|collected essays|essays (?:by|from|on)"
    r"|these essays|edited collection|this collection"
    r"|with (?:contributions|chapters) (?:from|by))\b",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    r"^\W*(?:about the (?:authors|contributors)|(?:notes on )?contributors|the authors)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_CONTENTS = re.compile(
    r"^\W*(?:(?:table of )?contents"
    r"|(?:what['’]?s )?in(?:side)? this (?:issue|collection|volume))\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_EDITED = re.compile(r"\b(?:(?:edited|compiled) by|editors?:)", re.IGNORECASE)


def likeness(source: SourceText) -> float:
    """How surely a source is an essay collection: essays that are signed under their headings."""
    text = source.text
    if text.count(" ") < _FEWEST_WORDS:
        return 0.0
    names, listed = _signed_headings(source), []
    if len(set(names)) < _MANY:
        pieces = pieces_of(source)[: 4 * _MOST_PIECES]
        contents = find_contents(source, pieces) if _CONTENTS.search(text[:30_000]) else None
        body = pieces[contents.last if contents else 0 :]
        listed = names_listed(contents)
        others = (listed, signed_parts(source, body).names)
        names = max((names, *others), key=lambda each: len(set(each)))
    signed = len(names)
    score = min(0.6, 0.15 * signed)
    if called := _CALLED.search(text[:30_000]):
        score += 0.35 if called.start() < _COVER else 0.25  # the cover says it of the whole
    if signed >= 3 and _EDITED.search(text[:_COVER]):
        score += 0.15
    score += 0.2 if listed else 0.0
    score += 0.2 if _AUTHORS.search(text) else 0.0
    # A report has a foreword or two; so many people sign the parts of a collection alone.
    score += 0.2 if len(set(names)) >= _MANY and text.count(" ") > _MANY_WORDS else 0.0
    return round(min(score, 0.97), 3) if signed >= 2 else round(min(score, 0.4), 3)


def parse(source: SourceText) -> Document:
    """A collection as a document. Raises ParseError only when there is no text at all."""
    prepared = prepare(source, essay_keys, essay_headings, names_apart)
    chapters = chapters_of(prepared.flow)
    warnings = read_authors(prepared, chapters)
    document = assemble(prepared, chapters, KIND)
    people = [*document.people, *printed_in_contents(prepared, chapters)]
    people += named_in_introduction(source, chapters, [person.name for person in people])
    return replace(
        document,
        people=without_doubles(people),
        warnings=(*document.warnings, *warnings),
    )


def _signed_headings(source: SourceText) -> list[str]:
    """The names that stand under lines like headings, one for each heading."""
    pieces = names_apart(source, pieces_of(source)[: 4 * _MOST_PIECES])
    pieces = [piece for piece in pieces if len(piece.text) <= 300]
    names: list[str] = []
    for piece, following in pairwise(pieces[:_MOST_PIECES]):
        if not looks_like_heading(piece.text) or following.kind != "text":
            continue
        if is_whole_quote(piece.text) and piece.text.rstrip('”"’')[-1:] in ".!":
            continue  # the name is the speaker's
        if following.start - piece.end > 40 or people_of_line(source, piece.evidence[0], ""):
            continue
        if len(following.lines) > 3:
            continue
        if signed := people_of_line(source, following.evidence[0], ""):
            names.append(match_key(signed[0].name))
    return names


def names_apart(source: SourceText, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with a heading and the author's name under it on the next line, cut in two."""
    result: list[Piece] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            piece.kind == "text"
            and 2 <= len(piece.lines) <= 4
            and following is not None
            and _is_prose_or_note(following)
            and looks_like_heading(piece.lines[0].text.strip())
            and not people_of_line(source, piece.evidence[0], "")
            and _is_byline(source, piece.lines[-1])
        ):
            result += [
                make_piece(source, piece.lines[:-1]),
                make_piece(source, piece.lines[-1:]),
            ]
        else:
            result.append(piece)
    return result


def _is_prose_or_note(piece: Piece) -> bool:
    """Whether a piece is prose, or a line on who the author is."""
    return len(piece.text.split()) >= 12 or tells_of_person(piece.text)


def _is_byline(source: SourceText, line: Line) -> bool:
    return is_name_line(line.text) or bool(people_of_line(source, content_span(line), ""))


# -- essays by the contents list and by form -----------------------------------------------


def essay_keys(pieces: Sequence[Piece]) -> Keys:
    """A heading is compared alone and together with the name under or over it."""
    plain = report_keys(pieces)

    def keys(place: int) -> list[tuple[str, int]]:
        found = plain(place)
        piece = pieces[place]
        if not found or place + 1 >= len(pieces):
            return found
        if _bare_name(pieces[place + 1]):
            found = [(key, last) for key, last in found if last == place]
        title = split_number(piece.text)[1]
        for last in (place + 1, place + 2):
            if last >= len(pieces) or len(pieces[last].text) > 200:
                break
            name = _bare_name(pieces[last])
            if not name:
                title = f"{title} {pieces[last].text}"
                continue
            # The match ends before the name, which stays to be read as the author's.
            for text in (f"{title} {name}", f"{name} {title}", f"{title} by {name}"):
                found.append((norm(text), last - 1))
            break
        return found

    return keys


def _bare_name(piece: Piece) -> str:
    """The name in a line under a heading, without "by" and the office."""
    if piece.kind != "text" or len(piece.text) > 120:
        return ""
    text = re.sub(r"^by\s+", "", piece.text.strip("* "), flags=re.IGNORECASE)
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", text)
    if len(parts) > 1 and all(looks_like_name(part) for part in parts):
        return text
    return split_person_line(text)[0] if text[-1:] not in ".:;!?" else ""


def essay_headings(source: SourceText, flow: Flow, front: list[Piece]) -> Flow:
    """Headings with a name under them that the contents list does not have: essays too."""
    flow = names_under_titles(source, flow, front)
    result: Flow = []
    listed = any(isinstance(each, Heading) for each in flow)
    for at, piece in enumerate(flow):
        following = flow[at + 1] if at + 1 < len(flow) else None
        if (
            listed
            or isinstance(piece, Heading)
            or not isinstance(following, Piece)
            or piece.kind != "text"
            or not looks_like_heading(piece.text)
            or people_of_line(source, piece.evidence[0], "")
            or not people_of_line(source, following.evidence[0], "")
            or len(following.lines) > 3
        ):
            result.append(piece)
            continue
        number, title = split_number(piece.text)
        result.append(
            Heading(
                title,
                1,
                piece.spans(),
                number=number,
                kind=kind_of(title),
                listed=True,
                words=list(piece.words),
            )
        )
    return result
