"""The document of a long text: its parts, its people and its bodies put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.books.blocks import BlockMaker
from publications.parsing.books.front.boards import boards
from publications.parsing.books.front.covers import comes_back_in
from publications.parsing.books.front.matter import read_front_matter
from publications.parsing.books.front.officers import officers
from publications.parsing.books.front.praise import praise
from publications.parsing.books.front.series_lines import series_of
from publications.parsing.books.inline import Words
from publications.parsing.books.outline import Prepared
from publications.parsing.books.people.about_authors import (
    introduced,
    loose_biographies,
    part_biographies,
)
from publications.parsing.books.people.closing_lines import give_told, with_offices
from publications.parsing.books.people.contributors import (
    edited_by,
    interviewees,
    prepared_by,
    unique_organisations,
    unique_people,
)
from publications.parsing.books.people.signatures import (
    named_in_title,
    signed_at_end,
    signed_at_start,
)
from publications.parsing.books.people.thanks import thanked
from publications.parsing.books.pieces import Piece, stretches
from publications.parsing.books.sections import Chapter, build, chapters_of, contents_values
from publications.parsing.books.speech import at_the_end, hear
from publications.parsing.document import (
    Biography,
    Document,
    Organisation,
    Person,
    Price,
    SourceText,
)
from publications.parsing.names import match_key
from publications.parsing.organisations import match_key as body_key
from publications.parsing.prices import find_price
from publications.parsing.roles import unbroken, with_roles

_THANKS = re.compile(r"acknowledge?ments?|\bthanks\b", re.IGNORECASE)
_MAY_THANK = frozenset(("foreword", "introduction", "front", "appendix", "body"))
_ORDERING = re.compile(
    r"\b(?:(?:further |more |additional |printed |hard )?copies|a copy) of this\b"
    r"|\bthis (?:report|paper|pamphlet|briefing|publication|book|guide) (?:is available|costs"
    r"|can be (?:ordered|bought)|may be (?:had|ordered|bought))\b",
    re.IGNORECASE,
)
_SIGNED = {"foreword": "foreword", "introduction": "introduction",
           "acknowledgements": "acknowledgements"}  # fmt: skip


def assemble(prepared: Prepared, chapters: list[Chapter], kind: str) -> Document:
    """The document of a text whose chapters are known."""
    source = prepared.source
    heads = comes_back_in(prepared.front, prepared.all_pieces)
    listed = prepared.listed_before
    front = read_front_matter(
        source, prepared.front, prepared.back, prepared.running_text, heads, listed
    )
    front_chapters = chapters_of(front.flow)
    people, organisations = list(front.people), list(front.organisations)
    chapters = list(chapters)
    part_biographies(source, chapters, people)
    for chapter in (*front_chapters, *chapters):
        known = list(chapter.heading.people) if chapter.heading else []
        people += [*known, *_sign(source, chapter)]
    people = with_offices(source, chapters, people)
    everything = (*front_chapters, *chapters)
    prose = [p for c in everything for p in c.elements if isinstance(p, Piece)]
    named = prepared_by(source, [*front.imprint, *prose])
    people = _authors_first(named.people, people)
    organisations += named.organisations
    editors = {match_key(each.name) for each in people if each.role == "editor"}
    told = edited_by(source, [*front.imprint, *prose])
    people += [each for each in told if match_key(each.name) not in editors]
    aside = [p for c in front_chapters for p in c.elements if isinstance(p, Piece)]
    organisations += _supporters(source, [*front.imprint, *aside], organisations)
    outside = sorted([*front.imprint, *aside], key=lambda each: each.start)
    people += [*boards(source, outside), *officers(source, outside)]
    warnings = [*prepared.warnings, *front.warnings]
    thanks = thanked(source, front.imprint, whole=False)
    people += thanks.people
    organisations += thanks.organisations
    for chapter in everything:
        whole = chapter.heading and _THANKS.search(chapter.heading.title)
        signed = {id(piece) for piece in chapter.signatures}
        prose = [p for p in chapter.elements if isinstance(p, Piece) and id(p) not in signed]
        if whole or chapter.heading is None or chapter.heading.kind in _MAY_THANK:
            thanks = thanked(source, prose, whole=bool(whole))
            people += thanks.people
            organisations += thanks.organisations
        people += interviewees(source, chapter)
    before, front_chapters = introduced(source, front_chapters, people, warnings)
    behind, chapters = introduced(source, chapters, people, warnings)
    loose = loose_biographies(source, front.imprint, people)
    of_authors = [c for c in everything if c.heading and c.heading.kind == "authors"]
    told = [p for c in of_authors for p in c.elements if isinstance(p, Piece)]
    give_told(source, [*told, *front.imprint], people)
    biographies = [*before, *behind, *loose]
    built = build(prepared, chapters, front_chapters)
    set_apart = [*built.quotations, *praise(source, front.imprint)]
    set_apart = at_the_end(source, built.sections, set_apart)
    heard = hear(source, built.sections, built.boxes, set_apart, people)
    people += heard.people
    words = Words(source, prepared.notes.marks)
    maker = BlockMaker(source, words)
    return Document(
        source=source,
        kind=kind,
        title=front.title,
        subtitle=front.subtitle,
        date=front.date,
        people=unique_people(people),
        organisations=unique_organisations(organisations),
        identifiers=front.identifiers,
        series=series_of(source, front.imprint),
        price=_price(source, front.imprint, (*front_chapters, *chapters)),
        rights=front.rights,
        sections=tuple(built.sections),
        boxes=tuple(built.boxes),
        footnotes=tuple(built.footnotes),
        quotations=heard.quotations,
        biographies=tuple(
            Biography(name, "\n\n".join(words.plain(p.words) for p in pieces), evidence)
            for name, pieces, evidence in biographies
        ),
        imprint=tuple(maker.text_blocks(front.imprint)),
        contents=contents_values(prepared),
        left_out=(*prepared.left_out, *front.left_out),
        warnings=(*warnings, *built.warnings),
    )


def _supporters(
    source: SourceText, imprint: Sequence[Piece], known: Sequence[Organisation]
) -> list[Organisation]:
    """The bodies that an imprint's sentences thank: "produced with the support of X"."""
    keys = {body_key(each.name) for each in known if each.role != "publisher"}
    read = [span for each in known for span in each.evidence]
    found: list[Organisation] = []
    for piece in imprint:
        for start, end in stretches(piece):
            text = unbroken(source.text[start : min(end, start + 2000)])
            for each, role in with_roles(text, start):
                part = any(begin <= each.start and each.end <= stop for begin, stop in read)
                if body_key(each.name) not in keys and not part:
                    keys.add(body_key(each.name))
                    place = ((each.start, each.end),)
                    found.append(Organisation(each.name, role, each.abbreviation, place))
    return found


def _price(
    source: SourceText, imprint: Sequence[Piece], chapters: Sequence[Chapter]
) -> Price | None:
    """The price that an imprint prints, or a sentence on how to order the work."""
    ordering = [
        piece
        for chapter in chapters
        for piece in chapter.elements
        if isinstance(piece, Piece) and piece.kind == "text"
        if _ORDERING.search(piece.text[:2000])
        or (chapter.heading and chapter.heading.kind == "back")
    ]
    lines = [span for piece in imprint for span in piece.evidence]
    spans = [*lines, *(span for piece in ordering for span in stretches(piece))]
    spans = [(start, end) for start, end in spans if end - start < 2000]
    found = (find_price(source.text[start:end], start) for start, end in spans)
    return next((price for price in found if price), None)


def _sign(source: SourceText, chapter: Chapter) -> list[Person]:
    """The people who sign a foreword, an introduction or acknowledgements."""
    heading = chapter.heading
    if heading is None or heading.kind not in _SIGNED:
        return []
    role = _SIGNED[heading.kind]
    people = named_in_title(heading.title, heading.evidence, role)
    start = signed_at_start(source, chapter.elements, role)
    end = signed_at_end(source, chapter.elements, role)
    chapter.signatures = [*start.pieces, *end.pieces]
    people = _once([*people, *start.people, *end.people])
    heading.people += people
    return people


def _once(people: list[Person]) -> list[Person]:
    """People of one text, each once: the mention with an office is kept."""
    kept: dict[str, Person] = {}
    for person in people:
        key = match_key(person.name)
        if key not in kept or (person.affiliation and not kept[key].affiliation):
            kept[key] = person
    return list(kept.values())


def _authors_first(authors: list[Person], others: list[Person]) -> list[Person]:
    """Title-page people and authors named in a sentence; a name is an author once."""
    known = {match_key(person.name) for person in others if person.role == "author"}
    fresh = [person for person in authors if match_key(person.name) not in known]
    offices = {match_key(person.name): person for person in authors}
    merged = []
    for person in others:
        more = offices.get(match_key(person.name))
        if person.role == "author" and more and not person.affiliation:
            person = replace(
                person,
                affiliation=more.affiliation,
                affiliation_evidence=more.affiliation_evidence,
            )
        merged.append(person)
    return [*fresh, *merged]
