"""The office that stands beside a name in running text, found by weighing what stands there.

Behind it: "Jo Hill, leader of Moss Council,", "Jo Hill (Leader, Moss Council)", "Jo Hill of the
Moss Trust", "Jo Hill, who chairs the Moss Trust", "Jo Hill is leader of Moss". Before it: "Moss
Trust director Jo Hill", "the council's leader, Jo Hill,", "Moss University's Jo Hill", "Their
leader is Jo Hill". An office tells more than a body alone, and both more than one.
"""

from __future__ import annotations

import re

from publications.parsing.document import Span
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.pages.articles.named import HAS_OFFICE
from publications.parsing.pages.articles.office_before import offices_before
from publications.parsing.pages.articles.office_behind import offices_behind
from publications.parsing.pages.articles.office_words import REACH

_WORD = re.compile(r"[\w&]+")
_SHORT_FORM = re.compile(r"\b[A-Z]{3,}\b")
_CAPITAL = re.compile(r"(?<=\s)[A-Z]")


def office_beside(text: str, start: int, end: int, floor: int = 0) -> Span | None:
    """Where the office of the person stands whose name is ``text[start:end]``; None without one.

    ``floor`` is where the paragraph or the text begins.
    """
    found = [
        *offices_behind(text, start, end, floor),
        *offices_before(text, start, end, max(floor, start - REACH)),
    ]
    weighed = [(_weight(text[slice(*place)]) + bonus, place) for place, bonus in found]
    weighed = [each for each in weighed if each[0] > 0]
    return max(weighed, key=lambda each: each[0])[1] if weighed else None


def _weight(words: str) -> float:
    """How much words tell of what somebody is."""
    office = bool(HAS_OFFICE.search(words))
    body = not BODY_WORDS.isdisjoint(_WORD.findall(words)) or bool(_SHORT_FORM.search(words))
    few = len(words.split()) <= 22
    return (1.0 * office + 0.5 * (body or bool(_CAPITAL.search(words)))) if few else 0
