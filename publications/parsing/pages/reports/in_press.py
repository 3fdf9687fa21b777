"""What the papers wrote of a report, under a heading of its own: a headline, and a line under it.

"Renters tired, says paper" and then "Moor Weekly, 3 May 2012", or "Radio Moss, 4 May 2012 (from
41:10)". The list ends with the first pair of lines that is no such pair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Item, Line, SourceText, Span
from publications.parsing.pages.entries.drafts import is_title
from publications.parsing.pages.entries.kinds import NEWS_ITEM
from publications.parsing.spans import span_of, tidy

_HEADING = re.compile(
    r"(?:(?:press|media|news) )?coverage|in the (?:press|media|news|papers)|press cuttings"
    r"|(?:press|media) mentions",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:\((?P<more>[^()]{2,60})\))?\s*")  # "(listen from 41:10)"
_SIGNS = " \t,|\u00b7\u2013\u2014-"  # between an outlet and its date
_OUTLET_WORDS = 9


def is_press_heading(text: str) -> bool:
    """Whether a line heads what the papers wrote."""
    return bool(_HEADING.fullmatch(text.strip().rstrip(":")))


def read_press(source: SourceText, lines: Sequence[Line]) -> list[Item]:
    """The items under a heading, which is the first of the lines."""
    heading = lines[0]
    items: list[Item] = []
    for title, under in zip(lines[1::2], lines[2::2], strict=False):
        item = _item(source.text, heading, title, under)
        if item is None:
            break
        items.append(item)
    return items


def _item(text: str, heading: Line, title: Line, under: Line) -> Item | None:
    dates = find_dates(under.text, under.start)
    if len(dates) != 1 or not is_title(title):
        return None
    date = dates[0]
    start = span_of(under)[0]
    before = text[start : date.start]
    outlet = before.rstrip(_SIGNS)
    behind = _BEHIND.fullmatch(text, date.end, under.end)
    apart = before.rstrip() != outlet  # a sign stands between them
    if not behind or not apart or not 1 <= len(outlet.split()) <= _OUTLET_WORDS:
        return None
    told: list[Span] = [(start, start + len(outlet))]
    told += [behind.span("more")] if behind["more"] else []
    place = (span_of(heading),)
    return Item(
        title=tidy(text, *span_of(title)),
        date=DateValue(date.date, date.printed, ((date.start, date.end),)),
        kind=NEWS_ITEM,
        form="",
        group=tidy(text, *place[0]),
        summary="\n\n".join(tidy(text, *span) for span in told),
        flag="",
        evidence=((span_of(title)[0], span_of(under)[1]),),
        title_evidence=(span_of(title),),
        summary_evidence=tuple(told),
        kind_evidence=place,
        group_evidence=place,
    )
