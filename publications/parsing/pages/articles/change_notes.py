"""The lines of an article's head that say when its page was changed, which is not its date."""

from __future__ import annotations

import re

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Line

# "Updated: Thu 8th Mar"
_YEARLESS = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\W*$"
)
_CHANGED = re.compile(
    r"\s*(?:last |first )?(?:modified|amended|edited|changed|last updated|updated(?=:.*[a-z]\W*$))"
    r"(?: (?:on|at))?\b",
    re.IGNORECASE,
)


_STAMP = re.compile(r"\s*last updated:? .*\d[.:]\d\d", re.IGNORECASE)


def day_of_stamp(line: Line) -> DateValue | None:
    """The day of "Last Updated: Friday, 3 May 2012, 11:20 GMT", as papers stamp all their pages.

    Over a headline it is the only day that such a page has.
    """
    found = find_dates(line.text, line.start) if _STAMP.match(line.text) else []
    if len(found) != 1 or found[0].date.precision != "day":
        return None
    return DateValue(found[0].date, found[0].printed, ((found[0].start, found[0].end),))


def is_change_note(line: Line) -> bool:
    """Whether a line says no more than when a page was changed: "Last modified on 3 May 2012"."""
    short = len(line.text.split()) <= 10 and bool(_CHANGED.match(line.text))
    return short and (len(find_dates(line.text)) == 1 or bool(_YEARLESS.search(line.text)))
