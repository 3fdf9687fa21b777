"""Whom an article means: by a surname beside a verb, by a surname alone, by "the minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Person, Span
from publications.parsing.pages.articles.speakers import speaker_in, subject_in
from publications.parsing.pages.articles.surnames import (
    KNIGHT,
    SURNAME_ALONE,
    by_given,
    by_surname,
    in_full,
)

# "Cllr Moor Lee", where "Cllr Jo Moor Lee" was named before
_STYLED_SURNAMES = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor)\.? (?P<names>\S+ \S+)"
)
_HOLDER = 3  # words that mean the holder of an office: "the housing minister"


def speaker_meant(
    text: str,
    begun: int,
    paragraph: Span,
    quoted: Sequence[tuple[int, int, bool]],
    people: Sequence[Person],
) -> Person | None:
    """Who is said to speak in a paragraph; a surname alone means who was named in full.

    ``begun`` is where the article begins, and ``people`` were heard before.
    """
    start, end = paragraph
    speaker = speaker_in(text, start, end, quoted)
    if speaker and (whole := _STYLED_SURNAMES.fullmatch(speaker.printed)):
        full = in_full(text, begun, start, whole["names"], styled=True)
        speaker = full or speaker
    if speaker and not SURNAME_ALONE.fullmatch(speaker.printed):
        return speaker
    found = by_surname(text, begun, start, end, quoted, people)
    knight = KNIGHT.fullmatch(speaker.printed) if speaker else None
    given = by_given(text, begun, start, knight) if knight else None
    if speaker and not (given or found):
        found = in_full(text, begun, start, speaker.printed.split()[-1])
    return given or found or speaker


def subject_meant(text: str, begun: int, start: int, end: int) -> Person | None:
    """The person of whom a paragraph tells; a surname alone means who is named in full."""
    person, surname = subject_in(text, start, end)
    return in_full(text, begun, start, surname) if surname else person


def holder_of(people: Sequence[Person], nobody: Person | None) -> Person | None:
    """Whom "the minister" means, if one of that office was heard; else who has no name."""
    last = nobody.affiliation.split()[-1].casefold() if nobody else ""
    holders = [
        each
        for each in people
        if each.name and last in each.affiliation.casefold().replace(",", "").split()
    ]
    known = nobody and len(nobody.affiliation.split()) <= _HOLDER and len(holders) == 1
    return holders[0] if known else nobody
