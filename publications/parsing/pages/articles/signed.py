"""Who wrote an article without a byline, by what a line at its beginning or end tells of somebody.

"Jo Hill is chief executive of the Moss Trust." Who is named elsewhere in the article is one of
whom it tells, and did not write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line, Person
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.names import looks_like_name, tidy_name

_TOLD = re.compile(
    rf"(?:.{{0,30}}\s)?(?P<name>{NAME}) is (?:(?:an?|the) )?(?P<office>[^.;:]*(?i:{OFFICE})[^.;:]*)"
)
_WORDS = 45


def told_of(lines: Sequence[Line]) -> list[Person]:
    """The writer of whom the first or the last line of an article tells."""
    for line in [*lines[-2:][::-1], *lines[:1]]:
        found = _TOLD.match(line.text) if len(line.text.split()) <= _WORDS else None
        if not found or not looks_like_name(found["name"]) or len(lines) < 3:
            continue
        surname = found["name"].split()[-1]
        others = " ".join(each.text for each in lines if each is not line)
        if re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", others):
            continue
        office = found["office"].rstrip(" ,")
        name = (line.start + found.start("name"), line.start + found.end("name"))
        place = (
            line.start + found.start("office"),
            line.start + found.start("office") + len(office),
        )
        printed = found["name"]
        words = " ".join(office.split())
        return [Person(tidy_name(printed), printed, "author", words, (name,), (place,))]
    return []
