"""Ready citations as plain text: one record in every style, many records in one."""

from __future__ import annotations

from publications.exports.citations import citation, citations
from publications.exports.formats.base import CITED, Format
from publications.exports.shapes import Record

LIST_STYLE = "harvard"


class Text(Format):
    identifier = "text"
    extension = "txt"
    media_type = "text/plain"
    label = "Text (ready citations)"
    types = CITED
    separator = "\n"

    def render(self, record: Record) -> str:
        return "\n".join(f"{each.label}\n{each.text}\n" for each in citations(record))

    def item(self, record: Record) -> str:
        return citation(record, LIST_STYLE).text + "\n"


FORMAT = Text()
