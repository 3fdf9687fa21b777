"""Whose project a page is, and the bodies that its entries and its description name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing import organisations as bodies
from publications.parsing.document import (
    Block,
    Item,
    Line,
    Organisation,
    ParseWarning,
    SourceText,
    Span,
    Value,
)
from publications.parsing.pages.own_body import own_bodies
from publications.parsing.pages.own_printed import stands_over
from publications.parsing.pages.own_signs import Sign
from publications.parsing.pages.projects.testimonials import Testimonial
from publications.parsing.pages.role_lists import Role, with_another_part
from publications.parsing.spans import shown_lines

_LEADING_NAME = re.compile(
    r"(?:The )?([A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,5})(?=['\u2019\s])"
)
_ACTOR = re.compile(
    r"(?<![\w'\u2019-])([A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,4})(?:['\u2019]s?)?"
    r"(?:, in association with [\w ]{2,40},)? "
    r"(?:urges|held|hosted|launched|published|released|offers|roundtable|commissioned)\b"
)
_NO_NAMES = frozenset(
    ("The", "This", "They", "We", "It", "Their", "Our", "A", "An", "I", "You", "In", "At", "With")
)
_PRAISE, _ACTS = 5.0, 0.3  # weights
_LIMIT = 20_000  # characters of one summary that are searched for names


def publishers_of(
    source: SourceText,
    items: Sequence[Item],
    praise: Sequence[Testimonial],
    site: Line | None,
    title: Value | None,
    roles: Sequence[Role],
    warnings: list[ParseWarning],
) -> list[Organisation]:
    """Whose project it is: who its testimonials praise, who has the rights, or who acts most.

    ``site``: its name over the menus; ``roles``: the bodies with a part in it.
    """
    text = source.text
    parts = with_another_part(roles)
    signs = (*stands_over(site), *_praised(text, praise), *_acting(text, items))
    publishers = own_bodies(source, shown_lines(source), title, parts, signs, warnings)
    if not publishers:
        warnings.append(
            ParseWarning("publisher_missing", "The page does not say whose project it is.")
        )
    return publishers


def _praised(text: str, praise: Sequence[Testimonial]) -> Iterator[Sign]:
    """The name that testimonials begin with, where the page has it elsewhere too."""
    for each in praise:
        match = _LEADING_NAME.match(text, each.quotation.evidence[0][0] + 1)
        if not match or match.group(1).split()[0] in _NO_NAMES:
            continue
        # A sentence that begins "Required reading" names nobody.
        if len(re.findall(rf"(?<!\w){re.escape(match.group(1))}(?!\w)", text)) > 1:
            yield Sign(_PRAISE, match.span(1), "it is praised in the testimonials")


def _acting(text: str, items: Sequence[Item]) -> Iterator[Sign]:
    """The bodies that do something or are hosts in the entries of a page."""
    for item in items:
        if item.related:
            continue
        for start, end in (*item.title_evidence[:1], *item.summary_evidence[:1]):
            for match in _ACTOR.finditer(text, start, min(end, start + 2000)):
                if match.group(1).split()[0] not in _NO_NAMES:
                    yield Sign(_ACTS, match.span(1), "it is named most as the one who acts")
        for host in item.hosts:
            for span in host.evidence:
                yield Sign(_ACTS, span, "it is named most as the one who acts")


def bodies_of(
    text: str,
    items: Sequence[Item],
    publishers: Sequence[Organisation],
    roles: Sequence[Role],
    description: Sequence[Block],
) -> tuple[Organisation, ...]:
    """The publishers, then every body that the entries name, once each with all its places."""
    places: dict[str, tuple[str, str, list[Span]]] = {}
    for item in items:
        for start, end in (*item.title_evidence[:1], *item.summary_evidence[:1]):
            piece = text[start : min(end, start + _LIMIT)]
            for each in bodies.find_organisations(piece, start):
                key = bodies.match_key(each.name)
                name, short, spans = places.setdefault(key, (each.name, each.abbreviation, []))
                spans.append((each.start, each.end))
        for host in item.hosts:
            entry = places.setdefault(bodies.match_key(host.name), (host.name, "", []))
            entry[2].extend(span for span in host.evidence if span not in entry[2])
    found = list(publishers)
    own = {bodies.match_key(each.name) for each in publishers}
    did = set()
    for body, role in roles:
        key = bodies.match_key(body.name)
        if key not in own and (key, role) not in did:
            found.append(Organisation(body.name, role, body.abbreviation, body.places))
            did.add((key, role))
    for each in description:
        for span in each.evidence:
            piece = text[span[0] : min(span[1], span[0] + _LIMIT)]
            for each_body in bodies.find_organisations(piece, span[0]):
                if any(
                    each.start < each_body.end and each_body.start < each.end for each, _ in roles
                ):
                    continue
                key = bodies.match_key(each_body.name)
                entry = places.setdefault(key, (each_body.name, each_body.abbreviation, []))
                entry[2].append((each_body.start, each_body.end))
    for key, (name, short, spans) in places.items():
        if key in own or key in {known for known, _ in did}:
            continue
        found.append(Organisation(name, "mentioned", short, tuple(sorted(set(spans)))))
    return tuple(found)
