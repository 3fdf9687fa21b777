"""Dated entries of a page: a title, a line "[flag, date]" under it, and a summary.

``read_entries`` finds them by the bracketed line alone and hands back what lies around them, so
that nothing between two entries is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publications.parsing.dates import only_date
from publications.parsing.document import DateValue, Line, SourceText, Span, Value
from publications.parsing.pages.entries.dates import entry_dates
from publications.parsing.pages.entries.kinds import title_key
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import parted, span_of, tidy

HEADING_WORDS = re.compile(
    r"\b(?:related|latest|news|articles?|publications?|events?|outputs?|press|coverage|media"
    r"|reports?|comment|blogs?|reading|archive)\b",
    re.IGNORECASE,
)
# A heading that is known even where no empty line sets it apart.
_PLAIN_HEADING = re.compile(
    r"\s*(?:related|latest|other|more)\s(?:[\w'\u2019-]+\s){0,4}"
    r"(?:news|articles|stories|events|publications|reports|coverage)\b[\w\s'\u2019-]{0,40}$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed entry; ``group`` indexes the headings that ``read_entries`` returns, or None."""

    title: str
    title_span: Span
    flag: str
    date: DateValue | None
    printed_date: str
    summary: str
    summary_spans: tuple[Span, ...]
    span: Span
    group: int | None
    label: Value | None = None  # printed beside the date: what it is, or where it appeared


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a page, the headings between them, and the lines before and after."""

    before: tuple[Line, ...]
    entries: tuple[Entry, ...]
    headings: tuple[Line, ...]
    after: tuple[Line, ...]


def read_entries(source: SourceText, lines: Sequence[Line]) -> Entries:
    """Part the lines of a page into entries and the rest. Time is linear in the lines."""
    brackets = entry_dates(source, lines)
    order = sorted(brackets)
    if not order:
        return Entries(tuple(lines), (), (), ())
    glued = {at for at in order if _has_title(lines[at], brackets[at])}
    spread = _summaries_stand_apart(source, lines, order)
    headings: list[Line] = []
    titles: dict[int, list[Line]] = {}
    summaries: dict[int, list[Line]] = {}
    groups: dict[int, int | None] = {}
    before: list[Line] = []
    group: int | None = None
    previous = -1
    for at in order:
        region = list(lines[previous + 1 : at])
        title = [] if at in glued else _take_title(source, lines, region, at, previous)
        titles[at] = title
        region = region[: len(region) - len(title)]
        if previous < 0:
            if len(region) > 1 and _is_heading(region[-1]):
                headings.append(region.pop())
                group = 0
            before = region
        else:
            summary, heads = _summary_and_headings(source, lines, region, previous, spread)
            summaries[previous] = summary
            if heads:
                headings.extend(heads)
                group = len(headings) - 1
        groups[at] = group
        previous = at
    tail = list(lines[previous + 1 :])
    summary = _last_summary(source, lines[previous], tail, spread)
    summaries[previous] = summary
    entries = tuple(
        _entry(source, lines[at], brackets[at], titles[at], summaries.get(at, []), groups[at])
        for at in order
    )
    return Entries(tuple(before), entries, tuple(headings), tuple(tail[len(summary) :]))


def _has_title(line: Line, bracket: re.Match[str]) -> bool:
    return bool(line.text[: bracket.start()].strip())


def _take_title(
    source: SourceText, lines: Sequence[Line], region: list[Line], at: int, previous: int
) -> list[Line]:
    """The line or lines of the title before the bracket of ``lines[at]``."""
    if not region:
        return []
    first = len(region) - 1
    while first > 0 and not parted(source, region[first - 1], region[first]):
        first -= 1
    touches_previous = previous >= 0 and not parted(source, lines[previous], region[0])
    if first == 0 and (touches_previous or previous < 0):
        # No empty line parts it from what comes before: only the last line is the title.
        return region[-1:]
    title = region[first:]
    if sum(len(line.text) for line in title) > 300:
        return region[-1:]
    return title


def _summaries_stand_apart(source: SourceText, lines: Sequence[Line], order: list[int]) -> bool:
    """Whether an empty line stands between most brackets and what follows, as in saved HTML."""
    apart = sum(
        1 for at in order if at + 1 < len(lines) and parted(source, lines[at], lines[at + 1])
    )
    return apart * 2 > len(order)


def _summary_and_headings(
    source: SourceText, lines: Sequence[Line], region: list[Line], previous: int, spread: bool
) -> tuple[list[Line], list[Line]]:
    """The lines of an entry's summary, and the group headings after it."""
    end = len(region)
    while end > 0 and _is_heading(region[end - 1]):
        start_of_block = end == 1 or parted(source, region[end - 2], region[end - 1])
        touching = end == 1 and not parted(source, lines[previous], region[0])
        if (touching or not start_of_block) and not _PLAIN_HEADING.match(region[end - 1].text):
            break
        if spread and end == 1 and not HEADING_WORDS.search(region[0].text):
            break
        end -= 1
    return region[:end], region[end:]


def _is_heading(line: Line) -> bool:
    """A short line without a full stop that stands by itself and speaks of a kind of entries."""
    text = line.text.strip()
    if line.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and len(text) <= _LONGEST_HEADING:
        return True
    if len(text) > _LONGEST_HEADING or text[-1] in '.!?\u2026,;:\u201d"' or text[0] in '\u2022"[':
        return False
    return bool(HEADING_WORDS.search(text)) and text[0].isupper() and len(text.split()) <= 8


def _last_summary(
    source: SourceText, bracket_line: Line, tail: list[Line], spread: bool
) -> list[Line]:
    """The summary of the last entry: the block that touches its bracket."""
    taken: list[Line] = []
    before = bracket_line
    for line in tail:
        said = _is_prose(line) or (line.tag == "p" and not furniture_reason(line.text))
        if parted(source, before, line) and not (spread and not taken and said):
            break
        taken.append(line)
        before = line
    return taken


def _is_prose(line: Line) -> bool:
    return len(line.text.split()) >= 8 and line.text.lstrip()[:1] not in '\u2022"\u201c*'


def _entry(
    source: SourceText,
    line: Line,
    bracket: re.Match[str],
    title: list[Line],
    summary: list[Line],
    group: int | None,
) -> Entry:
    text = source.text
    opened, closed = line.start + bracket.start(), line.start + bracket.end()
    if before := line.text[: bracket.start()].strip():
        start = line.start + line.text.index(before)
        title_span = (start, start + len(before))
    elif title:
        title_span = (span_of(title[0])[0], span_of(title[-1])[1])
    else:
        title_span = (opened, opened)
    summary_spans = [span_of(each) for each in summary]
    if after := line.text[bracket.end() :].strip():
        start = line.start + line.text.rindex(after)
        summary_spans.insert(0, (start, start + len(after)))
    printed = bracket["date"].strip()
    found = only_date(bracket["date"], line.start + bracket.start("date"))
    end = summary_spans[-1][1] if summary_spans else closed
    return Entry(
        title=tidy(text, *title_span),
        title_span=title_span,
        flag=(bracket["flag"] or "").strip(),
        date=DateValue(found.date, found.printed, ((found.start, found.end),)) if found else None,
        printed_date=printed,
        summary="\n\n".join(tidy(text, *span) for span in summary_spans),
        summary_spans=tuple(summary_spans),
        span=(min(title_span[0], opened), end),
        group=group,
    )


# -- entries that are printed twice --------------------------------------------------------


def same_entry(one: Entry, other: Entry) -> bool:
    """Whether two entries are one that is printed twice: title, date, group, and no other words.

    A summary that is missing, or that is the beginning of the other, says nothing else.
    """
    if entry_key(one) != entry_key(other):
        return False
    short, long = sorted((_plain(one.summary), _plain(other.summary)), key=len)
    return long.startswith(short)


def entry_key(entry: Entry) -> tuple[str, str, int | None]:
    """What two places of one entry have in common."""
    return title_key(entry.title), entry.printed_date.casefold(), entry.group


def _plain(summary: str) -> str:
    return title_key(re.sub(r"(?:\.{3}|\u2026)\s*$", "", summary))
