"""The bodies that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from publications.parsing import organisations as bodies
from publications.parsing.document import Line, Organisation, Person, Span
from publications.parsing.names import looks_like_name
from publications.parsing.roles import with_roles

# What a sentence begins with that tells of a body's own work: "The research for this report was"
_OWN_WORK = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:(?:The|This|Our) (?:[\w-]+ ){0,2}(?:report|study|paper|survey"
    r"|research|work|polling|poll|essays?|collection)|(?:This|Our) (?:[\w-]+ ){0,2}(?:project"
    r"|programme|series|event))\b",
)
_SENTENCE = re.compile(r"[.!?][\u201d\u2019\"']?\s+(?=\S)")
_SHORTEST = 30  # characters
_GAVE = frozenset(("sponsor", "partner", "commissioner"))
_WORK_BY = re.compile(
    r"\b(?:report|study|paper|guide|survey|analysis|research|review|pamphlet|inquiry) (?:by|from) "
)


def organisations_of(text: str, spans: Sequence[Span]) -> list[Organisation]:
    """Every body that the article names, once, with all its places.

    A body that a work is "released by" did not write the article: it is a subject of it.
    Abbreviations that the article defines count as mentions of the full name.
    """
    found: dict[str, list] = {}  # key -> [FoundOrganisation, role, spans]
    keys: dict[str, str] = {}
    for start, end in spans:
        piece = text[start : min(end, start + 20_000)]
        makers: list[bodies.FoundOrganisation] = []
        for pattern in (bodies.LAUNCH_CUE, _WORK_BY):
            for cue in pattern.finditer(piece):
                makers += bodies.find_listed(piece, cue.end(), start)
        makers = [each for each in makers if _is_body(each)]
        named = [*makers, *bodies.find_organisations(piece, start)]
        for each in named:
            key = keys.get(bodies.match_key(each.name), bodies.match_key(each.name))
            entry = found.setdefault(key, [each, "mentioned", []])
            if each in makers:
                entry[1] = "subject"
            entry[2].append((each.start, each.end))
            if each.abbreviation:
                entry[0] = each
                keys.setdefault(bodies.match_key(each.abbreviation), key)
    known = frozenset(each.abbreviation for each, _, _ in found.values() if each.abbreviation)
    for start, end in spans:
        piece = text[start : min(end, start + 20_000)]
        for first, last in bodies.find_acronyms(piece, known):
            word, place = piece[first:last], (first + start, last + start)
            key = keys.get(bodies.match_key(word), bodies.match_key(word))
            if key not in found:
                made = bodies.FoundOrganisation(word, "", word, *place, "acronym")
                found[key] = [made, "mentioned", []]
            found[key][2].append(place)
    return [
        Organisation(each.name, role, each.abbreviation, _outer(places))
        for each, role, places in found.values()
    ]


def who_helped(lines: Sequence[Line]) -> list[Organisation]:
    """The bodies that paid for or took part in the work of which a body's own article tells."""
    helped: dict[tuple[str, str], Organisation] = {}
    for line in lines:
        text = line.text[:20_000]
        for found, role in with_roles(text) if len(text) > _SHORTEST else ():
            begins = [each.end() for each in _SENTENCE.finditer(text, 0, found.start)]
            if role in _GAVE and _OWN_WORK.match(text, begins[-1] if begins else 0):
                place = line.start + found.start, line.start + found.end
                body = Organisation(found.name, role, found.abbreviation, (place,))
                helped.setdefault((bodies.match_key(found.name), role), body)
    return list(helped.values())


def _is_body(found: bodies.FoundOrganisation) -> bool:
    """Whether a listed name is a body's and no person's ("written by Ann Lee")."""
    words = set(found.name.split())
    return bool(found.abbreviation or words & bodies.BODY_WORDS) or not looks_like_name(found.name)


def _outer(places: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, without those that lie inside another."""
    kept: list[Span] = []
    for start, end in sorted(set(places), key=lambda each: (each[0], -each[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def taken_by(organisations: Iterable[Organisation], people: Iterable[Person]) -> list[Span]:
    taken = [span for each in organisations for span in each.evidence]
    return taken + [span for each in people for span in each.evidence]
