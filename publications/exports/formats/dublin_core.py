"""Simple Dublin Core as OAI-PMH defines it (oai_dc): fifteen elements, each any number of times."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from publications.exports.date_parts import iso
from publications.exports.formats.base import Format, one_line, readable
from publications.exports.shapes import Record

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

# The DCMI type of each type of record; a person is none of them.
DCMI_TYPES = {
    "publication": "Text",
    "news": "Text",
    "event": "Event",
    "project": "Collection",
    "series": "Collection",
}
CONTRIBUTORS = ("foreword", "introduction", "speaker", "host", "partner", "commissioner", "sponsor")


class DublinCore(Format):
    identifier = "oai_dc"
    extension = "xml"
    media_type = "application/xml"
    label = "Dublin Core (XML)"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    tail = "</records>\n"
    separator = ""

    def render(self, record: Record) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.item(record)}'

    def item(self, record: Record) -> str:
        lines = "".join(
            f"  <dc:{name}>{escape(value)}</dc:{name}>\n" for name, value in elements(record)
        )
        return (
            f'<oai_dc:dc xmlns:oai_dc="{OAI_DC}" xmlns:dc="{DC}" xmlns:xsi="{XSI}"'
            f' xsi:schemaLocation="{OAI_DC} {SCHEMA}">\n{lines}</oai_dc:dc>\n'
        )


FORMAT = DublinCore()


def elements(record: Record) -> Iterator[tuple[str, str]]:
    """The elements of a record with their values, in Dublin Core's own order."""
    for name, value in _elements(record):
        value = readable(value).strip() if name == "description" else one_line(value)
        if value:
            yield name, value


def _elements(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", record.full_title
    for name in record.other_names:
        yield "title", name
    for agent in record.authors:
        yield "creator", agent.inverted
    for word in record.keywords:
        yield "subject", word
    yield "description", record.summary
    for name in record.publishers:
        yield "publisher", name
    for agent in (*record.editors, *record.contributors, *record.with_role(*CONTRIBUTORS)):
        yield "contributor", agent.inverted
    yield "date", iso(record.date)
    yield from (
        ("type", each)
        for each in dict.fromkeys((DCMI_TYPES.get(record.type, ""), record.kind_label))
    )
    for media_type in dict.fromkeys(each.media_type for each in record.files):
        yield "format", media_type
    yield "identifier", record.address
    for scheme, value in record.identifiers:
        yield "identifier", _identifier(scheme, value)
    if record.collection:
        yield "source", ", ".join(filter(None, (record.collection.title, _pages(record))))
    yield "language", record.language
    for link in (record.collection, record.series, record.launched, *record.parts):
        yield "relation", link.address if link else ""
    yield "coverage", record.venue
    yield "rights", record.rights


def _pages(record: Record) -> str:
    if record.last_page:
        return f"pp. {record.first_page}\N{EN DASH}{record.last_page}"
    return f"p. {record.first_page}" if record.first_page else ""


def _identifier(scheme: str, value: str) -> str:
    if scheme in {"isbn", "issn"}:
        return f"urn:{scheme}:{value}"
    if scheme == "doi":
        return f"https://doi.org/{value}"
    return f"{scheme}:{value}"
