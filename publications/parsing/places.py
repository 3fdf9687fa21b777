"""Named places in running text, known by the preposition before them: "in X", "across X".

Form alone cannot tell every place; a capitalised name after "in" that is no month, no body and
no person is taken for one. A gazetteer is no part of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publications.parsing.document import Place, Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = r"[A-Z][a-z\u00df-\u00ff][\w'\u2019-]{0,30}"
_NAME = (
    rf"{_WORD}(?: {_WORD}){{0,3}}"
    rf"(?: (?:upon|on|under|le|next)(?: the)? {_WORD})?"
)
_IN = re.compile(
    rf"\b(?:[Ii]n|[Aa]cross|[Nn]ear|[Tt]hroughout|[Oo]utside|[Ww]ithin)"
    rf"(?: (?:the|both|north|south|east|west|central|rural|parts of|most of|all of))?"
    rf" (?P<name>{_NAME}|UK|(?:the )?United Kingdom)(?![\w\u2019'])"
)
_CALENDAR = _words(
    "January February March April May June July August September October November December Jan Feb"
    " Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday"
    " Sunday Spring Summer Autumn Winter Easter Christmas"
)
_OTHER = _words(
    "The This That These Those Parliament Government Brexit Labour Conservative Tory Liberal Green"
    " Whitehall English French Welsh German Latin Local Total Big New Old Public Private Chapter"
    " Section Part Figure Table Appendix Annex Budget Cabinet Commons Lords Number"
)
_NOT_AFTER = re.compile(
    r" (?:[A-Z]\w+ )*(?:Act|Bill|Report|Review|Paper|Programme|Project|Day|Week|Street|Magazine"
    r"|Conference|Party)\b"
)

_TITLED = re.compile(r"[A-Z][\w'\u2019-]* $")  # "Straw in the Barn: What is left" is a title


def find_places(text: str, spans: Iterable[Span], taken: Iterable[Span] = ()) -> tuple[Place, ...]:
    """The places named in the spans, each once with all its mentions.

    ``taken`` are spans that are something else already: bodies, people.
    """
    occupied = sorted(taken)
    found: dict[str, list[Span]] = {}
    for start, end in spans:
        end = min(end, start + 20_000)
        for match in _IN.finditer(text, start, end):
            _keep(found, text, match, occupied)
    return tuple(Place(name, tuple(sorted(set(places)))) for name, places in found.items())


def _keep(
    found: dict[str, list[Span]], text: str, match: re.Match[str], occupied: list[Span]
) -> None:
    start, end = match.span("name")
    name = match["name"]
    first = name.split()[0]
    if first in _CALENDAR or (first in _OTHER and name != "New York"):
        return
    if any(begin < end and start < stop for begin, stop in occupied):
        return
    if _NOT_AFTER.match(text, end):
        return
    if text[end : end + 1] == ":" and _TITLED.search(
        text, max(0, match.start() - 40), match.start()
    ):
        return
    found.setdefault(" ".join(name.split()), []).append((start, end))
