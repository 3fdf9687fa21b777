"""The captions of an article's pictures, which end in who took them.

A saved page often prints a caption twice: under the picture, and again with its credit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publications.parsing.document import LeftOut, Line, Person
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.spans import span_of

_CREDIT = re.compile(
    r"(?P<caption>.{12,300}?[.!?\u2019\u201d)]?)\s+"
    r"(?:photo(?:graph)?s?|pictures?|images?)(?: by| credit)?\s?: ?(?P<by>[^.:;]{3,100}?)\.?\s*",
    re.IGNORECASE,
)

_NEXT = re.compile(r"(?:image|picture|photo) caption[,:]?", re.IGNORECASE)
_BREAK = 2  # characters between two lines
_OWN_WORDS = 10


@dataclass(frozen=True, slots=True)
class Captions:
    """What the captions of a page leave behind: their lines, and who took the pictures."""

    left_out: tuple[LeftOut, ...]
    people: tuple[Person, ...]


def without_captions(lines: Sequence[Line]) -> tuple[list[Line], Captions]:
    """The lines of a page without its captions."""
    left_out: list[LeftOut] = []
    people: list[Person] = []
    aside: set[int] = set()
    for at, line in enumerate(lines):
        if at + 1 < len(lines) and _NEXT.fullmatch(line.text.strip()):
            aside |= {at, at + 1}  # what screens are told of a picture, over its caption
        found = _CREDIT.fullmatch(line.text) if len(line.text) <= 420 else None
        if not found or line.tag in {"h1", "h2", "h3"}:
            continue
        aside.add(at)
        key = found["caption"].split()
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(lines) and lines[beside].text.split() == key:
                aside.add(beside)
        # The picture's own words stand in the line before, with no empty one between.
        over = lines[at - 1] if at else None
        touches = over and not over.tag and line.start - over.end <= _BREAK
        if touches and at > 1 and _is_own_words(over.text):
            aside.add(at - 1)
        people += _photographer(line, found)
    left_out = [LeftOut(*span_of(lines[at]), "picture caption") for at in sorted(aside)]
    kept = [line for at, line in enumerate(lines) if at not in aside]
    return kept, Captions(tuple(left_out), tuple(people))


def _is_own_words(text: str) -> bool:
    return len(text.split()) <= _OWN_WORDS and text.rstrip()[-1] not in ".?!\u201d\u2019\"'"


def _photographer(line: Line, found: re.Match[str]) -> list[Person]:
    """Who a credit names, with the paper or agency behind a stroke: "Jo Hill/Moor Weekly"."""
    name, _, agency = found["by"].partition("/")
    # Two words alone may be an agency; a name stands before its stroke.
    if not agency.strip() or not looks_like_name(name.strip()):
        return []
    start = line.start + found.start("by")
    behind = start + len(name) + 1 + len(agency) - len(agency.lstrip())
    office = agency.strip()
    return [
        Person(
            tidy_name(name.strip()),
            name.strip(),
            "mentioned",
            office,
            ((start, start + len(name.rstrip())),),
            ((behind, behind + len(office)),),
        )
    ]
