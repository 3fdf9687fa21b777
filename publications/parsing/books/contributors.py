"""People and bodies that the running text names as makers: authors, interviewees, sponsors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.books.biographies import name_at_start
from publications.parsing.books.bylines import people_in
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.books.sections import Chapter
from publications.parsing.document import Organisation, Person, SourceText, Span
from publications.parsing.names import (
    PARTICLES,
    looks_like_name,
    match_key,
    split_person_line,
    tidy_name,
)
from publications.parsing.organisations import find_listed, find_organisations
from publications.parsing.organisations import match_key as organisation_key

_PREPARED = re.compile(
    r"\b(?:report|paper|pamphlet|study|publication|research|document|review|essay)\s+"
    r"(?:was|has been|is)\s+(?:jointly\s+)?(?:researched and\s+)?"
    r"(?:written|prepared|authored|produced|compiled|drafted)\s+by\s+",
    re.IGNORECASE,
)
_BODY = re.compile(r"\s+(?:of|at|from)\s+(?:the\s+)?(?P<body>\**[A-Z\d])")
_SENTENCE = re.compile(r"\.(?:\s|$)|;")
_SHORT_FORM = re.compile(r"\**\s*\((?:the\s+)?[“\"'‘]?([A-Z][\w&]{1,12})[”\"'’]?\)")
_INTERVIEWS = re.compile(
    r"interview|consult(?:ee|ed)|respondent|participant|witness|advis(?:[eo]r|ory)|contributor"
    r"|trustee|steering|spoke to|commissioners\b|thanks",
    re.IGNORECASE,
)
_INTERVIEWED = re.compile(
    r"interview|consult(?:ee|ed)|respondent|participant|witness|spoke to", re.IGNORECASE
)
_SPONSOR = re.compile(
    r"\b(?:(?:generous|kind|financial|generously|kindly)\s+){0,2}"
    r"(?:(?:support|sponsorship|funding|assistance)\s+(?:of|from|provided by)"
    r"|(?:[Ss]upported|[Ss]ponsored|[Ff]unded)\s+by)\s+"
)
_THANKS = re.compile(r"\b(?:thanks?(?:\s+to)?|grateful\s+to|indebted\s+to)\s+(?:the\s+)?")
_THANKING = re.compile(
    r"\b(?:(?:like|wish|want)s? to thank|(?:is|are|am) (?:very |most |particularly |deeply )?"
    r"(?:grateful|indebted) to|thanks (?:are (?:also )?due |go |also )?to)\s"
)
_FULL_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{2})(?<!Dr)(?<!Mr)(?<!Ms)(?<!St)|(?<=[)\]”’]))\.\s+(?=[A-Z“‘])"
)
_GIVEN = re.compile(
    r"\b(?:(?P<partner>partner)|support|sponsor|fund|assist|help|generosity|contribution|hosting|resources|backing)",
    re.IGNORECASE,
)
_CAPITAL = r"(?:[dlt]['’])?[^\W\d_a-zß-ÿ][\w’'-]+"
_PARTICLE = "|".join(sorted(PARTICLES - {"of"} | {"an"}))
_PERSON = re.compile(
    r"(?<![\w’'-])((?:(?:Sir|Dame|Dr|Prof|Professor|Cllr|Councillor|Lord|Lady|Baroness|Revd?|Canon"
    rf"|Mr|Mrs|Ms)\.?\s+)*{_CAPITAL}"
    rf"(?:\s+(?:[A-Z]\.|(?:{_PARTICLE})(?![\w’'-])|{_CAPITAL})){{0,4}}\s+{_CAPITAL})"
)
_SHOUTED = re.compile(r"[A-Z]{4,}\s")
_NEXT_WORD = re.compile(r"\S+\s+(?=\S+\s)")


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
            if not match:
                continue
            stop = _SENTENCE.search(source.text, match.end(), min(end, match.end() + 600))
            last = stop.start() if stop else min(end, match.end() + 600)
            _read_makers(source, match.end(), last, end, result)
            if result.people or result.organisations:
                return result
    return result


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
    role = "interviewee" if asked else "mentioned"
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


def thanked(source: SourceText, pieces: Sequence[Piece], *, whole: bool) -> Contributors:
    """Sponsors, partners and people named in acknowledgements.

    Where these are not the ``whole`` of a text, only its sentences that thank are read.
    """
    result = Contributors()
    for piece in pieces:
        if piece.kind == "rows":
            continue
        for start, end in stretches(piece) if whole else _sentences_of_thanks(source, piece):
            text = source.text[start : min(end, start + 20_000)]
            bodies = [(each.start, each.end) for each in find_organisations(text, start)]
            for pattern in (_SPONSOR, _THANKS):
                for match in pattern.finditer(text):
                    listed = find_listed(text, match.end(), start)
                    role = "sponsor"
                    if pattern is _THANKS:
                        listed = [each for each in listed if _is_body(each.printed)]
                        role = _thanked_for(text, listed[-1].end - start) if listed else ""
                    for each in listed:
                        bodies.append((each.start, each.end))
                        result.organisations.append(
                            Organisation(
                                each.name, role, each.abbreviation, ((each.start, each.end),)
                            )
                        )
            result.people += _people(text, start, bodies)
    return result


def _sentences_of_thanks(source: SourceText, piece: Piece) -> Iterator[Span]:
    """The sentences of a paragraph that thank somebody."""
    for start, end in stretches(piece):
        at = start
        for stop in [*_FULL_STOP.finditer(source.text, start, min(end, start + 20_000)), None]:
            last = stop.end() if stop else end
            if _THANKING.search(source.text, at, last):
                yield at, last
            at = last


def _thanked_for(text: str, at: int) -> str:
    """The role of bodies by what the words behind their names thank them for."""
    stop = _SENTENCE.search(text, at)
    reason = text[at : stop.start() if stop else at + 300]
    given = _GIVEN.search(reason)
    return "mentioned" if not given else "partner" if given["partner"] else "sponsor"


def _is_body(printed: str) -> bool:
    """Whether a listed name is that of a body and not a person's."""
    if find_organisations(printed) and not looks_like_name(printed):
        return True
    return printed.isupper() or bool(
        re.search(r"\b(?:Society|Council|Trust|Fund|LLP|Ltd)\b", printed)
    )


def _people(text: str, offset: int, bodies: Sequence[Span]) -> list[Person]:
    people: list[Person] = []
    for match in _PERSON.finditer(text):
        start = match.start(1)
        while not looks_like_name(tidy(text[start : match.end(1)])):
            following = _NEXT_WORD.match(text, start, match.end(1))
            if not following:
                break
            start = following.end()
        span = (offset + start, offset + match.end(1))
        if any(start < span[1] and span[0] < end for start, end in bodies):
            continue
        printed = tidy(text[start : match.end(1)])
        if _SHOUTED.match(printed) and not printed.isupper():
            continue  # "UNITY Trades"
        first = printed.split()[0]
        if looks_like_name(printed) and not find_organisations(printed) and len(first) > 1:
            people.append(Person(tidy_name(printed), printed, "mentioned", evidence=(span,)))
    return people


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
        elif old.name.islower():
            result[key] = each  # a logo in small letters; running text knows the capitals
    return tuple(result.values())


def known_names(source: SourceText, pieces: Sequence[Piece], people: Sequence[Person]) -> set[str]:
    """The names of ``people`` that begin a paragraph among ``pieces``."""
    keys = {match_key(person.name) for person in people}
    found = (name_at_start(source, piece, keys)[0] for piece in pieces)
    return {match_key(name) for name in found if name}
