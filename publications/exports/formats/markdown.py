"""Markdown, for notes and for reading anywhere: a heading, what is known, the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.exports.formats.base import Format, one_line, readable
from publications.exports.shapes import Agent, Record


class Markdown(Format):
    identifier = "markdown"
    extension = "md"
    media_type = "text/markdown"
    label = "Markdown"

    def item(self, record: Record) -> str:
        return "\n".join(_lines(record)) + "\n"


FORMAT = Markdown()


def _lines(record: Record) -> Iterator[str]:
    yield f"# {_escaped(record.full_title)}"
    yield ""
    facts = {
        "Kind": record.kind_label,
        "By": _names(record.authors),
        "With": _names(record.contributors),
        "Edited by": _names(record.editors),
        "Speakers": _names(record.with_role("speaker")),
        "Hosts": _names(record.with_role("host")),
        "In": record.collection.title if record.collection else "",
        "Pages": "\N{EN DASH}".join(filter(None, (record.first_page, record.last_page))),
        "Date": str(record.date) if record.date else "",
        "Time": record.time,
        "Place": record.venue,
        "Publisher": record.publisher,
        "Series": ", ".join(
            filter(None, (record.series.title if record.series else "", record.series_number))
        ),
        "Other names": "; ".join(record.other_names),
        "Topics": ", ".join(record.keywords),
        **{
            scheme.upper(): ", ".join(record.values_of(scheme))
            for scheme in dict(record.identifiers)
        },
        "Rights": record.rights,
    }
    for name, value in facts.items():
        if one_line(value):
            yield f"- {name}: {_escaped(value)}"
    yield f"- Address: <{record.address}>"
    for paragraph in re.split(r"\n\s*\n", readable(record.summary)):
        if paragraph.strip():
            yield ""
            yield _escaped(paragraph)
    if record.parts:
        yield ""
        for part in record.parts:
            page = f" (page {_escaped(part.first_page)})" if part.first_page else ""
            yield f"1. [{_escaped(part.title)}]({part.address}){page}"


def _names(agents: tuple[Agent, ...]) -> str:
    return "; ".join(agent.name for agent in agents)


def _escaped(text: str) -> str:
    """Text on one line in which nothing is markup, at the start of a line or within it."""
    text = re.sub(r"([\\`*_\[\]<>#|~&!])", r"\\\1", one_line(text))
    return re.sub(
        r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text
    )
