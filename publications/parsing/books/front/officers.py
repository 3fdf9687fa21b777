"""Who had a hand in a work by office, as imprints print it: "Lead officer: Jo Hill, Director"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.books.front.bylines import label_of
from publications.parsing.books.pieces import Piece
from publications.parsing.document import Person, SourceText
from publications.parsing.mentions import OFFICE
from publications.parsing.name_lists import people_listed

_LABELLED = re.compile(r"(?P<label>[A-Z][^\W\d_]*(?:[ /-][^\W\d_]+){0,4})\s?:\s+(?=[A-Z])")
_OFFICE = re.compile(rf"{OFFICE}|\bcontact\b", re.IGNORECASE)


def officers(source: SourceText, pieces: Sequence[Piece]) -> list[Person]:
    """The people behind the name of an office and a colon, each line by itself."""
    found: list[Person] = []
    for piece in pieces:
        for start, end in piece.evidence:
            text = source.text[start : min(end, start + 300)]
            match = _LABELLED.match(text)
            if not match or not _OFFICE.search(match["label"]) or label_of(text)[0]:
                continue
            role = "contact" if "contact" in match["label"].lower() else "mentioned"
            place = (start, start + match.end("label"))
            for person in people_listed(text[match.end() :], start + match.end(), role):
                office = ", ".join(each for each in (match["label"], person.affiliation) if each)
                evidence = (place, *person.affiliation_evidence)
                found.append(replace(person, affiliation=office, affiliation_evidence=evidence))
    return found
