"""Who published the report of a landing page, and the bodies that its description names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing import organisations as bodies
from publications.parsing.document import (
    Block,
    Line,
    Organisation,
    ParseWarning,
    SourceText,
    Span,
    Value,
)
from publications.parsing.pages.own_body import own_bodies
from publications.parsing.pages.own_printed import SERIES, stands_over
from publications.parsing.pages.own_signs import Sign
from publications.parsing.pages.role_lists import roles_of, with_another_part
from publications.parsing.series import FoundSeries
from publications.parsing.spans import shown_lines, tidy

_ABOUT = re.compile(
    r"\b(?:case stud(?:y|ies)|research (?:inside|in|with|into)|inside \w+ councils|examines"
    r"|looks at|focus(?:es|ed)? on|lessons (?:from|in)|worked with)\b",
    re.IGNORECASE,
)
_DONE = frozenset(("commissioner", "sponsor", "partner", "author", "host", "publisher"))


def bodies_of(
    source: SourceText,
    blocks: Sequence[Block],
    title: Value | None,
    printed: Sequence[Organisation],
    series: FoundSeries | None,
    site: Line | None,
    warnings: list[ParseWarning],
) -> tuple[Organisation, ...]:
    """The publishers, the bodies that the report is about, and the others that are named.

    ``site``: its name as it stands over the menus.
    """
    text = source.text
    roles = roles_of(text, blocks)
    publishers = [each for each in printed if each.role == "publisher"]
    others_printed = [each for each in printed if each.role != "publisher"]
    if not publishers:
        done = with_another_part(roles)
        signs = (*stands_over(site), *_owner(series))
        publishers = own_bodies(source, shown_lines(source), title, done, signs, warnings)
    if not publishers:
        warnings.append(
            ParseWarning("publisher_missing", "The page does not say who published the report.")
        )
    keys: dict[str, Organisation] = {}
    for each in (*publishers, *others_printed):
        for key in bodies.match_keys(each.name, each.abbreviation):
            keys[key] = each
    places: dict[str, tuple[bodies.FoundOrganisation, str, list[Span]]] = {}
    further: dict[tuple[str, str], Organisation] = {}  # what else a body did
    for found, did in roles:
        if (key := bodies.match_key(found.name)) not in keys:
            first = places.setdefault(key, (found, did, []))
            first[2].extend(place for place in found.places if place not in first[2])
            if did != first[1]:
                also = Organisation(found.name, did, found.abbreviation, found.places)
                further.setdefault((key, did), also)
    for each in blocks:
        start, end = each.evidence[0]
        piece = text[start : min(end, start + 20_000)]
        about = bool(_ABOUT.search(piece))
        for found in bodies.find_organisations(piece, start):
            key = bodies.match_key(found.name)
            if key in keys or _is_the_work(title, found.name):
                continue
            role = "subject" if about or _named_by(title, found.name) else "mentioned"
            _, first_role, spans = places.setdefault(key, (found, role, []))
            if (found.start, found.end) not in spans:
                spans.append((found.start, found.end))
            if first_role in _DONE:
                continue
            if role == "subject" and first_role != role:
                places[key] = (found, role, spans)
    others = [
        Organisation(found.name, role, found.abbreviation, tuple(spans))
        for found, role, spans in places.values()
    ]
    return (*publishers, *others_printed, *others, *further.values())


def _owner(series: FoundSeries | None) -> Iterator[Sign]:
    """The body whose own the series of a report is."""
    for place in series.owner.evidence[:1] if series and series.owner else ():
        yield Sign(SERIES, place, "the series is its own")


def _is_the_work(title: Value | None, name: str) -> bool:
    """Whether the words name the report itself: "The Buying Council" is its title."""
    return title is not None and title.text.partition(":")[0].casefold() == f"the {name}".casefold()


def _named_by(title: Value | None, name: str) -> bool:
    """Whether the title holds a body's proper words: "Leeds" of "Leeds City Council"."""
    if title is None:
        return False
    general = bodies.BODY_WORDS | {"City", "County", "District", "Metropolitan", "Borough", "the"}
    proper = [word for word in re.findall(r"\w+", name) if word not in general]
    return (
        bool(proper)
        and re.search(rf"\b{re.escape(' '.join(proper))}\b", tidy(title.text, 0, len(title.text)))
        is not None
    )
