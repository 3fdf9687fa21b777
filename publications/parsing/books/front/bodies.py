"""The bodies that front and back pages name, each once, by its full name where the text has it."""

from __future__ import annotations

import re
from dataclasses import replace

from publications.parsing.books.front.bylines import Makers
from publications.parsing.document import Organisation, SourceText
from publications.parsing.imprint import Imprint, publisher_of
from publications.parsing.organisations import find_organisations, is_abbreviation_of, match_key
from publications.parsing.organisations.joint import parted

_DEFINED = re.compile(r" \(((?=[^)]*[A-Z][^)]*[A-Z])[A-Z][A-Za-z&]{1,9})\)")
_FIRST_PAGES = 20_000  # characters


def spelled_out(text: str, abbreviation: str) -> tuple[str, tuple[int, int]] | None:
    """The name that a text gives for an abbreviation, "New Institute (NI)", and its place."""
    if " " in abbreviation or not sum(char.isupper() for char in abbreviation) > 1:
        return None
    at = text.find(f"({abbreviation})")
    if at < 0:
        return None
    begin = max(0, at - 200)
    found = find_organisations(text[begin : at + len(abbreviation) + 2], begin)
    named = next((each for each in found if each.abbreviation == abbreviation), None)
    return (named.name, (named.start, named.end)) if named else None


def _called(text: str, abbreviation: str) -> tuple[str, tuple[int, int]] | None:
    """What a text's first pages say that an abbreviation is: "NI is the New Institute"."""
    if not abbreviation.isupper() or not 3 <= len(abbreviation) <= 8 or " " in abbreviation:
        return None
    place = re.search(rf"\b{re.escape(abbreviation)}(?:,| is) the (?=[A-Z])", text[:_FIRST_PAGES])
    whole = place and next(iter(find_organisations(text[place.end() : place.end() + 120])), None)
    if not place or not whole or whole.start or not is_abbreviation_of(abbreviation, whole.name):
        return None
    return whole.name, (place.end(), place.end() + len(whole.name))


def _defined_at(text: str, name: str) -> int:
    """Where a text goes on behind a name that it gives an abbreviation in brackets, or its end."""
    at = text.find(f"{name} (")
    return at + len(name) if at >= 0 else len(text)


def front_bodies(
    source: SourceText, imprint: Imprint, makers: Makers, behind: Makers
) -> list[Organisation]:
    """The publisher first; others that are the publisher by another name are not named twice."""
    named: dict[str, Organisation] = {}

    def add(organisation: Organisation) -> None:
        full = spelled_out(source.text, organisation.name)
        if full := full or _called(source.text, organisation.name):
            name, span = full
            organisation = replace(
                organisation,
                name=name,
                abbreviation=organisation.name,
                evidence=(span, *organisation.evidence),
            )
        elif defined := _DEFINED.match(source.text, _defined_at(source.text, organisation.name)):
            organisation = replace(
                organisation,
                abbreviation=defined.group(1),
                evidence=(*organisation.evidence, defined.span(1)),
            )
        key = match_key(organisation.name)
        known = next(
            (old for old in named if key == old or (old and key.startswith(f"{old} "))), None
        )
        if known is None:
            named[key] = organisation
        elif named[known].name in source.text[slice(*organisation.evidence[0])]:
            old = named[known]
            more = [span for span in organisation.evidence if span not in old.evidence]
            named[known] = replace(old, evidence=(*old.evidence, *more))

    publisher = publisher_of(imprint)
    if publisher:
        places = parted(source.text, *publisher.evidence[0]) if publisher.evidence else []
        if len(places) < 2 and places == [publisher.evidence[0]]:
            add(Organisation(publisher.text, "publisher", "", publisher.evidence))
        for place in places if places != [publisher.evidence[0]] else ():
            name = " ".join(source.text[slice(*place)].split())
            add(Organisation(name, "publisher", "", (place,)))
    for organisation in (*makers.organisations, *behind.organisations):
        add(organisation)
    return list(named.values())
