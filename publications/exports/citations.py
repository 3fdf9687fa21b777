"""Ready citations in words, printed by CSL styles from the record's CSL-JSON.

The styles are our own small CSL files in ``styles/``, for the kinds of record that there are.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from publications.exports.csl.seams import ITALIC, ROMAN
from publications.exports.csl.style import Item, Style
from publications.exports.date_parts import is_approximate
from publications.exports.formats.csl_json import csl_item
from publications.exports.shapes import Record

STYLES = {
    "harvard": "Harvard (Cite Them Right)",
    "apa": "APA",
    "chicago": "Chicago",
    "mhra": "MHRA",
    "vancouver": "Vancouver",
}
FILES = Path(__file__).parent / "styles"

# Titles of these types stand in quotation marks; marks inside them are of the other kind.
QUOTED = frozenset({"chapter", "article-newspaper", "post-weblog"})
QUOTES = re.compile(r"(?<!\w)[‘“'\"](?=\S)(.+?)(?<=\S)[’”'\"](?!\w)")
INNER_QUOTES = {"harvard": r"“\1”", "mhra": r"“\1”", "chicago": r"‘\1’"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One record in one style: ``text`` is plain, ``html`` has italics and is safe to print."""

    style: str
    label: str
    text: str
    html: str


def citations(record: Record, accessed: datetime.date | None = None) -> tuple[Citation, ...]:
    """The record in every style; ``accessed`` is the day that styles ask a reader to name."""
    item = _unmarked_item(record)
    return tuple(_citation(record, item, style, accessed) for style in STYLES)


def citation(record: Record, style: str, accessed: datetime.date | None = None) -> Citation:
    """The record in one style."""
    return _citation(record, _unmarked_item(record), style, accessed)


def reference(record: Record) -> str:
    """The record in APA up to where a place in its text and that place's address follow."""
    item = _item(record, _unmarked_item(record), "apa", None)
    item = {name: value for name, value in item.items() if name not in {"URL", "DOI"}}
    return _unmarked(_printed(item, "apa")).removesuffix(".")


def _citation(record: Record, item: Item, style: str, accessed: datetime.date | None) -> Citation:
    marked = _printed(_item(record, item, style, accessed), style)
    html = escape(marked, quote=False).replace(ITALIC, "<i>").replace(ROMAN, "</i>")
    return Citation(style, STYLES[style], _unmarked(marked), html)


def _item(record: Record, item: Item, style: str, accessed: datetime.date | None) -> Item:
    """The CSL item with what only a citation in words needs."""
    item = dict(item)
    if item["type"] in QUOTED and (quotes := INNER_QUOTES.get(style)):
        item["title"] = QUOTES.sub(quotes, item["title"])
    if is_approximate(record.date):
        item["issued"] = {"literal": str(record.date)}
    if accessed:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    if style == "apa" and {"literal": item.get("publisher")} in item.get("author", ()):
        del item["publisher"]  # APA names a body once that is both author and publisher.
    return item


def _unmarked_item(record: Record) -> Item:
    """The CSL item of a record without marks of our own in its texts."""
    item = csl_item(record)
    item = {name: value for name, value in item.items() if name not in {"abstract", "keyword"}}
    text = json.dumps(item, ensure_ascii=False)
    return json.loads(_unmarked(text)) if ITALIC in text or ROMAN in text else item


@cache
def _style(style: str) -> Style:
    return Style(FILES / f"{style}.csl")


def _printed(item: Item, style: str) -> str:
    return _stops(_style(style).words(item))


def _stops(marked: str) -> str:
    """No full stop behind a question mark or another stop, wherever the italics end."""
    marked = re.sub(rf"([?!]{ROMAN}?)\.(?!\.)", r"\1", marked)
    return re.sub(rf"(?<!\.)\.({ROMAN}?)\.(?!\.)", r".\1", marked)


def _unmarked(text: str) -> str:
    return text.replace(ITALIC, "").replace(ROMAN, "")
