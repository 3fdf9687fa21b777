"""Names in the sentences of an article, with the office that stands beside one.

"Barns minister Jo Hill", "Jo Hill, who chairs the Moss Trust,", "Moss University's Jo Hill".
"""

from __future__ import annotations

import re

from publications.parsing.document import Person
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.organisations import find_listed

NAMED = re.compile(NAME)
HAS_OFFICE = re.compile(OFFICE, re.IGNORECASE)
# No peer: "Lord Hill of Moor" is a name.
_OF_BODY = re.compile(r"(?!Lord |Lady |Baron|Viscount|Earl )(?P<name>(?:\S+ ){1,4}\S+) of \S.*")
_OFFICE_BEFORE = re.compile(r"(?:^|\W)(?P<office>(?:[a-z-]+ ){0,5}[a-z-]+) $")
_TITLED_BEFORE = re.compile(r"(?P<office>(?:[A-Z][\w'\u2019-]+ ){0,4}[A-Z][\w'\u2019-]+) $")
_BRACKETED = re.compile(r"\s\([^()]{2,30}\)")
_LINK = re.compile(r"\b(?:by|and|the|a|an|with|to|from|as|that|when|while|but) ")
CLAUSE = re.compile(r"(?:^|,? )(?:who|which|whose)\b")
_BEING = re.compile(r"who (?:is|was) (?:also )?(?:the |an? )?")
_CHAIRING = re.compile(
    r"who (?:chairs|chaired|leads|led|heads|headed|runs|ran)"
    r" (?P<body>(?:the )?(?:[\w'\u2019-]+ ){0,6}[A-Z][\w'\u2019-]+)\W*$"
)
_DOING = re.compile(
    r"who (?:led|leads|ran|runs|heads|headed|wrote|carried out|directs|directed|works|teaches)"
    r"\b[^,.;]{0,60}?\b(?:at|for) (?:the )?"
)
_POSSESSED = re.compile(r"(?P<body>(?:[A-Z][\w&-]* ){0,4}[A-Z][\w&-]*)['\u2019]s? $")
REACH = 240  # characters around speech in which its speaker is named


def first_name(sentence: str, start: int = 0) -> re.Match[str] | None:
    """The first name of a person in a sentence; "Mayor Jo Hill" holds one behind an office."""
    for match in NAMED.finditer(sentence, start):
        if match.group().endswith(" of"):  # "Jo Hill of the Moor Trust"
            match = NAMED.match(sentence, match.start(), match.end() - 3) or match
        elif of := _OF_BODY.match(match.group()):  # "Dr Jo Hill of Moor University"
            match = NAMED.match(sentence, match.start(), match.start() + of.end("name")) or match
        if looks_like_name(match.group()):
            return match
        first = match.group().split(" ", 1)[0]
        if HAS_OFFICE.fullmatch(first):
            inner = NAMED.match(sentence, match.start() + len(first) + 1)
            if inner and looks_like_name(inner.group()):
                return inner
        words = list(re.finditer(r"\S+", match.group()))
        for count in (2, 3):  # "Mayor of Hill Jo Moor", "Barns Minister Jo Hill": at the end
            at = match.start() + words[-count].start() if len(words) > count else -1
            inner = NAMED.match(sentence, at) if at >= 0 else None
            office = sentence[match.start() : max(at, match.start())]
            of_body = office.rstrip().endswith(("'s", "\u2019s"))  # "Moss University's Jo Hill"
            beside = of_body or HAS_OFFICE.search(office)
            if inner and looks_like_name(inner.group()) and beside:
                return inner
    return None


def behind_name(sentence: str, name: re.Match[str]) -> int:
    """Where a name ends, a party in brackets with it: "Jo Hill (Lab)"."""
    party = _BRACKETED.match(sentence, name.end())
    return party.end() if party else name.end()


def office_behind(text: str, name: re.Match[str], offset: int) -> Person:
    """A person with the office between commas behind the name, if one is printed there."""
    office = re.compile(r", (?P<office>[^,.;:]{2,120}),").match(text, behind_name(text, name))
    if office and HAS_OFFICE.search(office["office"]):
        return person_at(name, offset, office["office"], office.start("office") + offset)
    return person_at(name, offset, "", 0)


def office_before(text: str, name: re.Match[str], begun: int) -> Person:
    """A person named in running text, with the office in small letters before the name."""
    before = _OFFICE_BEFORE.search(text[max(begun, name.start() - 80) : name.start()])
    # "announced by council leader X": what stands before the office is the sentence's.
    office = _LINK.split(before["office"])[-1] if before else ""
    if not HAS_OFFICE.search(office):
        titled = _TITLED_BEFORE.search(text[max(begun, name.start() - 80) : name.start()])
        office = titled["office"] if titled else ""
    if HAS_OFFICE.search(office):
        return person_at(name, 0, office, name.start() - 1 - len(office))
    # "Moss University's Jo Hill"
    of_body = _POSSESSED.search(text[max(begun, name.start() - 80) : name.start()])
    if of_body:
        place = max(begun, name.start() - 80) + of_body.start("body")
        return person_at(name, 0, of_body["body"], place)
    return person_at(name, 0, "", 0)


def _without_clause(office: str, start: int) -> tuple[str, int]:
    """An office without the clause behind it; of "who is leader of X" and "who led the work at X"
    what stands behind the verb.
    """
    if being := _BEING.match(office):
        return CLAUSE.split(office[being.end() :], maxsplit=1)[0], start + being.end()
    if (doing := _DOING.match(office)) and (body := find_listed(office, doing.end())):
        return office[body[0].start : body[0].end], start + body[0].start
    if chairing := _CHAIRING.match(office):
        return chairing["body"], start + chairing.start("body")
    return CLAUSE.split(office, maxsplit=1)[0], start


def person_at(match: re.Match[str], offset: int, office: str, office_start: int) -> Person:
    printed = match.group()
    office, office_start = _without_clause(office, office_start)
    place = (match.start() + offset, match.end() + offset)
    return Person(
        name=tidy_name(printed),
        printed=printed,
        role="quoted",
        affiliation=" ".join(office.split()),
        evidence=(place,),
        affiliation_evidence=((office_start, office_start + len(office)),) if office else (),
    )
