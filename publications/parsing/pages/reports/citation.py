"""The authors of a work by how its page cites it: "Hill, Jo and Lee, B. (2012) Barns of the Moss".

A citation counts where it is of the work itself: its title has the words of the page's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line, Person, Value
from publications.parsing.name_lists import people_listed
from publications.parsing.names import can_be_name, tidy_name
from publications.parsing.organisations import find_organisations

_LABEL = re.compile(
    r"\s*(?:(?:(?:how to|please|to) cite(?: this (?:\w+ )?\w+)?|cite (?:as|this)"
    r"|(?:suggested|recommended|full|preferred)? ?(?:citation|reference))(?: as)?"
    r"(?:\s*:\s*|\s*\t\s*|\s{2,}))?",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?P<names>[A-Z][^()\n]{4,300}?)(?P<eds>,? \(?eds?\.?\)?)?[,.]? "
    r"\((?:19|20)\d\d[a-z]?\)[.,:]?\s+(?P<title>\S.{4,300})"
)
_WORD = r"[^\W\d_a-z][\w'\u2019-]+"
_INVERTED = re.compile(
    rf"(?P<last>(?:(?:van|von|de|der|den|la|le|du) )*{_WORD}(?: {_WORD})??)"
    rf"(?:, (?P<first>{_WORD}(?: (?:{_WORD}|[A-Z]\.?))?|(?:[A-Z]\.[ -]?){{1,3}}(?<=\.)|[A-Z]$)"
    r"| (?P<bare>[A-Z]{1,3}))(?=[,;.]?\s|[,;.]?$|,$)"
)
_BETWEEN = re.compile(r"[,;.]?\s*(?:and|&)?\s*")
_LONG = re.compile(r"[^\W\d_]{4,}")
_SHARE = 0.6  # of the title's words, to be the same work


def authors_cited(lines: Sequence[Line], title: Value | None) -> list[Person]:
    """The authors or editors whom the page's own citation of its work names."""
    told = set(_LONG.findall(title.text.casefold())) if title else set()
    for line in lines:
        label = _LABEL.match(line.text[:700])
        match = _CITED.match(line.text[:700], label.end() if label else 0)
        if not match or not told:
            continue
        words = set(_LONG.findall(match["title"].casefold()))
        if len(words & told) < _SHARE * len(told):
            continue
        role = "editor" if match["eds"] else "author"
        at = line.start + match.start("names")
        if people := _inverted(match["names"], at, role) or people_listed(match["names"], at, role):
            return people
    return []


def _inverted(names: str, offset: int, role: str) -> list[Person]:
    """The people of "Hill, Jo and Lee, B."; none where anything else stands between."""
    people: list[Person] = []
    at = 0
    while at < len(names):
        match = _INVERTED.match(names, at)
        given = (match["first"] or match["bare"]).strip() if match else ""
        name = f"{given} {match['last']}" if match else ""
        if not match or not can_be_name(name) or find_organisations(match.group()):
            return []
        place = (offset + match.start(), offset + match.end())
        people.append(Person(tidy_name(name), match.group(), role, "", (place,), ()))
        at = _BETWEEN.match(names, match.end()).end()
    return people
