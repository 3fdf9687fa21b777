"""The shapes of the API's answers, and how a record takes its shape.

A shape may gain a field; it never loses one, and none changes its meaning, as long as the
address says ``v1``. A text that is not known is empty, a thing that is not known is null.
"""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Field, Schema

from publications.exports import shapes as flat
from publications.partial_dates import PartialDate


class Agent(Schema):
    """A person or an organisation in one role; a person's name also in its parts."""

    kind: str = Field(description="`person` or `organisation`")
    name: str
    family: str
    given: str
    suffix: str
    role: str
    affiliation: str = Field(description="The office, as printed")
    identifier: str
    address: str


class Date(Schema):
    """A date as far as it is known; `earliest` and `latest` bound it and say no more."""

    edtf: str = Field(description="In EDTF: `2010`, `2010-03`, `2010-03-17`, `2008/2012`")
    printed: str
    precision: str = Field(description="`range`, `year`, `season`, `month` or `day`")
    earliest: datetime.date
    latest: datetime.date


class Link(Schema):
    """Another record."""

    title: str
    identifier: str
    address: str
    kind: str
    first_page: str


class PrintedIdentifier(Schema):
    scheme: str = Field(description="`isbn`, `issn`, `doi`…")
    value: str


class OfferedFile(Schema):
    """A file that the work's own page offered, by its printed name."""

    name: str
    media_type: str
    address: str


class Links(Schema):
    """Where in this API the rest of a record is; null where a record has no such part."""

    self: str
    text: str | None
    footnotes: str | None
    evidence: str


class Record(Schema):
    """One record. `identifier` and `type` are always there; `fields` chooses among the others."""

    type: str
    identifier: str
    kind: str = ""
    kind_label: str = ""
    address: str = Field("", description="The permanent address")
    page: str = Field("", description="The address of the page that people read")
    title: str = Field("", description="Of a person or an organisation, the name")
    subtitle: str = ""
    full_title: str = ""
    agents: list[Agent] = []
    date: Date | None = None
    collection: Link | None = None
    series: Link | None = None
    series_number: str = ""
    publishers: list[str] = []
    identifiers: list[PrintedIdentifier] = []
    first_page: str = ""
    last_page: str = ""
    summary: str = ""
    keywords: list[str] = []
    language: str = ""
    rights: str = ""
    price: str = ""
    files: list[OfferedFile] = []
    parts: list[Link] = []
    time: str = ""
    venue: str = ""
    launched: Link | None = None
    group: str = ""
    other_names: list[str] = []
    added: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    links: Links | None = None


FIELDS = tuple(name for name in Record.model_fields if name not in ("type", "identifier"))


class RecordList(Schema):
    """One page of a list. `sentence` says in words what was asked for."""

    sentence: str
    count: int
    page: int
    pages: int
    page_size: int
    next: str | None
    previous: str | None
    results: list[Record]


class Block(Schema):
    """A paragraph, heading, item, quotation or table; `notes` are the notes that it calls."""

    kind: str
    text: str
    notes: list[str]
    marker: str
    level: int
    rows: list[list[str]]
    page: str
    box: str = Field(description="The anchor of the box section that stands here")


class Section(Schema):
    """A heading and the blocks under it; `parent` is the anchor of the section around it."""

    anchor: str
    parent: str | None
    level: int
    kind: str
    number: str
    title: str
    page: str
    address: str
    blocks: list[Block]


class Text(Schema):
    """The text of a work, section after section in reading order."""

    identifier: str
    title: str
    sections: list[Section]


class Footnote(Schema):
    number: str
    text: str
    urls: list[str]
    section: str | None = Field(description="The anchor of the section whose text calls it")


class Footnotes(Schema):
    identifier: str
    footnotes: list[Footnote]


class Evidence(Schema):
    """The words of a source that one value was read from, at `[start, end)` in characters."""

    field: str
    words: str
    start: int
    end: int
    page: str
    source: str = Field(description="Identifier of the source")
    source_name: str
    source_address: str


class EvidenceList(Schema):
    identifier: str
    evidence: list[Evidence]


class Problem(Schema):
    """What is wrong, in the form of RFC 9457; `errors` says by parameter what is wrong with it."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]]


# -- from a record -----------------------------------------------------------------------------


def shaped(record: flat.Record, api: str, fields: tuple[str, ...] = FIELDS) -> dict[str, Any]:
    """The record with the fields that are asked for; ``api`` is the address of its own."""
    values: dict[str, Any] = {"type": record.type, "identifier": record.identifier}
    for name in fields:
        if name in _MADE:
            values[name] = _MADE[name](record, api)
        else:
            values[name] = getattr(record, name)
    return values


def _date(record: flat.Record, api: str) -> dict[str, Any] | None:
    date: PartialDate | None = record.date
    return date and {
        "edtf": date.edtf,
        "printed": record.date_printed,
        "precision": date.precision,
        "earliest": date.earliest,
        "latest": date.latest,
    }


def _links(record: flat.Record, api: str) -> dict[str, str | None]:
    has_text = record.type in ("publication", "news", "project")
    return {
        "self": api,
        "text": f"{api}/text" if has_text else None,
        "footnotes": f"{api}/footnotes" if has_text else None,
        "evidence": f"{api}/evidence",
    }


_MADE = {
    "date": _date,
    "links": _links,
    "identifiers": lambda record, api: [
        {"scheme": scheme, "value": value} for scheme, value in record.identifiers
    ],
    "updated": lambda record, api: record.datestamp,
}


def block(kept: dict[str, Any], text: str) -> dict[str, Any]:
    return {
        "kind": kept.get("kind", "paragraph"),
        "text": text,
        "notes": [run[2] for run in kept.get("runs", ()) if run[1] == "note" and run[2]],
        "marker": kept.get("marker", ""),
        "level": kept.get("level", 0),
        "rows": kept.get("rows", []),
        "page": kept.get("page", ""),
        "box": kept.get("box", ""),
    }
