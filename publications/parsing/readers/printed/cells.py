"""The words of a printed line, parted wherever a cell of a table may end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from publications.parsing.readers.printed.glyphs import CELL_GAP, FIELD_GAP, Fragment
from publications.parsing.readers.printed.rows import Row, is_stretched, row

MOST_THINGS = 3  # side by side on a line that is no row of a table
LEADERS = re.compile(r"\.{4,}|(?:\.\s){4,}|_{5,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    x0: float
    x1: float


@dataclass(slots=True)
class PrintedLine:
    """A printed line with its words parted wherever a cell may end."""

    group: list[Fragment]
    row: Row
    cells: list[Cell]


Strip = tuple[float, float]


def printed(group: list[Fragment]) -> PrintedLine:
    """A line of fragments with its row and its cells."""
    return PrintedLine(group, row(group), _cells(group))


def things(lines: Sequence[PrintedLine], at: int) -> list[Row]:
    """A line that is no row of a table as one row, or as several things set side by side on it.

    "A Council          May 2003" are two, if no line above or below has a gap at the same place.
    """
    line = lines[at]
    size = line.row.size
    parts: list[list[Cell]] = []
    for cell in line.cells:
        if parts and cell.x0 - parts[-1][-1].x1 <= FIELD_GAP * size:
            parts[-1].append(cell)
        else:
            parts.append([cell])
    texts = [" ".join(cell.text for cell in part) for part in parts]
    if len(parts) < 2 or len(parts) > MOST_THINGS or any(len(text.split()) < 2 for text in texts):
        return [line.row]
    if LEADERS.search(line.row.text) or is_stretched(line.group, size):
        return [line.row]
    strips = [(one[-1].x1, other[0].x0) for one, other in itertools.pairwise(parts)]
    for near in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]):
        beside = len(near.cells) > 1 and len(columns_of(near, strips)) > 1
        if beside and narrowed(strips, near.cells, CELL_GAP * size):
            return [line.row]
    return [
        replace(line.row, text=text, x0=part[0].x0, x1=part[-1].x1)
        for text, part in zip(texts, parts, strict=True)
    ]


def _cells(group: list[Fragment]) -> list[Cell]:
    """The words of a line, parted where the white between them is wider than between words."""
    found: list[Cell] = []
    for each in sorted(group, key=lambda each: each.x0):
        start, x0 = 0, each.x0
        for index, left, right in each.gaps:
            found.append(Cell(each.text[start:index].strip(), x0, left))
            start, x0 = index, right
        cell = Cell(each.text[start:].strip(), x0, each.x1)
        size = group[0].size
        if found and start == 0 and cell.x0 - found[-1].x1 < CELL_GAP * size:
            last = found[-1]
            space = " " if cell.x0 - last.x1 > 0.15 * size and not each.raised else ""
            found[-1] = Cell(f"{last.text}{space}{cell.text}", last.x0, max(last.x1, cell.x1))
        else:
            found.append(cell)
    return [each for each in found if each.text]


def narrowed(strips: list[Strip], cells: Iterable[Cell], least: float) -> list[Strip]:
    """What the cells of a line leave white of some strips."""
    for cell in cells:
        cut: list[Strip] = []
        for left, right in strips:
            if cell.x1 <= left or cell.x0 >= right:
                cut.append((left, right))
            else:
                cut += [(left, cell.x0), (cell.x1, right)]
        strips = [each for each in cut if each[1] - each[0] >= least]
    return strips


def columns_of(line: PrintedLine, strips: Sequence[Strip]) -> dict[int, list[Cell]]:
    """The cells of a line by the column they stand in."""
    found: dict[int, list[Cell]] = {}
    for cell in line.cells:
        found.setdefault(sum(cell.x0 >= right - 0.1 for _, right in strips), []).append(cell)
    return found
