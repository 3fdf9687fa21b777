"""CSL-JSON: what citation processors read; also what our own citations in words are made from."""

from __future__ import annotations

import json

from publications.exports.date_parts import is_approximate, points
from publications.exports.formats.base import CITED, Format, one_line
from publications.exports.shapes import Agent, Record

TYPES = {
    "report": "report",
    "research_note": "report",
    "briefing": "report",
    "essay_collection": "book",
    "speech": "speech",
    "blog": "post-weblog",
}
TYPES_BY_RECORD = {
    "publication": "article",
    "news": "article-newspaper",
    "event": "event",
    "project": "webpage",
}
SEASON_NUMBERS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}


class CSLJSON(Format):
    identifier = "csl-json"
    extension = "csl.json"
    media_type = "application/vnd.citationstyles.csl+json"
    label = "CSL-JSON (citation processors)"
    types = CITED
    head = "[\n"
    separator = ",\n"
    tail = "\n]\n"

    def item(self, record: Record) -> str:
        return json.dumps(csl_item(record), ensure_ascii=False, indent=1)


FORMAT = CSLJSON()


def csl_item(record: Record) -> dict:
    """The record as one CSL item."""
    texts = {
        "title": record.full_title,
        "container-title": _container(record),
        "collection-title": record.series.title if record.series else "",
        "publisher": "" if record.type == "news" else record.publisher,
        "genre": record.kind_label if csl_type(record) == "report" else "",
        "event-place": record.venue,
        "page": "-".join(filter(None, (record.first_page, record.last_page))),
        "page-first": record.first_page,
        "ISBN": " ".join(record.values_of("isbn")),
        "ISSN": " ".join(record.values_of("issn")),
        "DOI": " ".join(record.values_of("doi")),
        "URL": record.address,
        "abstract": record.summary,
        "keyword": ", ".join(record.keywords),
        "language": record.language,
    }
    # A report's number is "number", a book's place in its series "collection-number".
    number = "number" if csl_type(record) == "report" else "collection-number"
    texts[number] = record.series_number
    item: dict = {"id": record.identifier, "type": csl_type(record)}
    item |= {name: one_line(text) for name, text in texts.items() if one_line(text)}
    for name, agents in (("author", record.creators), ("editor", record.editors)):
        if agents:
            item[name] = [_name(agent) for agent in agents]
    if issued := _issued(record):
        item["issued"] = issued
    return item


def csl_type(record: Record) -> str:
    if record.collection:
        return "chapter"
    if record.type == "event":
        return "event"
    return TYPES.get(record.kind) or TYPES_BY_RECORD.get(record.type, "webpage")


def _container(record: Record) -> str:
    """The collection of an essay; the paper or site of a piece of news."""
    if record.collection:
        return record.collection.title
    return record.publisher if record.type == "news" else ""


def _name(agent: Agent) -> dict[str, str]:
    """Particles are a part of their own, so that a style can order them as its language does.

    Names that no style may shorten are literal: organisations, "Lord Porter", single names.
    """
    if not agent.is_person or not agent.given or agent.is_titled:
        return {"literal": one_line(agent.name)}
    family = agent.family.removeprefix(agent.particle).strip()
    parts = {
        "family": family,
        "given": agent.given,
        "non-dropping-particle": agent.particle,
        "suffix": agent.suffix,
    }
    return {name: one_line(part) for name, part in parts.items() if one_line(part)}


def _issued(record: Record) -> dict:
    found = points(record.date)
    if not found:
        return {}
    issued: dict = {"date-parts": [point.numbers for point in found]}
    if len(found) == 1 and found[0].season:
        issued["season"] = SEASON_NUMBERS[found[0].season]
    if is_approximate(record.date):
        issued["circa"] = True
    return issued
