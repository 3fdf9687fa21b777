"""Who wrote each essay: under its heading, in the contents list, in the introduction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.books.headings.found import Heading
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.outline import Prepared
from publications.parsing.books.people.biographies import lists_people, name_at_start
from publications.parsing.books.people.signatures import (
    is_name_line,
    people_of_line,
    signed_at_end,
    signed_at_start,
)
from publications.parsing.books.people.told_offices import first_told
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.books.sections import Chapter
from publications.parsing.books.wording import norm
from publications.parsing.document import ParseWarning, Person, SourceText
from publications.parsing.mentions import tells_of_person
from publications.parsing.names import looks_like_name, match_key, tidy_name

_ROLES = {"foreword": "foreword", "introduction": "introduction"}
_MARK = re.compile(r"[–—/|-]\s+")  # between a title and its author
_STRONG = re.compile(r"\*\*([^*\n]{3,80})\*\*")


def read_authors(prepared: Prepared, chapters: list[Chapter]) -> list[ParseWarning]:
    """Give every essay its author, read under the heading or at the end of its contents line."""
    source = prepared.source
    warnings: list[ParseWarning] = []
    parts = _parts(source, chapters)
    keys: list[str] = []  # of those who wrote the essays before
    inside = False  # a part is open
    for chapter in chapters:
        heading = chapter.heading
        if heading is not None and heading.level == 1:
            inside = id(heading) in parts
        if heading is None or heading.kind in {"authors", "notes"} or id(heading) in parts:
            continue
        if heading.level > (2 if inside and heading.listed else 1):
            continue
        if heading.kind == "section" and lists_people(source, chapter.elements, keys):
            heading.kind = "authors"
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
        elif heading.kind == "section" and (heading.listed or heading.level == 1):
            _read_end(source, heading, chapters[_last_of(chapters, chapter)])
        keys += [match_key(person.name) for person in heading.people]
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


def _last_of(chapters: Sequence[Chapter], chapter: Chapter) -> int:
    """The place of the last chapter under an essay's heading, its own if it has no parts."""
    at = next(at for at, each in enumerate(chapters) if each is chapter)
    level = chapter.heading.level if chapter.heading else 1
    while at + 1 < len(chapters):
        below = chapters[at + 1].heading
        if below is None or below.level <= level:
            break
        at += 1
    return at


def _read_end(source: SourceText, heading: Heading, chapter: Chapter) -> None:
    """Take the author from the end of an essay: a signature, or a sentence on who it is."""
    signed = signed_at_end(source, chapter.elements, "author")
    heading.people = signed.people
    chapter.signatures += signed.pieces
    last = chapter.elements[-1] if chapter.elements else None
    if signed.people or not isinstance(last, Piece) or last.kind != "text":
        return
    are = source.text.find(" are ", last.start, last.end)
    if are > 0 and is_name_line(source.text[last.start : are]):
        heading.people = people_of_line(source, (last.start, are), "author")
        return
    printed, place = name_at_start(source, last, set())
    if printed and looks_like_name(printed) and tells_of_person(last.text):
        told = first_told(source, *stretches(last)[0])
        office = tidy(source.text[slice(*told)]) if told else ""
        person = Person(tidy_name(printed), printed, "author", office, (place,))
        heading.people = [replace(person, affiliation_evidence=(told,) if told else ())]


def _parts(source: SourceText, chapters: Sequence[Chapter]) -> set[int]:
    """The identities of headings that gather essays, "Part one", and have no text of their own."""
    return {
        id(chapter.heading)
        for chapter, following in pairwise(chapters)
        if chapter.heading
        and following.heading
        and not chapter.elements
        and (chapter.heading.level, following.heading.level) == (1, 2)
        and (
            following.heading.author or signed_at_start(source, following.elements, "author").people
        )
    }


def _contents_people(source: SourceText, heading: Heading, role: str) -> list[Person]:
    """The people in a contents line: what is left of it without title, number and page."""
    for start, end in heading.contents:
        text = source.text[start:end]
        title = norm(heading.title)
        if heading.author and text.startswith(heading.author):
            return people_of_line(source, (start, start + len(heading.author)), role)
        # The title in the line: the shortest beginning, or end, that compares equal.
        for match in re.finditer(r"\s+", text):
            if norm(split_number(text[: match.start()])[1]) == title:
                begin = start + match.end()
                if heading.author and (mark := _MARK.match(source.text, begin)):
                    begin = mark.end()
                stop = start + len(re.sub(r"[\s.…_]+(?:\d[\d\s–-]*|[ivxlc]+)$", "", text))
                if begin < stop:
                    return people_of_line(source, (begin, stop), role)
        if len(heading.contents) > 1 and norm(text) != title:
            people = people_of_line(source, (start, end), role)
            if people:
                return people
    return []


def printed_in_contents(prepared: Prepared, chapters: Sequence[Chapter]) -> list[Person]:
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


def named_in_introduction(
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


def without_doubles(people: Sequence[Person]) -> tuple[Person, ...]:
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
