"""Those who are heard with their age and without a verb: "Jo Hill, 34, a raker, came. “I had to.”"

The age is the sign of one who is heard; two such names before the words are two people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Person
from publications.parsing.mentions import NAME
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.pages.articles.saying import SAID_WORD

_AGED = re.compile(
    rf"(?:^|[.!?]\s+)(?P<name>{NAME}), \d\d,(?: (?P<office>an? [^,.;:\d]{{3,80}}),)?"
)


def told_with_age(text: str, start: int, quoted: Sequence[tuple[int, int, bool]]) -> Person | None:
    """The one who is named with an age in the sentences right before the first quoted words."""
    before = text[start : quoted[0][0] - 1]
    if before.rstrip()[-1:] not in {".", ":"} or SAID_WORD.search(before):
        return None
    found = [each for each in _AGED.finditer(before) if looks_like_name(each["name"])]
    if len(found) != 1:
        return None
    printed, office = found[0]["name"], found[0]["office"] or ""
    name, place = found[0].span("name"), found[0].span("office")
    return Person(
        name=tidy_name(printed),
        printed=printed,
        role="quoted",
        affiliation=office,
        evidence=((start + name[0], start + name[1]),),
        affiliation_evidence=((start + place[0], start + place[1]),) if office else (),
    )
