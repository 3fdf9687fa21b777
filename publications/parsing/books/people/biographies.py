"""Biographies: whose they are, how far they go, and where other text begins behind the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.books.headings.found import Flow, Heading
from publications.parsing.books.people.signatures import people_of_line
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.books.quotes import is_whole_quote
from publications.parsing.document import Person, SourceText, Span
from publications.parsing.name_words import PARTICLES
from publications.parsing.names import looks_like_name, match_key, tidy_name

_PARTICLES = "|".join(sorted(PARTICLES - {"of"}))
_BEGINS = re.compile(
    r"(?P<name>(?:[^\W\d_][\w'’.-]*\s+){1,5}?[^\W\d_][\w'’-]+(?:\s+(?:MP|OBE|CBE|MBE))?)"
    r"(?![\w'’-])\s*(?:\([^)]{1,60}\)\s*)?"
    rf"(?:,|:|–|—|-\s|(?<=[\s)])(?!of [A-Z]|(?:{_PARTICLES})\s|[dlt]['’][A-Z])(?=[a-z]))"
)
_GIVEN = re.compile(r"[A-Z][\w-]+, (?=(?:Lord|Lady|Baroness|Baron|Viscount|Earl) )")  # "Jo, Lord X"
_PRONOUN = re.compile(
    r"(?:he|she|they|his|her|their|prior to|before|previously|until)\b", re.IGNORECASE
)
_ANY_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_FEWEST = 3  # people of whom a chapter tells that is about nothing else


@dataclass(slots=True)
class BiographyDraft:
    """A person's biography before its text is made."""

    person: Person
    name_piece: Piece | None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Biographies:
    """The biographies of a section, and the pieces before the first and behind the last."""

    drafts: list[BiographyDraft] = field(default_factory=list)
    blurb: list[Piece] = field(default_factory=list)
    unsure: list[Piece] = field(default_factory=list)  # taken as biography without its name


def read_biographies(source: SourceText, elements: Flow, known: Sequence[str] = ()) -> Biographies:
    """Read the biographies of an authors' section; ``known`` are names met elsewhere."""
    result = Biographies()
    keys = {match_key(name) for name in known}
    current: BiographyDraft | None = None
    behind: list[tuple[BiographyDraft, Piece]] = []
    for at, element in enumerate(elements):
        if isinstance(element, Heading):
            current = None
            continue
        if current and _is_cover(element, current):
            rest = [each for each in elements[at:] if isinstance(each, Piece)]
            result.blurb = [*(piece for _, piece in behind), *rest]
            behind = []
            break
        begun = _begin(source, element, keys)
        if begun and current and _is_same(current, begun):
            current.pieces += begun.pieces  # the paragraph under the name begins with it again
            continue
        if begun:
            current = begun
            result.drafts.append(begun)
            behind = []
            continue
        if current is None:
            continue
        if not current.pieces or _is_about(element, current.person.name):
            current.pieces.append(element)
            behind = []
        else:
            behind.append((current, element))
    # Text that never names the last person begins something else; inside, it is only doubtful.
    if behind and len(result.drafts) > 1:
        result.blurb = [piece for _, piece in behind]
    else:
        for draft, piece in behind:
            draft.pieces.append(piece)
            result.unsure.append(piece)
    inside = [
        piece
        for draft in result.drafts
        for piece in draft.pieces[1:]
        if not _is_about(piece, draft.person.name)
    ]
    result.unsure += inside
    _adopt_strays(result, elements)
    return result


def lists_people(source: SourceText, elements: Flow, keys: Sequence[str]) -> bool:
    """Whether most of a chapter is names of its makers (``keys``), with a line on each.

    It may be headed by any words: "The provocateurs".
    """
    pieces = [each for each in elements if isinstance(each, Piece)]
    if not _FEWEST <= len(pieces) == len(elements):
        return False
    begun = 0
    for piece in pieces:
        first = people_of_line(source, piece.evidence[0], "")
        printed = first[0].name if len(first) == 1 else name_at_start(source, piece, set(keys))[0]
        begun += bool(printed) and match_key(printed) in keys
    return begun >= _FEWEST and 3 * begun >= 2 * len(pieces)


def _is_cover(piece: Piece, current: BiographyDraft) -> bool:
    """Whether the back cover begins: with somebody's words, or on a page about nobody here."""
    if is_whole_quote(piece.text):
        return True
    page = current.pieces[-1].lines[-1].page if current.pieces else None
    begins = page is not None and piece.lines[0].page != page and piece.text[:1].isupper()
    return begins and not _BEGINS.match(piece.text) and not _is_about(piece, current.person.name)


def _is_same(current: BiographyDraft, begun: BiographyDraft) -> bool:
    if begun.name_piece is not None:
        return False
    one, other = match_key(current.person.name), match_key(begun.person.name)
    return one == other or (
        not current.pieces
        and current.name_piece is not None
        and (one.split()[-1:] == other.split()[-1:])
    )


def _adopt_strays(result: Biographies, elements: Flow) -> None:
    """Paragraphs between biographies that name nobody stay with the one before them."""
    placed = {id(p) for draft in result.drafts for p in (draft.name_piece, *draft.pieces) if p}
    placed |= {id(piece) for piece in result.blurb}
    owner: BiographyDraft | None = None
    begins = {id(d.name_piece or (d.pieces[0] if d.pieces else None)): d for d in result.drafts}
    for element in elements:
        if isinstance(element, Heading):
            owner = None
            continue
        owner = begins.get(id(element), owner)
        if owner and id(element) not in placed:
            owner.pieces.append(element)
            owner.pieces.sort(key=lambda piece: piece.start)
            result.unsure.append(element)


def _begin(source: SourceText, piece: Piece, keys: set[str]) -> BiographyDraft | None:
    if piece.kind == "rows":
        return None
    first = piece.words[0]
    if len(piece.text) <= 200 and len(piece.lines) <= 2 and piece.kind == "text":
        people = people_of_line(source, first, "mentioned")
        if len(people) == 1:
            return BiographyDraft(_with_line_below(source, people[0], piece), piece)
    if len(piece.lines) > 1 and first[1] - first[0] <= 120:
        people = people_of_line(source, first, "mentioned")
        if len(people) == 1:
            rest = Piece(
                piece.kind,
                piece.lines[1:],
                piece.evidence[1:],
                piece.words[1:],
                tidy(" ".join(source.text[s:e] for s, e in piece.words[1:])),
            )
            return BiographyDraft(people[0], piece, [rest])
    printed, span = name_at_start(source, piece, keys)
    if printed:
        person = Person(tidy_name(printed), printed, "mentioned", evidence=(span,))
        return BiographyDraft(person, None, [piece])
    return None


def _with_line_below(source: SourceText, person: Person, piece: Piece) -> Person:
    """The person with the office on the line under the name, if that is no sentence."""
    if piece.single or person.affiliation or piece.text.rstrip()[-1:] in ".:;!?":
        return person
    words = tidy(source.text[slice(*piece.words[1])])
    return replace(person, affiliation=words, affiliation_evidence=(piece.words[1],))


def name_at_start(source: SourceText, piece: Piece, keys: set[str]) -> tuple[str, Span]:
    """The name with which a paragraph "Jo Hill is ..." begins, and its place; ("", ...) if none."""
    start, end = piece.words[0]
    text = source.text[start : min(end, start + 160)]
    bare = _GIVEN.sub("", text.lstrip("* "))
    at = start + len(text) - len(bare)
    match = _BEGINS.match(bare.replace("*", " "))
    if not match:
        return "", (start, start)
    printed = match["name"].strip()
    if not looks_like_name(printed) and match_key(printed) not in keys:
        return "", (start, start)
    return printed, (at, at + len(printed))


def _is_about(piece: Piece, name: str) -> bool:
    """Whether a paragraph names the person, or goes on with "she"."""
    words = [word for word in name.split() if len(word) > 1]
    text = piece.text
    if any(re.search(rf"\b{re.escape(word)}\b", text[:4000]) for word in words):
        return True
    return bool(_PRONOUN.match(text) or _ANY_PRONOUN.search(text[:4000]))
