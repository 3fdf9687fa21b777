"""People and bodies that the running text names as makers: authors, interviewees, sponsors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.books.front.bylines import people_in
from publications.parsing.books.people.biographies import name_at_start
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.books.sections import Chapter
from publications.parsing.document import Organisation, Person, SourceText, Span
from publications.parsing.names import (
    looks_like_name,
    match_key,
    split_person_line,
    tidy_name,
)
from publications.parsing.organisations import find_listed
from publications.parsing.organisations import match_key as organisation_key

_PREPARED = re.compile(
    r"\b(?:report|paper|pamphlet|study|publication|research|document|review|essay)\s+"
    r"(?:was|has been|is)\s+(?:jointly\s+)?(?:researched and\s+)?"
    r"(?:written|prepared|authored|produced|compiled|drafted)\s+by\s+",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:study|research|review|inquiry|project|report)\s+(?:was|has been|were)\s+"
    r"(?:carried out|conducted|undertaken|drafted)\s+by\s+",
    re.IGNORECASE,
)
_UNDER = re.compile(r",?\s+(?:under|for|during|between|in|on|over)\s")
_EDITED = re.compile(
    r"\b(?:collection|book|booklet|volume|pamphlet|issue|publication|essays|anthology)\s+"
    r"(?:was|were|is|has been|have been)\s+(?:edited|compiled|put together|assembled"
    r"|brought together|collected|gathered)\s+by\s+",
    re.IGNORECASE,
)
_WHO = (
    r",\s+who\s+(?:has\s+)?(?:edited|compiled|put\s+together)\s+"
    r"(?:this|the)\s+(?:collection|book|booklet|volume|pamphlet|issue|publication|essays)\b"
)
_EDITOR = re.compile(_WHO)  # looked for first: a name may begin at every word
_WHO_EDITED = re.compile(rf"(?P<name>[^\W\d_][\w’'. -]{{3,60}}?){_WHO}")
_BODY = re.compile(r"\s+(?:of|at|from)\s+(?:the\s+)?(?P<body>\**[A-Z\d])")
SENTENCE = re.compile(r"\.(?:\s|$)|;")
_SHORT_FORM = re.compile(r"\**\s*\((?:the\s+)?[“\"'‘]?([A-Z][\w&]{1,12})[”\"'’]?\)")
_INTERVIEWS = re.compile(
    r"interview|consult(?:ee|ed)|respondent|participant|witness|advis(?:[eo]r|ory)|contributor"
    r"|trustee|steering|spoke to"
    r"|evidence (?:received|given|taken)|(?:gave|giving|written|oral) evidence"
    r"|commissioners\b|thanks",
    re.IGNORECASE,
)
_HELPED = re.compile(r"advis[eo]r|advisory|steering|reference group|thanks", re.IGNORECASE)
_THANKFUL = re.compile(r"\b(?:grateful|thanks?|indebted)\b", re.IGNORECASE)
_INTERVIEWED = re.compile(
    r"interview|consult(?:ee|ed)|respondent|participant|witness|spoke to", re.IGNORECASE
)


@dataclass(slots=True)
class Contributors:
    """Who was found."""

    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)


def prepared_by(source: SourceText, pieces: Sequence[Piece]) -> Contributors:
    """Authors out of "This report was prepared by A, B and C of X"."""
    result = Contributors()
    for piece in pieces:
        for start, end in stretches(piece):
            match = _PREPARED.search(source.text, start, min(end, start + 2000))
            if match is None:
                _read_doers(source, start, end, result)
                if result.people:
                    return result
                continue
            stop = SENTENCE.search(source.text, match.end(), min(end, match.end() + 600))
            last = stop.start() if stop else min(end, match.end() + 600)
            _read_makers(source, match.end(), last, end, result)
            if result.people or result.organisations:
                return result
    return result


def _read_doers(source: SourceText, start: int, end: int, into: Contributors) -> None:
    """The people of "The study was carried out by A and B, with C, under D"; no bodies."""
    match = _DONE.search(source.text, start, min(end, start + 2000))
    if match is None:
        return
    last = min(end, match.end() + 300)
    for stop in (SENTENCE, _UNDER):
        found = stop.search(source.text, match.end(), last)
        last = found.start() if found else last
    people = people_in(source, [(match.end(), last)])
    if people and all(looks_like_name(name) for name, _ in people):
        into.people += [
            Person(tidy_name(name), name, "author", evidence=(span,)) for name, span in people
        ]


def edited_by(source: SourceText, pieces: Sequence[Piece]) -> list[Person]:
    """Editors out of "This collection was put together by A and B of X", "A, who edited this"."""
    people: list[Person] = []
    for piece in pieces:
        for start, end in stretches(piece):
            last = min(end, start + 2000)
            if match := _EDITED.search(source.text, start, last):
                stop = SENTENCE.search(source.text, match.end(), last)
                last = stop.start() if stop else min(last, match.end() + 300)
                body = _BODY.search(source.text, match.end(), last)
                named = people_in(source, [(match.end(), body.start() if body else last)])
            elif _EDITOR.search(source.text, start, last) and (
                match := _WHO_EDITED.search(source.text, start, last)
            ):
                named = _last_name(source, *match.span("name"))
            else:
                continue
            if named and all(looks_like_name(name) for name, _ in named):
                people += [
                    Person(tidy_name(name), name, "editor", evidence=(span,))
                    for name, span in named
                ]
    return people


def _last_name(source: SourceText, start: int, end: int) -> list[tuple[str, Span]]:
    """The name that some words end with: "Its secretary is Jo Hill"."""
    for word in re.finditer(r"\S+", source.text[start:end]):
        name = tidy(source.text[start + word.start() : end])
        if looks_like_name(name):
            return [(name, (start + word.start(), end))]
    return []


def _read_makers(source: SourceText, start: int, last: int, end: int, into: Contributors) -> None:
    body: Organisation | None = None
    names_end = last
    if found := _BODY.search(source.text, start, last):
        names_end = found.start()
        body = _body(source, found.start("body"), min(last, end), end)
    people = people_in(source, [(start, names_end)])
    if people and all(looks_like_name(name) for name, _ in people):
        for printed, span in people:
            into.people.append(
                Person(
                    tidy_name(printed),
                    printed,
                    "author",
                    body.name if body else "",
                    (span,),
                    body.evidence[:1] if body else (),
                )
            )
    else:
        body = _body(source, start, last, end)
    if body:
        into.organisations.append(body)


def _body(source: SourceText, start: int, last: int, end: int) -> Organisation | None:
    """The organisation whose name begins at ``start``, in strong type or in capitals."""
    text = source.text[start:last]
    strong = re.match(r"\*\*([^*]{2,120})\*\*", text)
    if strong:
        begin, stop = start + strong.start(1), start + strong.end(1)
    else:
        listed = find_listed(text.lstrip("*"), 0, start + len(text) - len(text.lstrip("*")))
        if not listed:
            return None
        begin = listed[0].start
        stop = begin + len(listed[0].name)
        if source.text[begin:stop] != listed[0].name:
            stop = listed[0].end
    short = _SHORT_FORM.match(source.text, stop, min(end, stop + 40))
    name = tidy(source.text[begin:stop]).removeprefix("the ")
    return Organisation(name, "author", short.group(1) if short else "", ((begin, stop),))


def interviewees(source: SourceText, chapter: Chapter) -> list[Person]:
    """People in a list "Name – office, organisation" of a chapter on interviews."""
    if chapter.heading is None:
        return []
    lead = " ".join(
        piece.text[:600]
        for piece in chapter.elements
        if isinstance(piece, Piece) and piece.kind == "text"
    )
    if not _INTERVIEWS.search(chapter.heading.title):
        return []
    asked = _INTERVIEWED.search(chapter.heading.title) or _INTERVIEWED.search(lead)
    helped = _HELPED.search(chapter.heading.title) or _THANKFUL.search(lead)
    role = "interviewee" if asked else "acknowledgements" if helped else "mentioned"
    people: list[Person] = []
    for piece in chapter.elements:
        if not isinstance(piece, Piece) or piece.kind == "rows":
            continue
        lines = [piece.words] if piece.kind == "item" else [[span] for span in piece.words]
        for spans in lines:
            if person := _listed_person(source, spans, role, piece.kind == "item"):
                people.append(person)
    return people


def _listed_person(
    source: SourceText, spans: Sequence[Span], role: str, item: bool
) -> Person | None:
    start, end = spans[0][0], spans[-1][1]
    if end - start > 400:
        return None
    text = source.text[start:end]
    line = tidy(text).replace("**", "")
    printed, office = split_person_line(line)
    if not printed and item:
        # A name that the rules for names doubt is one here if a dash and an office follow it.
        parts = re.split(r"\s+[–—-]\s+|\t", line, maxsplit=1)
        if len(parts) == 2 and 2 <= len(parts[0].split()) <= 6 and parts[0][0].isupper():
            printed, office = parts[0].strip(), parts[1].strip()
    if not printed or (not item and not office):
        return None
    name_span = _place_of(source, printed, start, end)
    if name_span is None:
        return None
    office_span = _place_of(source, office, name_span[1], end) if office else None
    return Person(
        tidy_name(printed),
        printed,
        role,
        office,
        (name_span,),
        (office_span,) if office_span else (tuple(spans) if office else ()),
    )


def _place_of(source: SourceText, words: str, start: int, end: int) -> Span | None:
    """Where words stand between two places, whatever white space divides them there."""
    pattern = r"[\s*]+".join(re.escape(word) for word in words.split())
    match = re.compile(pattern).search(source.text, start, end)
    return match.span() if match else None


def unique_people(people: Sequence[Person]) -> tuple[Person, ...]:
    """People in order, each once per role and printing; a later mention can add the office."""
    kept: dict[tuple[str, str], int] = {}
    result: list[Person] = []
    for person in people:
        key = (match_key(person.name), person.role)
        if key in kept:
            old = result[kept[key]]
            if person.affiliation and not old.affiliation:
                result[kept[key]] = replace(
                    old,
                    affiliation=person.affiliation,
                    affiliation_evidence=person.affiliation_evidence,
                )
            if person.printed == old.printed:
                continue
            if any(each.printed == person.printed and each.name == old.name for each in result):
                continue
            person = replace(person, role="mentioned")
        else:
            kept[key] = len(result)
        result.append(person)
    return tuple(result)


def unique_organisations(organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Organisations in order, each once per role; the same words again add their place."""
    result: dict[tuple[str, str], Organisation] = {}
    for each in organisations:
        key = (organisation_key(each.name), each.role)
        old = result.get(key)
        if old is None:
            result[key] = each
        elif old.name == each.name:
            result[key] = replace(old, evidence=(*old.evidence, *each.evidence))
        elif old.name.islower() or old.name.startswith(f"{each.name} "):
            # A logo in small letters, where running text knows the capitals; "X Group plc".
            result[key] = each
    return tuple(result.values())


def known_names(source: SourceText, pieces: Sequence[Piece], people: Sequence[Person]) -> set[str]:
    """The names of ``people`` that begin a paragraph among ``pieces``."""
    keys = {match_key(person.name) for person in people}
    found = (name_at_start(source, piece, keys)[0] for piece in pieces)
    return {match_key(name) for name in found if name}
