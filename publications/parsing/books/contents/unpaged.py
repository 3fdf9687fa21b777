"""Contents lists without pages: what they name stands as headings further down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publications.parsing.books.contents.entries import (
    LONGEST_ENTRY,
    LONGEST_LIST,
    Contents,
    Entry,
    entries_of,
    with_levels,
)
from publications.parsing.books.contents.named_entries import without_names
from publications.parsing.books.contents.run_together import entries_apart
from publications.parsing.books.pieces import Piece, content_span, tidy
from publications.parsing.books.wording import norm
from publications.parsing.document import Line

_MOST_TIMES = 3  # that a heading stands by itself in a text
_FEWEST = 3  # entries


def read_unpaged(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list without pages: its lines all come back as lines of their own further down."""
    behind = pieces[start + 1 :]
    short = [(at, norm(piece.text)) for at, piece in enumerate(behind) if len(piece.text) < 200]
    times = Counter(key for _, key in short)
    before = {norm(piece.text) for piece in pieces[:start] if len(piece.text) < 200}
    # What comes back often, or stood before the list, is a running head.
    whole = {key: at for at, key in short if times[key] <= _MOST_TIMES and key not in before}
    lines: list[Line] = list(pieces[start].lines[1:])
    blocks = [tuple(lines)] if lines else []
    last = start + 1
    seen: set[str] = set()
    for at, piece in enumerate(behind[:LONGEST_LIST]):
        keys = [norm(line.text) for line in piece.lines]
        again = any(key in seen for key in keys)
        if again or not all(_line_of(whole, line) > at for line in piece.lines):
            break
        seen.update(keys)
        lines += piece.lines
        blocks.append(tuple(piece.lines))
        last += 1
    if any(_line_of(whole, line) < 0 for line in lines) or len(lines) < _FEWEST:
        return None
    entries = entries_of(lines, [])
    if last < len(pieces) and _pages_apart(pieces[last], len(blocks)):
        entries = _with_authors(blocks) or entries
    if last < len(pieces) and (pages := _pages_apart(pieces[last], len(entries))):
        entries = [
            replace(entry, page=page.text.strip(), evidence=(*entry.evidence, content_span(page)))
            for entry, page in zip(entries, pages, strict=True)
        ]
        last += 1
    heading = (content_span(pieces[start].lines[0]),)
    return Contents(tuple(with_levels(entries)), start, last, heading)


def read_run_together(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list without pages that holds two headings or more on a line, numbered throughout.

    The numbers before its entries are sections', not pages: they stand before the headings too.
    """
    page = pieces[start].lines[0].page
    if page is None:
        return None  # only the end of its page tells where such a list ends
    lines = list(pieces[start].lines[1:])
    last = start + 1
    while last < len(pieces) and pieces[last].lines[0].page == page:
        if any(len(line.text) > LONGEST_ENTRY for line in pieces[last].lines):
            break
        lines += pieces[last].lines
        last += 1
    keys = {norm(each.text) for each in pieces[last:] if len(each.text) < 200}
    apart = entries_apart(lines[:LONGEST_LIST], keys, norm)
    named = [norm(line.text) for line in apart]
    if len(apart) <= len(lines) or len(apart) < _FEWEST or len(set(named)) < len(named):
        return None
    entries = entries_of(apart, [])
    if sum(1 for entry in entries if entry.number) < _FEWEST:
        return None
    heading = (content_span(pieces[start].lines[0]),)
    return Contents(tuple(with_levels(entries)), start, last, heading)


def _line_of(whole: Mapping[str, int], line: Line) -> int:
    """Where a line comes back, alone or without the names at its end; -1 if nowhere."""
    at = whole.get(norm(line.text), -1)
    return at if at >= 0 else whole.get(norm(without_names(line.text)), -1)


def _with_authors(blocks: Sequence[tuple[Line, ...]]) -> list[Entry]:
    """An entry for each block of a title and, on the line under it, its author."""
    if any(len(block) > 2 for block in blocks):
        return []
    entries = [entries_of([block[0]], [])[0] for block in blocks]
    return [
        replace(
            entry,
            author=tidy(block[1].text),
            evidence=(*entry.evidence, content_span(block[1])),
        )
        if len(block) > 1
        else entry
        for entry, block in zip(entries, blocks, strict=True)
    ]


def _pages_apart(piece: Piece, entries: int) -> list[Line]:
    """The lines of a column of pages that stands behind the column of titles, one for each."""
    pages = [line.text.strip() for line in piece.lines]
    if len(pages) != entries or not all(page.isdigit() and len(page) < 4 for page in pages):
        return []
    return list(piece.lines) if [int(p) for p in pages] == sorted(map(int, pages)) else []
