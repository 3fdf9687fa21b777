"""From the fragments of a page to its rows in reading order.

Rows in columns are put one column after the other, what stands beside a text between its
paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.readers.printed import beside
from publications.parsing.readers.printed.cells import printed
from publications.parsing.readers.printed.glyphs import Fragment
from publications.parsing.readers.printed.grid import MOST_WORDS, Rule, rows_of
from publications.parsing.readers.printed.rows import Row, grouped, rows

COLUMN_ROWS = 4  # fewer rows beside each other are no columns
COLUMN_SHARE = 0.15  # of the page's words that a column must hold
COLUMN_WIDTH = 0.2  # of the region's width that a column's lines must fill
COLUMN_EDGE = 0.4  # of a column's lines must begin at its left edge
SMALL = 0.95  # of the size of the text: notes are set smaller
_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[?\d{1,3}[\].)]?\s|[*†‡§]")
_CANDIDATES = 24
_DEPTH = 4
_FOOT = 1_000_000  # the columns of notes behind those of the text
_APART = 100  # the numbers between two columns are those of the blocks beside the first


def in_reading_order(fragments: list[Fragment], rules: Sequence[Rule] = ()) -> list[Row]:
    """All rows of a page as they are to be read. ``rules`` are the lines drawn on it."""
    found: list[Row] = []
    notes: list[Row] = []
    columns = _columns(fragments, _DEPTH, rules)
    for column, group in enumerate(columns):
        text = beside.text_of(group)
        main, blocks = beside.part(group, text)
        table = 1 + max((each.table for each in found), default=0)
        made = _with_edges(rows_of(grouped(main), rules, table), _APART * column, text)
        if len(columns) > 1 and text:
            # A text goes on in the next column, past the notes at the foot of this one.
            foot = _notes_from(made, text.size)
            made, below = made[:foot], made[foot:]
            notes += [replace(each, column=_FOOT + each.column) for each in below]
        found += beside.placed(made, [_with_edges(rows(block), 0) for block in blocks])
    return found + notes


def _notes_from(made: list[Row], size: float) -> int:
    """Where the notes at the foot of a column begin: rows in small type behind the last others."""
    at = len(made)
    while at and made[at - 1].size < SMALL * size and not made[at - 1].table:
        at -= 1
    while at < len(made) and not _NOTE.match(made[at].text):
        at += 1
    return at


def _with_edges(made: list[Row], column: int, text: beside.Text | None = None) -> list[Row]:
    """The rows of a column with its edges: those of its text for all that stand between them."""
    left = min((each.x0 for each in made), default=0.0)
    right = max((each.x1 for each in made), default=0.0)
    found: list[Row] = []
    for each in made:
        inside = text and text.left - 2 <= each.x0 and each.x1 <= text.right + 2
        edge = text.right if text and inside else right
        found.append(replace(each, left=left, right=edge, column=column))
    return found


def _columns(fragments: list[Fragment], depth: int, rules: Sequence[Rule]) -> list[list[Fragment]]:
    """The fragments parted into columns and the full-width bands between them."""
    gutter = _gutter(fragments) if depth else None
    if gutter is None:
        return [fragments] if fragments else []
    bands = _ruled(fragments, gutter, rules)
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
            found.extend(_columns(left.copy(), depth - 1, rules))
            found.extend(_columns(right.copy(), depth - 1, rules))
        else:
            wide.extend(left + right)
        left.clear()
        right.clear()

    reach = 0.0  # how far down the last full-width line goes
    for each in ordered:
        in_table = any(above < each.bottom and each.top < below for above, below in bands)
        if each.x0 < gutter < each.x1 or in_table:
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


def _ruled(
    fragments: list[Fragment], gutter: float, rules: Sequence[Rule]
) -> list[tuple[float, float]]:
    """The heights between lines drawn across the gutter that hold a table as wide as the page."""
    across = sorted({round(each.y) for each in rules if each.x0 < gutter - 1.5 < each.x1})
    found: list[tuple[float, float]] = []
    for above, below in itertools.pairwise(across):
        inside = [each for each in fragments if above < (each.top + each.bottom) / 2 < below]
        lines = [printed(group) for group in grouped(inside)]
        cells = sorted(len(line.cells) for line in lines)
        words = sum(len(cell.text.split()) for line in lines for cell in line.cells)
        many = bool(cells) and cells[len(cells) // 2] > 2 and words < MOST_WORDS * sum(cells)
        if many and _gutter(inside) is None:
            found.append((float(above), float(below)))
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
