"""Dated entries of a saved page: a heading, and beside it a line with its date.

"Title" as a heading over or under "Report | 18 March 2019 | Jo Hill". A heading of a higher level
over several entries is their group; the last entry goes no further than those before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from publications.parsing.document import Line, SourceText
from publications.parsing.pages.entries.bracketed import Entries
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.entries.drafts import Draft, entry_of, labels_of
from publications.parsing.pages.side_matter import furniture_reason

FEWEST = 3  # dated entries of a page; fewer are not its frame
_LEVELS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_REACH = 2  # lines under a title in which its date stands


def read_headed(source: SourceText, lines: Sequence[Line]) -> Entries:
    """The entries of a page with headings and what lies around them; none where dates are few."""
    heads = [at for at, line in enumerate(lines) if line.tag in _LEVELS]
    under = {at: place for at in heads if (place := _date_under(lines, at)) is not None}
    over = {at: at - 1 for at in heads if at and _dated(lines[at - 1])}
    dates = max((under, over), key=lambda found: _alike(lines, found))
    if len(dates) < FEWEST:
        return Entries(tuple(lines), (), (), ())
    drafts: dict[int, Draft] = {}
    headings: list[Line] = []
    grouped: set[int] = set()  # the headings that are groups
    group: int | None = None
    taken = {*dates, *dates.values()}
    for number, at in enumerate(heads):
        if at not in dates:
            following = heads[number + 1] if number + 1 < len(heads) else -1
            is_group = following in dates and _level(lines[following]) > _level(lines[at])
            group = len(headings) if is_group else None
            if is_group:
                headings.append(lines[at])
                grouped.add(at)
            continue
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        rest = [place for place in range(at + 1, end) if place not in taken]
        dated = dated_line(lines[dates[at]])
        kind = "label" if dated and dated.kind == "open" else dated.kind if dated else ""
        draft = Draft(dated, [lines[at]], labels_of(dated, kind) if dated else [], group=group)
        draft.line = lines[dates[at]]
        draft.rest = [lines[place] for place in rest if not furniture_reason(lines[place].text)]
        drafts[at] = draft
    _cut_last(drafts)
    used = {id(line) for draft in drafts.values() for line in draft.rest}
    others = [
        (at, line)
        for at, line in enumerate(lines)
        if at not in taken and at not in grouped and id(line) not in used
    ]
    first = min(drafts)
    begin = min((at for at in (*grouped, first, *dates.values())), default=first)
    return Entries(
        tuple(line for at, line in others if at < begin),
        tuple(entry_of(source.text, draft) for draft in drafts.values()),
        tuple(headings),
        tuple(line for at, line in others if at >= begin),
    )


def _level(line: Line) -> int:
    return _LEVELS[line.tag]


def _dated(line: Line) -> bool:
    return line.tag not in _LEVELS and dated_line(line) is not None


def _date_under(lines: Sequence[Line], at: int) -> int | None:
    for place in range(at + 1, min(at + 1 + _REACH, len(lines))):
        if lines[place].tag in _LEVELS:
            return None
        if _dated(lines[place]):
            return place
    return None


def _alike(lines: Sequence[Line], found: Iterable[int]) -> int:
    """How many of the dated headings are of one level, the commonest."""
    levels = Counter(lines[at].tag for at in found)
    return max(levels.values(), default=0)


def _cut_last(drafts: dict[int, Draft]) -> None:
    """Leave the last entry no more lines than the others of its group have, or than all have."""
    *before, last = drafts.values()
    beside = [draft for draft in before if draft.group == last.group] or before
    last.rest = last.rest[: max(len(draft.rest) for draft in beside)]
