"""The lines of an article's head that say on which day it appeared, and nothing else.

"Published: 3 May 2012, 11.20", "18 Jan 07", "Headlines: June 14th, 1999", "3/9/2014 | Updated
4/9/2014", "date 2014-09-03". The day of a change is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.dates import FoundDate, find_dates, only_date, short_date
from publications.parsing.document import DateValue, Line, ParseWarning
from publications.parsing.pages.entries.dated_lines import dated_line

_TODAY = re.compile(r"\btoday,? ?\(?(?:[A-Z][a-z]+day,? )?$")
_CLOCK_FIRST = re.compile(r"\s*\d{1,2}[:.]\d{2}(?:\s?[ap]m)?,?\s+(?=\d|[A-Z])")
_CLOCK_LAST = re.compile(  # "11:12 GMT 12:12 UK", "Published at 16:05 GMT"
    r"[\s,|\u2013-]+(?:(?:[Pp]ublished |[Pp]osted )?at )?\d{1,2}[:.]\d{2}(?:\s?[ap]m)?"
    r"(?:\s?[A-Z]{2,4})?(?: \d{1,2}[:.]\d{2}(?:\s?[A-Z]{2,4})?)?\s*$"
)
_PUBLISHED = re.compile(
    r"\s*(?:(?:first |date )?published|posted|date|updated|created|issued|released"
    r"|(?:(?:this|the) )?(?:(?:press|news|media) )?(?:release|statement|article|story|notice|post)"
    r" (?:(?:was|is) )?(?:first )?(?:for release|issued|published|released|posted|dated))"
    r"(?: on)?:?\s+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\s*(?:[A-Z][a-z]+day|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun),?\s+")
_CHANGED = re.compile(
    r"[\s|,\u00b7\u2022\u2013\u2014(-]+(?:last |first )?(?:updated|modified|amended|edited)\b.*$",
    re.IGNORECASE,
)
# "ViewsOctober 11th, 2022": a label that runs into its day
_GLUED = re.compile(
    r"\s*[A-Z]?[a-z]{3,14}(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
_LABEL = re.compile(r"\s*(?P<label>[A-Z][\w&'\u2019-]*(?: [\w&'\u2019-]+){0,3}):\s+(?=\S)")


def day_in(line: Line) -> tuple[DateValue, list[ParseWarning]] | None:
    """The date that a line gives the article, with a warning where its century was not printed."""
    changed = _CHANGED.search(line.text)
    text = line.text[: changed.start()] if changed and changed.start() else line.text
    found = _date(text, line.start)
    if found is None and (label := _LABEL.match(text)):
        found = _date(text[label.end() :], line.start + label.end())
        found = found if found and found.date.precision == "day" else None
    if found:
        place = (found.start, found.end)
        value = DateValue(found.date, found.printed, (place,))
        if not re.search(r"\d{4}", found.printed):
            message = f"{found.printed} was read as a day of {found.date.earliest.year}."
            return value, [ParseWarning("century_inferred", message, (place,))]
        return value, []
    own = Line(line.start, line.start + len(text), text)
    day = dated_line(own)
    return (day.date, []) if day and day.kind == "bare" else None


def day_told(lines: Sequence[Line]) -> DateValue | None:
    """The day that an article's first sentences say it is: "said today (3 May 2012)"."""
    for line in lines:
        for found in find_dates(line.text, line.start):
            before = line.text[: found.start - line.start]
            if found.date.precision == "day" and _TODAY.search(before):
                return DateValue(found.date, found.printed, ((found.start, found.end),))
    return None


def _date(text: str, offset: int) -> FoundDate | None:
    """The date that some words are, with a label, a day of the week or a time of day beside it."""
    at = 0
    for before in (_GLUED, _PUBLISHED, _CLOCK_FIRST, _WEEKDAY):
        if match := before.match(text, at):
            at = match.end()
    clock = _CLOCK_LAST.search(text, at)
    words = text[at : clock.start() if clock else len(text)].rstrip(" |,")
    return only_date(words, offset + at) or short_date(words, offset + at)
