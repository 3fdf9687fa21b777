"""Days printed under a year that stands alone: "2019", and under it "2 Dec", "Jul", "4-6 May".

The year of a day is the one printed over it, up to the next such year or to a heading that stands
apart and is no title of a day. Nothing is read where a day would be left without its year, or
where the months under a year run to and fro: those years head no list of days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Line, SourceText
from publications.parsing.pages.entries.dated_lines import DatedLine
from publications.parsing.pages.entries.drafts import is_heading
from publications.parsing.spans import parted, span_of
from publications.partial_dates import PartialDate

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 40  # characters of a day or an interval
_WEEKDAY = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+", re.IGNORECASE
)
_TO = re.compile(r"\s[\u2013\u2014-]\s|\sto\s")  # "30 Nov - 1 Dec"


def days_under_years(
    source: SourceText, lines: Sequence[Line]
) -> tuple[dict[int, DatedLine], list[Line]]:
    """The lines that are a day of the year over them, by their beginning, and the lines of years.

    What is printed of such a date is its day and its year, each with its own place.
    """
    days: dict[int, DatedLine] = {}
    years: list[Line] = []
    months: list[list[int]] = []  # of the days under each year
    year: Line | None = None
    for at, line in enumerate(lines):
        if _is_year(lines, at):
            year = line
            years.append(line)
            months.append([])
        elif date := _day(line, year.text.strip() if year else "2000"):
            if year is None:
                if any(char.isdigit() for char in line.text):
                    return {}, []
                continue
            value = DateValue(
                date,
                " ".join(f"{line.text} {year.text}".split()),
                (span_of(line), span_of(year)),
            )
            behind = span_of(line)[1]
            days[line.start] = DatedLine("bare", value, (line.start,) * 2, (behind, behind))
            months[-1].append(date.earliest.month)
        elif year and _ends(source, lines, at, {*days, year.start}):
            year = None
    if not all(each in (sorted(each), sorted(each, reverse=True)) for each in months):
        return {}, []
    return days, years


def _is_year(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a year alone, and one of the two lines under it a day."""
    year = lines[at].text.strip()
    return bool(_YEAR.fullmatch(year)) and any(_day(line, year) for line in lines[at + 1 : at + 3])


def _day(line: Line, year: str) -> PartialDate | None:
    """The day, month or interval of days that a line prints and nothing else, in a year."""
    text = " ".join(line.text.split())
    if not 3 <= len(text) <= _LONGEST or _YEAR.search(text):
        return None
    ends = [_point(each, year) for each in _TO.split(text)]
    if len(ends) > 2 or None in ends:
        return _point(text, year)
    first, *last = [each for each in ends if each]
    if not last:
        return first
    try:
        return PartialDate(f"{first.edtf}/{last[0].edtf}")
    except ValueError:
        return None  # from one year to the next: which of the two is printed is not said


def _point(text: str, year: str) -> PartialDate | None:
    weekday = _WEEKDAY.match(text)
    words = f"{text[weekday.end() if weekday else 0 :]} {year}"
    found = find_dates(words)
    return found[0].date if found and found[0].printed == words else None


def _ends(source: SourceText, lines: Sequence[Line], at: int, dated: set[int]) -> bool:
    """Whether a line is a heading that stands apart, and not right under a year or a day."""
    line, before = lines[at], lines[at - 1]
    if before.start in dated or not is_heading(line) or not parted(source, before, line):
        return False
    return at + 1 == len(lines) or parted(source, line, lines[at + 1])
