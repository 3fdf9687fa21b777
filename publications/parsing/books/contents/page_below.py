"""Contents lists with each page on the line below its title."""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.books.contents.page_first import are_pages
from publications.parsing.document import Line

_MOST_LINES = 3  # of a title, its author's name among them
_LONGEST = 120  # characters
_MOST = 200  # groups


def pages_below(groups: Sequence[Sequence[Line]]) -> tuple[list[tuple[Line, ...]], int]:
    """The entries at the beginning of some groups of lines, and how many groups they fill.

    The last line of an entry is its page.
    """
    entries: list[tuple[Line, ...]] = []
    waiting: list[Line] = []
    kept, filled = 0, 0
    for at, lines in enumerate(groups[:_MOST], 1):
        for line in lines:
            waiting.append(line)
            if _is_page(line) and len(waiting) > 1:
                entries.append(tuple(waiting))
                waiting = []
        long = any(len(line.text) > _LONGEST for line in waiting)
        if long or len(waiting) > _MOST_LINES or (waiting and _is_page(waiting[0])):
            break
        if not waiting:
            kept, filled = len(entries), at
    entries = entries[:kept]
    printed = [entry[-1].text.strip() for entry in entries]
    return (entries, filled) if printed and are_pages(printed) else ([], 0)


def _is_page(line: Line) -> bool:
    return line.text.strip().isdigit() and len(line.text.strip()) < 4
