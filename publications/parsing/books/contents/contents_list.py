"""Contents lists: entries with number, level and printed page.

Understood forms: a page after a tab, after spaces or dot leaders; roman page numbers and ranges;
numbers before the entries ("3", "2.1", "Chapter 4"); entries broken over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publications.parsing.books.contents.entries import (
    LONGEST_ENTRY,
    LONGEST_LIST,
    Contents,
    Entry,
    entries_of,
    is_part,
    split_page,
    with_levels,
)
from publications.parsing.books.contents.named_entries import authors_apart
from publications.parsing.books.contents.page_below import (
    entries_below,
    pages_below,
    pages_in_column,
)
from publications.parsing.books.contents.page_first import is_column_head, page_of, read_rows
from publications.parsing.books.contents.side_by_side import read_columns
from publications.parsing.books.contents.unpaged import read_run_together, read_unpaged
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import Piece, content_span, tidy
from publications.parsing.books.wording import norm
from publications.parsing.document import Line, ParseWarning, SourceText

_HEADING = re.compile(
    r"(?:table\s+of\s+)?contents(?:\s+(?:page|list))?\s*:?|"
    r"(?P<other>index|(?:what(?:\s+is|['’]s)\s+)?(?:in|inside)\s+this"
    r"\s+(?:report|paper|issue|collection|volume|document|strategy|booklet|book|guide|pamphlet)"
    r"|what(?:\s+is|['’]s)\s+inside)\s*:?",
    re.IGNORECASE,
)
_PAGE_FOOT = re.compile(r"\W*page\s+\d{1,3}\s+of\s+\d{1,3}\W*", re.IGNORECASE)


def find_contents(source: SourceText, pieces: Sequence[Piece]) -> Contents | None:
    """The contents list of a text, or None. Looks at the first third and a little more."""
    limit = max(2000, len(source.text) // 3 + 2000)
    for index, piece in enumerate(pieces):
        if piece.start > limit:
            break
        first = tidy(piece.lines[0].text.strip("#* \t"))
        if not _HEADING.fullmatch(first):
            continue
        found = (
            _read_side_by_side(pieces, index)
            or _read_page_column(pieces, index)
            or _read_pages_below(pieces, index)
            or _read_list(source, pieces, index)
            or read_run_together(pieces, index)
            or _read_columns(source, pieces, index)
            or read_unpaged(pieces, index)
        )
        if found and _PAGE_FOOT.fullmatch(pieces[found.last - 1].text):
            found = replace(found, entries=found.entries[:-1], last=found.last - 1)
        if found and len(found.entries) >= 2:
            apart = authors_apart(found.entries)
            entries = found.entries if apart == found.entries else with_levels(apart)
            return replace(found, entries=tuple(entries))
    return None


def _read_side_by_side(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list in two columns, on the page of its heading."""
    page = pieces[start].lines[0].page
    groups = [pieces[start].lines[1:]]
    for piece in pieces[start + 1 : start + LONGEST_LIST]:
        if piece.lines[0].page != page:
            break
        groups.append(piece.lines)
    entries, filled = read_columns(groups)
    if not entries:
        return None
    heading = (content_span(pieces[start].lines[0]),)
    return Contents(tuple(with_levels(entries)), start, start + filled, heading)


def _read_columns(source: SourceText, pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list with its pages in the first column."""
    heading = [content_span(pieces[start].lines[0])]
    lines: list[Line] = []
    kept: list[Line] = []
    last = start  # the last piece that holds a page
    for at, piece in enumerate(pieces[start : start + LONGEST_LIST], start):
        own = piece.lines[1:] if at == start else piece.lines
        if at > last + 2 or len(own) > LONGEST_LIST or len(piece.text) > 30 * LONGEST_ENTRY:
            break
        for line in own:
            if not kept and is_column_head(line.text):
                heading.append(content_span(line))
            else:
                lines.append(line)
        if any(page_of(line.text)[0] for line in own):
            pages = [page_of(line.text)[0] for line in lines]
            arabic = [page for page in pages if page[:1].isdigit()]
            first = [int(page.split("-")[0].split("–")[0]) for page in arabic]
            if first != sorted(first):
                break
            last, kept = at, list(lines)
        elif own and at == start:
            return None
    entries = [
        Entry(
            split_number(tidy(row.title))[1],
            row.page,
            split_number(tidy(row.title))[0],
            0,
            tuple(content_span(line) for line in row.lines),
            author=tidy(row.author),
            part=is_part(tidy(row.title)),
        )
        for row in read_rows(kept)
    ]
    if not entries:
        return None
    return Contents(tuple(with_levels(entries)), start, last + 1, tuple(heading))


def _read_page_column(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list whose pages all stand in a column behind its titles."""
    groups = [pieces[start].lines[1:], *(piece.lines for piece in pieces[start + 1 :])]
    rows, pages, filled = pages_in_column(groups)
    return _paged(pieces, start, zip(rows, pages, strict=True), filled) if rows else None


def _read_pages_below(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list with each page on the line below its title."""
    groups = [pieces[start].lines[1:], *(piece.lines for piece in pieces[start + 1 :])]
    rows, filled = pages_below(groups)
    return _paged(pieces, start, ((row[:-1], row[-1]) for row in rows), filled) if rows else None


def _paged(
    pieces: Sequence[Piece],
    start: int,
    rows: Iterable[tuple[Sequence[Line], Line]],
    filled: int,
) -> Contents:
    """A list of titles, names under them among their lines, and the line of each one's page."""
    entries = entries_below(rows)
    heading = (content_span(pieces[start].lines[0]),)
    return Contents(tuple(with_levels(entries)), start, start + filled, heading)


def _read_list(source: SourceText, pieces: Sequence[Piece], start: int) -> Contents | None:
    heading = (content_span(pieces[start].lines[0]),)
    if len(pieces[start].lines) > LONGEST_LIST:
        return None
    lines: list[Line] = list(pieces[start].lines[1:])
    last = start + 1
    seen: set[str] = set()
    for piece in pieces[start + 1 : start + 1 + LONGEST_LIST]:
        if not _belongs(piece, pieces, last, seen, bool(lines)):
            break
        if piece.lines[0].page != pieces[start].lines[0].page and _is_again(piece, seen):
            break  # the running head of the next page
        lines += piece.lines
        for line in piece.lines:
            seen.add(norm(split_page(line.text)[0]))
        last += 1
    warnings: list[ParseWarning] = []
    while lines and is_column_head(lines[0].text):
        heading = (*heading, content_span(lines.pop(0)))
    entries = entries_of(lines, warnings)
    other = _HEADING.fullmatch(tidy(pieces[start].lines[0].text.strip("#* \t")))
    if other and other["other"] and sum(1 for entry in entries if entry.page) < 3:
        return None  # "Index" heads a contents list only if it has the look of one
    if not entries or (not any(entry.page for entry in entries) and _in_columns(lines)):
        return None
    return Contents(tuple(with_levels(entries)), start, last, heading, tuple(warnings))


def _is_again(piece: Piece, seen: set[str]) -> bool:
    """Whether a piece is one line that says an entry again."""
    return piece.single and norm(split_page(piece.lines[0].text)[0]) in seen


def _in_columns(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if page_of(line.text)[0]) >= 3 and bool(read_rows(lines))


def _belongs(piece: Piece, pieces: Sequence[Piece], at: int, seen: set[str], begun: bool) -> bool:
    """Whether a piece still stands in the list: it has pages, or what follows it has."""
    if len(piece.lines) > LONGEST_LIST or any(
        len(line.text) > LONGEST_ENTRY for line in piece.lines
    ):
        return False
    if any(split_page(line.text)[1] for line in piece.lines):
        return True
    text = norm(piece.text)
    if text in seen or len(piece.lines) > 3 or len(piece.text) > 120:
        return False
    # A number, an author or the first half of an entry on a line of its own.
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None or any(len(line.text) > LONGEST_ENTRY for line in following.lines):
        return False
    return any(split_page(line.text)[1] for line in following.lines)
