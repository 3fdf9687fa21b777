"""Contents lists with the pages in the first column: "6-7<tab>Foreword"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publications.parsing.document import Line
from publications.parsing.name_lists import people_listed

_FIRST = re.compile(
    r"(?:p(?:age)?\.?\s*)?(?P<page>\d{1,3})(?P<last>\s?[-–]\s?\d{1,3})?\s+(?=[^\s\d]|\d{1,2}\s?[|.:])"
)
_ROMAN = re.compile(r"(?P<page>[ivxl]{1,6})(?:\t|\s{2,})\s*(?=[A-Z])")
_HEAD_WORD = re.compile(
    r"pages?|page\(s\)|no\.?|numbers?|contents?|titles?|sections?|chapters?|subject|item|author"
    r"|paragraphs?",
    re.IGNORECASE,
)
_FEWEST = 3  # entries with a page
_LONGEST = 300


@dataclass(slots=True)
class Row:
    """One entry: its page as printed ("" for a heading without one), its words, its lines."""

    page: str
    title: str
    lines: list[Line] = field(default_factory=list)
    author: str = ""


def is_column_head(text: str) -> bool:
    """Whether a line names the columns of a contents list: "Page<tab>Content"."""
    words = text.split()
    return 0 < len(words) <= 4 and all(map(_HEAD_WORD.fullmatch, words))


def page_of(text: str) -> tuple[str, str]:
    """The page that a line begins with and the words behind it; ("", words) without one."""
    text = text.strip()
    if roman := _ROMAN.match(text):
        return roman["page"], text[roman.end() :]
    match = _FIRST.match(text[:_LONGEST])
    if not match or len(text) > _LONGEST:
        return "", text
    return " ".join(f"{match['page']}{match['last'] or ''}".split()), text[match.end() :]


def read_rows(lines: Sequence[Line]) -> list[Row]:
    """The entries of a list whose pages come first; none where the numbers are no pages."""
    rows: list[Row] = []
    for line in lines:
        page, words = page_of(line.text)
        last = rows[-1] if rows else None
        if not page and last and last.author and _goes_on(line, last.lines[-1]):
            last.author += f" {words}"
            last.lines.append(line)
        elif not page and last and last.page and words[:1].islower():
            last.title += f" {words}"
            last.lines.append(line)
        elif not page and rows and not rows[-1].author and people_listed(words, 0, ""):
            rows[-1].author = words
            rows[-1].lines.append(line)
        else:
            rows.append(Row(page, words, [line]))
    return rows if are_pages([row.page for row in rows if row.page]) else []


def _goes_on(line: Line, author: Line) -> bool:
    """Whether a line goes on with the author above it: in lower case, or set in as that is."""
    indents = [len(each.text) - len(each.text.lstrip()) for each in (line, author)]
    return line.text.strip()[:1].islower() or indents[0] == indents[1] > 0


def are_pages(printed: Sequence[str]) -> bool:
    """Whether numbers rise like pages and do not merely count the entries 1, 2, 3."""
    arabic = [page for page in printed if page[0].isdigit()]
    if len(arabic) < _FEWEST or printed[len(printed) - len(arabic) :] != arabic:
        return False
    first = [int(re.match(r"\d+", page).group()) for page in arabic]
    if first != sorted(first):
        return False
    ranges = any(not page.isdigit() for page in arabic)
    steps = [after - before for before, after in pairwise(first)]
    counted = all(step == 1 for step in steps)
    shared = 0 in steps  # two entries of one page, where a count has none twice
    return ranges or shared or (not counted and first[-1] - first[0] >= len(first))
