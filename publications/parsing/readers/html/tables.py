"""Tables of a web page: those that hold figures, told from those that only lay a page out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publications.parsing.readers.html.elements import BLOCKS

LONGEST = 600  # characters of a cell; more is text that a table was used to place
MOST_PARAGRAPHS = 2  # of a cell
MOST_SPAN = 100
_ORDER = {"thead": 0, "tfoot": 2}
_PARTS = ("thead", "tbody", "tfoot")
_INSIDE = frozenset(("p", "div", "center"))  # blocks in a cell that is no layout


def is_data(table: etree._Element) -> bool:
    """True for a table of two rows or more whose cells hold words, and no parts of a page."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    rows = _rows(table)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return not any(_is_part(cell) for row in rows for cell in row)


def _is_part(cell: etree._Element) -> bool:
    """True for a cell that holds a part of a page: lists, tables, headings, long text."""
    paragraphs = 0
    for each in cell.iterdescendants():  # up to the first that shows it, as tables are nested deep
        if each.tag in BLOCKS and each.tag not in _INSIDE:
            return True
        paragraphs += each.tag == "p"
        if paragraphs > MOST_PARAGRAPHS:
            return True
    return len("".join(cell.itertext()).strip()) > LONGEST


def rows_of(table: etree._Element) -> Iterator[list[etree._Element | None]]:
    """The cells of each row. One that goes on from the row above, or over several columns, leaves
    empty ones behind it.
    """
    held: dict[int, int] = {}  # column -> rows that a cell above still takes
    for row in _rows(table):
        cells: list[etree._Element | None] = []

        def skip(cells: list[etree._Element | None]) -> None:
            while held.get(len(cells), 0) > 0:
                held[len(cells)] -= 1
                cells.append(None)

        for cell in row:
            skip(cells)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            held.update(dict.fromkeys(range(len(cells), len(cells) + width), height - 1))
            cells += [cell, *[None] * (width - 1)]
        skip(cells)
        yield cells


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    parts = [table, *(part for part in table if part.tag in _PARTS)]
    # The foot of a table may be written before its body.
    parts.sort(key=lambda part: _ORDER.get(part.tag, 1))
    return [
        [cell for cell in row if cell.tag in ("td", "th")]
        for part in parts
        for row in part
        if row.tag == "tr"
    ]


def _span(cell: etree._Element, name: str) -> int:
    given = (cell.get(name) or "1").strip()
    return min(max(int(given), 1), MOST_SPAN) if given.isascii() and given.isdigit() else 1
