"""References of a RIS file as rows of a table; ``rispy`` knows the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy

from publications.parsing.tables.cells import Cell

_REFERENCE = re.compile(r"^TY {1,2}- ?.*?(?=^TY {1,2}- |\Z)", re.MULTILINE | re.DOTALL)
_KINDS = {
    "RPRT": "report", "BOOK": "essay collection", "EDBOOK": "essay collection", "CHAP": "essay",
    "JOUR": "article", "MGZN": "article", "NEWS": "news", "BLOG": "blog", "CONF": "conference",
    "CPAPER": "conference", "ELEC": "other", "WEB": "other", "GEN": "other", "PAMP": "briefing",
}  # fmt: skip
# The keys of rispy that each of our columns may come from, best first.
_FROM = {
    "title": ("title", "primary_title"),
    "date": ("date", "publication_year", "year"),
    "authors": ("authors", "first_authors"),
    "editors": ("secondary_authors",),
    "hosts": ("tertiary_authors",),
    "publishers": ("publisher",),
    "venue": ("place_published",),
    "first page": ("start_page",),
    "last page": ("end_page",),
    "doi": ("doi",),
    "summary": ("abstract", "notes_abstract"),
    "topics": ("keywords",),
    "identifier": ("id", "urls"),
    "series number": ("number", "volume"),
}


def is_ris(text: str) -> bool:
    return re.match(r"\s*TY {1,2}- ", text) is not None


def references_of(text: str) -> Iterator[tuple[int, int, dict[str, list[Cell]]]]:
    """Each reference: its place, and what it says by our columns."""
    for match in _REFERENCE.finditer(text):
        block = match.group()
        written = block if re.search(r"^ER {1,2}-", block, re.M) else f"{block}\nER  - "
        # Some writers leave out one of the two spaces.
        written = re.sub(r"^([A-Z][A-Z0-9]) - ?", r"\1  - ", written, flags=re.M)
        found = rispy.loads(written, implementation=_Parser)
        if found:
            yield match.start(), match.end(), dict(_columns(found[0], block, match.start()))


class _Parser(rispy.RisParser):
    """Takes no value apart: each keeps the words that it has in the file."""

    DEFAULT_DELIMITER_MAPPING = {}


def _columns(found: dict[str, Any], block: str, start: int) -> Iterator[tuple[str, list[Cell]]]:
    type_ = found.get("type_of_reference", "")
    numbers: dict[str, list[Cell]] = {}
    yield "kind", [_placed(_KINDS.get(type_.upper(), "other"), type_, block, start)]
    for name, sources in _FROM.items():
        values: list[str] = []
        for source in sources:
            given = found.get(source) or []
            values += [given] if isinstance(given, str) else given
            if values and name != "identifier":
                break
        if cells := [_placed(each, each, block, start) for each in values if each]:
            yield name, cells
    for number in re.split(r"[;,]", found.get("issn", "")):
        if number := number.strip():
            scheme = "issn" if len(re.sub(r"\W", "", number)) == 8 else "isbn"
            numbers.setdefault(scheme, []).append(_placed(number, number, block, start))
    yield from numbers.items()
    series = found.get("tertiary_title") if type_ == "CHAP" else found.get("secondary_title")
    if series and type_ in {"RPRT", "BOOK", "EDBOOK", "CHAP", "GEN"}:
        yield "series", [_placed(series, series, block, start)]


def _placed(value: str, words: str, block: str, start: int) -> Cell:
    """A value with the place of its words, which may run over several lines."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, block) if pattern else None
    if match is None:
        return Cell(value, start, start + min(len(block), 2))
    return Cell(value, start + match.start(), start + match.end())
