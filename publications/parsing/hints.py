"""What a file says of itself where nobody sees it, held against what it prints.

It is never believed: a site that is moved gives all its pages the day of the move. But an editor
should know where the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing.document import Document, ParseWarning
from publications.partial_dates import parse as parse_date

_DATES = (
    "article:published_time",
    "citation_publication_date",
    "ld:datePublished",
    "dc.date",
    "dcterms.date",
    "date",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=\Z|[T ])|\d{4}(?:-\d{2})?\Z")


def contradictions(document: Document) -> Iterator[ParseWarning]:
    """Warnings where the metadata of a page give another date than the page prints."""
    printed = document.date
    if printed is None:
        return
    for key, value in document.source.metadata:
        found = _DAY.match(value.replace("/", "-")) if key in _DATES else None
        given = parse_date(found.group()) if found else None
        if not found or not given:
            continue
        if given.latest < printed.date.earliest or printed.date.latest < given.earliest:
            message = f"The page prints {printed.printed}, which was taken as its date; "
            message += f"its metadata ({key}) give {found.group()}."
            yield ParseWarning("metadata_differ", message, printed.evidence)
            return
