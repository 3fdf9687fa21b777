"""Whom acknowledgements name: sponsors, partners, and people who helped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publications.parsing.books.people.contributors import SENTENCE, Contributors
from publications.parsing.books.pieces import Piece, stretches, tidy
from publications.parsing.document import Organisation, Person, SourceText, Span
from publications.parsing.name_lists import people_listed
from publications.parsing.name_words import PARTICLES
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.organisations import (
    FoundOrganisation,
    find_listed,
    find_organisations,
)
from publications.parsing.roles import is_named_body, unbroken, with_roles

_SPONSOR = re.compile(
    r"\b(?:(?:generous|kind|financial|generously|kindly)\s+){0,2}"
    r"(?:(?:support|sponsorship|funding|assistance)\s+(?:of|from|provided by)"
    r"|(?:[Ss]upported|[Ss]ponsored|[Ff]unded)\s+by)\s+"
)
_THANKS = re.compile(r"\b(?:thanks?(?:\s+to)?|grateful\s+to|indebted\s+to)\s+")
_THANKING = re.compile(
    r"\b(?:(?:like|wish|want)s? (?:also )?to thank"
    r"|(?:is|are|am|also) (?:also |very |most |particularly |especially |deeply )*"
    r"(?:grateful|indebted) to|thanks (?:are (?:also )?due |go |also )?to"
    r"|acknowledges? (?:with thanks )?the (?:generous |kind |financial )*(?:support|help) of"
    r"|record (?:its|our|my|their) thanks)\s"
)
# Helpers named beside the work: "with the help of Jo Hill"; "Its members were: Jo Hill, Bo Rake".
_HELP = re.compile(
    r"\b(?:with (?:the )?(?:help|assistance|advice) (?:of|from)|under the (?:direction|guidance"
    r"|supervision) of|(?:assisted|helped|overseen|supervised) by)\s+(?=[A-Z])"
)
_HELP_ENDS = re.compile(r"[.;:]\s|,?\s(?:under|with|who|which|in|for|at|during|and (?:was|the))\s")
_MEMBERS = re.compile(
    r"\b(?:members|group|panel|board|committee|advis[eo]rs|reviewers|readers)\b[^.:;]{0,40}?"
    r"(?:\s(?:were|are|was|included|includes|comprised|consisted of)\s*:?\s+|:\s+)(?=[A-Z])"
)
_FULL_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{2})(?<!Dr)(?<!Mr)(?<!Ms)(?<!St)|(?<=[)\]”’]))\.\s+(?=[A-Z“‘])"
)
_GIVEN = re.compile(
    r"\b(?:(?P<partner>partner)|support|sponsor|fund|paying|assist|help|generosity|contribution|hosting|resources|backing)",
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
_FIRM = re.compile(r",?\s+(?:plc|PLC|[Ll]td|Limited|LLP|LLC|Inc|CIC)\b")
_BRACKETED = re.compile(r"\s+\((?P<office>[A-Z][^()]{1,100})\)")
_OF = re.compile(r"\s+(?:of|at|from)\s+(?P<article>(?:the\s+)?)(?=[A-Z])")
_ROLE = "acknowledgements"
_GAVE = frozenset(("sponsor", "partner", "commissioner", "host"))
_NEXT_WORD = re.compile(r"\S+\s+(?=\S+\s)")


def thanked(source: SourceText, pieces: Sequence[Piece], *, whole: bool) -> Contributors:
    """Sponsors, partners and people named in acknowledgements.

    Where these are not the ``whole`` of a text, only its sentences that thank are read, and
    those that name helpers and the members of a group.
    """
    result = Contributors()
    for piece in pieces:
        if piece.kind == "rows":
            continue
        for start, end in stretches(piece) if whole else _sentences_of_thanks(source, piece):
            text = source.text[start : min(end, start + 20_000)]
            bodies = [(each.start, each.end) for each in find_organisations(text, start)]
            bodies_named: list[Span] = []  # with what they did
            for pattern in (_SPONSOR, _THANKS):
                for match in pattern.finditer(text):
                    listed = find_listed(text, match.end(), start)
                    role = "sponsor"
                    if pattern is _THANKS:
                        listed = [
                            each
                            for each in listed
                            if _is_body(text, each, start) and not _owns(text, each, start)
                        ]
                        role = _thanked_for(text, listed[-1].end - start) if listed else ""
                    for each in listed:
                        bodies.append((each.start, each.end))
                        if role != "mentioned":
                            bodies_named.append((each.start, each.end))
                        result.organisations.append(
                            Organisation(
                                each.name, role, each.abbreviation, ((each.start, each.end),)
                            )
                        )
            for each, role in with_roles(unbroken(text), start):
                told = any(begin <= each.start < stop for begin, stop in bodies_named)
                if role in _GAVE and not told:
                    bodies.append((each.start, each.end))
                    bodies_named.append((each.start, each.end))
                    place = ((each.start, each.end),)
                    result.organisations.append(
                        Organisation(each.name, role, each.abbreviation, place)
                    )
            result.people += _people(text, start, bodies)
        if not whole:
            result.people += _helpers(source, piece)
    return result


def _helpers(source: SourceText, piece: Piece) -> list[Person]:
    """Those with whose help a paragraph says the work was done, and the members of a group."""
    people: list[Person] = []
    for start, end in stretches(piece):
        text = source.text[start : min(end, start + 20_000)]
        for cue in _HELP.finditer(text):
            stop = _HELP_ENDS.search(f"{text} ", cue.end())
            named = text[cue.end() : stop.start() if stop else None]
            people += _people(named, start + cue.end(), ())
        for cue in _MEMBERS.finditer(text):
            stop = _FULL_STOP.search(text, cue.end())
            named = text[cue.end() : stop.start() if stop else None].rstrip(" .")
            listed = people_listed(named.replace("\n", " "), start + cue.end(), _ROLE)
            people += listed if len(listed) > 1 else []
    return people


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
    stop = SENTENCE.search(text, at)
    reason = text[at : stop.start() if stop else at + 300]
    given = _GIVEN.search(reason)
    return "mentioned" if not given else "partner" if given["partner"] else "sponsor"


def _is_body(text: str, named: FoundOrganisation, offset: int) -> bool:
    """Whether a listed name is that of a body and not a person's."""
    printed = named.printed
    if is_named_body(named, sure=True):
        return True
    if text[: named.start - offset].lower().endswith("the "):
        return True
    if find_organisations(printed) and not looks_like_name(printed):
        return True
    if _SHOUTED.match(printed):
        return True  # "UNITY Moss Branch"
    return printed.isupper() or bool(
        re.search(r"\b(?:Society|Council|Trust|Fund|LLP|Ltd|plc|PLC|Limited|CIC)\b", printed)
    )


def _owns(text: str, named: FoundOrganisation, offset: int) -> bool:
    """Whether a body is only that of what is thanked: "the Guild's warden"."""
    return text.startswith(("'s ", "\u2019s "), named.end - offset)


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
        if _FIRM.match(text, match.end(1)):
            continue  # "Moss Motors plc"
        printed = tidy(text[start : match.end(1)])
        if text[max(0, match.start(1) - 4) : match.start(1)].lower().split()[-1:] == ["the"]:
            continue  # "the Lomond Mutual" is nobody's name
        if _SHOUTED.match(printed) and not printed.isupper():
            continue  # "UNITY Trades"
        first = printed.split()[0]
        if looks_like_name(printed) and not find_organisations(printed) and len(first) > 1:
            people.append(
                _with_body(
                    text, offset, Person(tidy_name(printed), printed, _ROLE, evidence=(span,))
                )
            )
    return people


def _with_body(text: str, offset: int, person: Person) -> Person:
    """The person with the office or body printed behind the name: "Jo Hill (Moor Trust)"."""
    at = person.evidence[0][1] - offset
    if bracketed := _BRACKETED.match(text, at):
        start, end = bracketed.span("office")
    elif (of := _OF.match(text, at)) and (listed := find_listed(text, of.end("article"))):
        start, end = of.start("article"), listed[0].end
    else:
        return person
    words, place = tidy(text[start:end]), (start + offset, end + offset)
    return replace(person, affiliation=words, affiliation_evidence=(place,))
