"""From the fragments of a page to its rows: what is printed side by side on one line."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from publications.parsing.readers.printed.bullets import with_sign
from publications.parsing.readers.printed.glyphs import (
    DROP_CAPITAL,
    FIELD_GAP,
    SUPERSCRIPTS,
    WORD_GAP,
    Fragment,
)

STRETCHED = 4.0  # times the type size: words are not spread wider than this

_LEADERS = re.compile(r"\s*(?:\.{4,}|\.?(?:\s\.){3,}|_{5,}|\u2026{2,})[\s.]*")
_SOFT_HYPHEN = re.compile("\u00ad(?=.)")  # one at the end of a row says that a word is broken
_SPACES = re.compile(r" {2,}")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line of a column. ``right`` is the edge that the column's lines reach."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    left: float = 0.0
    right: float = 0.0
    column: int = 0  # changes where the reading jumps to another column
    beside: bool = False  # it stands beside the text, not in it
    table: int = 0  # which table it is a row of, counted from 1; 0 for text
    sunk: float = 0.0  # the foot of a large initial that the row begins with


def grouped(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments that stand on one line together, from the top down."""
    lowered = _drop_capitals(fragments)
    ordered = sorted(lowered, key=lambda each: (each.top + each.bottom, each.x0))
    groups: list[list[Fragment]] = []
    top = bottom = 0.0
    for each in ordered:
        overlap = min(bottom, each.bottom) - max(top, each.top)
        if groups and overlap >= 0.5 * min(bottom - top, each.height):
            if each.size > groups[-1][0].size:  # the larger type says where the line is
                top, bottom = each.top, each.bottom
                groups[-1].insert(0, each)
            else:
                groups[-1].append(each)
        else:
            groups.append([each])
            top, bottom = each.top, each.bottom
    return _middled(groups)


def _middled(groups: list[list[Fragment]]) -> list[list[Fragment]]:
    """The groups with a cell that stands half-way down a two-line entry put on its first line."""
    found: list[list[Fragment]] = []
    for index, group in enumerate(groups):
        below = groups[index + 1] if index + 1 < len(groups) else None
        if found and below and _stands_between(group, found[-1], below):
            found[-1] = [*found[-1], *group]
        else:
            found.append(group)
    return found


def _stands_between(group: list[Fragment], above: list[Fragment], below: list[Fragment]) -> bool:
    """True if a group overlaps the rows above and below it, and stands beside both."""
    if not below:
        return False
    left, right = min(each.x0 for each in group), max(each.x1 for each in group)
    if any(each.x0 < right and left < each.x1 for each in (*above, *below)):
        return False
    slack = 0.15 * group[0].height
    return (
        max(each.bottom for each in above) > group[0].top + slack
        and min(each.top for each in below) < group[0].bottom - slack
    )


def rows(fragments: list[Fragment]) -> list[Row]:
    """The rows that fragments of one column make, from the top down."""
    return [row(group) for group in grouped(fragments)]


def _drop_capitals(fragments: list[Fragment]) -> list[Fragment]:
    """The fragments with a large initial put on the line whose first word it begins."""
    if not fragments:
        return []
    usual = sorted(each.size for each in fragments)[len(fragments) // 2]
    found: list[Fragment] = []
    for each in fragments:
        if each.size > DROP_CAPITAL * usual and len(each.text) == 1 and each.text.isalpha():
            line = _line_of(each, fragments)
            top, bottom = (line.top, line.bottom) if line else (each.top, each.top + usual)
            size = line.size if line else usual
            each = replace(each, top=top, bottom=bottom, size=size, sunk=each.bottom)
        found.append(each)
    return found


def _line_of(initial: Fragment, fragments: list[Fragment]) -> Fragment | None:
    """The first line of the text that stands right behind a large initial."""
    behind = [
        each
        for each in fragments
        if each.size < initial.size / DROP_CAPITAL
        and -1 < each.x0 - initial.x1 < 0.5 * initial.size
        and initial.top - 0.5 * each.height < each.top < initial.bottom - 0.5 * each.height
    ]
    return min(behind, key=lambda each: each.top, default=None)


def row(group: list[Fragment]) -> Row:
    """One row of fragments, left to right; wide gaps become tabs."""
    group = sorted(group, key=lambda each: each.x0)
    weight: Counter[float] = Counter()
    bold = 0
    for each in group:
        if not each.raised:
            weight[each.size] += len(each.text.strip())
            bold += len(each.text.strip()) if each.bold else 0
    size = max(weight, key=lambda each: (weight[each], each)) if weight else group[0].size
    body = [each for each in group if each.size == size] or group
    bottom = max(each.bottom for each in body)
    parts: list[str] = []
    last: Fragment | None = None
    field_gap = FIELD_GAP * size if not is_stretched(group, size) else STRETCHED * size
    for each in group:
        text = each.text
        raised = each.raised or (
            each.size < 0.85 * size
            and text.strip().isdigit()
            and bottom - each.bottom > 0.15 * size
        )
        if raised:
            text = text.strip().translate(SUPERSCRIPTS)
        if last is not None:
            gap = each.x0 - last.x1
            if raised and gap < 0.5 * size:
                parts[-1] = parts[-1].rstrip()
            elif gap > field_gap and not last.sunk:
                parts.append("\t")
            elif gap > WORD_GAP * size and not last.sunk:
                parts.append(" ")
        parts.append(text)
        last = each
    text = _SOFT_HYPHEN.sub("", _SPACES.sub(" ", "".join(parts)))
    text = _LEADERS.sub("\t", text)
    text = "\t".join(_SPACES.sub(" ", field).strip() for field in text.split("\t")).strip()
    text = with_sign(text)
    return Row(
        text,
        group[0].x0,
        max(each.x1 for each in group),
        min(each.top for each in body),
        bottom,
        size,
        2 * bold > sum(weight.values()),
        sunk=max(each.sunk for each in group),
    )


def is_stretched(group: list[Fragment], size: float) -> bool:
    """True if the gaps are all alike: words that were spread to fill the column."""
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(group)]
    wide = [gap for gap in gaps if gap > WORD_GAP * size]
    return len(wide) >= 2 and max(wide) < STRETCHED * size and max(wide) < 1.15 * min(wide)


def is_mark(text: str) -> bool:
    """True if a row begins with a raised figure: the text of a note."""
    return bool(_RAISED.match(text))
