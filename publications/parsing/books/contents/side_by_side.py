"""Contents lists in two columns side by side, whose lines hold half an entry of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from publications.parsing.books.contents.entries import Entry, is_names, is_part, split_page
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import content_span, tidy
from publications.parsing.document import Line

_FIRST, _LAST = 14, 110  # characters into a line between which a second column may begin
_FEWEST = 2  # pages that each column prints
_LONGEST = 150  # characters
_BESIDE = re.compile(r"(?<=\d)(?:\t[\t ]*| +)(?=\d{0,2}[.:]?\s*[^\W\d_])")
_WIDE = re.compile(r"\S {2,}\S|\t")
_PROSE = 50  # characters of a line without a gap

Cells = list[Line | None]  # of one column; None where it is blank


def read_columns(groups: Sequence[Sequence[Line]]) -> tuple[list[Entry], int]:
    """The entries at the beginning of some groups of lines, and how many groups they fill."""
    last = 0
    while last < len(groups) and _may_belong(groups[last]):
        last += 1
    rows: list[tuple[Line | None, Line | None]] = []
    of: list[int] = []  # the group of each row
    lines = [line for group in groups[:last] for line in group]
    at = _gutter(lines)
    for number, group in enumerate(groups[:last]):
        for line in group:
            rows.append(_cut(line, at) if at else _cut_behind_page(line))
            of.append(number)
        rows.append((None, None))
        of.append(number)
    paged = [place for place, row in enumerate(rows) if any(map(_page, row))]
    both = sum(1 for row in rows if all(map(_page, row)))
    if not paged or (not at and (both < _FEWEST or 2 * both < len(lines))):
        return [], 0
    filled = of[paged[-1]] + 1
    kept = [row for row, number in zip(rows, of, strict=True) if number < filled]
    columns = [_entries([row[side] for row in kept]) for side in (0, 1)]
    found = [[int(each.page) for each in column if each.page.isdigit()] for column in columns]
    if any(len(pages) < _FEWEST or pages != sorted(pages) for pages in found):
        return [], 0
    entries = [*columns[0], *columns[1]]
    if found[0][-1] > found[1][0]:
        entries = _by_page(entries)
    return entries, filled


def _may_belong(group: Sequence[Line]) -> bool:
    """Whether lines can be a list's: short ones, and no paragraph."""
    long = [line for line in group if len(line.text.strip()) > _PROSE]
    running = [line for line in long if not _WIDE.search(line.text.strip())]
    if any(len(line.text) > _LONGEST for line in group):
        return False
    return len(running) < 2 or all(split_page(line.text)[1] for line in running)


def _gutter(lines: Sequence[Line]) -> int:
    """Where the second column begins: no line crosses it, and pages end the cells of both."""
    texts = [line.text.rstrip() for line in lines]
    best, most = 0, (0, 0)
    for at in range(_FIRST, min(_LAST, max(map(len, texts), default=0))):
        right = [text for text in texts if len(text) > at]
        if any(text[at - 2 : at].strip() for text in right):
            continue
        begin = sum(1 for text in right if text[at] != " ")
        pages = [
            sum(1 for text in halves if split_page(text)[1])
            for halves in ([text[:at] for text in texts], [text[at:] for text in right])
        ]
        weight = (sum(pages), begin)
        if begin >= _FEWEST and min(pages) >= _FEWEST and weight > most:
            best, most = at, weight
    return best


def _cut(line: Line, at: int) -> tuple[Line | None, Line | None]:
    return _cell(line, 0, at), _cell(line, at, len(line.text))


def _cut_behind_page(line: Line) -> tuple[Line | None, Line | None]:
    """A line whose columns are not set apart, cut behind its first page."""
    for match in _BESIDE.finditer(line.text[:_LONGEST]):
        cells = (_cell(line, 0, match.start()), _cell(line, match.end(), len(line.text)))
        if all(map(_page, cells)):
            return cells
    return line, None


def _cell(line: Line, start: int, end: int) -> Line | None:
    text = line.text[start:end].rstrip()
    begin = line.start + start
    return replace(line, start=begin, end=begin + len(text), text=text) if text.strip() else None


def _page(cell: Line | None) -> str:
    return split_page(cell.text)[1] if cell else ""


def _entries(cells: Cells) -> list[Entry]:
    """The entries of one column. Blank lines part them, or else each page ends a title."""
    entries: list[Entry] = []
    for blank, group in groupby(cells, key=lambda cell: cell is None):
        if not blank:
            _read_block([cell for cell in group if cell], entries)
    return entries


def _read_block(block: Sequence[Line], entries: list[Entry]) -> None:
    """Add the entries of lines without a blank one between them, names under or over titles."""
    waiting: list[Line] = []
    fresh = len(entries)
    for line in block:
        waiting.append(line)
        if not _page(line):
            continue
        under = _names_at_start(waiting[:-1])
        own = waiting
        over: list[Line] = []
        if under and len(entries) > fresh and not entries[-1].author:
            own = waiting[under:]
            _give(entries, waiting[:under])
        elif under:
            over, own = waiting[:under], waiting[under:]
        entries.append(_entry(own))
        if over:
            _give(entries, over)
        waiting = []
    if not waiting:
        return
    under = _names_at_start(waiting)
    if under and entries and not entries[-1].author:
        _give(entries, waiting[:under])
        waiting = waiting[under:]
    elif len(entries) > fresh:
        last = entries[-1]  # its subtitle
        words = " ".join(tidy(line.text) for line in waiting)
        evidence = (*last.evidence, *(content_span(line) for line in waiting))
        entries[-1] = replace(last, title=f"{last.title} {words}", evidence=evidence)
        return
    if waiting:
        entries.append(_entry(waiting))


def _names_at_start(lines: Sequence[Line]) -> int:
    """How many of the first lines are, together, nothing but names."""
    return max(
        (
            count
            for count in range(1, len(lines) + 1)
            if is_names(" ".join(line.text for line in lines[:count]))
        ),
        default=0,
    )


def _give(entries: list[Entry], lines: Sequence[Line]) -> None:
    """Give the last entry its author."""
    author = tidy(" ".join(line.text for line in lines))
    evidence = (*entries[-1].evidence, *(content_span(line) for line in lines))
    entries[-1] = replace(entries[-1], author=author, evidence=evidence)


def _entry(lines: Sequence[Line]) -> Entry:
    """The entry of a title's lines, the page on the last."""
    title, page = split_page(lines[-1].text)
    whole = tidy(" ".join([*(line.text for line in lines[:-1]), title]))
    number, words = split_number(whole)
    evidence = tuple(content_span(line) for line in lines)
    return Entry(words, tidy(page), number, 0, evidence, part=is_part(whole))


def _by_page(entries: Sequence[Entry]) -> list[Entry]:
    """Entries of columns that are read line by line, in the order of their pages."""
    at = 0
    keyed: list[tuple[int, Entry]] = []
    for entry in entries:
        at = int(entry.page) if entry.page.isdigit() else at
        keyed.append((at, entry))
    return [entry for _, entry in sorted(keyed, key=lambda each: each[0])]
