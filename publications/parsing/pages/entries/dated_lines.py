"""Lines that date an entry in plain text: a date, and what a page prints beside it.

"Report | 18 Mar 2019 | Jo Hill", "by Jo Hill · 1 Dec 2020 · 4 min read", "Title (May 2012)",
"“Headline”, The Moss Weekly, 9 February 2022".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Line, Span
from publications.parsing.mentions import OFFICE
from publications.parsing.name_lists import people_listed
from publications.parsing.pages.entries.kinds import CLOCK, label_kind
from publications.parsing.spans import trimmed

_EXACT = frozenset(("day", "month", "season"))
_LONGEST = 220  # characters
_MOST_WORDS = 25
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?,?\s+$"
)
_DATED = re.compile(r"(?:date|published|posted|updated)(?: on)?\s*:?", re.IGNORECASE)
_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)\)\s*$")
_TIMED = re.compile(
    rf"[\s,|\u2013-]{{1,4}}(?:{CLOCK.pattern}"
    r"|\d{1,2}[.:]\d{2}(?:\s?[\u2013-]\s?\d{1,2}[.:]\d{2})?(?:\s?(?:GMT|BST|UTC))?(?=\W|$))",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"(?:\s?:|\s[\u2013\u2014-])\s+\S+\s\S|\s{2,}[A-Z\u201c\u2018]\S*\s\S")
_PLACE_BEHIND = re.compile(r"\s?[|,]\s")
_IN_BRACKETS = re.compile(r"\s\((?P<names>[^()]{4,160})\)$")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[A-Z])")
_READ = re.compile(r"[\s|,\u00b7\u2022-]*\d{1,3} ?min(?:ute)?s?(?: read)?\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\s*[|\u00b7\u2022]\s*(?P<words>[^|\u00b7\u2022]{2,80}?)\s*")
_SEPARATOR = re.compile(r"//|[|,\u00b7\u2022\u2013\u2014:(\t-]|\s{2,}")
_PART = re.compile(r"\s{2,}|\s*[|\u00b7\u2022]\s*|\t+")
_SMALL = re.compile(
    r"\b(?:in|on|of|from|since|until|till|by|before|after|and|to|the|for|at|during|between|this)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\s*[\u201c\"\u2018'](?P<title>.{6,}?)[\u201d\"\u2019'],?\s*(?P<outlet>[A-Z].{1,60})?"
)
_BY = re.compile(r"(?:guest (?:post|blog) )?(?:by|posted by|words)\s*:?\s+", re.IGNORECASE)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_LABEL_WORDS = 5


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A date, the words before it, and what they are.

    ``kind``: bare (no words), label (what the entry is, or where it appeared), byline, title, or
    open: a label or a title, as what stands around tells.
    """

    kind: str
    date: DateValue
    words: Span  # before the date, without the signs between
    behind: Span  # a clock time and a place; empty where none is printed
    people: Span = (0, 0)  # names beside a label or behind the date


def dated_line(line: Line) -> DatedLine | None:
    """What a line that ends in its date says; None for any other line."""
    text = line.text.rstrip()
    if not 6 < len(text.strip()) <= _LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    found = [each for each in find_dates(text) if each.date.precision in _EXACT]
    if not found and (year := _YEAR.search(text)):
        found = find_dates(text[: year.end("year")], bare_years=True)[-1:]
    if len(found) != 1:
        return None
    start, end = found[0].start, found[0].end
    place = (line.start + start, line.start + end)
    date = DateValue(found[0].date, found[0].printed, (place,))
    before, behind = text[:start], text[end:]
    if weekday := _WEEKDAY.search(before):
        before = before[: weekday.start()]
    bracketed = before.rstrip().endswith("(") and behind.strip() == ")"
    words = before.rstrip(" \t|/,\u00b7\u2022\u2013\u2014:(-")
    if not words.strip() or _DATED.fullmatch(words.strip()):
        return _date_first(line, date, end)
    begin = line.start + len(words) - len(words.lstrip())
    span = (begin, line.start + len(words))
    clock = _TIMED.match(behind)
    apart = _BEHIND.fullmatch(behind) if not clock and not _READ.fullmatch(behind) else None
    tail, named = _apart(apart, place[1]) if apart else ((place[1], place[1]), (0, 0))
    empty = behind.strip() in {"", "."}
    if not bracketed and not (clock or apart or _READ.fullmatch(behind) or empty):
        return None
    if not bracketed and not _sets_apart(before[len(words) :], words.strip(), behind):
        return None
    tail = _behind(line, end) if clock else tail
    kind, people = _kind(text[: len(words)], line.start, bracketed)
    return DatedLine(kind, date, span, tail, named if named[1] else people)


def _apart(found: re.Match[str], offset: int) -> tuple[Span, Span]:
    """What stands apart behind a date: the place of a place or time, and that of names."""
    span = (offset + found.start("words"), offset + found.end("words"))
    if _is_names(found["words"]) and not _is_place(found["words"]):
        return (offset, offset), span
    return span, (0, 0)


def _behind(line: Line, end: int) -> Span:
    """The place of the words behind a date, without the signs between."""
    behind = line.text[end:]
    start, stop = trimmed(
        line.text, end + len(behind) - len(behind.lstrip(" ,|:\u2013\u2014-\t")), len(line.text)
    )
    return line.start + start, line.start + stop


def _date_first(line: Line, date: DateValue, end: int) -> DatedLine | None:
    """A line that begins with its date: alone, with a time and place, an author or the title."""
    behind = line.text[end:].rstrip()
    place, none = _behind(line, end), (line.start + end, line.start + end)
    if behind.strip() in {"", "."} or _READ.fullmatch(behind):
        return DatedLine("bare", date, none, none)
    if by := _BY.match(behind.lstrip(" ,|\u2013-")):
        names = (place[0] + by.end(), place[1])
        known = people_listed(line.text[names[0] - line.start : names[1] - line.start], 0, "")
        return DatedLine("byline", date, none, none, names if known else (0, 0))
    if _TIMED.match(behind):
        return DatedLine("bare", date, none, place)
    if found := _BEHIND.fullmatch(behind):
        tail, named = _apart(found, line.start + end)
        return DatedLine("byline" if named[1] else "bare", date, none, tail, named)
    if not _TITLE_BEHIND.match(behind):
        short = _PLACE_BEHIND.match(behind) and len(behind.split()) <= _LABEL_WORDS + 1
        return DatedLine("bare", date, none, place) if short and behind[-1] != "." else None
    words = line.text[place[0] - line.start : place[1] - line.start]
    names = _IN_BRACKETS.search(words)
    people = names.span("names") if names and _is_names(names["names"]) else (0, 0)
    stop = _SENTENCE.search(words)
    last = names.start() if people[1] else stop.start() + 1 if stop else len(words)
    rest = (place[0] + stop.end(), place[1]) if stop and not people[1] else (place[1], place[1])
    title = (place[0], place[0] + len(words[:last].rstrip(" .")))
    known = (place[0] + people[0], place[0] + people[1]) if people[1] else (0, 0)
    return DatedLine("title", date, title, rest, known)


def _sets_apart(gap: str, words: str, behind: str) -> bool:
    """Whether the words before a date are apart from it, and no sentence runs into it."""
    if behind.strip() == "." or _SMALL.search(words):
        return False
    return bool(_SEPARATOR.search(gap)) or bool(label_kind(words))


def _kind(words: str, offset: int, bracketed: bool) -> tuple[str, Span]:
    parts = [part for part in _PART.split(words) if part.strip()]
    labels = [part for part in parts if label_kind(part)]
    others = [part for part in parts if part not in labels]
    if labels and not others:
        return "label", (0, 0)
    if len(others) == 1 and _is_names(others[0]):
        at = words.rindex(others[0])
        names = (offset + at, offset + at + len(others[0].rstrip()))
        return ("label" if labels else "byline"), names
    if bracketed or _QUOTED.fullmatch(words):
        return "title", (0, 0)
    return "open", (0, 0)


def _is_names(part: str) -> bool:
    by = _BY.match(part.strip())
    return bool(people_listed(part.strip()[by.end() if by else 0 :], 0, ""))


def _is_place(part: str) -> bool:
    """Whether what looks like a name is a place: "Moot Hall, Moss", where Moss is no office."""
    offices = [each.affiliation for each in people_listed(part.strip(), 0, "")]
    return any(office and not _OFFICE.search(office) for office in offices)


def can_be_label(words: str) -> bool:
    """Whether some words are short enough to say where an entry appeared: "Moss Weekly"."""
    return len(words.split()) <= _LABEL_WORDS and words[-1:] not in ".?!"


def quoted_title(text: str, span: Span) -> tuple[Span, Span]:
    """The title in quote marks and the outlet behind it; the whole span where there is none."""
    match = _QUOTED.fullmatch(text, *span)
    if not match:
        return span, (span[1], span[1])
    outlet = match.span("outlet") if match["outlet"] else (span[1], span[1])
    return match.span("title"), outlet


def is_byline(text: str) -> bool:
    """Whether a line names those who wrote an entry: "By Jo Hill", "Jo Hill and Bo Lee"."""
    return len(text) <= _LONGEST and _is_names(text)
