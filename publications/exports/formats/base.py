"""What a format is, and the cleaning of text that all of them need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publications.exports.shapes import Record

# Control characters that stood between words, then all that XML or UTF-8 forbid.
SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

CITED = frozenset({"publication", "news", "event", "project"})
EVERYTHING = CITED | {"author", "organisation", "series"}


class Format:
    """One way to write records; stateless. A subclass sets the names and writes ``render``.

    ``types`` are the record types it suits. A file of many records is ``head``, the records
    with ``separator`` between them, and ``tail``; ``item`` is a record inside such a file.
    """

    identifier: str
    extension: str
    media_type: str
    label: str
    types: frozenset[str] = EVERYTHING
    head: str = ""
    separator: str = "\n"
    tail: str = ""

    def suits(self, record: Record) -> bool:
        return record.type in self.types

    def item(self, record: Record) -> str:
        """A record as it stands among others."""
        raise NotImplementedError

    def render(self, record: Record) -> str:
        """A file of one record."""
        return "".join(self.render_many([record]))

    def render_many(self, records: Iterable[Record]) -> Iterator[str]:
        """A file of many records, piece by piece; records that do not suit are left out."""
        yield self.head
        first = True
        for record in records:
            if self.suits(record):
                yield self.item(record) if first else self.separator + self.item(record)
                first = False
        yield self.tail

    @property
    def content_type(self) -> str:
        """The media type as an HTTP header names it. JSON is UTF-8 by its own definition."""
        return self.media_type if "json" in self.media_type else f"{self.media_type}; charset=utf-8"


def readable(text: str) -> str:
    """Text without control characters and lone surrogates; line feeds and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNREADABLE.sub("", SEPARATORS.sub(" ", text))


def one_line(text: str) -> str:
    """Text on one line, each run of white space one space."""
    # What is printable has nothing to clean, and most texts are.
    return " ".join((text if text.isprintable() else readable(text)).split())
