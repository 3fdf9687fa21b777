"""Essay collections: each essay a work of its own with its author, text, headings and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.books.assembly import assemble
from publications.parsing.books.contents import norm
from publications.parsing.books.headings import (
    Flow,
    Heading,
    kind_of,
    looks_like_heading,
)
from publications.parsing.books.listed import Keys, report_keys
from publications.parsing.books.numbers import split_number
from publications.parsing.books.outline import Prepared, prepare
from publications.parsing.books.pieces import Piece, content_span, make_piece, split, tidy
from publications.parsing.books.sections import Chapter, chapters_of
from publications.parsing.books.signatures import is_name_line, people_of_line, signed_at_start
from publications.parsing.document import Document, Line, ParseWarning, Person, SourceText
from publications.parsing.names import looks_like_name, match_key, split_person_line

KIND = "essay_collection"

_FEWEST_WORDS = 150
_COVER = 1500  # characters
_MOST_PIECES = 3000  # looked at to tell what a text is

_CALLED = re.compile(
    r"\b(?:essay collection|collection of essays|collected essays|essays (?:by|from|on)"
    r"|these essays|edited collection|this collection)\b",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    r"^\W*(?:about the (?:authors|contributors)|(?:notes on )?contributors|the authors)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_EDITED = re.compile(r"\b(?:edited by|editors?:)", re.IGNORECASE)
_ROLES = {"foreword": "foreword", "introduction": "introduction"}


def likeness(source: SourceText) -> float:
    """How surely a source is an essay collection: essays that are signed under their headings."""
    text = source.text
    if text.count(" ") < _FEWEST_WORDS:
        return 0.0
    signed = _signed_headings(source)
    score = min(0.6, 0.15 * signed)
    if called := _CALLED.search(text[:30_000]):
        score += 0.35 if called.start() < _COVER else 0.25  # the cover says it of the whole
    if signed >= 3 and _EDITED.search(text[:_COVER]):
        score += 0.15
    score += 0.2 if _AUTHORS.search(text) else 0.0
    return round(min(score, 0.97), 3) if signed >= 2 else round(min(score, 0.4), 3)


def parse(source: SourceText) -> Document:
    """A collection as a document. Raises ParseError only when there is no text at all."""
    prepared = prepare(source, essay_keys, essay_headings, names_apart)
    chapters = chapters_of(prepared.flow)
    warnings = _read_authors(prepared, chapters)
    document = assemble(prepared, chapters, KIND)
    people = [*document.people, *_printed_in_contents(prepared, chapters)]
    people += _named_in_introduction(source, chapters, [person.name for person in people])
    return replace(
        document,
        people=_without_doubles(people),
        warnings=(*document.warnings, *warnings),
    )


def _signed_headings(source: SourceText) -> int:
    """How many lines like headings have a person's name under them."""
    pieces = names_apart(source, split(source)[: 4 * _MOST_PIECES])
    pieces = [piece for piece in pieces if len(piece.text) <= 300]
    count = 0
    for piece, following in pairwise(pieces[:_MOST_PIECES]):
        if not looks_like_heading(piece.text) or following.kind != "text":
            continue
        if following.start - piece.end > 40 or people_of_line(source, piece.evidence[0], ""):
            continue
        if len(following.lines) <= 3 and people_of_line(source, following.evidence[0], ""):
            count += 1
    return count


def names_apart(source: SourceText, pieces: list[Piece]) -> list[Piece]:
    """Pieces with a heading and the author's name under it on the next line, cut in two."""
    result: list[Piece] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            piece.kind == "text"
            and 2 <= len(piece.lines) <= 4
            and following is not None
            and len(following.text.split()) >= 12
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


def essay_headings(source: SourceText, flow: Flow) -> Flow:
    """Headings with a name under them that the contents list does not have: essays too."""
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


# -- authors -------------------------------------------------------------------------------


def _read_authors(prepared: Prepared, chapters: list[Chapter]) -> list[ParseWarning]:
    """Give every essay its author, read under the heading or at the end of its contents line."""
    source = prepared.source
    warnings: list[ParseWarning] = []
    for chapter in chapters:
        heading = chapter.heading
        if heading is None or heading.level > 1 or heading.kind in {"authors", "notes"}:
            continue
        role = _ROLES.get(heading.kind, "author")
        if heading.kind == "acknowledgements":
            continue
        signed = signed_at_start(source, chapter.elements, role)
        if signed.people and heading.kind in {"section", "introduction", "foreword"}:
            gone = {id(piece) for piece in signed.pieces}
            chapter.elements = [each for each in chapter.elements if id(each) not in gone]
            heading.people = signed.people
            named = " ".join(person.printed for person in signed.people)
            if norm(named) != norm(" ".join(piece.text for piece in signed.pieces)):
                # "by", "and" and offices on the line belong to the heading.
                more = (span for piece in signed.pieces for span in piece.evidence)
                heading.evidence = (*heading.evidence, *more)
        elif heading.contents and (named := _contents_people(source, heading, role)):
            heading.people = named
        if heading.kind == "section" and heading.people:
            heading.kind = "essay"
        elif heading.kind == "section" and heading.listed:
            heading.kind = "essay"
            warnings.append(
                ParseWarning(
                    "essay_without_author",
                    f"No author was found for “{heading.title}”.",
                    heading.evidence,
                )
            )
    return warnings


def _contents_people(source: SourceText, heading: Heading, role: str) -> list[Person]:
    """The people in a contents line: what is left of it without title, number and page."""
    for start, end in heading.contents:
        text = source.text[start:end]
        title = norm(heading.title)
        # The title in the line: the shortest beginning, or end, that compares equal.
        for match in re.finditer(r"\s+", text):
            if norm(split_number(text[: match.start()])[1]) == title:
                begin = start + match.end()
                stop = start + len(re.sub(r"[\s.…_]*(?:\d[\d\s–-]*|[ivxlc]+)$", "", text))
                if begin < stop:
                    return people_of_line(source, (begin, stop), role)
        if len(heading.contents) > 1 and norm(text) != title:
            people = people_of_line(source, (start, end), role)
            if people:
                return people
    return []


def _printed_in_contents(prepared: Prepared, chapters: Sequence[Chapter]) -> list[Person]:
    """Authors as the contents list prints them, where it does so in other letters."""
    found: list[Person] = []
    for chapter in chapters:
        heading = chapter.heading
        if heading is None or not heading.contents or not heading.people:
            continue
        known = {match_key(person.name): person for person in heading.people}
        for person in _contents_people(prepared.source, heading, "mentioned"):
            same = known.get(match_key(person.name))
            if same and same.printed != person.printed:
                found.append(replace(person, name=same.name))
    return found


_STRONG = re.compile(r"\*\*([^*\n]{3,80})\*\*")


def _named_in_introduction(
    source: SourceText, chapters: Sequence[Chapter], names: Sequence[str]
) -> list[Person]:
    """Authors whom the introduction names in strong type."""
    keys = {match_key(name): name for name in names}
    found: list[Person] = []
    for chapter in _under(chapters, "introduction"):
        for piece in chapter.elements:
            if isinstance(piece, Heading):
                continue
            for start, end in piece.words:
                for match in _STRONG.finditer(source.text, start, end):
                    printed = tidy(match.group(1))
                    name = keys.get(match_key(printed))
                    if name:
                        span = (match.start(1), match.end(1))
                        found.append(Person(name, printed, "mentioned", evidence=(span,)))
    return found


def _under(chapters: Sequence[Chapter], kind: str) -> list[Chapter]:
    """The first-level chapter of a kind with the parts under it."""
    found: list[Chapter] = []
    inside = False
    for chapter in chapters:
        if chapter.heading and chapter.heading.level == 1:
            inside = chapter.heading.kind == kind
        if inside:
            found.append(chapter)
    return found


def _without_doubles(people: Sequence[Person]) -> tuple[Person, ...]:
    """People in order; mentions of one name in one printing are gathered in one."""
    result: list[Person] = []
    places: dict[tuple[str, str, str], int] = {}
    for person in people:
        key = (match_key(person.name), person.printed, person.role)
        if key in places and person.role == "mentioned":
            old = result[places[key]]
            result[places[key]] = replace(old, evidence=(*old.evidence, *person.evidence))
            continue
        places.setdefault(key, len(result))
        result.append(person)
    return tuple(result)
