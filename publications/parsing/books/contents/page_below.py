"""Contents lists with each page on the line below its title, or with all in a column below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publications.parsing.books.contents.entries import Entry, entries_of, is_names, signed_among
from publications.parsing.books.contents.page_first import are_pages
from publications.parsing.books.pieces import content_span, tidy
from publications.parsing.document import Line

_MOST_LINES = 3  # of a title, its author's name among them
_LONGEST = 120  # characters
_LABEL = re.compile(r"\d{1,3}|[ivxl]{1,6}")  # of a page
_FEWEST = 3  # pages of a column
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


def pages_in_column(
    groups: Sequence[Sequence[Line]],
) -> tuple[list[tuple[Line, ...]], list[Line], int]:
    """Titles with their authors' lines, the pages that stand in a column behind them all, and
    how many groups both fill. Nothing where there are not as many of these as of those."""
    lines: list[Line] = []
    names: list[Line] = []  # that stand in a column of their own, between titles and pages
    for at, group in enumerate(groups[:_MOST], 1):
        pages = [line.text.strip() for line in group]
        if len(group) >= _FEWEST and all(_is_label(page) for page in pages):
            named = _with_column(_named(lines), names)
            if len(named) == len(group) and are_pages(pages):
                return named, list(group), at
            return [], [], 0
        if names or any(len(line.text) > _LONGEST for line in group):
            break
        if lines and len(group) >= _FEWEST and all(is_names(line.text) for line in group):
            names = list(group)
        else:
            lines += group
    return [], [], 0


def entries_below(rows: Iterable[tuple[Sequence[Line], Line]]) -> list[Entry]:
    """The entries of titles, with the names under them among their lines, and lines of pages."""
    entries = []
    for title, page in rows:
        entry = entries_of([title[0]], [])[0]
        by = title[-1].text if len(title) > 1 and is_names(title[-1].text) else ""
        more = title[1:-1] if by else title[1:]
        words = " ".join([entry.title, *(tidy(line.text) for line in more)])
        evidence = tuple(content_span(line) for line in (*title, page))
        entries.append(
            replace(entry, title=words, page=page.text.strip(), author=tidy(by), evidence=evidence)
        )
    return entries


def _named(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Each title with the lines that belong to it: names, and what goes on in small letters."""
    entries: list[tuple[Line, ...]] = []
    for line in lines:
        if entries and (is_names(line.text) or line.text.strip()[:1].islower()):
            entries[-1] = (*entries[-1], line)
        else:
            entries.append((line,))
    return entries


def _with_column(
    entries: Sequence[tuple[Line, ...]], names: Sequence[Line]
) -> list[tuple[Line, ...]]:
    """Titles, each with its name in the column beside them; without where it is not plain whose
    each is."""
    signed = signed_among([entry[0].text for entry in entries], len(names))
    given = dict(zip(signed, names, strict=False))
    return [
        (*entry, given[at]) if at in given else tuple(entry) for at, entry in enumerate(entries)
    ]


def _is_label(text: str) -> bool:
    return bool(_LABEL.fullmatch(text))


def _is_page(line: Line) -> bool:
    return _is_label(line.text.strip())
