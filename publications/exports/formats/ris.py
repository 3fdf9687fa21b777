"""RIS, for EndNote, RefMan, Mendeley and Zotero: one tag a line, lines end in CRLF."""

from __future__ import annotations

from publications.exports.date_parts import is_approximate, points
from publications.exports.formats.base import CITED, Format, one_line
from publications.exports.shapes import Agent, Record

TYPES = {
    "report": "RPRT",
    "research_note": "RPRT",
    "briefing": "RPRT",
    "essay_collection": "BOOK",
    "article": "GEN",
    "blog": "BLOG",
    "conference": "CONF",
}
TYPES_BY_RECORD = {"publication": "GEN", "news": "NEWS", "event": "GEN", "project": "ELEC"}


class RIS(Format):
    identifier = "ris"
    extension = "ris"
    media_type = "application/x-research-info-systems"
    label = "RIS (EndNote, Zotero)"
    types = CITED
    separator = "\r\n"

    def item(self, record: Record) -> str:
        lines = [("TY", reference_type(record)), *_tags(record)]
        written = [f"{tag}  - {one_line(value)}" for tag, value in lines if one_line(value)]
        return "\r\n".join([*written, "ER  - ", ""])


FORMAT = RIS()


def reference_type(record: Record) -> str:
    if record.collection:
        return "CHAP"
    if record.kind == "essay_collection" and record.editors:
        return "EDBOOK"
    return TYPES.get(record.kind) or TYPES_BY_RECORD[record.type]


def _tags(record: Record) -> list[tuple[str, str]]:
    series, collection = record.series, record.collection
    # The author of an edited book is its editor; its A2 would be the editor of the series.
    edited = reference_type(record) == "EDBOOK"
    return [
        *[("AU", _name(agent)) for agent in (record.editors if edited else record.creators)],
        *[("A2", _name(agent)) for agent in (() if edited else record.editors)],
        *[
            ("A3", _name(agent))
            for agent in record.with_role("host")
            if agent not in record.creators
        ],
        ("TI", record.full_title),
        ("T2", collection.title if collection else series.title if series else ""),
        ("T3", series.title if series and collection else ""),
        *_date(record),
        ("PB", record.publisher),
        ("CY", record.venue),
        ("SN", "; ".join(record.values_of("isbn") or record.values_of("issn"))),
        ("VL" if collection or record.kind == "essay_collection" else "IS", record.series_number),
        ("SP", record.first_page),
        ("EP", record.last_page),
        *[("DO", value) for value in record.values_of("doi")],
        ("UR", record.address),
        *[("L1", file.address) for file in record.files],
        ("AB", record.summary),
        *[("KW", word) for word in record.keywords],
        ("LA", record.language),
        ("ID", record.identifier),
    ]


def _name(agent: Agent) -> str:
    """ "Family, Given, Suffix"; a comma would take an organisation apart, so it has none."""
    if agent.is_person:
        return agent.inverted
    return agent.name.replace(",", "")


def _date(record: Record) -> list[tuple[str, str]]:
    """PY is the year alone; DA is ``year/month/day/other`` with the unknown parts left empty."""
    found = points(record.date)
    if not found:
        return []
    first = found[0]
    month = f"{first.month:02d}" if first.month else ""
    day = f"{first.day:02d}" if first.day else ""
    in_words = len(found) > 1 or is_approximate(record.date)
    other = str(record.date) if in_words else first.season
    return [("PY", f"{first.year:04d}"), ("DA", f"{first.year:04d}/{month}/{day}/{other}")]
