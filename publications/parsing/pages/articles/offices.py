"""Those whom an article names, each with the office that stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.document import Person, Span
from publications.parsing.mentions import NAME
from publications.parsing.name_words import TITLES
from publications.parsing.names import tidy_name
from publications.parsing.pages.articles.beside import office_beside
from publications.parsing.pages.articles.named import HAS_OFFICE, PARTY, first_name, names_in

__all__ = ["HAS_OFFICE", "NAMED", "REACH", "behind_name", "first_name", "names_in", "person_at"]

NAMED = re.compile(NAME)
_BRACKETED = re.compile(r"\s\([^()]{2,60}\)")
_PARTY = re.compile(
    rf"\s\((?P<party>{PARTY.pattern}(?: {PARTY.pattern}){{0,2}}"
    r"|Fine Gael|Fianna F[a\u00e1]il|Sinn F[e\u00e9]in|Plaid Cymru|SNP|DUP|SDLP)\)"
)
_TITLE = rf"(?i:{'|'.join(sorted(TITLES))})\.?"
REACH = 240  # characters around speech in which its speaker is named


def behind_name(sentence: str, name: re.Match[str]) -> int:
    """Where a name ends, a party in brackets with it: "Jo Hill (Lab)"."""
    party = _BRACKETED.match(sentence, name.end())
    return party.end() if party else name.end()


def person_at(text: str, start: int, end: int, floor: int = 0) -> Person:
    """The person whose name stands there, as one who is quoted, with the office beside it."""
    place = office_beside(text, start, end, floor)
    return Person(
        name=tidy_name(text[start:end]),
        printed=text[start:end],
        role="quoted",
        affiliation=" ".join(text[slice(*place)].split()) if place else "",
        evidence=((start, end),),
        affiliation_evidence=(place,) if place else (),
    )


def with_office_told(text: str, person: Person, paragraphs: Sequence[Span]) -> Person:
    """A person with the office that stands beside the name somewhere in some paragraphs.

    Where none does, with the party that stands in brackets behind it: "Jo Hill (Labour)".
    """
    party = None
    name = re.compile(rf"(?<![\w'\u2019-])(?:{_TITLE} )*{re.escape(person.name)}(?![\w-])")
    for start, end in paragraphs:
        for match in name.finditer(text, start, end):
            if place := office_beside(text[:end], *match.span(), start):
                return _with(text, person, place)
            if found := _PARTY.match(text, match.end(), end):
                party = party or found.span("party")
    return _with(text, person, party) if party else person


def _with(text: str, person: Person, place: Span) -> Person:
    words = " ".join(text[slice(*place)].split())
    return replace(person, affiliation=words, affiliation_evidence=(place,))
