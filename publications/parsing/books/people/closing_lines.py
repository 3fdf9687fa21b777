"""The line at either end of an essay that says who wrote it: "Jo Hill is Head of Parks".

It stays in the text; only the office is taken from it, for those who sign that text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.books.headings.found import Heading
from publications.parsing.books.people.told_offices import sentences, told_office
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.books.sections import Chapter
from publications.parsing.document import Person, SourceText
from publications.parsing.names import match_key

_LONGEST = 240  # characters
_LONGEST_TOLD = 1200


def with_offices(
    source: SourceText, chapters: Sequence[Chapter], people: Sequence[Person]
) -> list[Person]:
    """The people, those with an office whom the last or first lines of their text tell of."""
    result = list(people)
    signed: Heading | None = None
    tail: list[Piece] = []
    for chapter in (*chapters, None):
        heading = chapter.heading if chapter else None
        own = [each for each in chapter.elements if isinstance(each, Piece)] if chapter else []
        # Biographies at the end of the last text were made a chapter without a title.
        begins = heading and heading.title and (heading.level == 1 or heading.kind == "essay")
        if chapter is None or begins:
            _give(source, signed, list(reversed(tail)), result)
            signed, tail = heading, []
            _give(source, signed, own[:4], result)
        tail = own[-4:] or tail
    return result


def give_told(source: SourceText, pieces: Sequence[Piece], people: list[Person]) -> None:
    """Give makers without an office those that sentences tell: "A is Dean of X. B is a tutor"."""
    for piece in pieces:
        if piece.kind != "text" or len(piece.text) > _LONGEST_TOLD:
            continue
        for stretch in stretches(piece):
            for start, end in sentences(source, *stretch):
                told = told_office(source, start, end)
                key = match_key(told[0]) if told else ""
                for at, each in enumerate(people):
                    makes = each.role in {"author", "editor"} and not each.affiliation
                    if told and makes and match_key(each.name) == key:
                        office = tidy(source.text[slice(*told[1])])
                        people[at] = replace(
                            each, affiliation=office, affiliation_evidence=told[1:]
                        )


def _give(
    source: SourceText, heading: Heading | None, pieces: Sequence[Piece], people: list[Person]
) -> None:
    """Give the people of one text the offices that its lines tell, one line for each."""
    waiting = list(heading.people) if heading else []
    for piece in pieces:
        spans = stretches(piece)
        if piece.kind != "text" or len(spans) > 1 or len(piece.text) > _LONGEST:
            return
        parts = sentences(source, *spans[0])
        if not all(told_office(source, *part) for part in parts):
            return
        for start, end in parts:
            told = told_office(source, start, end)
            key = match_key(told[0]) if told else ""
            person = next((each for each in waiting if match_key(each.name) == key), None)
            if told is None or person is None:
                return
            waiting.remove(person)
            if person.affiliation or heading is None:
                continue
            office = tidy(source.text[slice(*told[1])])
            held = replace(person, affiliation=office, affiliation_evidence=told[1:])
            heading.people = [held if each == person else each for each in heading.people]
            people[:] = [held if each == person else each for each in people]
