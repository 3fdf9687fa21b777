"""Bodies in running text with what they did for a work: supported, commissioned, took part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publications.parsing.names import looks_like_name
from publications.parsing.organisations import (
    BODY_WORDS,
    FoundOrganisation,
    find_listed,
    find_organisations,
)

_GIFT = (
    r"(?:support|sponsorship|funding|backing|generosity|kindness|grants?|donations?|bursar(?:y|ies)"
    r"|contributions?)"
)
_KIND = r"(?:(?:kind|generous|financial|in-kind|core|initial|additional|further|vital) ){0,2}"
_MADE = r"(?:prepared|written|carried out|undertaken|produced|conducted|made|done|compiled)"
_WORK = (
    r"(?:research|study|review|report|project|programme|inquiry|survey|work|evaluation|guide"
    r"|collection|book|pamphlet|paper|essays?|event|series|issue)"
)
_LED = r"(?:led|run|delivered|established|set up|convened|launched|organised|managed)"
_DO = (
    r"to (?:carry out|undertake|conduct|write|study|research|investigate|evaluate|examine|review"
    r"|explore|prepare|produce|go over|look (?:at|into)|find out)\b"
)
_JOINED = r"(?:compact|coalition|alliance|partnership|consortium|collaboration|project|campaign)"

_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")

# Behind the words stand the bodies.
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            "commissioner",
            r"\b(?:jointly )?commissioned(?: jointly)? by:?\s+"
            rf"|\b{_MADE} (?:for|on behalf of)\s+(?=(?-i:the [A-Z]|[A-Z])[^.;]{{2,80}} by\b)"
            rf"|\b{_MADE} on behalf of\s+"
            rf"|\b(?:this|our) (?-i:(?:\w+ )?{_WORK}) (?:for|on behalf of)\s+"
            r"(?=(?-i:the [A-Z]|[A-Z]))",
        ),
        (
            "author",
            rf"\b{_WORK} (?:was|is|has been|were) (?:being )?(?:carried out|conducted|undertaken"
            r"|done|written|prepared) by\s+(?:an? (?:\w+ )?team (?:from|at)\s+"
            r"|researchers (?:from|at)\s+)?"
            rf"|\b{_MADE} (?:for|on behalf of) (?=(?-i:the [A-Z]|[A-Z]))[^.;]{{2,120}}? by\s+"
            r"|\b(?:we (?:have )?asked|commissioned|engaged)\s+"
            rf"(?=(?-i:the [A-Z]|[A-Z])[^.;]{{2,90}} {_DO})",
        ),
        (
            "sponsor",
            r"\b(?:(?:supported|sponsored|funded|paid for|backed|financed|made possible)"
            rf"(?: and \w+)?)(?: (?:jointly|generously|kindly|in part))? by"
            rf"(?: (?:an? |the )?{_KIND}(?:{_GIFT}) (?:from|of))?:?\s+"
            rf"|\b(?:with|through|by) (?:the |an? )?{_KIND}{_GIFT} (?:of|from)\s+"
            rf"|\bthanks to (?:the |an? )?{_KIND}{_GIFT} (?:of|from)\s+"
            rf"|\b{_GIFT} (?:was |were |is |has been |kindly )*(?:provided|given|received"
            r"|came|comes) (?:by|from)\s+"
            rf"|\b(?:received?|has|have|had) (?:an? |the )?{_KIND}{_GIFT} from\s+"
            r"|\bwith thanks to\s+(?=[^.;]{2,120} for (?:(?:its|their|the) )?"
            rf"{_KIND}{_GIFT}\b)"
            r"|\b(?:thanks? (?:go(?:es)? )?(?:to )?|grateful (?:thanks )?to )(?=[^.;]{2,120} for"
            rf" (?:(?:its|their|the) )?{_KIND}(?:support|sponsorship|funding|backing|generosity)\b)"
            r"|^(?:(?:our|project) )?(?:funders?|sponsors?)(?:\s*:\s*|\s*\n\s*)",
        ),
        (
            "partner",
            r"\bin (?:partnership|association|collaboration|conjunction|co-?operation) with\s+"
            r"|\b(?:jointly|together|working(?: closely)?) with\s+(?=(?-i:the [A-Z]|[A-Z]|and ))"
            r"|\bwith (?:the )?help (?:of|from)\s+(?=(?-i:the [A-Z]|[A-Z]))"
            r"|\bwe (?:are working|worked|work) (?:closely )?with\s+"
            r"|\bheld [^.;]{3,60} with\s+(?=(?-i:[A-Z]|the [A-Z]))"
            r"|\bthis (?:project|programme|report|study|work),? with\s+"
            r"|\band (?:the )?(?=(?-i:[A-Z])[^.,;]{2,60} (?:carry|carried|run|ran|publish|published"
            r"|lead|led|worked?|held|wrote)\b[^.;]{0,40}\b(?:together|jointly)\b)"
            r"|\b(?:a coach|a mentor|coaching|advice|help) from\s+(?=(?-i:the [A-Z]))"
            r"|\b(?:coaching|advice|training|mentoring|evaluation) (?:is |was |were )?"
            r"(?:provided|given) by\s+"
            rf"|\b{_LED} with\s+(?=(?-i:the [A-Z]|[A-Z]))"
            rf"|\b(?:partnership|collaboration) (?:between|of)\s+(?=(?-i:the [A-Z]|[A-Z]))"
            rf"|\b(?:organisations|members|bodies|charities|partners) (?:in|of|behind) (?:the|this"
            rf"|our) (?:\w+ )?{_JOINED} (?:are|were|include)\b:?\s+"
            r"|\bpartners? (?:include|are|is|on (?:the|this) \w+ (?:is|are|include)):?\s+"
            rf"|\bjoint (?:{_WORK}|initiative|venture|campaign) (?:with|between|of|by)\s+"
            r"|^(?:(?:our|project|delivery) )?partners?(?: organisations)?(?:\s*:\s*|\s*\n\s*)"
            rf"|\b{_LED} by (?:the )?[\w&'’ ]{{2,60}}?(?: with| and the)\s+"
            r"(?=(?-i:the [A-Z]|[A-Z]))",
        ),
        (
            "host",
            r"\b(?:hosted|housed|secretariat (?:is |was )?(?:provided|given)) by\s+"
            r"(?=(?-i:the [A-Z]|[A-Z]))",
        ),
        ("publisher", r"\bpublished (?:for|on behalf of) [^.;]{3,60}? by\s+"),
    )
)
# Before the words stands the body.
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            "commissioner",
            r" (?:has |have |had )?(?:asked|commissioned|invited)"
            rf" (?:us to|us for|us\b|(?:this|the|our) {_WORK})\b"
            rf"|(?: has| have)? commissioned (?=[^.;]{{2,90}} {_DO})",
        ),
        (
            "sponsor",
            r" (?:has |have |is |are |also )*(?:supported|funded|paid for|funding|paying for"
            rf"|supporting) (?:this|the|our) {_WORK}\b"
            r"| for (?:(?:kindly|generously) )?(?:paying for|funding|supporting|sponsoring|backing)"
            r" (?:this|the|our|both|it)\b",
        ),
    )
)
_DOES = re.compile(
    r" (?:asked|commissioned|invited|supported|funded|paid|paying|funding|supporting"
    r"|sponsoring|backing)\b"
)  # without one of these no such words stand in a text
# What firms are called, whose names may else be like a person's: "Mill Homes".
_OF_FIRMS = re.compile(
    r".*\b(?:Homes|Housing|Energy|Water|Insurance|Consulting|Consultants|Building|Estates|Rail|Buses"
    r"|Coaches|Motors|Communications|Properties|Developments|Solutions|Research|Studies|Surveys"
    r"|Analysis|Economics|Futures|Figures|Care|Co-operatives?|Labs?|Works)"
)


def unbroken(text: str) -> str:
    """A text of as many characters whose lines go on: the words of roles stand on one line."""
    return _LINE_END.sub(" ", text)


def with_roles(
    text: str, offset: int = 0, *, short: bool = False
) -> Iterator[tuple[FoundOrganisation, str]]:
    """The bodies that words such as "supported by" name; ``offset`` is added to their places.

    ``short``: also by a name such as "the Trust", which does not say by itself of which.
    """
    for found, role in _told(text, offset):
        if short or found.name not in BODY_WORDS:
            yield found, role


def _told(text: str, offset: int) -> Iterator[tuple[FoundOrganisation, str]]:
    for role, cue in _CUES:
        for match in cue.finditer(text):
            listed = find_listed(text, match.end(), offset)
            if role == "author":  # "by Ann Lee of the X": she wrote it, and not her body
                listed = _as_one_firm(text, listed, offset)
                people = any(_is_of(each) or not is_named_body(each) for each in listed)
                listed = [] if people else listed
            # "supported by Hill Moor and X Council": beside a body stands a body.
            if any(is_named_body(found) for found in listed):
                for found in listed:
                    yield found, role
    for found in find_organisations(text, offset) if _DOES.search(text) else ():
        for role, verb in _BEFORE:
            if verb.match(text, found.end - offset):
                yield found, role


def _as_one_firm(
    text: str, listed: list[FoundOrganisation], offset: int
) -> list[FoundOrganisation]:
    """The names of a list; "Moor Surveys and Advice" is one firm's."""
    if len(listed) != 2 or not _OF_FIRMS.fullmatch(listed[0].name) or " " in listed[1].name:
        return listed
    first, last = listed
    if last.name.isupper() or is_named_body(last, sure=True):
        return listed
    name = text[first.start - offset : last.end - offset]
    return [replace(first, name=" ".join(name.split()), printed=name, end=last.end)]


def is_named_body(found: FoundOrganisation, *, sure: bool = False) -> bool:
    """Whether a listed name is a body's, and not like somebody's; ``sure``: by its own words."""
    words = set(found.name.split())
    if found.name not in BODY_WORDS and found.name.removesuffix("s") in BODY_WORDS:
        return False  # "supported by Councils"
    known = found.abbreviation or words & BODY_WORDS or _OF_FIRMS.fullmatch(found.name)
    return bool(known) or (not sure and not looks_like_name(found.name))


def _is_of(found: FoundOrganisation) -> bool:
    """Whether a listed name is somebody's, their body behind it: "Ann Lee of the Moor Trust"."""
    person, of, _ = found.name.partition(" of ")
    return bool(of) and looks_like_name(person) and not set(person.split()) & BODY_WORDS
