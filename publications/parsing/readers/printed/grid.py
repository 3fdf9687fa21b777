"""Tables on a page: rows whose cells stand under each other with white strips between them.

A row of a table becomes one row of the text, its cells parted by tabs, however many lines its cells
take. Lines drawn on the page say where a row ends; where there are none, its cells do.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publications.parsing.readers.printed.cells import (
    LEADERS,
    Cell,
    PrintedLine,
    Strip,
    columns_of,
    narrowed,
    printed,
    things,
)
from publications.parsing.readers.printed.glyphs import CELL_GAP, Fragment
from publications.parsing.readers.printed.rows import Row

FEWEST_ROWS = 3  # of two columns; with more columns two are a table
MOST_ROWS = 120  # of a page
WIDE_GAP = 1.0  # of the type size: the gaps of a table are as wide as that on the whole
ON_EDGE = 1.5  # points
EDGED = 0.6  # of the cells of a column begin or end at one edge
FAR = 3.0  # times the type size: rows further apart are not of one table
MOST_WORDS = 8  # of a cell's line, on the whole; more are columns of text
DRAWN = 0.6  # of a table's width that a line must cover
LOOSE = 1.25  # times the distance of lines in a cell: rows stand further apart

_LABEL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.):]?|[•▪◦●■○□‣⁃➢✓►*\ufffd–—-]"
)
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_PAGES = re.compile(r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?|[ivxlc]{1,7}")
_NUMBER = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn across a page."""

    x0: float
    x1: float
    y: float  # from the top


def rows_of(groups: Sequence[list[Fragment]], rules: Sequence[Rule], first: int) -> list[Row]:
    """The rows of a column; those of its tables are numbered from ``first``."""
    made = [printed(group) for group in groups]
    found: list[Row] = []
    at = 0
    while at < len(made):
        end, strips = _reach(made, at)
        table = _table(made[at:end], strips, rules, first) if strips else []
        if table:
            found += table
            first += 1
            at = end
        else:
            found += things(made, at)
            at += 1
    return found


def _reach(lines: Sequence[PrintedLine], at: int) -> tuple[int, list[Strip]]:
    """How far down the white strips between the cells of a line go on, and which do."""
    size = lines[at].row.size
    cells = lines[at].cells
    end = at + 1
    if len(cells) < 2:
        return end, []
    # The white before and behind a short line of headings may be parted by the cells below it.
    edges = (-math.inf, *(edge for cell in cells for edge in (cell.x0, cell.x1)), math.inf)
    strips = list(zip(edges[::2], edges[1::2], strict=True))
    while end < min(len(lines), at + MOST_ROWS):
        line = lines[end]
        if line.row.bottom - lines[end - 1].row.bottom > FAR * size:
            break
        kept = narrowed(strips, line.cells, CELL_GAP * size)
        inner = len(kept) - 2
        if inner < 1 or (inner < len(strips) - 2 and len(line.cells) <= inner):
            break  # words run across the strips: the table is over
        strips = kept
        end += 1
    strips = strips[1:-1]
    # What stands in the first column alone behind the last whole row is no row of the table.
    while end > at + 1 and len(columns_of(lines[end - 1], strips)) < 2:
        end -= 1
    return end, strips


def _table(
    lines: Sequence[PrintedLine], strips: list[Strip], rules: Sequence[Rule], number: int
) -> list[Row]:
    """The rows of a table, or none where the lines are no table."""
    placed = [columns_of(line, strips) for line in lines]
    whole = [each for each in placed if len(each) > 1]
    if len(whole) < (FEWEST_ROWS if len(strips) == 1 else 2):
        return []
    size = lines[0].row.size
    if any(LEADERS.search(line.row.text) for line in lines) or _is_list(placed, len(strips)):
        return []
    words = [len(cell.text.split()) for each in placed for found in each.values() for cell in found]
    if sum(words) > MOST_WORDS * len(words):
        return []
    if not all(_is_edge(placed, lines, column, size) for column in range(1, len(strips) + 1)):
        return []
    found: list[Row] = []
    left = min(line.row.x0 for line in lines)
    right = max(line.row.x1 for line in lines)
    drawn = _drawn(rules, left, right)
    for band in _bands(lines, placed, drawn, len(strips) + 1):
        cells = [
            " ".join(cell.text for at in band for cell in placed[at].get(column, ()))
            for column in range(len(strips) + 1)
        ]
        text = "\t".join(cells)
        # A first cell alone keeps a tab behind it, to be told from the end of the row before.
        text = text.rstrip("\t") + ("\t" if not any(cells[1:]) else "")
        top, last = lines[band[0]].row, lines[band[-1]].row
        found.append(
            replace(
                top, text=text, x1=right, bottom=last.bottom, size=size, bold=False, table=number
            )
        )
    return found if len(found) > 1 else []


def _is_list(placed: Sequence[dict[int, list[Cell]]], strips: int) -> bool:
    """True for points with their numbers or bullets before them, and for lists of contents."""
    firsts = [each[0][0].text for each in placed if 0 in each]
    labels = sum(bool(_LABEL.fullmatch(text) or _PAGES.fullmatch(text)) for text in firsts)
    if strips == 1 and 2 * labels > len(firsts):
        return True
    lasts = [each[strips][-1].text for each in placed if strips in each and len(each) > 1]
    if strips > 2 or not all(_PAGE.fullmatch(text) for text in lasts):
        return False
    numbers = [int(text) for text in lasts if text.isdigit()]
    return numbers == sorted(numbers) and len(set(numbers)) > 1


def _is_edge(
    placed: Sequence[dict[int, list[Cell]]], lines: Sequence[PrintedLine], column: int, size: float
) -> bool:
    """True if the cells of a column stand at one edge, and far from those before them."""
    cells = [each[column] for each in placed if column in each and len(each) > 1]
    if len(cells) < 2:
        return False
    ways = (
        [each[0].x0 for each in cells],
        [each[-1].x1 for each in cells],
        [(each[0].x0 + each[-1].x1) / 2 for each in cells],
    )
    edged = any(
        max(sum(abs(value - other) <= ON_EDGE for other in way) for value in way)
        >= EDGED * len(cells)
        for way in ways
    )
    gaps = [
        each[column][0].x0
        - max(cell.x1 for at, found in each.items() if at < column for cell in found)
        for each in placed
        if column in each and any(at < column for at in each)
    ]
    return edged and bool(gaps) and sum(gaps) >= WIDE_GAP * size * len(gaps)


def _drawn(rules: Sequence[Rule], left: float, right: float) -> list[float]:
    """The heights at which lines are drawn across most of a table, in one piece or several."""
    found: list[float] = []
    inside = sorted(
        (each for each in rules if each.x0 < right and left < each.x1), key=lambda e: e.y
    )
    for _, same in itertools.groupby(inside, key=lambda each: round(each.y / 2)):
        pieces = sorted((max(each.x0, left), min(each.x1, right), each.y) for each in same)
        covered, reach = 0.0, left
        for x0, x1, _y in pieces:
            covered += max(0.0, x1 - max(x0, reach))
            reach = max(reach, x1)
        if covered >= DRAWN * (right - left):
            found.append(pieces[0][2])
    return found


def _bands(
    lines: Sequence[PrintedLine],
    placed: Sequence[dict[int, list[Cell]]],
    drawn: Sequence[float],
    columns: int,
) -> list[list[int]]:
    """The lines that make each row of the table."""
    middles = [(line.row.top + line.row.bottom) / 2 for line in lines]
    parted = [any(above < y < below for y in drawn) for above, below in itertools.pairwise(middles)]
    steps = [b.row.bottom - a.row.bottom for a, b in itertools.pairwise(lines)]
    least = min(steps, default=0.0)
    ruled = sum(parted) >= 2
    bands = [[0]]
    for at in range(1, len(lines)):
        band = bands[-1]
        if ruled:
            goes_on = not parted[at - 1] and not _both_counted(placed, [*band, at])
        else:
            close = steps[at - 1] < LOOSE * least
            loose = max(steps) >= LOOSE * least
            missing = min(len(placed[at]), len(placed[band[-1]])) < columns
            wraps = 0 not in placed[at] and len(placed[at]) < max(2, columns - 1)
            goes_on = close and missing and (loose or wraps)
        if goes_on:
            band.append(at)
        else:
            bands.append([at])
    return bands


def _both_counted(placed: Sequence[dict[int, list[Cell]]], band: Sequence[int]) -> bool:
    """True if two lines have figures in one column: each is a row, though no line parts them."""
    counted = [
        {
            column
            for column, cells in placed[at].items()
            if column and _NUMBER.fullmatch(cells[0].text)
        }
        for at in band
    ]
    return any(bool(one & other) for one, other in itertools.combinations(counted, 2))
