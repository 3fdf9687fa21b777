"""Dates in running text: where they stand and how exact they are.

A day and month without a year is no date here, and neither is a year on its own unless asked
for; nothing is filled in from elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publications.partial_dates import MONTHS, PartialDate, parse

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_SEASON = r"(?:Spring|Summer|Autumn|Winter)"
_YEAR = r"(?:1[5-9]|20)\d{2}(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_SEASON_NUMBERS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}

# Each alternative begins with a letter or digit that no word or number runs into.
_DATE = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<days>(?P<d1>\d{{1,2}}){_ORDINAL}\s?(?:-|\u2013|to|and|&)\s?(?P<d2>\d{{1,2}}){_ORDINAL}"
    rf"\s+(?:of\s+)?(?P<dm>{_MONTH})\.?,?\s+(?P<dy>{_YEAR}))"
    rf"|(?P<day>\d{{1,2}}{_ORDINAL}\s+(?:of\s+)?{_MONTH}\.?,?\s+{_YEAR})"
    rf"|(?P<month_day>{_MONTH}\.?\s+\d{{1,2}}{_ORDINAL},?\s+{_YEAR})"
    rf"|(?P<seasons>(?P<s1>{_SEASON})\s?[/\u2013-]\s?(?P<s2>{_SEASON}),?\s+(?P<sy>{_YEAR}))"
    rf"|(?P<months>(?P<m1>{_MONTH})\s?[/\u2013-]\s?(?P<m2>{_MONTH}),?\s+(?P<my>{_YEAR}))"
    rf"|(?P<month>(?:{_MONTH}\.?|{_SEASON})(?:,?|\s,)\s+{_YEAR})"
    rf"|(?P<slashed>(?P<sep_d>\d{{1,2}})(?P<sep>[/.-])(?P<sep_m>\d{{1,2}})(?P=sep)(?P<sep_y>{_YEAR}))"
    rf"|(?P<iso>{_YEAR}-\d{{2}}(?:-\d{{2}})?(?![\d-]))"
    rf"|(?P<years>(?P<y1>{_YEAR})\s?[\u2013-]\s?(?P<y2>{_YEAR}))"
    rf"|(?P<year>{_YEAR}(?![\w/-]))"
    rf")",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{2})")
_SHORT_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}}){_ORDINAL} (?P<month>{_MONTH})\.?,? ['\u2019]?(?P<year>\d{{2}})",
    re.IGNORECASE,
)
_WEB = 90  # the web has no pages of the years before
_OF = re.compile(r"\s+of\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its value, the words that print it, and where they stand."""

    date: PartialDate
    printed: str
    start: int
    end: int


def find_dates(text: str, offset: int = 0, *, bare_years: bool = False) -> list[FoundDate]:
    """Every full date, month or season with a year in ``text``, in order.

    ``offset`` is added to the places, for a text that is a piece of a larger one. A year alone,
    or a range of years, counts only with ``bare_years``.
    """
    found: list[FoundDate] = []
    for match in _DATE.finditer(text):
        if (match["year"] or match["years"]) and not bare_years:
            continue
        date = _value(match)
        if date is not None:
            place = (match.start() + offset, match.end() + offset)
            found.append(FoundDate(date, match.group(), *place))
    return found


def only_date(text: str, offset: int = 0) -> FoundDate | None:
    """The date that ``text`` prints and nothing else but space around it, or None."""
    stripped = text.strip()
    if not stripped or len(stripped) > 60:
        return None
    found = find_dates(text, offset, bare_years=True)
    return found[0] if len(found) == 1 and found[0].printed == stripped.rstrip(".") else None


def short_date(text: str, offset: int = 0) -> FoundDate | None:
    """The day that ``text`` prints as "17.08.17" or "17 Aug 17" and nothing else.

    Only for texts that are born on the web, so that "99" is 1999 and "17" 2017; who uses it says
    so in a warning.
    """
    match = _SHORT.fullmatch(text.strip()) or _SHORT_MONTH.fullmatch(text.strip())
    if not match:
        return None
    day, year = int(match["day"]), int(match["year"])
    named = match["month"].lower()
    month = int(named) if named.isdigit() else MONTHS[named]
    try:
        date = PartialDate.of(year + (1900 if year >= _WEB else 2000), month, day)
    except ValueError:
        return None
    start = offset + len(text) - len(text.lstrip())
    return FoundDate(date, match.group(), start, start + len(match.group()))


def _value(match: re.Match[str]) -> PartialDate | None:
    """The value of a match; None for what is no day of the calendar."""
    try:
        if match["days"]:
            year, month = int(match["dy"]), MONTHS[match["dm"].lower()]
            first = PartialDate.of(year, month, int(match["d1"]))
            last = PartialDate.of(year, month, int(match["d2"]))
            return PartialDate(f"{first.edtf}/{last.edtf}")
        if match["seasons"]:
            ends = (_SEASON_NUMBERS[match[name].lower()] for name in ("s1", "s2"))
            return PartialDate("/".join(f"{match['sy']}-{number}" for number in ends))
        if match["months"]:
            ends = (MONTHS[match[name].lower()] for name in ("m1", "m2"))
            return PartialDate("/".join(f"{match['my']}-{number:02d}" for number in ends))
        if match["years"]:
            return PartialDate(f"{match['y1']}/{match['y2']}")
        if match["slashed"]:
            day, month, year = (int(match[name]) for name in ("sep_d", "sep_m", "sep_y"))
            return PartialDate.of(year, month, day)
        if match["month"] and not match.group()[0].isupper():
            return None  # "we may 2010 times over": a month alone is printed with a capital
        return parse(_OF.sub(" ", match.group()))
    except (KeyError, ValueError):
        return None
