"""Those whom a page says to ask: behind "contact", under "speak to", by their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from publications.parsing.document import Line, Person
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.pages.articles.named import names_in
from publications.parsing.pages.articles.offices import person_at

_CONTACT = re.compile(
    rf"\b(?:(?:[Cc]ontact|[Ee]nquiries|[Ww]rite to|[Ss]peak [Tt]o)(?::?\s+|\s*\n\s*)"
    rf"|[Ii]nformation:\s+)(?P<name>{NAME})"
    rf"(?:, (?P<office>[^,;:.()\n]*(?i:{OFFICE})[^,;:.()\n]*?)(?=[,;.\n]|\s+\(?\+?\d|$))?"
)
_RING = re.compile(
    rf"\b(?:ring|call|phone|telephone|e-?mail) (?P<name>{NAME})"
    rf"(?:, (?P<office>[^,;:.()\n]*(?i:{OFFICE})[^,;:.()\n]*?),?)? (?:on|at) (?=\+?\(?\d|\S+@)"
)
# "Secretary to the Inquiry: Jo Hill, jo.hill@..."
_LABELLED = re.compile(
    rf"\s*(?P<office>(?=[A-Z])[^:;.,\n]{{0,60}}(?i:{OFFICE})[^:;.,\n]{{0,50}}): (?P<name>{NAME})"
    r"(?:, (?P<body>[^,;:.\n]{3,80}))?"
    r"(?=,? (?:on |tel\.?:? |e-?mail:? )?(?:\S+@|\+?\(?\d[\d ()]{6,})"
    r"|[^\n]{0,90}\b(?i:tel(?:ephone)?|phone|e-?mail)\b[.:]? ?[\d+(]|[^\n]{0,90}\S@)"
)
_ADDRESS = re.compile(r"\b(?P<first>[a-z]{2,20})[._](?P<last>[a-z-]{2,30})@")
_BEHIND_OFFICE = re.compile(
    r"[,;\s]+(?:tel|t|e|e-?mail|phone|on)?[:.]?\s*(?:\S+@\S+|\+?\(?\d[\d ()-]{6,}).*$", re.I
)
REACHED = re.compile(r"@|\d{3}|\bwww\.|^(?:tel|email|t|e)\b", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"\b(?:contact|get in touch|speak|talk|write|enquiries|questions)\b[^.]*:$", re.IGNORECASE
)
_SPEAK_TO = re.compile(r"(?:speak|talk) to|who to (?:ask|contact)", re.IGNORECASE)
_HEADING = 30  # characters
_LIST = 20  # lines


def contacts(text: str, lines: Sequence[Line]) -> list[Person]:
    """The people whom a page says to contact, the name on the same line or on the next."""
    found: list[Person] = []
    for at, line in enumerate(lines):
        end = lines[at + 1].end if at + 1 < len(lines) else line.end
        match = _LABELLED.match(text, line.start, min(line.end, line.start + 300))
        match = match or _CONTACT.search(text, line.start, min(end, line.start + 2000))
        match = match or _RING.search(text, line.start, min(line.end, line.start + 2000))
        if not match or match.start() > line.end or not looks_like_name(match["name"]):
            continue
        office = (match["office"] or "").strip()
        places = [match.span("office")] if office else []
        body = match.groupdict().get("body") or ""
        if not BODY_WORDS.isdisjoint(body.split()):
            office = f"{office}, {body}"
            places.append(match.span("body"))
        name = (match.span("name"),)
        found.append(
            Person(tidy_name(match["name"]), match["name"], "contact", office, name, tuple(places))
        )
    asked: dict[str, Person] = {}
    for each in (*found, *_below(lines), *_by_address(text, lines)):
        asked.setdefault(each.name, each)
    return list(asked.values())


def _below(lines: Sequence[Line]) -> Iterator[Person]:
    """Those listed under "Speak to", and under words that say whom to ask, each with an address."""
    for at, line in enumerate(lines):
        words = line.text.strip()
        heads = len(words) < _HEADING and _SPEAK_TO.fullmatch(words.rstrip(":"))
        if not heads and not _LEADS_IN.search(words):
            continue
        begun = False  # whether somebody is listed already
        under = lines[at + 1 : at + _LIST]
        for below, following in zip_longest(under, under[1:]):
            person = person_of(below, "contact")
            reached = following and REACHED.search(following.text)
            if person and (heads or person.affiliation or reached):
                begun = True
                yield person
            elif not begun or not REACHED.search(below.text):
                break


def _by_address(text: str, lines: Sequence[Line]) -> list[Person]:
    """Those of whom the page tells and whose names its e-mail addresses begin with."""
    found: dict[str, Person] = {}
    addresses = [match for line in lines for match in _ADDRESS.finditer(line.text[:2000])]
    for line in lines if addresses else ():
        for name in names_in(line.text[:2000]):
            first, last = name_key(name.group())
            asked = any(each["last"] == last and each["first"] == first for each in addresses)
            if asked:
                start, end = (line.start + at for at in name.span())
                person = replace(
                    person_at(text[: line.end], start, end, line.start), role="contact"
                )
                known = found.get(person.name)
                found[person.name] = known if known and known.affiliation else person
    return list(found.values())


def name_key(name: str) -> tuple[str, str]:
    """The first and the last word of a name as an address prints them."""
    words = re.sub(r"[^a-z\s-]", "", tidy_name(name).casefold()).split()
    return (words[0], words[-1]) if words else ("", "")


def person_of(line: Line, role: str) -> Person | None:
    """The person of a line "Jo Hill", "Jo Hill, office" or "Jo Hill (office)"."""
    text = line.text.strip(" -\u2022*\t")
    if len(text) > 200 or text[-1:] in ".?!":
        return None
    printed, office = split_person_line(text)
    if not printed or not looks_like_name(printed):
        return None
    office = _BEHIND_OFFICE.sub("", office)
    start = line.start + line.text.index(text)
    begin = start + text.rfind(office) if office else 0
    name = ((start, start + len(printed)),)
    behind = ((begin, begin + len(office)),) if office else ()
    return Person(tidy_name(printed), printed, role, office, name, behind)
