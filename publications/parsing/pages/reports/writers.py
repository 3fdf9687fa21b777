"""The authors whom a report's page lists under a heading, or tells of in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.document import Biography, DateValue, LeftOut, Line, Person
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.name_lists import people_listed
from publications.parsing.names import can_be_name, looks_like_name, tidy_name
from publications.parsing.organisations import BODY_WORDS, find_organisations
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of

_HEADING = re.compile(
    r"(?:(?:meet|about|lead) )?(?:the )?(?:co-)?authors?(?: biograph(?:y|ies))?|written by"
    r"|report authors?|the (?:writers|researchers)",
    re.IGNORECASE,
)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_IS = re.compile(
    rf"(?:^\s*|(?<=\. )|(?<=\.  ))(?P<name>{NAME}) is (?:(?:currently )?(?:an?|the|our) )?"
    rf"(?P<office>(?=[^.;]{{0,60}}(?i:{OFFICE}|\breader\b))[^.;]{{3,160}}?)"
    r"(?=,? (?:who|where|which|and (?:has|is|was))\b|[.;]|\s*$)"
)
_OFFICE_WORDS = 12
_FACTS = 300  # characters of a line of names
_TOLD = 8  # words of a line that tells of somebody


@dataclass(slots=True)
class Writers:
    """The authors of a page, and the lines that their names and offices took."""

    people: list[Person] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def writers_listed(lines: Sequence[Line]) -> Writers:
    """The people under a heading such as "Authors"; a biography under a name stays to be read."""
    found = Writers()
    for at, heading in enumerate(lines):
        if not heads_writers(heading):
            continue
        rest = [line for line in lines[at + 1 :] if not furniture_reason(line.text)]
        listed = people_listed(rest[0].text, rest[0].start, "author") if rest else []
        while len(listed) > 1 or (listed and listed[0].affiliation):
            found.people += listed
            found.lines.append(rest[0])
            rest = rest[1:]
            listed = people_listed(rest[0].text, rest[0].start, "author") if rest else []
        while rest and can_be_name(rest[0].text.strip()):
            name, *rest = rest
            person = _person(name)
            if rest and len(rest[0].text.split()) >= _TOLD and rest[0].text.rstrip()[-1] in ".!?":
                found.people.append(person)
                rest = rest[1:]
                continue
            found.lines.append(name)
            if rest and is_office(rest[0]):
                found.lines.append(rest[0])
                office = " ".join(rest[0].text.split())
                place = (span_of(rest[0]),)
                person = replace(person, affiliation=office, affiliation_evidence=place)
                rest = rest[1:]
            found.people.append(person)
        for line in rest if not found.people else ():  # "Jo Hill is head of policy at Moor."
            if not (told := told_of([line])):
                break
            found.people += told
    found.left_out = [LeftOut(*span_of(line), "label") for line in found.lines]
    return found


def writers_beside_date(lines: Sequence[Line], date: DateValue | None) -> list[Person]:
    """Those whose names are a line of their own above or below the date of the page's work."""
    dated = [each for each in lines if date and each.start <= date.evidence[0][0] < each.end]
    for at, line in enumerate(lines):
        beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
        if len(line.text) > _FACTS or not any(each in dated for each in beside):
            continue
        people = people_listed(line.text, line.start, "author")
        if people and not set(line.text.split()) & BODY_WORDS:
            return people
    return []


def writers_told(biographies: Sequence[Biography], text: str) -> list[Person]:
    """Those of whom a page tells under "About the authors", where nothing else names any."""
    found = []
    for each in biographies:
        start, end = each.evidence[0]
        match = re.compile(NAME).search(text, start, end)
        if match and tidy_name(match.group()) == each.name:
            found.append(Person(each.name, match.group(), "author", "", (match.span(),), ()))
    return found


def heads_writers(line: Line) -> bool:
    """Whether a line is a heading over the authors: "About the authors"."""
    return bool(_HEADING.fullmatch(line.text.strip().rstrip(":")))


def told_of(lines: Sequence[Line]) -> list[Person]:
    """The people of whom the line under a title says who they are: "Jo Hill is a clerk at Moor"."""
    for line in lines[:1]:
        people = [
            _told(line, match)
            for match in _IS.finditer(line.text[:2000])
            if looks_like_name(match["name"]) and not find_organisations(match["name"])
        ]
        if people and _IS.match(line.text):
            return people
    return []


def _person(line: Line) -> Person:
    printed = " ".join(line.text.split())
    return Person(tidy_name(printed), printed, "author", "", (span_of(line),), ())


def _told(line: Line, match: re.Match[str]) -> Person:
    place = tuple(line.start + at for at in match.span("name"))
    office = tuple(line.start + at for at in match.span("office"))
    words = " ".join(match["office"].split())
    return Person(tidy_name(match["name"]), match["name"], "author", words, (place,), (office,))


def is_office(line: Line) -> bool:
    """Whether a line under a name is nothing but what somebody is: "Senior Researcher, Moss"."""
    text = line.text.strip()
    few = len(text.split()) <= _OFFICE_WORDS and text[-1] not in ".!?:"
    return few and not looks_like_name(text) and bool(_OFFICE.search(text))
