"""Whose project a page is, and the bodies that its entries and its description name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from publications.parsing import organisations as bodies
from publications.parsing.document import (
    Block,
    Item,
    Organisation,
    ParseWarning,
    SourceText,
    Span,
    Value,
)
from publications.parsing.pages.own_body import own_body
from publications.parsing.pages.projects.testimonials import Testimonial
from publications.parsing.pages.role_lists import roles_of
from publications.parsing.pages.side_matter import rights_holder
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
_LIMIT = 20_000  # characters of one summary that are searched for names


def publisher_of(
    source: SourceText,
    items: Sequence[Item],
    praise: Sequence[Testimonial],
    site: Callable[[list[ParseWarning]], Organisation | None],
    told: tuple[Value | None, Sequence[Block]],
    warnings: list[ParseWarning],
) -> Organisation | None:
    """The site's own name: who its testimonials praise, has the rights, or else acts most.

    ``told``: the title of the page, and what it says in sentences.
    """
    text = source.text
    title, description = told
    parts = [each.name for each, role in roles_of(text, description) if role != "publisher"]
    lines = shown_lines(source)
    places: dict[str, list[Span]] = {}
    for each in praise:
        start = each.quotation.evidence[0][0] + 1
        match = _LEADING_NAME.match(text, start)
        if match and match.group(1).split()[0] not in _NO_NAMES:
            places.setdefault(match.group(1), []).append(match.span(1))
    how = "praised in the testimonials"
    own = [item for item in items if not item.related]
    for name in [each for each, spans in places.items() if len(spans) == 1]:
        if len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) == 1:
            del places[name]  # a sentence that begins "Required reading" names nobody
    if not places and (holder := rights_holder(source.lines, warnings)):
        return holder
    if not places and (holder := site(warnings)):
        return holder
    if not places and (holder := rights_holder(source.lines, warnings, anywhere=True)):
        return holder
    if not places and (holder := own_body(source, lines, title, parts, warnings)):
        return holder
    if not places:
        how = "named most as the one who acts"
        for item in own:
            for start, end in (*item.title_evidence[:1], *item.summary_evidence[:1]):
                for match in _ACTOR.finditer(text, start, min(end, start + 2000)):
                    if match.group(1).split()[0] not in _NO_NAMES:
                        places.setdefault(match.group(1), []).append(match.span(1))
            for host in item.hosts:
                places.setdefault(host.name, []).extend(host.evidence)
    if not places:
        warnings.append(
            ParseWarning("publisher_missing", "The page does not say whose project it is.")
        )
        return None
    name, spans = max(places.items(), key=lambda each: (len(each[1]), -each[1][0][0]))
    named = sum(1 for item in own if name in item.title or name in item.summary)
    sure = len(spans) > 1 and named > 0
    certainty = "quite sure" if sure else "not sure"
    warnings.append(
        ParseWarning(
            "publisher_inferred",
            f"{name} was taken as the publisher, being {how} ({len(spans)} times) and named in"
            f" {named} entries; {certainty}, since the page does not say so.",
            tuple(spans),
        )
    )
    return Organisation(name, "publisher", "", tuple(spans))


def bodies_of(
    text: str,
    items: Sequence[Item],
    publisher: Organisation | None,
    description: Sequence[Block],
) -> tuple[Organisation, ...]:
    """The publisher, then every body that the entries name, once each with all its places."""
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
    found = [publisher] if publisher else []
    own = bodies.match_key(publisher.name) if publisher else ""
    roles = roles_of(text, description)
    did = set()
    for body, role in roles:
        key = bodies.match_key(body.name)
        if key != own and (key, role) not in did:
            place = ((body.start, body.end),)
            found.append(Organisation(body.name, role, body.abbreviation, place))
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
        if key in {known for known, _ in did} or (
            publisher and key == bodies.match_key(publisher.name)
        ):
            continue
        found.append(Organisation(name, "mentioned", short, tuple(sorted(set(spans)))))
    return tuple(found)
