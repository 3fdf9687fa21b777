"""From the fragments of a page to its rows in reading order.

Fragments beside each other become a row; rows in columns are put one column after the other.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from publications.parsing.readers.glyphs import (
    FIELD_GAP,
    SUPERSCRIPTS,
    WORD_GAP,
    Fragment,
)

COLUMN_ROWS = 4  # fewer rows beside each other are no columns
COLUMN_SHARE = 0.15  # of the page's words that a column must hold
COLUMN_WIDTH = 0.2  # of the region's width that a column's lines must fill
COLUMN_EDGE = 0.4  # of a column's lines must begin at its left edge
STRETCHED = 4.0  # times the type size: words are not spread wider than this
DROP_CAPITAL = 1.8  # times the usual size
_CANDIDATES = 24
_DEPTH = 4

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
    return [
        replace(each, bottom=each.top + usual, size=usual)
        if each.size > DROP_CAPITAL * usual and len(each.text) == 1 and each.text.isalpha()
        else each
        for each in fragments
    ]


def in_reading_order(fragments: list[Fragment]) -> list[Row]:
    """All rows of a page as they are to be read."""
    found: list[Row] = []
    for column, group in enumerate(_columns(fragments, _DEPTH)):
        made = rows(group)
        left = min((each.x0 for each in made), default=0.0)
        right = max((each.x1 for each in made), default=0.0)
        found += [replace(each, left=left, right=right, column=column) for each in made]
    return found


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
    field_gap = FIELD_GAP * size if not _is_stretched(group, size) else STRETCHED * size
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
            elif gap > field_gap:
                parts.append("\t")
            elif gap > WORD_GAP * size:
                parts.append(" ")
        parts.append(text)
        last = each
    text = _SOFT_HYPHEN.sub("", _SPACES.sub(" ", "".join(parts)))
    text = _LEADERS.sub("\t", text)
    text = "\t".join(_SPACES.sub(" ", field).strip() for field in text.split("\t")).strip()
    return Row(
        text,
        group[0].x0,
        max(each.x1 for each in group),
        min(each.top for each in body),
        bottom,
        size,
        2 * bold > sum(weight.values()),
    )


def _is_stretched(group: list[Fragment], size: float) -> bool:
    """True if the gaps are all alike: words that were spread to fill the column."""
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(group)]
    wide = [gap for gap in gaps if gap > WORD_GAP * size]
    return len(wide) >= 2 and max(wide) < STRETCHED * size and max(wide) < 1.15 * min(wide)


def _columns(fragments: list[Fragment], depth: int) -> list[list[Fragment]]:
    """The fragments parted into columns and the full-width bands between them."""
    gutter = _gutter(fragments) if depth else None
    if gutter is None:
        return [fragments] if fragments else []
    ordered = sorted(fragments, key=lambda each: (each.top, each.x0))
    found: list[list[Fragment]] = []
    wide: list[Fragment] = []
    sides: tuple[list[Fragment], list[Fragment]] = ([], [])

    def close() -> None:
        left, right = sides
        if len(rows(left)) >= 2 and len(rows(right)) >= 2:
            if wide:
                found.append(wide.copy())
                wide.clear()
            found.extend(_columns(left.copy(), depth - 1))
            found.extend(_columns(right.copy(), depth - 1))
        else:
            wide.extend(left + right)
        left.clear()
        right.clear()

    reach = 0.0  # how far down the last full-width line goes
    for each in ordered:
        if each.x0 < gutter < each.x1:
            close()
            wide.append(each)
            reach = each.bottom
        elif wide and not any(sides) and each.top < reach - 0.5 * each.height:
            wide.append(each)  # beside a full-width line: a part of its row
        else:
            sides[each.x0 >= gutter].append(each)
    close()
    if wide:
        found.append(wide)
    return found


def _gutter(fragments: list[Fragment]) -> float | None:
    """Where the white strip between two columns ends, if there is one."""
    if len(fragments) < 2 * COLUMN_ROWS:
        return None
    first = min(each.x0 for each in fragments)
    last = max(each.x1 for each in fragments)
    span = last - first
    mass = sum(each.width for each in fragments)
    edges = Counter(
        round(each.x0)
        for each in fragments
        if first + COLUMN_WIDTH * span < each.x0 < last - COLUMN_WIDTH * span
    )
    best: tuple[float, float] | None = None
    for edge, count in edges.most_common(_CANDIDATES):
        if count < COLUMN_ROWS:
            break
        at = edge - 1.5
        left = [each for each in fragments if each.x1 <= at]
        right = [each for each in fragments if each.x0 >= at]
        sums = [sum(each.width for each in side) for side in (left, right)]
        if min(sums) < COLUMN_SHARE * mass or count < COLUMN_EDGE * len(right):
            continue
        if not all(_is_column(side, span) for side in (left, right)):
            continue
        # Columns stand beside each other; a heading and a paragraph under it do not.
        beside = min(max(e.bottom for e in left), max(e.bottom for e in right)) - max(
            min(e.top for e in left), min(e.top for e in right)
        )
        if beside < COLUMN_ROWS * min(each.height for each in left + right):
            continue
        if best is None or sum(sums) > best[0]:
            best = (sum(sums), at)
    return best[1] if best else None


def _is_column(side: list[Fragment], span: float) -> bool:
    """True if a side is made of lines of running text: many, wide, and of words."""
    made = rows(side)
    if len(made) < COLUMN_ROWS:
        return False
    widths = sorted(each.x1 - each.x0 for each in made)
    if widths[len(widths) // 2] < COLUMN_WIDTH * span:
        return False
    words = sum(len(each.text.split()) for each in made)
    return words >= 3 * len(made)


def is_mark(text: str) -> bool:
    """True if a row begins with a raised figure: the text of a note."""
    return bool(_RAISED.match(text))
