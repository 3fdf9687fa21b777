"""Who wrote an entry, as its summary tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing import organisations as bodies
from publications.parsing.document import Organisation, Person
from publications.parsing.name_lists import people_listed
from publications.parsing.names import tidy_name

_BYLINE = re.compile(r"(?:(?:[Gg]uest (?:post|blog) )?[Bb]y\s+)?(?P<names>\S[^\n]{3,200})")
_FOREWORD = re.compile(r"\b(?:foreword|preface) by (?P<names>[A-Z][^.;\n]{3,120}?)(?=[.;]|\s*$)")
_THEY_WRITE = re.compile(
    r"(?P<names>[A-Z][^.;:\n]{8,160}?) (?:set out|argue|explain|examine|look|show|make the case"
    r"|consider|explore|ask|describe|outline|find|write|reflect|propose|call)\b"
)


def bylines(piece: str, offset: int, people: Sequence[Person]) -> list[Person]:
    """The people of "By A and B", of "A and B argue", and of a foreword, not met before."""
    known = {each.name for each in people}
    found: list[Person] = []
    for pattern, role in ((_BYLINE, "author"), (_THEY_WRITE, "author"), (_FOREWORD, "foreword")):
        match = pattern.search(piece) if role == "foreword" else pattern.match(piece)
        if not match or (pattern is _BYLINE and match.end() != len(piece)):
            continue
        listed = people_listed(match["names"], offset + match.start("names"), role)
        sure = pattern is not _THEY_WRITE or len(listed) > 1
        found += [each for each in listed if sure and each.name not in known]
        known |= {each.name for each in found}
    return found


_WORK_FROM = re.compile(
    r"\b(?:(?:report|paper|pamphlet|note|research|study|publication) (?:from|by)"
    r"|(?:written|authored) by) (?=[A-Z])|(?:^|(?<=[.!?] ))By (?=[A-Z])|(?<=\w, )by (?=[A-Z])"
)


def written_by(piece: str, offset: int, people: Sequence[Person]) -> list[Person]:
    """The people of "a report by A and B." where the sentence ends with them."""
    match = _WORK_FROM.search(piece)
    names = re.compile(r"[^.;\n]{4,200}(?=[.;]|\s*$)").match(piece, match.end()) if match else None
    listed = people_listed(names.group(), offset + names.start(), "author") if names else []
    known = {each.name for each in people}
    return [each for each in listed if each.name not in known]


def authors_in(piece: str, offset: int) -> list[Organisation]:
    """The bodies that a summary says a work is from: "a new report from A and B"."""
    match = _WORK_FROM.search(piece)
    if not match:
        return []
    return [
        Organisation(each.name, "author", each.abbreviation, ((each.start, each.end),))
        for each in bodies.find_listed(piece, match.end(), offset)
    ]


def writer_of(named: Organisation) -> Person:
    """The author that a summary names where it could name a body."""
    return Person(tidy_name(named.name), named.name, "author", "", named.evidence)
