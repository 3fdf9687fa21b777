"""Ready citations in words, made by a CSL processor from the record's CSL-JSON.

The styles are our own small CSL files in ``styles/``, for the kinds of record that there are.
"""

from __future__ import annotations

import datetime
import json
import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from citeproc import Citation as Cited
from citeproc import CitationStylesBibliography
from citeproc.source.json import CiteProcJSON

from publications.exports.date_parts import is_approximate
from publications.exports.formats.csl_json import csl_item
from publications.exports.processor import Item, Style
from publications.exports.shapes import Record

STYLES = {
    "harvard": "Harvard (Cite Them Right)",
    "apa": "APA",
    "chicago": "Chicago",
    "mhra": "MHRA",
    "vancouver": "Vancouver",
}
FILES = Path(__file__).parent / "styles"
KEPT = 5000  # citations in memory; a record's page shows five

# Italics are marked with two private characters, so that all text can be escaped before the
# marks become tags: the processor itself escapes some values and not others.
ITALIC, ROMAN = "\ue000", "\ue001"

# Titles of these types stand in quotation marks; marks inside them are of the other kind.
QUOTED = frozenset({"chapter", "article-newspaper", "post-weblog"})
QUOTES = re.compile(r"(?<!\w)[‘“'\"](?=\S)(.+?)(?<=\S)[’”'\"](?!\w)")
INNER_QUOTES = {"harvard": r"“\1”", "mhra": r"“\1”", "chicago": r"‘\1’"}

# A style is parsed once and keeps the formatter of its last use in itself.
_LOCK = threading.Lock()


class Marks:
    """The processor's output format: text as it is, italics between the marks."""

    preformat = staticmethod(str)
    Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - the processor's name for it
        return f"{ITALIC}{text}{ROMAN}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One record in one style: ``text`` is plain, ``html`` has italics and is safe to print."""

    style: str
    label: str
    text: str
    html: str


def citations(record: Record, accessed: datetime.date | None = None) -> tuple[Citation, ...]:
    """The record in every style."""
    return tuple(citation(record, style, accessed) for style in STYLES)


@lru_cache(maxsize=KEPT)
def citation(record: Record, style: str, accessed: datetime.date | None = None) -> Citation:
    """The record in one style; ``accessed`` is the day that styles ask a reader to name."""
    marked = _rendered(_item(record, style, accessed), style)
    html = escape(marked, quote=False).replace(ITALIC, "<i>").replace(ROMAN, "</i>")
    return Citation(style, STYLES[style], _unmarked(marked), html)


@lru_cache(maxsize=KEPT)
def reference(record: Record) -> str:
    """The record in APA up to where a place in its text and that place's address follow."""
    item = _item(record, "apa", None)
    item = {name: value for name, value in item.items() if name not in {"URL", "DOI"}}
    return _unmarked(_rendered(item, "apa")).removesuffix(".")


def _item(record: Record, style: str, accessed: datetime.date | None) -> dict:
    """The CSL item with what only a citation in words needs, and without marks of our own."""
    item = dict(_unmarked_item(record))
    if item["type"] in QUOTED and (quotes := INNER_QUOTES.get(style)):
        item["title"] = QUOTES.sub(quotes, item["title"])
    if is_approximate(record.date):
        item["issued"] = {"literal": str(record.date)}
    if accessed:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    if style == "apa" and {"literal": item.get("publisher")} in item.get("author", ()):
        del item["publisher"]  # APA names a body once that is both author and publisher.
    return item


@lru_cache(maxsize=16)  # all styles of a record are made one after another
def _unmarked_item(record: Record) -> dict:
    item = csl_item(record)
    item = {name: value for name, value in item.items() if name not in {"abstract", "keyword"}}
    return json.loads(_unmarked(json.dumps(item, ensure_ascii=False)))


@cache
def _style(style: str) -> Style:
    return Style(str(FILES / f"{style}.csl"), validate=False)


def _rendered(item: dict, style: str) -> str:
    with _LOCK:
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(style), source, Marks)
        bibliography.register(Cited([Item(item["id"], source)]))
        return _stops(str(bibliography.bibliography()[0]))


def _stops(marked: str) -> str:
    """No full stop behind a question mark or another stop, wherever the italics end."""
    marked = re.sub(rf"([?!]{ROMAN}?)\.(?!\.)", r"\1", marked)
    return re.sub(rf"(?<!\.)\.({ROMAN}?)\.(?!\.)", r".\1", marked)


def _unmarked(text: str) -> str:
    return text.replace(ITALIC, "").replace(ROMAN, "")
