"""Contents lists: entries with number, level and printed page.

Understood forms: a page after a tab, after spaces or dot leaders; roman page numbers and ranges;
numbers before the entries ("3", "2.1", "Chapter 4"); entries broken over two lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from publications.parsing.books.numbers import split_label, split_number
from publications.parsing.books.page_first import is_column_head, page_of, read_rows
from publications.parsing.books.pieces import Piece, content_span, tidy
from publications.parsing.document import Evidence, Line, ParseWarning, SourceText
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name

_HEADING = re.compile(
    r"(?:table\s+of\s+)?contents(?:\s+(?:page|list))?\s*:?|"
    r"(?P<other>index|in\s+this\s+(?:report|paper|issue|collection))\s*:?",
    re.IGNORECASE,
)
_PAGE = (
    r"(?P<page>\d{1,3}(?:\s?[-–]\s?\d{1,3})?|\d \d(?: \d)?|[ivxlc]{1,7}(?:\s?[-–]\s?[ivxlc]{1,7})?)"
)
_LEADERS = re.compile(
    r"^(?P<title>.*?[^\s.…])"
    r"(?:\s*(?:\.\s?){3,}|\s*…+[\s.…]*| *\t[\t ]*| {2,}|\s+[/|]\s|\s*_{3,})\s*"
    rf"(?:p(?:age|p)?\.?\s*)?{_PAGE}\s*$"
)
_SPACED = re.compile(rf"^(?P<title>.*?[^\s.…\d])\s(?:p(?:age|p)?\.?\s?)?{_PAGE}\s*$")
_COUNTED = re.compile(r"chapter|part|section|appendix|annex|figure|table|box", re.IGNORECASE)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_BACK = re.compile(
    r"(?:appendix|appendices|annex|annexes|endnotes?|notes|references|bibliography|glossary"
    r"|further reading|about the (?:authors?|editors?|contributors?)|acknowledge?ments?"
    r"|contributors|conclusions?|index)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"part\s+(?:[ivx]{1,5}|\d{1,2}|[a-z]{3,7})(?!\w)", re.IGNORECASE)
_LONGEST_ENTRY = 300
_LONGEST_LIST = 400
_MOST_TIMES = 3  # that a heading stands by itself in a text
_FEWEST_UNPAGED = 3  # entries of a list that prints no pages


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a contents list."""

    title: str
    page: str
    number: str
    level: int
    evidence: Evidence
    indent: bool = False
    author: str = ""  # the name on a line of its own that belongs to the entry
    part: bool = False  # heads chapters: "Part I"
    after: str = ""  # words found behind the page


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
            _read_list(source, pieces, index)
            or _read_columns(source, pieces, index)
            or _read_unpaged(pieces, index)
        )
        if found and len(found.entries) >= 2:
            return found
    return None


def _read_columns(source: SourceText, pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list with its pages in the first column."""
    heading = [content_span(pieces[start].lines[0])]
    lines: list[Line] = []
    kept: list[Line] = []
    last = start  # the last piece that holds a page
    for at, piece in enumerate(pieces[start : start + _LONGEST_LIST], start):
        own = piece.lines[1:] if at == start else piece.lines
        if at > last + 2 or len(own) > _LONGEST_LIST or len(piece.text) > 30 * _LONGEST_ENTRY:
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
    return Contents(tuple(_with_levels(entries)), start, last + 1, tuple(heading))


def _read_unpaged(pieces: Sequence[Piece], start: int) -> Contents | None:
    """A list without pages: its lines all come back as lines of their own further down."""
    behind = pieces[start + 1 :]
    short = [(at, norm(piece.text)) for at, piece in enumerate(behind) if len(piece.text) < 200]
    times = Counter(key for _, key in short)
    before = {norm(piece.text) for piece in pieces[:start] if len(piece.text) < 200}
    # What comes back often, or stood before the list, is a running head.
    whole = {key: at for at, key in short if times[key] <= _MOST_TIMES and key not in before}
    lines: list[Line] = list(pieces[start].lines[1:])
    last = start + 1
    seen: set[str] = set()
    for at, piece in enumerate(behind[:_LONGEST_LIST]):
        keys = [norm(line.text) for line in piece.lines]
        again = any(key in seen for key in keys)
        if again or not all(whole.get(key, -1) > at for key in keys):
            break
        seen.update(keys)
        lines += piece.lines
        last += 1
    if any(whole.get(norm(line.text), -1) < 0 for line in lines) or len(lines) < _FEWEST_UNPAGED:
        return None
    entries = _entries(lines, [])
    heading = (content_span(pieces[start].lines[0]),)
    return Contents(tuple(_with_levels(entries)), start, last, heading)


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
        lines += piece.lines
        for line in piece.lines:
            seen.add(norm(_split_page(line.text)[0]))
        last += 1
    warnings: list[ParseWarning] = []
    while lines and is_column_head(lines[0].text):
        heading = (*heading, content_span(lines.pop(0)))
    entries = _entries(lines, warnings)
    other = _HEADING.fullmatch(tidy(pieces[start].lines[0].text.strip("#* \t")))
    if other and other["other"] and sum(1 for entry in entries if entry.page) < 3:
        return None  # "Index" heads a contents list only if it has the look of one
    if not entries or (not any(entry.page for entry in entries) and _in_columns(lines)):
        return None
    return Contents(tuple(_with_levels(entries)), start, last, heading, tuple(warnings))


def _in_columns(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if page_of(line.text)[0]) >= 3 and bool(read_rows(lines))


def _belongs(piece: Piece, pieces: Sequence[Piece], at: int, seen: set[str], begun: bool) -> bool:
    """Whether a piece still stands in the list: it has pages, or what follows it has."""
    if len(piece.lines) > _LONGEST_LIST or any(
        len(line.text) > _LONGEST_ENTRY for line in piece.lines
    ):
        return False
    if any(_split_page(line.text)[1] for line in piece.lines):
        return True
    text = norm(piece.text)
    if text in seen or len(piece.lines) > 3 or len(piece.text) > 120:
        return False
    # A number, an author or the first half of an entry on a line of its own.
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None or any(len(line.text) > _LONGEST_ENTRY for line in following.lines):
        return False
    return any(_split_page(line.text)[1] for line in following.lines)


def _split_page(text: str) -> tuple[str, str]:
    """An entry's words and its page as printed; no page: ""."""
    text = text.rstrip()
    if len(text) > _LONGEST_ENTRY:
        return text.strip(), ""
    match = _LEADERS.match(text) or _SPACED.match(text)
    if not match:
        return text.strip(), ""
    title, page = match["title"], match["page"]
    if not any(char.isalpha() for char in title):
        return text.strip(), ""
    if match.re is _SPACED and _COUNTED.fullmatch(title.strip()):
        return text.strip(), ""  # "Chapter 1" is a chapter's number, no page
    if (
        match.re is _SPACED
        and not page.replace(" ", "").replace("–", "").replace("-", "").isdigit()
    ):
        return text.strip(), ""  # "i" behind a single space is a word
    return title.strip(), page


def _entries(lines: list[Line], warnings: list[ParseWarning]) -> list[Entry]:
    entries: list[Entry] = []
    waiting: list[Line] = []
    names_follow = _names_follow(lines)
    for line in lines:
        title, page = _split_page(line.text)
        if not page:
            if names_follow and entries and not waiting and not entries[-1].author:
                span = content_span(line)
                entries[-1] = replace(
                    entries[-1],
                    author=tidy(line.text),
                    evidence=(*entries[-1].evidence, span),
                )
            elif _PART.match(title) and not waiting:
                number, words = split_number(tidy(title))
                entries.append(Entry(words, "", number, 0, (content_span(line),), part=True))
            else:
                waiting.append(line)
            continue
        evidence = tuple(content_span(each) for each in (*waiting, line))
        byline = title if waiting and people_listed(_BY.sub("", title), 0, "") else ""
        parts = [tidy(each.text) for each in waiting] + ([title] if not byline else [])
        first = (waiting[0] if waiting else line).text
        waiting = []
        whole = " ".join(part for part in parts if part)
        number, words = split_number(whole)
        if " " in page.strip() and "-" not in page and "–" not in page:
            warnings.append(
                ParseWarning(
                    "page_number_spaced",
                    f"The contents list prints the page as “{page}”; read as "
                    f"{page.replace(' ', '')}.",
                    evidence[-1:],
                )
            )
            page = page.replace(" ", "")
        indent = first[:1].isspace() and bool(first.strip())
        part = bool(_PART.match(whole))
        entries.append(
            Entry(tidy(words), tidy(page), number, 0, evidence, indent, tidy(byline), part=part)
        )
    for line in waiting:
        words = tidy(line.text)
        number, words = split_number(words)
        entries.append(Entry(words, "", number, 0, (content_span(line),)))
    return entries


def _names_follow(lines: Sequence[Line]) -> bool:
    """Whether a name on a line of its own belongs to the entry above it, and not to that below.

    So it is where the list ends with a line without a page, or where what stands under the names
    begins with a number or is no essay: "Endnotes".
    """
    if not lines:
        return False
    entries = [_split_page(line.text) for line in lines]
    if not entries[-1][1]:
        return True
    if not entries[0][1]:
        return False
    below = [
        after[0]
        for before, after in pairwise(entries)
        if not before[1] and after[1] and _is_names(before[0])
    ]
    return bool(below) and all(_BACK.match(title) or split_number(title)[0] for title in below)


def _is_names(text: str) -> bool:
    words = re.sub(r"^by\s+", "", tidy(text), flags=re.IGNORECASE)
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", words)
    return all(looks_like_name(part) for part in parts)


def _with_levels(entries: list[Entry]) -> list[Entry]:
    """Levels by numbers, else by indentation, else by capitals, else all on the first level."""
    numbered = any(entry.number for entry in entries)
    indented = any(e.indent for e in entries) and not all(e.indent for e in entries)
    capitals = [entry.title.isupper() for entry in entries]
    mixed = any(capitals) and not all(capitals) and not numbered
    labelled = [bool(split_label(entry.title)[0]) for entry in entries]
    gathered = _gathered(entries, labelled) if not (numbered or indented or mixed) else range(0)
    result: list[Entry] = []
    inside = False  # a numbered chapter is open
    last_number = max((at for at, entry in enumerate(entries) if entry.number), default=-1)
    for at, (entry, shouted) in enumerate(zip(entries, capitals, strict=True)):
        if numbered and entry.number:
            level = 1 + entry.number.strip(".").count(".")
            inside = True
        elif numbered:
            back = _BACK.match(entry.title) and not entry.indent and at > last_number
            level = 2 if inside and not back else 1
        elif indented:
            level = 2 if entry.indent and result else 1
        elif mixed:
            level = 1 if shouted or not result else 2
        elif at in gathered:
            level = 2
        else:
            level = 1
        result.append(replace(entry, level=level))
    return _under_parts(result)


def _under_parts(entries: list[Entry]) -> list[Entry]:
    """The chapters of a list with parts, one level under their part."""
    if not any(entry.part for entry in entries) or all(entry.part for entry in entries):
        return entries
    result: list[Entry] = []
    inside = False
    for entry in entries:
        inside = entry.part or (inside and not (_BACK.match(entry.title) and not entry.number))
        deeper = inside and not entry.part
        result.append(replace(entry, level=entry.level + 1) if deeper else entry)
    return result


def _gathered(entries: list[Entry], labelled: list[bool]) -> range:
    """The entries "Theme 1: ...", "Theme 2: ..." behind one without a page: its parts."""
    first = labelled.index(True) if sum(labelled) > 1 else 0
    if not first or entries[first - 1].page or not entries[first].page:
        return range(0)
    last = first
    while last < len(entries) and labelled[last]:
        last += 1
    return range(first, last)
