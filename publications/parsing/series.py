"""A series and the number in it, as running text tells them: "the third in X's 'Y' series"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publications.parsing.document import Organisation, Series

_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_ONES = _ORDINALS.split()
_TENS = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_TENS_FIRST = {"twenty": 20, "thirty": 30, "forty": 40}
ORDINALS: dict[str, int] = {word: at for at, word in enumerate(_ONES, 1)} | _TENS
ORDINALS |= {
    f"{tens}-{word}": value + at
    for tens, value in _TENS_FIRST.items()
    for at, word in enumerate(_ONES[:9], 1)
}

_WORK = r"(?:report|publication|paper|pamphlet|title|volume|book|collection|essay|issue|briefing)"
_ORDINAL = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))"
_OWNER = (
    r"(?:(?P<owner>[A-Z][\w&.-]{0,40}(?: (?:[A-Z][\w&.-]{0,40}|of|for|and|the)){0,7})"
    r"(?:(?:['\u2019]s|(?<=s)['\u2019]) | (?=[\u2018'\"\u201c]))"
    r"|(?:the|our|its|a|their) (?:new |occasional )?)"
)
_NAME = (
    r"(?:[\u2018'\"\u201c*](?P<quoted>[^\u2018\"\u201c\u201d*\n]{2,100}?)[\u2019'\"\u201d*]"
    r"|(?P<plain>[A-Z][\w&'\u2019-]{0,40}"
    r"(?: (?:[A-Z][\w&'\u2019-]{0,40}|of|for|and|the|in|to)){0,9}?))"
)
_IN_SERIES = re.compile(
    rf"(?:\b(?P<ordinal>{_ORDINAL}|latest|final|last)(?: {_WORK})?"
    rf"|\b{_WORK} (?P<count>\d{{1,3}})|\b[Nn](?:umber|o\.?) ?(?P<number>\d{{1,3}})"
    rf"|\b[Pp]art) (?:in|of) (?:the )?{_OWNER}?(?:series,? )?{_NAME} [Ss]eries\b"
)
_SERIES_NUMBER = re.compile(
    rf"{_NAME} [Ss]eries\s?[:,]?\s?(?:[Nn]o\.?|[Nn]umber|[Vv]ol(?:ume)?\.?|#)?\s?"
    r"(?P<number>\d{1,3})\b"
)


# "Series: Moor Papers, no 7"; "in the Moor Fund's series Open Barns"
_LABELLED = re.compile(
    r"\bSeries\s?:\s*(?P<plain>[A-Z][^\n,;:]{2,80}?)(?P<quoted>)"
    r",?\s(?:[Nn]o\.?|[Nn]umber|#)?\s?(?P<number>\d{1,4})\b"
)
_SERIES_CALLED = re.compile(
    rf"\b(?P<ordinal>{_ORDINAL}|latest|final|last)(?: {_WORK})? (?:in|of) (?:the )?"
    rf"(?P<owner>[A-Z][\w&.-]{{0,40}}(?: (?:[A-Z][\w&.-]{{0,40}}|of|for|and|the)){{0,7}})"
    rf"(?:['\u2019]s|(?<=s)['\u2019]) series,? {_NAME}(?=[.,;]|$)(?P<count>)(?P<number>)"
)


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """A series and the organisation whose series it is, where it is named."""

    series: Series
    owner: Organisation | None


def find_series(text: str, offset: int = 0) -> FoundSeries | None:
    """The first series that ``text`` says it stands in; ``offset`` is added to the places."""
    match = _SERIES_CALLED.search(text) or _IN_SERIES.search(text)
    number = ""
    if labelled := _LABELLED.search(text):
        match, number = labelled, labelled["number"]
    elif match:
        ordinal = (match["ordinal"] or "").lower()
        digits = re.match(r"\d+", ordinal)
        if digits:
            number = digits.group()
        elif ordinal in ORDINALS:
            number = str(ORDINALS[ordinal])
        else:
            number = match["count"] or match["number"] or ""
    else:
        match = _SERIES_NUMBER.search(text)
        if not match:
            return None
        number = match["number"]
    group = "quoted" if match["quoted"] else "plain"
    title = " ".join(match[group].split())
    start = match.start() + offset
    owner = None
    if match.groupdict().get("owner"):
        place = (match.start("owner") + offset, match.end("owner") + offset)
        owner = Organisation(" ".join(match["owner"].split()), "publisher", "", (place,))
    return FoundSeries(Series(title, number, ((start, match.end() + offset),)), owner)
