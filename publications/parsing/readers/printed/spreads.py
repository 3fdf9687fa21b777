"""Sheets that show two pages of a book side by side, each with its own head, foot and number."""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.readers.printed.furniture import Furnished, furnish
from publications.parsing.readers.printed.glyphs import Fragment

WIDER = 1.15  # times the height of what is printed on a sheet
MOST = 0.6  # of the sheets must have two numbers that follow each other


def furnish_sheets(sheets: list[list[Fragment]]) -> list[Furnished]:
    """Tell the furniture of every sheet from its body, on both of its pages where it has two."""
    if 2 * sum(map(_is_wide, sheets)) <= len(sheets):
        return furnish(sheets)
    halves = [half for sheet in sheets for half in _halves(sheet)]
    pages = furnish(halves)
    pairs = list(zip(pages[::2], pages[1::2], strict=True))
    if sum(_follow(left, right) for left, right in pairs) < max(2, MOST * len(sheets)):
        return furnish(sheets)
    return [_joined(left, right) for left, right in pairs]


def _is_wide(sheet: Sequence[Fragment]) -> bool:
    if not sheet:
        return False
    width = max(each.x1 for each in sheet) - min(each.x0 for each in sheet)
    return width > WIDER * (max(each.bottom for each in sheet) - min(each.top for each in sheet))


def _halves(sheet: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment]]:
    middle = 0.0
    if sheet:
        middle = (min(each.x0 for each in sheet) + max(each.x1 for each in sheet)) / 2
    left = [each for each in sheet if each.x0 + each.x1 < 2 * middle]
    return left, [each for each in sheet if each.x0 + each.x1 >= 2 * middle]


def _follow(left: Furnished, right: Furnished) -> bool:
    numbers = (left.label, right.label)
    return all(map(str.isdigit, numbers)) and int(right.label) == int(left.label) + 1


def _joined(left: Furnished, right: Furnished) -> Furnished:
    label = "–".join(filter(None, (left.label, right.label)))
    return Furnished(left.head + right.head, left.body + right.body, left.foot + right.foot, label)
