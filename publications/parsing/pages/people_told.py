"""People whom the sentences of a page name with what they did for the work that it is about.

"The research was carried out by Jo Hill and Bo Lee of Moss University." "Written by Jo Hill, with a
foreword by Lord Lee and with thanks to Al Fell of the Moss Trust."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publications.parsing.document import Line, Person
from publications.parsing.names import is_styled, match_key, tidy_name
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.pages.articles.named import HAS_OFFICE, names_in
from publications.parsing.pages.articles.office_words import FIRMS
from publications.parsing.pages.articles.offices import person_at
from publications.parsing.pages.telling import WORKS

BESIDES = ("foreword", "introduction", "acknowledgements")  # who did not write the work
_DONE = (
    r"(?:carried out|conducted|undertaken|done|written|authored|co-authored|prepared|compiled|led"
    r"|produced|researched|drafted|completed)"
)
_WORK = rf"(?:{WORKS}|research|review|essay|project|evaluation|analysis|factsheet|collection)"
# What is found or held by somebody is not written by them.
_DONE_BY = (
    r"(?:(?<!ed)(?<!found)(?<!held)(?<!made)(?<!taken)(?<!given)(?<!shown)|(?<=authored)"
    r"|(?<=prepared)|(?<=compiled)|(?<=produced)|(?<=researched)|(?<=conducted)),? by"
)
_NO_PART = (
    r"(?!(?:foreword|preface|introduction|chapter|appendix|afterword|section|part|play|film|song"
    r"|music|script|clause)\b)"
)
_VERBS = r"\b(?:was|were|is|are|has|have|had|been|launched|presented|commissioned|published)\b"
# Behind the name: "Jo Hill, the report's author,"
_AUTHOR_BEHIND = re.compile(
    rf",? (?:who )?(?:is |was )?(?:(?:the|a|its|one of the) )?(?:{_WORK}['\u2019]s )?"
    r"(?:lead |co-|main |principal )?authors?(?: of (?:the|this) [\w ]{4,20})?"
    r"(?=[,.;:]| (?:said|says|added|told))",
)
# A work that is not the page's own
_OTHER = re.compile(
    r"\b(?:earlier|previous|another|other|first|19\d\d|20\d\d|famous|classic|similar|separate"
    r"|original|letter|poem|song|novel|blog|speech|bill|act|photographs?|pictures?)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(r"(?:carried out|conducted|undertaken|done|produced|completed) by $", re.I)
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            "author",
            rf"\b(?:{WORKS}|research|fieldwork|interviews|evaluation|work|case studies)\b"
            rf"(?: [^.;:,]{{1,50}}?)? (?:was|were|is|has been) (?:jointly )?{_DONE} by "
            r"|(?:^|[.,;(] ?|\band )(?:(?:co-)?authored|written|prepared|compiled|researched)"
            r"(?: and (?:written|researched|presented))?(?: (?:for|on behalf of) [^.;,]{3,60}?)?"
            r" by "
            # "It was written by Jo Hill": whatever the page calls its work
            rf"|(?:^|[.!?] )(?:it|(?:this|the)(?: {_NO_PART}[\w\u2019'-]+){{1,3}})"
            r" (?:was|is|has been) (?:jointly |co-)?(?:written|authored|prepared|compiled"
            r"|researched) by "
            r"|(?:^|[.!?] )(?-i:By )"
            rf"|\b(?:this|our|the (?:full|final|new|latest)) (?:[\w\u2019'-]+ ){{0,3}}?{_WORK}"
            rf"(?:,? (?:(?!{_VERBS})[^.;]){{3,80}}?)?{_DONE_BY} "
            rf"|\b(?:{_WORK}(?:['\u2019]s)? )?(?:(?:lead|principal|main) |co-)*(?<!by )authors?,? "
            r"(?:was |were |is |are )?(?=(?:Dr |Prof(?:essor)? |Cllr )?(?-i:[A-Z][a-z]))"
            r"|\bwith (?:chapters|essays|contributions|articles) (?:by|from) ",
        ),
        ("foreword", r"\b(?:foreword|preface) (?:is |was )?(?:written |contributed )?(?:by|from) "),
        ("introduction", r"\bwith an introduction (?:written )?by "),
        ("editor", r"\b(?:co-)?edited by "),
        (
            "acknowledgements",
            r"\b(?:with |many |special |our |grateful |warm )*thanks (?:also |are due |go )*to "
            r"|\b(?:would like|wish(?:es)?|want) to thank "
            r"|\b(?:is|are) (?:very |most |also )?grateful to "
            r"|\bwith (?:the )?(?:help|assistance|comments) (?:of|from) ",
        ),
    )
)
_STOP = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bProf)(?<!\b[A-Z])\.(?=\s|$)|[;:](?=\s)|\n"
)
_JOINS = re.compile(r"(?:^|,|;|\s)\s*(?:(?:and|&|with)\s+)?(?:the )?(?P<lead>[^,;]*)$")
_NO_LIST = re.compile(
    r"\b(?:by|from|to|on|in|at|was|were|is|has|who|which|that|foreword|introduction|thanks|said)\b"
)
_TEAM = re.compile(r"(?:an? |the )?(?:[\w-]+ )?team (?:led|headed) by ")
_SENTENCE_ENDS = re.compile(r"\)?(?:\.?\s*$|\.\s| for (?:the )?[A-Z])")  # of "By Jo Hill."
_OF_OURS = re.compile(r"\b(?:colleagues?|friends?)$")  # "thanks to our colleagues Jo Hill and"
_LONGEST = 2000  # characters of a line that is read
_REACH = 400  # characters of a list
_LEAD_WORDS = 7


def people_told(lines: Sequence[Line], roles: Sequence[str]) -> list[Person]:
    """Those whom lines name with one of some roles, each once in a role."""
    found: dict[tuple[str, str], Person] = {}
    for line in lines:
        text = line.text[:_LONGEST]
        for role, cue in _CUES:
            if role not in roles:
                continue
            people = [
                person
                for match in cue.finditer(text)
                if role != "author" or not _OTHER.search(text, _begin_of_work(match), match.end())
                for person in _of_cue(text, match)
            ]
            if role == "author":
                people += _authors_behind(text)
            for person in people:
                key = (role, match_key(person.name))
                found.setdefault(key, _moved(person, role, line.start))
    return list(found.values())


def _begin_of_work(cue: re.Match[str]) -> int:
    """Where the words begin that may tell of another work: "By Jo Hill." is a sentence alone."""
    return cue.start() if cue.group().endswith("By ") else max(0, cue.start() - 40)


def _of_cue(text: str, cue: re.Match[str]) -> list[Person]:
    """The people behind words of doing; one bare name may be that of a firm of researchers."""
    people = _listed(text, cue.end())
    if cue.group().endswith("By ") and people:
        last = people[-1]
        end = max(place[1] for place in (*last.evidence, *last.affiliation_evidence))
        return people if _SENTENCE_ENDS.match(text, end) else []
    if len(people) == 1 and _FIRM.search(cue.group()) and not _TEAM.match(text, cue.end()):
        person = people[0]
        return people if person.affiliation or is_styled(person.printed) else []
    return people


def _authors_behind(text: str) -> list[Person]:
    """Those behind whose names a sentence says that they are the author: "Jo Hill, its author,"."""
    return [
        Person(tidy_name(name.group()), name.group(), "author", "", (name.span(),), ())
        for name in (names_in(text) if "author" in text else ())
        if _AUTHOR_BEHIND.match(text, name.end())
    ]


def _listed(text: str, at: int) -> list[Person]:
    """The people of a list that begins at a place, each with the office beside the name."""
    if team := _TEAM.match(text, at):
        at = team.end()
    stop = _STOP.search(text, at, at + _REACH)
    end = stop.start() if stop else min(len(text), at + _REACH)
    people: list[Person] = []
    reached = at
    for name in names_in(text[:end], at):
        if not _is_next(text, reached, name, bool(people)):
            break
        person = person_at(text[:end], *name.span(), at)
        if person.affiliation and person.affiliation_evidence[0][0] < reached:
            person = replace(person, affiliation="", affiliation_evidence=())
        person = _without_others(person)
        people.append(person)
        reached = max(name.end(), *(place[1] for place in person.affiliation_evidence or ((0, 0),)))
    return list(_with_shared(text, people))


def _without_others(person: Person) -> Person:
    """A person without an office that begins with somebody else, or with "our"."""
    office = person.affiliation
    first = next(iter(names_in(office)), None) if office else None
    if first and not first.start() and not set(first.group().split()) & BODY_WORDS:
        if re.match(r" (?:and|for|of|from|at|with)\b", office[first.end() :]):
            return replace(person, affiliation="", affiliation_evidence=())
    if office.startswith(("our ", "Our ")):
        (start, end), *_ = person.affiliation_evidence
        return replace(person, affiliation=office[4:], affiliation_evidence=((start + 4, end),))
    return person


def _is_next(text: str, reached: int, name: re.Match[str], going_on: bool) -> bool:
    """Whether a name is the next of a list: nothing but an office and signs before it."""
    between = text[reached : name.start()].removeprefix(")")
    if set(name.group().split()) & FIRMS or _NO_LIST.search(between):
        return False
    joined = _JOINS.search(between)
    if joined is None or (going_on and not re.search(r"[,;]|\b(?:and|&|with)\b", between)):
        return False
    lead = joined["lead"].strip()
    if re.search(r"\bthe $", between) and not is_styled(name.group()):
        return False  # a body has an article, and nobody's name
    tied = (
        not lead
        or HAS_OFFICE.search(lead)
        or _OF_OURS.search(lead)
        or lead.endswith(("'s", "\u2019s"))
    )
    return (
        bool(tied) and len(lead.split()) <= _LEAD_WORDS and len(between) - len(lead) <= _REACH // 8
    )


def _with_shared(text: str, people: Sequence[Person]) -> Iterator[Person]:
    """ "Jo Hill and Bo Lee of Moss University": the body behind the last is the body of both."""
    for at, person in enumerate(people):
        behind = people[at + 1] if at + 1 < len(people) else None
        if behind is None or person.affiliation or not behind.affiliation:
            yield person
            continue
        between = text[person.evidence[0][1] : behind.evidence[0][0]]
        place = behind.affiliation_evidence[0]
        joins = re.fullmatch(r"\s(?:and|&)\s", between) and place[0] > behind.evidence[0][1]
        of = re.fullmatch(
            r",? (?:of|at|from|both of|both at) (?:the )?", text[behind.evidence[0][1] : place[0]]
        )
        if joins and of:
            yield replace(person, affiliation=behind.affiliation, affiliation_evidence=(place,))
        else:
            yield person


def _moved(person: Person, role: str, by: int) -> Person:
    return replace(
        person,
        role=role,
        evidence=tuple((start + by, end + by) for start, end in person.evidence),
        affiliation_evidence=tuple((a + by, b + by) for a, b in person.affiliation_evidence),
    )
