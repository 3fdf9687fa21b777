"""Ready citations in words, made by a CSL processor from the record's CSL-JSON.

The styles are our own small CSL files in ``styles/``, for the kinds of record that there are.
"""

from __future__ import annotations

import datetime
import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from publications.exports.formats.csl_json import csl_item
from publications.exports.record import Record

STYLES = {
    "harvard": "Harvard (Cite Them Right)",
    "apa": "APA",
    "chicago": "Chicago",
    "mhra": "MHRA",
    "vancouver": "Vancouver",
}
FILES = Path(__file__).parent / "styles"
KEPT = 5000  # citations in memory; a record's page shows five

# A style is parsed once and keeps the formatter of its last use in itself.
_LOCK = threading.Lock()


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
    item = csl_item(record) 
    item.pop("abstract", None)
    item.pop("keyword", None)
    if accessed:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    return Citation(style, STYLES[style], _rendered(item, style, "plain"), _rendered(item, style, "html"))


@cache
def _style(style: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(FILES / f"{style}.csl"), validate=False)


def _rendered(item: dict, style: str, form: str) -> str:
    with _LOCK:
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(style), source, getattr(formatters, form))
        bibliography.register(Cited([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])
