"""The side matter of a news page: teasers of other articles, kept apart from the article.

A teaser has a title (often printed twice, once glued behind its date) and a summary that is cut
and ends in "more >". It stands under a side heading, which becomes its group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publications.parsing.dates import find_dates
from publications.parsing.document import (
    DateValue,
    Item,
    LeftOut,
    Line,
    ParseWarning,
    SourceText,
    Span,
    Value,
)
from publications.parsing.mentions import find_people
from publications.parsing.pages.articles.teaser_dates import (
    DATED,
    LONGEST_TITLE,
    MORE,
    begins_teaser,
    ends_in_date,
    is_title_line,
    labelled,
    over_title,
    under_author,
    under_title,
)
from publications.parsing.pages.entries.dated_lines import DatedLine, dated_line
from publications.parsing.pages.entries.kinds import NEWS_ITEM, title_key
from publications.parsing.pages.side_matter import (
    RELATED_HEADING,
    begins_comments,
    furniture_reason,
)
from publications.parsing.spans import span_of, tidy, trimmed

_HEADING_FORMS = (
    ("blog", re.compile(r"\bblogs?\b", re.IGNORECASE)),
    ("comment", re.compile(r"\b(?:comment|editorial|opinion|leader)\b", re.IGNORECASE)),
    ("interview", re.compile(r"\binterviews?\b", re.IGNORECASE)),
)
_HEADING_WORDS = 6


@dataclass(frozen=True, slots=True)
class SideMatter:
    """The items of a page's side matter and what of it is left out."""

    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[ParseWarning, ...]


@dataclass(slots=True)
class _Open:
    """A teaser that is being read."""

    title: str = ""
    titles: list[Span] | None = None
    date: DateValue | None = None
    lines: list[Line] | None = None


def is_dated_title(line: str) -> bool:
    """Whether a line is a date with a title glued or spaced behind it."""
    match = DATED.fullmatch(line) if len(line) <= LONGEST_TITLE + 20 else None
    return bool(match and match["title"])


def ends_in_more(line: str) -> bool:
    """Whether a line is cut prose that offers more: "... more >"."""
    found = MORE.search(line[-400:])
    return bool(found) and len(line.split()) >= 8


def read_side_matter(source: SourceText, lines: Sequence[Line]) -> SideMatter:
    """The teasers among the lines; every other line is left out with a reason."""
    items: list[Item] = []
    left_out: list[LeftOut] = []
    cut: list[Span] = []
    heading: Value | None = None
    used: set[int] = set()
    heading_at = -1
    at = 0
    commented = False  # whether the comments of readers have begun
    while at < len(lines):
        line = lines[at]
        commented = begins_comments(line.text) or (commented and not _is_related(line.text))
        if commented:
            reason = furniture_reason(line.text) or "comment of a reader"
            left_out.append(LeftOut(*span_of(line), reason))
            at += 1
            continue
        taken, item, rest = _teaser(source, lines, at, heading)
        if item:
            items.append(item)
            left_out += rest
            used.add(heading_at)
            if item.summary.endswith(("...", "\u2026")):
                cut += item.summary_evidence
            at += taken
            continue
        reason = furniture_reason(line.text)
        if reason is None and _is_heading(line):
            if heading and heading_at not in used:
                left_out.append(LeftOut(*heading.evidence[0], "side heading"))
            heading, heading_at = Value(" ".join(line.text.split()), (span_of(line),)), at
        else:
            left_out.append(LeftOut(*span_of(line), reason or "side matter"))
        at += 1
    if heading and heading_at not in used:
        left_out.append(LeftOut(*heading.evidence[0], "side heading"))
    warnings = []
    twice = [item for item in items if len(item.title_evidence) > 1]
    if twice:
        many = "title is" if len(twice) == 1 else "titles are"
        warnings.append(
            ParseWarning(
                "printed_twice",
                f"{len(twice)} side {many} printed twice and kept once.",
                tuple(span for item in twice for span in item.title_evidence),
            )
        )
    if cut:
        many = "1 summary is" if len(cut) == 1 else f"{len(cut)} summaries are"
        warnings.append(
            ParseWarning(
                "summary_cut", f"{many} cut short in the source; kept as printed.", tuple(cut)
            )
        )
    return SideMatter(tuple(items), tuple(left_out), tuple(warnings))


def _is_related(text: str) -> bool:
    return len(text) < 60 and bool(RELATED_HEADING.fullmatch(text.strip().rstrip(":")))


def _teaser(
    source: SourceText, lines: Sequence[Line], at: int, heading: Value | None
) -> tuple[int, Item | None, list[LeftOut]]:
    """The teaser that begins at a line: how many lines it takes, the item, what is left out."""
    first = lines[at].text.strip()
    dated = DATED.fullmatch(first) if len(first) <= LONGEST_TITLE + 20 else None
    titles: list[Span] = []
    date: DateValue | None = None
    label: DatedLine | None = None
    taken = 0
    if dated and (dated["title"] or is_title_line(lines, at + 1)):
        date = _date(lines[at])
        taken = 1
        if dated["title"]:
            titles.append(_title_span(lines[at]))
        else:
            titles.append(span_of(lines[at + 1]))
            taken = 2
    elif heading and (over := over_title(lines, at)):
        label = over
        titles, date = [span_of(lines[at + 1])], over.date
        taken = 2
    elif heading and (ended := ends_in_date(lines[at])):
        span, date = ended
        titles.append(span)
        label = dated_line(lines[at])
        taken = 1
    elif is_title_line(lines, at):
        key = title_key(first)
        following = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
        again = DATED.fullmatch(following) if len(following) <= LONGEST_TITLE + 20 else None
        if again and key and title_key(again["title"] or "") == key:
            titles = [span_of(lines[at]), _title_span(lines[at + 1])]
            date = _date(lines[at + 1])
            taken = 2
        elif key and title_key(following) == key:
            titles = [span_of(lines[at]), span_of(lines[at + 1])]
            taken = 2
        elif at + 1 < len(lines) and ends_in_more(following) and not dated:
            titles = [span_of(lines[at])]
            taken = 1
        elif heading and (below := under_title(lines, at + 1)):
            label = below
            titles, date = [span_of(lines[at])], below.date
            taken = 2
        elif heading and (below := under_author(source, lines, at)):
            label = below
            titles, date = [span_of(lines[at])], below.date
            taken = 3
    if not taken or not titles:
        return 0, None, []
    spans: list[Span] = []
    rest: list[LeftOut] = []
    while at + taken < len(lines):
        line = lines[at + taken]
        if not _is_summary(line) or (spans and not _continues(lines[at + taken - 1])):
            break
        if begins_teaser(source, lines, at + taken):
            break
        span, aside = _without_more(line)
        spans.append(span)
        rest += aside
        taken += 1
        if aside:
            break
    item = _item(source, lines[at : at + taken], titles, date, spans, heading)
    return taken, labelled(source.text, item, label) if label else item, rest


def _item(
    source: SourceText,
    lines: Sequence[Line],
    titles: list[Span],
    date: DateValue | None,
    spans: list[Span],
    heading: Value | None,
) -> Item:
    text = source.text
    group = heading.text if heading else ""
    form = next((form for form, pattern in _HEADING_FORMS if pattern.search(group)), "teaser")
    summary = "\n\n".join(tidy(text, *span) for span in spans)
    # A teaser tells of an article: who "talks about" something in it does not speak at an event.
    people = tuple(
        replace(person, role="mentioned") if person.role == "speaker" else person
        for start, end in spans
        for person in find_people(text[start : min(end, start + 5000)], start)
    )
    last = spans[-1][1] if spans else span_of(lines[-1])[1]
    return Item(
        title=tidy(text, *titles[0]),
        date=date,
        kind=NEWS_ITEM,
        form=form,
        group=group,
        summary=summary,
        flag="",
        evidence=((span_of(lines[0])[0], last),),
        title_evidence=tuple(titles),
        summary_evidence=tuple(spans),
        kind_evidence=heading.evidence if heading else (),
        people=people,
        related=True,
        group_evidence=heading.evidence if heading else (),
    )


def _date(line: Line) -> DateValue | None:
    found = find_dates(line.text[:60], line.start)
    if not found:
        return None
    return DateValue(found[0].date, found[0].printed, ((found[0].start, found[0].end),))


def _title_span(line: Line) -> Span:
    match = DATED.fullmatch(line.text)
    if not match:  # asked for dated lines only; the whole line is the safe answer
        return span_of(line)
    return line.start + match.start("title"), line.start + match.end("title")


def _is_summary(line: Line) -> bool:
    text = line.text.strip()
    if is_dated_title(text):
        return False
    return ends_in_more(text) or (len(text.split()) >= 12 and furniture_reason(text) is None)


def _continues(line: Line) -> bool:
    return not MORE.search(line.text[-400:])


def _without_more(line: Line) -> tuple[Span, list[LeftOut]]:
    """The words of a summary, and the "more >" behind them with what follows it."""
    start, end = span_of(line)
    tail = max(0, len(line.text) - 400)
    match = MORE.search(line.text, tail)
    if not match:
        return (start, end), []
    stop = match.end("dots") if match["dots"] else match.start()
    words = trimmed(line.text, 0, stop)
    aside = trimmed(line.text, stop, len(line.text))
    span = (line.start + words[0], line.start + words[1])
    return span, [LeftOut(line.start + aside[0], line.start + aside[1], "site navigation")]


def _is_heading(line: Line) -> bool:
    text = line.text.strip()
    if line.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and len(text) <= 80:
        return True
    return len(text.split()) <= _HEADING_WORDS and len(text) <= 60 and text[-1] not in ".!?\u2026"
