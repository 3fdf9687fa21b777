"""Contents lists: entries with number, level and printed page.

Understood forms: a page after a tab, after spaces or dot leaders; roman page numbers and ranges;
numbers before the entries ("3", "2.1", "Chapter 4"); entries broken over two lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from publications.parsing.books.contents.entries import (
    LONGEST_ENTRY,
    Entry,
    entries_of,
    split_page,
    with_levels,
)
from publications.parsing.books.contents.named_entries import authors_apart, without_names
from publications.parsing.books.contents.page_below import (
    entries_below,
    pages_below,
    pages_in_column,
)
from publications.parsing.books.contents.page_first import is_column_head, page_of, read_rows
from publications.parsing.books.contents.run_together import entries_apart
from publications.parsing.books.contents.side_by_side import read_columns
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import Piece, content_span, tidy
from publications.parsing.document import Evidence, Line, ParseWarning, SourceText

_HEADING = re.compile(
    r"(?:table\s+of\s+)?contents(?:\s+(?:page|list))?\s*:?|"
    r"(?P<other>index|(?:what(?:\s+is|['’]s)\s+)?(?:in|inside)\s+this"
    r"\s+(?:report|paper|issue|collection|volume|document|strategy|booklet|book|guide|pamphlet)"
    r"|what(?:\s+is|['’]s)\s+inside)\s*:?",
    re.IGNORECASE,
)
_PAGE_FOOT = re.compile(r"\W*page\s+\d{1,3}\s+of\s+\d{1,3}\W*", re.IGNORECASE)
_LONGEST_LIST = 400
_MOST_TIMES = 3  # that a heading stands by itself in a text
_FEWEST_UNPAGED = 3  # entries of a list that prints no pages


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list and where it stands: ``pieces[first:last]`` with its heading."""

    entries: tuple[Entry, ...]
    first: int
    last: int
    heading: Evidence
    warnings: tuple[ParseWarning, ...] = ()


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """A text for comparing headings: lower case, words and digits only, "&" as "and"."""
    text = text.casefold().replace("&", " and ").replace("*", "")
    return " ".join(_NOT_WORD.sub(" ", _APOSTROPHE.sub("", text)).split())


_APOSTROPHE = re.compile(r"['’‘`]")
_NOT_WORD = re.compile(r"[\W_]+")


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
            or _read_run_together(pieces, index)
            or _read_columns(source, pieces, index)
            or _read_unpaged(pieces, index)
        )
        if found and _PAGE_FOOT.fullmatch(pieces[found.last - 1].text):
            found = replace(found, entries=found.entries[:-1], last=found.last - 1)
        if found and len(found.entries) >= 2:
            return replace(found, entries=authors_apart(found.entries))
    return None


def _read_side_by_side(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list in two columns, on the page of its heading."""
    page = pieces[start].lines[0].page
    groups = [pieces[start].lines[1:]]
    for piece in pieces[start + 1 : start + _LONGEST_LIST]:
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
    for at, piece in enumerate(pieces[start : start + _LONGEST_LIST], start):
        own = piece.lines[1:] if at == start else piece.lines
        if at > last + 2 or len(own) > _LONGEST_LIST or len(piece.text) > 30 * LONGEST_ENTRY:
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


def _read_unpaged(pieces: Sequence[Piece], start: int) -> Contents | None:
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
    for at, piece in enumerate(behind[:_LONGEST_LIST]):
        keys = [norm(line.text) for line in piece.lines]
        again = any(key in seen for key in keys)
        if again or not all(_line_of(whole, line) > at for line in piece.lines):
            break
        seen.update(keys)
        lines += piece.lines
        blocks.append(tuple(piece.lines))
        last += 1
    if any(_line_of(whole, line) < 0 for line in lines) or len(lines) < _FEWEST_UNPAGED:
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


def _read_run_together(pieces: Sequence[Piece], start: int) -> Contents | None:
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
    apart = entries_apart(lines[:_LONGEST_LIST], keys, norm)
    named = [norm(line.text) for line in apart]
    if len(apart) <= len(lines) or len(apart) < _FEWEST_UNPAGED or len(set(named)) < len(named):
        return None
    entries = entries_of(apart, [])
    if sum(1 for entry in entries if entry.number) < _FEWEST_UNPAGED:
        return None
    heading = (content_span(pieces[start].lines[0]),)
    return Contents(tuple(with_levels(entries)), start, last, heading)


def _pages_apart(piece: Piece, entries: int) -> list[Line]:
    """The lines of a column of pages that stands behind the column of titles, one for each."""
    pages = [line.text.strip() for line in piece.lines]
    if len(pages) != entries or not all(page.isdigit() and len(page) < 4 for page in pages):
        return []
    return list(piece.lines) if [int(p) for p in pages] == sorted(map(int, pages)) else []


def _read_list(source: SourceText, pieces: Sequence[Piece], start: int) -> Contents | None:
    heading = (content_span(pieces[start].lines[0]),)
    if len(pieces[start].lines) > _LONGEST_LIST:
        return None
    lines: list[Line] = list(pieces[start].lines[1:])
    last = start + 1
    seen: set[str] = set()
    for piece in pieces[start + 1 : start + 1 + _LONGEST_LIST]:
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
    if len(piece.lines) > _LONGEST_LIST or any(
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
