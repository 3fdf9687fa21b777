"""An entry while it is read from lines of plain text, and the shapes of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.document import Line, Span, Value
from publications.parsing.pages.entries.bracketed import Entry
from publications.parsing.pages.entries.dated_lines import (
    DatedLine,
    can_be_label,
    is_byline,
    quoted_title,
)
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of, tidy

_TITLE_WORDS = 26
_HEADING_WORDS = 8
_PROSE_WORDS = 8
_STOPS = ".!?\u2026,;:"


@dataclass(slots=True)
class Draft:
    """An entry that is being read."""

    dated: DatedLine | None
    title: list[Line] = field(default_factory=list)
    label: list[Span] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    group: int | None = None
    title_span: Span | None = None  # where the title is a part of the dated line
    line: Line | None = None


def is_title(line: Line) -> bool:
    """Whether a line can be an entry's title: some words, and no sentence after another."""
    text = line.text.strip()
    words = text.split()
    return (
        1 <= len(words) <= _TITLE_WORDS
        and text[-1] not in ".,;:"
        and not furniture_reason(text)
        and any(char.isalpha() for char in text)
    )


def is_apart(line: Line) -> bool:
    """Whether a line between entries is none of theirs: a link, or a year over those below."""
    text = line.text.strip()
    return bool(furniture_reason(text)) or (len(text) == 4 and text.isdigit())


def is_heading(line: Line) -> bool:
    """Whether a line alone can head entries: a few words without a stop."""
    text = line.text.strip()
    return (
        len(text.split()) <= _HEADING_WORDS
        and text[-1] not in _STOPS
        and text[0].isupper()
        and not furniture_reason(text)
        and not is_byline(text)
    )


def is_title_of_two(lines: Sequence[Line]) -> bool:
    """Whether some lines are one title broken in two: the second goes on in small letters."""
    return len(lines) > 1 and lines[1].text.lstrip()[:1].islower()


def is_prose(block: Sequence[Line]) -> bool:
    """Whether a block is a paragraph: words enough on every line but the last, and a stop."""
    full = all(len(line.text.split()) >= _PROSE_WORDS for line in (block[0], *block[:-1]))
    return full and block[-1].text.rstrip()[-1] in ".!?\u2026\u201d"


def settled_kind(
    text: str, dated: DatedLine, loose: Sequence[Line], behind: Sequence[Line], later: bool
) -> str:
    """Whether words before a date are a label or the title, by the lines around."""
    if not can_be_label(text[slice(*dated.words)]):
        return "title"
    if loose and is_title(loose[-1]) and not later:
        return "label"
    if behind and is_title(behind[0]) and not is_byline(behind[0].text):
        return "label"
    return "title"


def labels_of(dated: DatedLine, kind: str) -> list[Span]:
    """The place of the label beside a date: its words without the names."""
    if kind not in {"label", "open"} or dated.words[0] >= dated.words[1]:
        return []
    start, end = dated.words
    return [(start, dated.people[0])] if start < dated.people[0] < end else [(start, end)]


def with_title_inside(text: str, dated: DatedLine, line: Line) -> Draft:
    title, outlet = quoted_title(text, dated.words)
    label = [outlet] if outlet[0] < outlet[1] else []
    return Draft(dated, label=label, title_span=title, line=line)


def undated(lines: Sequence[Line], *, listed: bool) -> list[Draft]:
    """Related works without a date: a title and a line on it, or titles ``listed`` one a line."""
    if not is_title(lines[0]):
        return []
    if len(lines) == 2 and not listed and lines[1].text.rstrip()[-1] in ".?!\u2026":
        return [Draft(None, [lines[0]], rest=[lines[1]], line=lines[0])]
    if all(is_title(line) and len(line.text.split()) > 2 for line in lines):
        return [Draft(None, [line], line=line) for line in lines]
    return []


def entry_of(text: str, draft: Draft) -> Entry:
    """The entry of a draft, its summary without furniture."""
    dated = draft.dated
    if draft.title_span:
        title_span = draft.title_span
    else:
        title_span = (span_of(draft.title[0])[0], span_of(draft.title[-1])[1])
    spans = [span_of(line) for line in draft.rest]
    if dated and dated.people[1]:
        spans.insert(0, dated.people)
    if dated and dated.behind[0] < dated.behind[1]:
        spans.insert(0, dated.behind)
    places = [title_span, *spans]
    if draft.line:
        places.append(span_of(draft.line))
    label = next((Value(tidy(text, *span), (span,)) for span in draft.label), None)
    return Entry(
        title=tidy(text, *title_span),
        title_span=title_span,
        flag="",
        date=dated.date if dated else None,
        printed_date=dated.date.printed if dated else "",
        summary=_joined(text, spans),
        summary_spans=tuple(spans),
        span=(min(start for start, _ in places), max(end for _, end in places)),
        group=draft.group,
        label=label,
    )


def _joined(text: str, spans: Sequence[Span]) -> str:
    """The lines of a summary; one that goes on in small letters belongs to the line before."""
    summary = ""
    for span in spans:
        words = tidy(text, *span)
        summary += f" {words}" if summary and words[:1].islower() else f"\n\n{words}"
    return summary.strip()
