"""JSON-LD in the words of schema.org, for search engines and for anything that reads graphs."""

from __future__ import annotations

import json

from publications.exports.date_parts import iso
from publications.exports.formats.base import Format, one_line, readable
from publications.exports.shapes import Agent, Link, Record

CONTEXT = "https://schema.org"
TYPES = {
    "report": "Report",
    "research_note": "Report",
    "briefing": "Report",
    "other": "Report",
    "essay_collection": "Book",
    "essay": "Article",
    "article": "Article",
    "speech": "CreativeWork",
    "blog": "BlogPosting",
}
TYPES_BY_RECORD = {
    "publication": "Report",
    "news": "NewsArticle",
    "event": "Event",
    "project": "ResearchProject",
    "author": "Person",
    "organisation": "Organization",
    "series": "CreativeWorkSeries",
}
HEADLINE = 110  # characters, beyond which search engines ignore it
IN_PERSON = "https://schema.org/OfflineEventAttendanceMode"
SCHEDULED = "https://schema.org/EventScheduled"


class JSONLD(Format):
    identifier = "json-ld"
    extension = "jsonld"
    media_type = "application/ld+json"
    label = "JSON-LD (schema.org)"
    head = f'{{"@context": "{CONTEXT}", "@graph": [\n'
    separator = ",\n"
    tail = "\n]}\n"

    def render(self, record: Record) -> str:
        graph = {"@context": CONTEXT, **node(record)}
        return json.dumps(graph, ensure_ascii=False, indent=2) + "\n"

    def item(self, record: Record) -> str:
        return json.dumps(node(record), ensure_ascii=False)


FORMAT = JSONLD()


def schema_type(record: Record) -> str:
    """The type of schema.org that a record is."""
    if record.type == "publication" and record.collection:
        return "Chapter"
    if record.type in {"publication", "news"}:
        return TYPES.get(record.kind) or TYPES_BY_RECORD[record.type]
    return TYPES_BY_RECORD[record.type]


def node(record: Record) -> dict:
    """The record as a node without its context; what is not known is not there."""
    build = {
        "publication": _publication,
        "news": _news,
        "event": _event,
        "project": _project,
    }.get(record.type, _described)
    values = {
        "@type": schema_type(record),
        "@id": record.address,
        "url": record.page,
        "identifier": record.identifier,
        "name": one_line(record.full_title),
        **build(record),
    }
    return {name: value for name, value in values.items() if value}


def _work(record: Record) -> dict:
    return {
        "headline": _headline(record),
        "author": [_agent(agent) for agent in record.authors],
        "publisher": [_body(name, record) for name in record.publishers],
        "datePublished": iso(record.date),
        "dateModified": record.datestamp.isoformat(),
        "inLanguage": record.language,
        "abstract": readable(record.summary),
        "keywords": list(record.keywords),
        "isAccessibleForFree": True,
    }


def _publication(record: Record) -> dict:
    series = record.series
    return _work(record) | {
        "editor": [_agent(agent) for agent in record.editors],
        "contributor": [
            _agent(agent)
            for agent in (
                *record.contributors,
                *record.with_role("foreword", "introduction", "interviewee"),
            )
        ],
        "sponsor": [_agent(agent) for agent in record.with_role("sponsor", "commissioner")],
        "reportNumber": record.series_number if schema_type(record) == "Report" else "",
        "isbn": list(record.values_of("isbn")),
        "sameAs": [f"https://doi.org/{value}" for value in record.values_of("doi")],
        "isPartOf": [
            *([_part_of(record.collection, "Book")] if record.collection else []),
            *([_part_of(series, "CreativeWorkSeries")] if series else []),
        ],
        "hasPart": [
            _part_of(part, "Chapter") | ({"pageStart": part.first_page} if part.first_page else {})
            for part in record.parts
        ],
        "pageStart": record.first_page,
        "pageEnd": record.last_page,
        "copyrightNotice": one_line(record.rights),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file.name,
                "contentUrl": file.address,
                **({"encodingFormat": file.media_type} if file.media_type else {}),
            }
            for file in record.files
            if file.address
        ],
        "creativeWorkStatus": "Withdrawn" if record.is_withdrawn else "",
    }


def _news(record: Record) -> dict:
    return _work(record)


def _event(record: Record) -> dict:
    return {
        "description": readable(record.summary),
        "startDate": iso(record.date).split("/")[0],
        "endDate": iso(record.date).split("/")[-1] if "/" in iso(record.date) else "",
        "location": {"@type": "Place", "name": one_line(record.venue)} if record.venue else None,
        # A venue is a place that was gone to; without one nothing is known of the mode.
        "eventAttendanceMode": IN_PERSON if record.venue else "",
        "eventStatus": SCHEDULED,
        "organizer": [_agent(agent) for agent in record.with_role("host", "partner")],
        "performer": [_agent(agent) for agent in record.with_role("speaker")],
        "sponsor": [_agent(agent) for agent in record.with_role("sponsor")],
        "workFeatured": _part_of(record.launched, "CreativeWork") if record.launched else None,
        "keywords": list(record.keywords),
        "inLanguage": record.language,
    }


def _project(record: Record) -> dict:
    return {
        "description": readable(record.summary),
        "member": [_agent(agent) for agent in record.with_role("author", "partner", "host")],
        "funder": [_agent(agent) for agent in record.with_role("sponsor", "commissioner")],
        "knowsAbout": list(record.keywords),
    }


def _described(record: Record) -> dict:
    """A person, an organisation or a series."""
    agent = record.as_agent() if record.type == "author" else None
    return {
        "familyName": agent.family if agent else "",
        "givenName": agent.given if agent else "",
        "alternateName": list(record.other_names),
        "description": readable(record.summary),
        "publisher": [_body(name, record) for name in record.publishers],
    }


def _headline(record: Record) -> str:
    title = one_line(record.full_title)
    if len(title) <= HEADLINE:
        return title
    return title[: HEADLINE - 1].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"


def _agent(agent: Agent) -> dict:
    values = {
        "@type": "Person" if agent.is_person else "Organization",
        "@id": agent.address,
        "name": one_line(agent.name),
        "familyName": agent.family,
        "givenName": agent.given,
    }
    return {name: value for name, value in values.items() if value}


def _body(name: str, record: Record) -> dict:
    address = next((a.address for a in record.with_role("publisher") if a.name == name), "")
    return _agent(Agent(kind="organisation", name=name, address=address))


def _part_of(link: Link, type_: str) -> dict:
    return {"@type": type_, "@id": link.address, "name": one_line(link.title)}
