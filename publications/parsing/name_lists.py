"""Lists of people in one line: "A, B and C", "A, Director, X, and B (Leader, Y)".

The one reading of such lists for pages of every kind: a line is a list of people only when it
begins with a name and everything in it is a name or the office of the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.document import Person
from publications.parsing.mentions import OFFICE
from publications.parsing.names import (
    can_be_name,
    is_styled,
    looks_like_name,
    split_person_line,
    tidy_name,
)
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.spans import trimmed

_BREAK = re.compile(
    r"\s*(?:\n|,\s*(?:(?:and|&|with)\s+)?|;\s*(?:and\s+)?|\s(?:and|&|with)\s+|\s\|\s+)(?![^()]*\))"
)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_TITLED = re.compile(
    r"(?:Dr|Prof|Professor|Sir|Dame|Cllr|Mr|Mrs|Ms|Rev|Lord|Lady|Baroness)\.? [A-Z]"
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|said|says|told)\b")
_LONGEST = 1200
_OFFICE_WORDS = 14  # of one part of an office; what is longer is a sentence


def people_named(text: str, offset: int, role: str) -> list[Person]:
    """The people of words that a label or "By" says to be names; one alone may be unusual."""
    people = people_listed(text, offset, role)
    place = trimmed(text, 0, len(text))
    name = text[slice(*place)].rstrip(".")
    if people or not can_be_name(name) or _is_body(name):
        return people
    start = place[0] + offset
    return [Person(tidy_name(name), name, role, "", ((start, start + len(name)),), ())]


def people_listed(text: str, offset: int, role: str) -> list[Person]:
    """The people of a line that lists people and nothing else; none of any other line.

    ``offset`` is added to the places of names and offices.
    """
    if len(text) > _LONGEST:
        return []
    parts = _parts(text)
    people: list[Person] = []
    in_office = False  # whether the part before was an office
    for at, (start, stop, joined) in enumerate(parts):
        part = text[start:stop]
        person = _person(part, start + offset, role)
        apart = is_styled(part) or (person and person.affiliation)
        if person and people and in_office and joined in {",", ""} and at and not apart:
            # "A, Director, Hill Moor": its body, unless an office follows: "A, Chair, B, Director".
            behind = parts[at + 1] if at + 1 < len(parts) else None
            followed = behind and behind[2] == "," and _OFFICE.search(text[behind[0] : behind[1]])
            person = person if followed else None
        if person and not (people and _is_body(person.printed)):
            people.append(person)
            in_office = bool(person.affiliation)
        elif people and _is_office(part):
            people[-1] = _with_office(people[-1], text, offset, start, stop)
            in_office = True
        else:
            return []
    return _with_shared_body(people, parts)


def _with_shared_body(people: list[Person], parts: Sequence[tuple[int, int, str]]) -> list[Person]:
    """The people of "Jo Hill and Bo Lee, Moor Trust", who are both of the body behind the last."""
    last = people[-1] if people else None
    shared = last and last.affiliation and not _OFFICE.search(last.affiliation)
    joined = [sign for _, _, sign in parts]
    if not shared or len(people) != 2 or people[0].affiliation or joined[1:] != ["and", ","]:
        return people
    body = {"affiliation": last.affiliation, "affiliation_evidence": last.affiliation_evidence}
    return [replace(people[0], **body), last]


def _parts(text: str) -> list[tuple[int, int, str]]:
    """The parts of a list with the sign before each: start, end, and "," for a bare comma."""
    parts: list[tuple[int, int, str]] = []
    begin, joined = 0, ""
    for found in [*_BREAK.finditer(text), None]:
        stop = found.start() if found else len(text)
        part = text[begin:stop].strip(" .\t\n*")
        if part:
            start = begin + text[begin:stop].find(part)
            parts.append((start, start + len(part), joined))
        if found:
            begin, joined = found.end(), found.group().strip()
    return parts


def _person(part: str, start: int, role: str) -> Person | None:
    """The person of "Jo Hill", "Jo Hill (Chair)" or "Jo Hill of the Moor Trust"."""
    printed, office = split_person_line(part)
    if not printed or not looks_like_name(printed) or _SENTENCE.search(office):
        return None
    places = ()
    if office:
        at = start + part.rindex(office)
        places = ((at, at + len(office)),)
    # Several spaces of the part are one in what is printed.
    own = re.match(r"\s+".join(map(re.escape, printed.split())), part)
    name = ((start, start + (own.end() if own else len(printed))),)
    return Person(tidy_name(printed), printed, role, office, name, places)


def _is_body(part: str) -> bool:
    """Whether a part that looks like a name is a body's: "Moor Associates"."""
    return part.split()[-1] in BODY_WORDS and not is_styled(part)


def _is_office(part: str) -> bool:
    """Whether a part can be the office of the name before it, or the body of that office."""
    words = part.split()
    if len(words) > _OFFICE_WORDS or _TITLED.match(part):
        return False  # somebody whose name is not understood is nobody's office
    return bool(_OFFICE.search(part)) or (words[0][:1].isupper() and words[-1][:1].isupper())


def _with_office(person: Person, text: str, offset: int, start: int, stop: int) -> Person:
    """The person with one more part of the office: "Director" and then "Moor Trust"."""
    begin = person.affiliation_evidence[0][0] - offset if person.affiliation_evidence else start
    office = " ".join(text[begin:stop].split())
    place = ((begin + offset, stop + offset),)
    return Person(person.name, person.printed, person.role, office, person.evidence, place)
