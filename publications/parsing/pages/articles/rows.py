"""Lines over an article in which a day or a writer stands among other words.

"14 March 2013 / 10.30 PM Jo Hill / Harbours", "A comment from our new director, Jo Hill".
"""

from __future__ import annotations

import re

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Line, Person
from publications.parsing.name_lists import people_listed

_LONGEST = 160  # characters
_BEFORE = re.compile(r"(?:[A-Z][a-z]+day|published|posted|updated|on|date|[:\s|,])*", re.IGNORECASE)
_ROW = re.compile(
    r"\s*[/|\u00b7\u2022]\s*(?:\d{1,2}[:.]\d\d(?:\s?[AaPp][Mm])?)?(?:(?:\s*[/|\u00b7\u2022]\s*|\s*)"
    r"[A-Z][\w'\u2019&-]*(?: [\w'\u2019&-]+){0,4}){0,4}"
)
_NOTE_BY = re.compile(
    r"(?:an? |the )?(?:[\w-]+ ){0,2}(?:comment|blog|article|view|message|letter|statement"
    r"|reflection|note|column|piece|post)s? (?:from|by)"
    r" (?:(?:our|the) (?:[\w-]+ ){0,4}[\w-]+, )?(?P<name>[A-Z].{3,60})",
    re.IGNORECASE,
)


def day_of_row(line: Line) -> DateValue | None:
    """The day that begins a row of clock, names and topics with signs between them."""
    dates = find_dates(line.text) if len(line.text) <= _LONGEST else []
    if len(dates) != 1 or not _ROW.fullmatch(line.text[dates[0].end :]):
        return None
    if not _BEFORE.fullmatch(line.text[: dates[0].start]):
        return None
    place = (line.start + dates[0].start, line.start + dates[0].end)
    return DateValue(dates[0].date, dates[0].printed, (place,))


def writers_of_note(line: Line) -> list[Person]:
    """Those by whom a line says that the text under it is: "A comment from Jo Hill"."""
    match = _NOTE_BY.fullmatch(line.text.strip()) if len(line.text) <= _LONGEST else None
    if not match:
        return []
    at = line.start + line.text.rindex(match["name"])
    return people_listed(match["name"], at, "author")
