"""The people of a text introduced by its biographies, and what stands behind the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.books.headings.found import Heading
from publications.parsing.books.people.biographies import (
    Biographies,
    BiographyDraft,
    lists_people,
    name_at_start,
    read_biographies,
)
from publications.parsing.books.people.told_offices import first_told
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.books.sections import Chapter
from publications.parsing.document import ParseWarning, Person, SourceText
from publications.parsing.imprint import is_imprint
from publications.parsing.names import match_key

_FIRST_SENTENCE = re.compile(r"[^.]*(?:\.(?!\s+[A-Z])[^.]*)*")
# "Jo Hill is Head of ...", and not what Jo Hill said or did in the text
_IS_TOLD_OF = re.compile(r"^.{3,80}?\s(?:is|was|has been|works|leads|teaches|joined|heads)\b")
BiographyParts = tuple[str, list[Piece], tuple[tuple[int, int], ...]]


def introduced(
    source: SourceText,
    chapters: list[Chapter],
    people: list[Person],
    warnings: list[ParseWarning],
) -> tuple[list[BiographyParts], list[Chapter]]:
    """Biographies out of authors' chapters; text behind the last becomes a chapter of its own."""
    found: list[BiographyParts] = []
    result: list[Chapter] = []
    has_authors = any(person.role in {"author", "editor"} for person in people)
    keys = [match_key(person.name) for person in people]
    for chapter in chapters:
        result.append(chapter)
        if chapter.heading and chapter.heading.kind == "section":
            made = [match_key(each.name) for each in people if each.role in {"author", "editor"}]
            if lists_people(source, chapter.elements, made):
                chapter.heading.kind = "authors"
        if chapter.heading is None or chapter.heading.kind != "authors":
            continue
        read = read_biographies(source, chapter.elements, [person.name for person in people])
        chapter.name_lines = [
            d.name_piece for d in read.drafts if d.name_piece and d.name_piece.single
        ]
        for draft in read.drafts:
            evidence = [*draft.person.evidence] if draft.name_piece else []
            evidence += [span for piece in draft.pieces for span in piece.evidence]
            found.append((draft.person.name, draft.pieces, tuple(evidence)))
            _introduce(_with_office(source, draft), people, keys, has_authors)
        found += _told_together(source, read, people)
        take_blurb(chapter, read, result, warnings)
    return found, result


def _told_together(
    source: SourceText, read: Biographies, people: list[Person]
) -> list[BiographyParts]:
    """Those whom the biography of somebody else introduces too: "X is chair and Y head of ..."."""
    told = {match_key(draft.person.name) for draft in read.drafts}
    found: list[BiographyParts] = []
    for person in people:
        key = match_key(person.name)
        if key in told or person.role not in {"author", "editor"}:
            continue
        named = re.compile(rf"\b(?:and|while) {re.escape(person.name)}\b")
        for draft in read.drafts:
            start, end = draft.pieces[0].words[0] if draft.pieces else (0, 0)
            first = _FIRST_SENTENCE.match(source.text[start:end])
            if first and named.search(first.group()):
                found.append((person.name, draft.pieces[:1], draft.pieces[0].spans()))
                told.add(key)
                break
    return found


def loose_biographies(
    source: SourceText, pieces: Sequence[Piece], people: Sequence[Person]
) -> list[BiographyParts]:
    """Paragraphs that introduce an author without a heading over them: "Jo Hill is a planner"."""
    makers = {
        match_key(person.name): person.name
        for person in people
        if person.role in {"author", "editor"}
    }
    found: list[BiographyParts] = []
    for piece in pieces:
        printed, _ = name_at_start(source, piece, set(makers))
        name = (
            makers.get(match_key(printed)) if printed and _IS_TOLD_OF.search(piece.text) else None
        )
        if name:
            found.append((name, [piece], piece.spans()))
    return found


def part_biographies(source: SourceText, chapters: list[Chapter], people: Sequence[Person]) -> None:
    """Make the biographies that end the last chapter a chapter of their own behind it."""
    last = chapters[-1] if chapters else None
    if last is None or (last.heading and last.heading.kind == "authors"):
        return
    tail: list[Piece] = []
    told = 0  # biographies among them; an address may stand behind the last
    for element in reversed(last.elements):
        if isinstance(element, Heading):
            break
        is_told = bool(loose_biographies(source, [element], people))
        if not is_told and (told or not is_imprint(element)):
            break
        told += is_told
        tail.insert(0, element)
    if told:
        last.elements = last.elements[: -len(tail)]
        chapters.append(Chapter(Heading("", 1, (), kind="authors"), list(tail)))


def _with_office(source: SourceText, draft: BiographyDraft) -> Person:
    """The person of a biography with the office that its first sentence tells, if none is printed
    beside the name.
    """
    person = draft.person
    spans = stretches(draft.pieces[0]) if draft.pieces and not person.affiliation else []
    place = first_told(source, *spans[0]) if spans else None
    if place is None:
        return person
    return replace(
        person, affiliation=tidy(source.text[slice(*place)]), affiliation_evidence=(place,)
    )


def _introduce(person: Person, people: list[Person], keys: list[str], has_authors: bool) -> None:
    """Give an author the office that the biography's heading prints, or add the author."""
    key = match_key(person.name)
    same = [at for at, each in enumerate(keys) if each == key]
    for at in same:
        if person.affiliation and not people[at].affiliation:
            people[at] = replace(
                people[at],
                affiliation=person.affiliation,
                affiliation_evidence=person.affiliation_evidence,
            )
    if not same:
        people.append(replace(person, role="mentioned" if has_authors else "author"))
        keys.append(key)
    elif all(people[at].printed != person.printed for at in same):
        people.append(replace(person, role="mentioned", name=people[same[0]].name))
        keys.append(key)


def take_blurb(
    chapter: Chapter, read: Biographies, result: list[Chapter], warnings: list[ParseWarning]
) -> None:
    """Move text behind the last biography to the back, and say what was not sure."""
    if read.blurb:
        gone = {id(piece) for piece in read.blurb}
        chapter.elements = [each for each in chapter.elements if id(each) not in gone]
        behind = Chapter(Heading("", 1, (), kind="back"), list(read.blurb))
        result.append(behind)
        warnings.append(
            ParseWarning(
                "text_after_biographies",
                "Text behind the last biography does not name its person; it was taken as a "
                "text of its own.",
                tuple(span for piece in read.blurb for span in piece.evidence),
            )
        )
    for piece in read.unsure:
        warnings.append(
            ParseWarning(
                "biography_unsure",
                "This paragraph was taken as part of the biography before it, whose person it "
                "does not name.",
                piece.spans(),
            )
        )
