"""The dates of teasers, and what stands beside them: what a thing is, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Item, Line, SourceText, Span
from publications.parsing.name_lists import people_listed
from publications.parsing.pages.entries.dated_lines import DatedLine, dated_line
from publications.parsing.pages.entries.kinds import label_kind
from publications.parsing.spans import parted, span_of

DATED = re.compile(r"\s*(?P<date>\d{1,2}[/.]\d{1,2}[/.]\d{4})\s*(?P<title>\S.*?)?\s*")
MORE = re.compile(r"\s*(?P<dots>\.{3}|\u2026)?\s*(?:read )?more\s*[>\u00bb]", re.IGNORECASE)
LONGEST_TITLE = 200


def is_title_line(lines: Sequence[Line], at: int) -> bool:
    """Whether there is a line at a place that can be a title: short, no date, no cut prose."""
    if at >= len(lines):
        return False
    text = lines[at].text.strip()
    return len(text) <= LONGEST_TITLE and not MORE.search(text) and not DATED.fullmatch(text)


_BY = re.compile(r"^\s*by:?\s+", re.IGNORECASE)


def labelled(text: str, item: Item, label: DatedLine) -> Item:
    """The item with what stands beside its date: what it is, and who wrote it."""
    start, end = label.words
    stop = label.people[0] or end
    words = text[start:stop].strip(" ,|\u00b7\u2022-\t")
    decision = label_kind(words)
    if decision is None and (decision := label_kind(last := words.rpartition(", ")[2])):
        start, words = start + words.rindex(last), last
    if decision:
        place = ((start, start + len(words)),)
        item = replace(item, kind=decision.kind, form=decision.form, kind_evidence=place)
    if label.people[1]:
        names = _BY.sub("", text[slice(*label.people)])
        people = people_listed(names, label.people[1] - len(names), "author")
        item = replace(item, people=(*people, *item.people))
    return item


def over_title(lines: Sequence[Line], at: int) -> DatedLine | None:
    """A dated line with what the next line is the title of: "Report  January 2012"."""
    found = dated_line(lines[at])
    over = found and found.kind in {"label", "bare"} and is_title_line(lines, at + 1)
    return found if over and not dated_line(lines[at + 1]) else None


def ends_in_date(line: Line) -> tuple[Span, DateValue] | None:
    """The title and the day of a line "Title of a thing 3 March 2014"."""
    text = line.text.rstrip()
    found = find_dates(text, line.start) if len(text) <= LONGEST_TITLE else []
    if len(found) != 1 or found[0].date.precision != "day":
        return None
    title = text[: found[0].start - line.start].rstrip(" |,(\u2013\u2014-\t")
    if text[found[0].end - line.start :].strip(" )") or len(title.split()) < 2:
        return None
    head, _, label = title.rpartition(", ")
    title = head if head and label_kind(label) else title  # "Title, Report, 12 Jun 2015"
    start = line.start + len(title) - len(title.lstrip())
    date = DateValue(found[0].date, found[0].printed, ((found[0].start, found[0].end),))
    return (start, line.start + len(title)), date


def under_title(lines: Sequence[Line], at: int) -> DatedLine | None:
    """The dated line of a related article, under its title: a date alone, or with a label."""
    found = dated_line(lines[at]) if at < len(lines) else None
    return found if found and found.kind in {"bare", "label", "byline"} else None


_NOBODY = re.compile(r"anonymous", re.IGNORECASE)


def under_author(source: SourceText, lines: Sequence[Line], at: int) -> DatedLine | None:
    """The date of a title whose author stands between them, each on a line of its own."""
    three = lines[at : at + 3]
    if len(three) < 3 or any(parted(source, *pair) for pair in pairwise(three)):
        return None
    author, found = lines[at + 1], under_title(lines, at + 2)
    if not found or found.kind != "bare" or dated_line(author):
        return None
    if _NOBODY.fullmatch(author.text.strip()):
        return found
    if not people_listed(author.text.strip(), 0, ""):
        return None
    return replace(found, people=span_of(author))


def begins_teaser(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    """Whether a line after an empty one has a date of its own right below, as a title has."""
    if at < 1 or not parted(source, lines[at - 1], lines[at]):
        return False
    if under_author(source, lines, at):
        return True
    below = at + 1 < len(lines) and not parted(source, lines[at], lines[at + 1])
    return below and under_title(lines, at + 1) is not None
