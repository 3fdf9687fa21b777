"""Dates of year, month or day precision, kept as EDTF text and never made more exact.

A ``PartialDate`` holds what was printed and no more: "2010", "2010-03", "2010-03-17", a season
("2010-21" spring to "2010-24" winter) or a range of such dates ("2008/2012"). Its earliest and
latest day are derived, for filters that ask whether a span of days is touched.

Source of the notation: EDTF, Library of Congress, 4 February 2019, levels 0 and 1 in part.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9

# One day, or from one day to another; a day that is uncertain ("2010-03-17?") is not known.
KNOWN_DAYS = r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$"
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. Build with ``parse`` or ``of``; raises ValueError."""

    edtf: str

    def __post_init__(self) -> None:
        self._bounds()

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        text = f"{year:04d}"
        if month is not None:
            text += f"-{month:02d}"
            if day is not None:
                text += f"-{day:02d}"
        elif day is not None:
            raise ValueError("a day needs a month")
        return cls(text)

    @property
    def earliest(self) -> datetime.date:
        return self._bounds()[0]

    @property
    def latest(self) -> datetime.date:
        return self._bounds()[1]

    @property
    def precision(self) -> str:
        """``range``, ``day``, ``month``, ``season`` or ``year``."""
        if "/" in self.edtf:
            return "range"
        _, month, day = self._parts(self.edtf)
        if day:
            return "day"
        if month:
            return "season" if month in SEASONS else "month"
        return "year"

    @property
    def has_known_days(self) -> bool:
        """Whether its first and its last day were printed, so that a calendar can hold it."""
        return bool(re.search(KNOWN_DAYS, self.edtf))

    @property
    def years(self) -> range:
        """Every year that the date touches."""
        return range(self.earliest.year, self.latest.year + 1)

    def __str__(self) -> str:
        """The date in words: "2010", "March 2010", "17 March 2010", "2008–2012"."""
        if "/" in self.edtf:
            first, last = self.edtf.split("/")
            return f"{_in_words(first)} \N{EN DASH} {_in_words(last)}".replace(
                " \N{EN DASH} ", "\N{EN DASH}" if len(first) == len(last) == 4 else " \N{EN DASH} "
            )
        return _in_words(self.edtf)

    @staticmethod
    def _parts(text: str) -> tuple[int, int | None, int | None]:
        match = _POINT.fullmatch(text)
        if not match:
            raise ValueError(f"not a partial date: {text!r}")
        year, month, day, _ = match.groups()
        return int(year), int(month) if month else None, int(day) if day else None

    def _bounds(self) -> tuple[datetime.date, datetime.date]:
        ends = self.edtf.split("/")
        if len(ends) > 2:
            raise ValueError(f"not a partial date: {self.edtf!r}")
        first, last = _days(*self._parts(ends[0]))
        if len(ends) == 2:
            last = _days(*self._parts(ends[1]))[1]
            if last < first:
                raise ValueError(f"the range ends before it begins: {self.edtf!r}")
        return first, last


def _days(year: int, month: int | None, day: int | None) -> tuple[datetime.date, datetime.date]:
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if month in SEASONS:
        first = SEASONS[month][1]
        start = datetime.date(year, first, 1)
        end_year, end_month = (year, first + 2) if first < 12 else (year + 1, 2)
        return start, datetime.date(
            end_year, end_month, calendar.monthrange(end_year, end_month)[1]
        )
    if day is None:
        return (
            datetime.date(year, month, 1),
            datetime.date(year, month, calendar.monthrange(year, month)[1]),
        )
    exact = datetime.date(year, month, day)
    return exact, exact


def _in_words(point: str) -> str:
    year, month, day = PartialDate._parts(point)
    words = str(year)
    if month in SEASONS:
        words = f"{SEASONS[month][0].capitalize()} {year}"
    elif month:
        words = f"{calendar.month_name[month]} {year}"
        if day:
            words = f"{day} {words}"
    return f"about {words}" if point[-1] in "~%" else words


_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?(?:,?|\s,)\s+(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def parse(text: str) -> PartialDate | None:
    """The partial date that the whole of ``text`` prints, or None.

    Understands "17 March 2010", "March 17, 2010", "Mar 2010", "Spring 2010", "17/03/2010" or
    "17.03.2010" (day first, as in Britain), ISO forms and a bare year. Never guesses a
    missing part.
    """
    text = " ".join(text.split()).strip(" .,")
    try:
        if match := _DAY_FIRST.fullmatch(text):
            day, month, year = match.groups()
            return PartialDate.of(int(year), MONTHS[month.lower()], int(day))
        if match := _MONTH_FIRST.fullmatch(text):
            month, day, year = match.groups()
            return PartialDate.of(int(year), MONTHS[month.lower()], int(day))
        if match := _MONTH_YEAR.fullmatch(text):
            word, year = match.group(1).lower(), int(match.group(2))
            for season, (name, _) in SEASONS.items():
                if word == name:
                    return PartialDate(f"{year:04d}-{season}")
            return PartialDate.of(year, MONTHS[word])
        if match := _SLASHED.fullmatch(text):
            day, _, month, year = match.groups()
            return PartialDate.of(int(year), int(month), int(day))
        if _ISO.fullmatch(text):
            return PartialDate(text)
    except (KeyError, ValueError):
        return None
    return None
