"""When and where an event takes place, who holds it and who speaks, as its summary prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publications.parsing.document import Organisation, Person, Span, Value
from publications.parsing.imprint import POSTCODE
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.name_lists import people_listed
from publications.parsing.names import is_styled, looks_like_name, tidy_name
from publications.parsing.organisations import HOST_CUE, FoundOrganisation, find_listed
from publications.parsing.pages.entries.kinds import CLOCK, place_and_time
from publications.parsing.spans import trimmed, value

_NEXT_LABEL = (
    r"(?=[.;]?\s+(?:Date|Time|Venue|Host(?:ed)?|Speakers?|Chair|RSVP|When|Where)\b[^:.]{0,20}:|$)"
)
_VENUE = re.compile(rf"\b(?:Venue|Location|Where)\s*:\s*(?P<value>[^\n]{{2,200}}?){_NEXT_LABEL}")
_TIME = re.compile(
    rf"\b(?:Date\s*(?:&|and|/)\s*Time|Time(?:\s*(?:&|and)\s*Date)?|When)\s*:\s*"
    rf"(?P<value>[^\n]{{2,120}}?){_NEXT_LABEL}"
)
_HELD_BY = re.compile(
    r"^(?P<first>(?:The )?[A-Z][\w&' -]{1,60}?),? (?:in (?:association|partnership|conjunction)"
    r" with|together with|along with) (?P<second>[^.;]{2,120}?),? "
    r"(?:held|hosted|organised|ran|convened)\b"
)
_HELD = re.compile(
    r"^(?P<first>(?:The )?[A-Z][\w&' -]{1,60}?) (?:held|hosted|organised|convened) an?\b"
)
_SPEAKERS = re.compile(
    r"(?:\b(?:[Ss]peakers?|[Pp]anel(?:lists?)?)(?:(?: include[ds]?)?:| include[ds]?| were| are)"
    r"|^(?:With|Featuring)|\b(?:[Ff]acilitated|[Cc]haired|[Ii]ntroduced) by)"
    r" (?P<list>.{3,600}?)(?=\.\s|\.?$)"
)
_SPEAKER = re.compile(
    rf"(?P<name>{NAME})(?:\s*\((?P<bracketed>[^()]{{2,120}})\)"
    rf"|, (?P<office>(?=[^,;()]*?(?i:{OFFICE}))[^,;()]{{2,120}}?)(?=[,;]| and {NAME}|\.?$))?"
)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_PLACE_WORDS = 14
_WE = re.compile(r"^(?:We|They|It|He|She|I)\b")


@dataclass(frozen=True, slots=True)
class EventDetails:
    """The printed venue and time, hosts and speakers; each None or empty where not printed."""

    venue: Value | None
    time: Value | None
    hosts: tuple[Organisation, ...]
    people: tuple[Person, ...]


def find_details(text: str, spans: Sequence[Span]) -> EventDetails:
    """What the lines of a summary say about its event; the first to say a thing is heard."""
    spans = [part for span in spans[:12] for part in _parts(text, span)]
    read = [_details(text, span) for span in spans]
    venue = next((each.venue for each in read if each.venue), None)
    return EventDetails(
        venue or next((value(text, *span) for span in spans[:3] if _is_place(text, span)), None),
        next((each.time for each in read if each.time), None),
        tuple(host for each in read for host in each.hosts),
        tuple(person for each in read for person in each.people),
    )


def _parts(text: str, span: Span) -> list[Span]:
    """A span parted at its bars: "10.00 – 16.00 | Moot Hall"."""
    return [
        trimmed(text, *each.span())
        for each in re.compile(r"[^|]*[^|\s][^|]*").finditer(text, *span)
    ]


def _is_place(text: str, span: Span) -> bool:
    """Whether a line under an event is nothing but a place: "Moot Hall, Moss", "Online"."""
    words = text[slice(*span)]
    if (
        CLOCK.search(words)
        or any(sign in words for sign in "£€$")
        or words[-1] in ".!?:"
        or len(words.split()) > _PLACE_WORDS
    ):
        return False
    if text[max(0, span[0] - 3) : span[0]].strip().endswith("|"):
        return True
    people = people_listed(words, 0, "")
    offices = [each.affiliation for each in people]
    if not words[0].isupper() or any(not o or _OFFICE.search(o) for o in offices):
        return False
    return "," in words or words.lower().startswith("online") or bool(POSTCODE.search(words))


def _details(text: str, span: Span) -> EventDetails:
    offset = span[0]
    piece = text[span[0] : min(span[1], span[0] + 4000)]
    venue = _labelled(text, _VENUE.search(piece), offset)
    time = _labelled(text, _TIME.search(piece), offset)
    if time is None and (clock := CLOCK.search(piece)):
        time = value(text, clock.start() + offset, clock.end() + offset)
    if venue is None and (clock_span := place_and_time(piece)):
        before = piece[: clock_span[0]].rstrip(" ,;:-\u2013")
        behind = re.compile(r"[\s,;|\u2013-]*").match(piece, clock_span[1])
        after = behind.end() if behind else len(piece)
        if len(before) > 2:
            venue = value(text, offset, offset + len(before))
        elif len(piece) - after > 2:
            venue = value(text, offset + after, offset + len(piece.rstrip(" .")))
    people = [*_host_people(piece, offset), *_speakers(piece, offset)]
    return EventDetails(venue, time, tuple(_hosts(piece, offset)), tuple(people))


def _labelled(text: str, match: re.Match[str] | None, offset: int) -> Value | None:
    if not match:
        return None
    start, end = trimmed(text, match.start("value") + offset, match.end("value") + offset)
    while end > start and text[end - 1] in ".;,":
        end -= 1
    return value(text, start, end)


def _hosts(piece: str, offset: int) -> list[Organisation]:
    return [
        Organisation(each.name, "host", each.abbreviation, ((each.start, each.end),))
        for each in _listed_hosts(piece, offset)
        if not is_styled(each.name)
    ]


def _host_people(piece: str, offset: int) -> Iterator[Person]:
    """The people that hold an event themselves, "hosted by Jo Hill MP"."""
    for each in _listed_hosts(piece, offset):
        if is_styled(each.name):
            place = ((each.start, each.end),)
            yield Person(tidy_name(each.name), each.printed, "host", "", place)


def _speakers(piece: str, offset: int) -> Iterator[Person]:
    """The people of "Speakers: A (office), B, office, and C", up to the stop."""
    for listed in _SPEAKERS.finditer(piece):
        people = people_listed(listed["list"], listed.start("list") + offset, "speaker")
        if people:
            yield from people
            continue
        for match in _SPEAKER.finditer(piece, listed.start("list"), listed.end("list")):
            if not looks_like_name(printed := match["name"]):
                continue
            how = "bracketed" if match["bracketed"] else "office"
            name = (match.start("name") + offset, match.end("name") + offset)
            place = (match.start(how) + offset, match.end(how) + offset)
            office = match[how] or ""
            yield Person(
                tidy_name(printed), printed, "speaker", office, (name,), (place,) if office else ()
            )


def _listed_hosts(piece: str, offset: int) -> list[FoundOrganisation]:
    found: list[FoundOrganisation] = []
    if cue := HOST_CUE.search(piece):
        found = find_listed(piece, cue.end(), offset)
    elif (held := _HELD_BY.match(piece)) and not _WE.match(piece):
        found = find_listed(piece, held.start("first"), offset)
        found += find_listed(piece, held.start("second"), offset)
    elif (held := _HELD.match(piece)) and not _WE.match(piece):
        found = find_listed(piece, held.start("first"), offset)
    return found
