"""The lines that date the entries of a page: "[flag, date]", a bare date under a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.dates import find_dates
from publications.parsing.document import Line, SourceText
from publications.parsing.pages.entries.kinds import CLOCK
from publications.parsing.spans import parted

_BRACKET = re.compile(
    r"\[\s*(?:(?P<flag>[^\[\],\d]{0,20}),)?\s*(?P<date>[^\[\]]{4,32})\]", re.IGNORECASE
)
_UNDATED = re.compile(
    r"\[\s*(?P<flag>true|false|yes|no)\s*,\s*(?P<date>(?:none|null|n/?a|no date|undated)?)\s*\]",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?")
_TIMED = re.compile(rf"[\s,|\u2013-]{{1,4}}(?:{CLOCK.pattern})", re.IGNORECASE)
_EXACT = frozenset(("day", "month", "season"))
_TITLE_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_FEWEST_BARE = 3  # on a page without any date in brackets


def bare_date(line: str) -> re.Match[str] | None:
    """A line that is nothing but a day, month or season, or goes on with a clock time only.

    It dates an entry on pages without flags; "3 May 2012, 6pm, Moot Hall" is an event's.
    """
    if not 7 < len(line) < 160:
        return None
    begin = _WEEKDAY.match(line)
    start = begin.end() if begin else 0
    found = find_dates(line[: start + 40])
    if not found or found[0].start != start or found[0].date.precision not in _EXACT:
        return None
    behind = line[found[0].end :]
    if behind.strip() and not (re.match(r"\s*[,|\u2013-]?\s", behind) and _TIMED.match(behind)):
        return None
    gap = len(behind) - len(behind.lstrip(" ,|\u2013-\t"))
    pattern = rf".{{{start}}}(?P<flag>)(?P<date>.{{{found[0].end - start}}}).{{{gap}}}"
    return re.compile(pattern, re.DOTALL).match(line)


def entry_dates(source: SourceText, lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    """The lines that date an entry: those in brackets, and bare ones in their like or company."""
    brackets = {at: match for at, line in enumerate(lines) if (match := bracket_in(line.text))}
    bare = bare_dates(source, lines)
    return brackets | bare if brackets or len(bare) >= _FEWEST_BARE else {}


def bare_dates(source: SourceText, lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    """The bare dates that stand right under a title."""
    return {
        at: match
        for at, line in enumerate(lines)
        if at
        and (match := bare_date(line.text))
        and (not parted(source, lines[at - 1], line) or lines[at - 1].tag in _TITLE_TAGS)
        and len(lines[at - 1].text) < 200
        and not bracket_in(lines[at - 1].text)
    }


def bracket_in(line: str) -> re.Match[str] | None:
    """The "[flag, date]" of a line, if what it holds reads as a date or a year at least.

    Behind a flag of the kind "True" the date may be missing: "[False, ]" is an undated entry.
    """
    for match in _BRACKET.finditer(line):
        if re.search(r"\d{4}|\d/\d", match["date"]):
            return match
    return _UNDATED.search(line)
