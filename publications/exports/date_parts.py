"""A partial date taken apart for formats that have their own ways of writing one."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from publications.partial_dates import SEASONS, PartialDate


class Point(NamedTuple):
    """A year and what is known below it; ``season`` is "spring" and the like, or nothing."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""

    @property
    def numbers(self) -> list[int]:
        """``[2012]``, ``[2012, 5]`` or ``[2012, 5, 17]``; a season has only its year."""
        return [part for part in (self.year, self.month, self.day) if part]

    @property
    def iso(self) -> str:
        """ISO 8601: ``2012``, ``2012-05``, ``2012-05-17``; a season, unknown to it, is its year."""
        year, *rest = self.numbers
        return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def points(date: PartialDate | None) -> list[Point]:
    """The one point of a date, the two of a span, none of no date."""
    return [_point(text) for text in date.edtf.split("/")] if date else []


def is_approximate(date: PartialDate | None) -> bool:
    """Whether the date is marked as uncertain or approximate."""
    return bool(date) and any(mark in date.edtf for mark in "?~%")


def iso(date: PartialDate | None) -> str:
    """ISO 8601 as exact as the date is, a span with a slash; nothing for no date."""
    return "/".join(point.iso for point in points(date))


def exact_day(date: PartialDate | None) -> datetime.date | None:
    """The day of a date that is known to the day."""
    if date and date.precision == "day" and not is_approximate(date):
        return date.earliest
    return None


def _point(text: str) -> Point:
    year, month, day = ([int(part) for part in text.rstrip("?~%").split("-")] + [None, None])[:3]
    if month in SEASONS:
        return Point(year, season=SEASONS[month][0])
    return Point(year, month, day)
