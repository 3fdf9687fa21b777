"""Judges of the people and bodies of a work, and of what they did for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from publications.parsing.document import Document, Organisation, Person
from tests.parsing.judging.verdicts import Judge, Verdict, alike, named, plain, verdict, ways

_MADE_IT = ("publisher", "author", "partner", "commissioner", "sponsor", "host")


def _people(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    got: dict[str, list[Person]] = {}
    for each in (*document.people, *(one for part in document.sections for one in part.people)):
        got.setdefault(named(each.name), []).append(each)
    found = []
    known = {named(each) for each in expected.get("also_people", ())}
    for person in expected["people"]:
        names = {named(each) for each in ways(person, "name") if each}
        known |= names
        same = [each for name in names for each in got.get(name, ())]
        right = any(each.role in ways(person, "role") for each in same)
        other = ", ".join(each.role for each in same if each.role != "mentioned")
        told = f"{person['name']}, {person['role']}"
        found.append(verdict("person", told, other, right=right))
        if person.get("affiliation"):
            offices = [each.affiliation for each in same if each.affiliation]
            wanted = [each for each in ways(person, "affiliation") if each]
            right = any(alike(each, one) for each in offices for one in wanted)
            found.append(verdict("affiliation", wanted[0], "; ".join(offices), right=right))
    for name, same in got.items():
        roles = {each.role for each in same} - {"mentioned", "commissioner"}
        if roles and name not in known:
            told = f"{same[0].name}, {', '.join(sorted(roles))}"
            found.append(Verdict("person", "", told, "invented"))
    return found


def _organisations(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    got = [each for each in document.organisations if each.role != "mentioned"]
    found = []
    known: list[str] = list(expected.get("also_organisations", ()))
    for body in expected["organisations"]:
        names = [*(each for each in ways(body, "name") if each), *body.get("or", ())]
        known += names
        same = [each for each in got if _is_named(each, names)]
        right = any(each.role in ways(body, "role") for each in same)
        other = ", ".join(each.role for each in same)
        found.append(verdict("body", f"{body['name']}, {body['role']}", other, right=right))
    return found + [
        Verdict("body", "", f"{each.name}, {each.role}", "invented")
        for each in got
        if each.role in _MADE_IT and not _is_named(each, known)
    ]


def _is_named(body: Organisation, names: Sequence[str]) -> bool:
    """Whether a body is one of some names, of which each may end with a short form in brackets."""
    mine = {_body(body.name), _body(body.abbreviation)} - {""}
    theirs = set()
    for each in names:
        short = re.search(r"\(([^()]+)\)$", each)
        theirs |= {_body(each), *((_body(each[: short.start()]), _body(short[1])) if short else ())}
    return bool(mine & theirs)


def _body(name: str) -> str:
    return plain(name).removeprefix("the ").removesuffix(" limited").removesuffix(" ltd")


JUDGES: dict[str, Judge] = {"people": _people, "organisations": _organisations}
