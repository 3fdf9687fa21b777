"""Dates as a style prints them, as exact as they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile

from lxml import etree

from publications.exports.csl.seams import dress, joined
from publications.exports.csl.terms import Terms

Date = list[int]  # the year, and month and day where they are known
Printed = Callable[[dict], str]  # of a date of CSL-JSON

PLACES = {"year": 0, "month": 1, "day": 2}
MONTH = PLACES["month"]


def date_printer(element: etree._Element, terms: Terms) -> Printed:
    """What prints the dates of a ``date`` element."""
    delimiter = element.get("delimiter", "")
    parts = [(PLACES[each.get("name")], _part(each, terms)) for each in element]

    def point(date: Date, season: int, places: Iterable[int]) -> str:
        said = [part(date, season) for place, part in parts if place in places]
        return joined(filter(None, said), delimiter)

    def printed(date: dict) -> str:
        points = date.get("date-parts")
        if not points:
            return date.get("literal", "")
        first, last = points[0], points[-1]
        if first == last:
            return point(first, date.get("season", 0), range(3))
        # A span says once what both ends have in common: "10–12 March 2012".
        pairs = zip(first, last, strict=False)
        alike = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        begun, ended = (point(each, 0, range(alike, 3)) for each in (first, last))
        common = point(last, 0, range(alike))
        if not (begun and ended):
            return common or begun
        return joined(filter(None, [f"{begun}\N{EN DASH}{ended}", common]), delimiter)

    return printed


def _part(element: etree._Element, terms: Terms) -> Callable[[Date, int], str]:
    place, form = PLACES[element.get("name")], element.get("form", "long")
    without_stops = element.get("strip-periods") == "true"
    dressed = dress(element)

    def number(date: Date, _: int) -> str:
        return dressed(str(date[place])) if len(date) > place else ""

    def month(date: Date, season: int) -> str:
        """The month, or the season where there is none."""
        name = f"month-{date[MONTH]:02}" if len(date) > MONTH else f"season-{season:02}"
        said, _ = terms.get((name, form), ("", ""))
        return dressed(said.replace(".", "") if without_stops else said)

    return month if place == MONTH else number
