"""Words by which an office is told from the words around it, and from somebody's name."""

from __future__ import annotations

import re

from publications.parsing.document import Span
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.pages.articles.named import HAS_OFFICE, names_in
from publications.parsing.pages.articles.saying import SAID

REACH = 260  # characters on either side of a name
VERB = (
    rf"(?:{SAID}|is|was|are|were|has|have|had|will|would|can|could|did|does|who|which|whose|whom"
    r"|welcomed|welcomes|opened|launched|met|visited|joined|believes|believed|thinks|called|calls"
    r"|describes|described|spoke|speaks|gave|gives|set|sets|made|makes|took|takes|hit|put)"
)
TRADE = re.compile(
    r"\b(?:resident|tenant|teacher|nurse|doctor|farmer|shopkeeper|trader|worker|owner|parent|carer"
    r"|volunteer|student|pensioner|historian|vicar|architect|landlord|surveyor|engineer|barrister"
    r"|lawyer|provost|senator|whip|warden|superintendent|constable|cathaoirleach|neighbour"
    r"|organiser|economist|GP|TD|TDs|MSP|MLA|AM|academic|scientist|midwife|builder|grandmother"
    r"|actuary|assistant|planner|accountant|freelance|writer|photographer|mother|father|entrepreneur|driver"
    r"|guardian|steward|porter|reader|chancellor|deputy)\b",
    re.IGNORECASE,
)
FIRMS = BODY_WORDS | {"Consultants", "Consulting", "Research", "Associates", "Partners", "Homes"}
_TIES = frozenset(["of", "for", "at", "in", "the", "from", "to", "and", "with", "&", "on"])
CAPITALS = r"[A-Z][\w&'\u2019-]*(?: (?:(?:of|for|and|the|&) )*[A-Z][\w&'\u2019-]*)*"

_CAPITALS_LAST = re.compile(r"(?:[A-Z][\w&.'\u2019-]* )+$")


def names_somebody(words: str) -> bool:
    """Whether words hold a person's name that is no place or body of an office."""
    for name in names_in(words):
        lead = words[: name.start()].split()
        before = _CAPITALS_LAST.sub("", words[: name.start()]).split()
        tied = before and before[-1].casefold() in _TIES
        tied = tied and not HAS_OFFICE.fullmatch(lead[-1])  # "the Barns Minister Jo Hill"
        body = set(name.group().split()) & BODY_WORDS
        if not tied and not body and (name.start() or name.group() == words):
            return True
    return False


def without_signs(text: str, start: int, end: int) -> Span:
    """The place without spaces, commas and semicolons at its ends."""
    while start < end and text[start] in " ,;":
        start += 1
    while start < end and text[end - 1] in " ,;":
        end -= 1
    return start, end
