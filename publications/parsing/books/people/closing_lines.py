"""The line at either end of an essay that says who wrote it: "Jo Hill is Head of Parks".

It stays in the text; only the office is taken from it, for those who sign that text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.books.headings.found import Heading
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.books.sections import Chapter
from publications.parsing.document import Person, SourceText
from publications.parsing.mentions import OFFICE
from publications.parsing.names import match_key

_LONGEST = 240  # characters
# An office begins with a capital, or has an article before it and a proper name behind:
# "a partner at Larch & Co"; or it is a word for one: "a trustee of a fund". "Is right about this"
# and "is a gardener" give none.
_IS = re.compile(
    r"(?P<name>\S.{2,80}?)\s+(?:was\s[^.]{3,120}?\sand\s+)?is\s+(?:now\s+|currently\s+)?"
    r"(?:(?:the\s+)?(?=[A-Z])|(?:an?|the)\s+(?=[a-z][^.]*?\s(?:of|at|for|in|with)\s(?:the\s)?[A-Z])"
    rf"|(?:(?:an?|the)\s+)?(?=(?:[a-z-]+\s){{0,3}}?(?i:{OFFICE})))"
    r"(?P<office>[^.;]{3,150}?)"
    r"(?:,?\s+and\s+(?:is|was|has|retires|lives|writes|works|teaches|leads|chairs|edits|sits"
    r"|serves|runs)\s[^.]*)?\.?",
    re.DOTALL,
)


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


def _give(
    source: SourceText, heading: Heading | None, pieces: Sequence[Piece], people: list[Person]
) -> None:
    """Give the people of one text the offices that its lines tell, one line for each."""
    waiting = list(heading.people) if heading else []
    for piece in pieces:
        spans = stretches(piece)
        if piece.kind != "text" or len(spans) > 1 or len(piece.text) > _LONGEST:
            return
        start, end = spans[0]
        match = _IS.fullmatch(source.text, start, end)
        key = match_key(tidy(match["name"])) if match else ""
        person = next((each for each in waiting if match_key(each.name) == key), None)
        if match is None or person is None:
            return
        waiting.remove(person)
        if person.affiliation or heading is None:
            continue
        told = replace(
            person,
            affiliation=tidy(match["office"]),
            affiliation_evidence=(match.span("office"),),
        )
        heading.people = [told if each == person else each for each in heading.people]
        people[:] = [told if each == person else each for each in people]
