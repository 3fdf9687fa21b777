"""BibTeX, for LaTeX. Text stays Unicode; what TeX would read as a command is escaped."""

from __future__ import annotations

import re
import unicodedata

from publications.exports.date_parts import is_approximate, points
from publications.exports.formats.base import CITED, Format, one_line
from publications.exports.shapes import Agent, Record

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ENTRY_TYPES = {
    "report": "techreport",
    "research_note": "techreport",
    "briefing": "techreport",
    "essay_collection": "book",
}
# Braces are counted even behind a backslash, so that ``\{`` alone would end the field early.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)


class BibTeX(Format):
    identifier = "bibtex"
    extension = "bib"
    media_type = "application/x-bibtex"
    label = "BibTeX"
    types = CITED

    def item(self, record: Record) -> str:
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record) if value)
        return f"@{entry_type(record)}{{{key_of(record)},\n{fields}}}\n"


FORMAT = BibTeX()


def entry_type(record: Record) -> str:
    if record.type == "publication" and record.collection:
        return "incollection"
    return ENTRY_TYPES.get(record.kind, "misc") if record.type == "publication" else "misc"


def key_of(record: Record) -> str:
    """The key a paper cites by: surname, year, identifier, in plain letters; never changes twice.

    The identifier makes it unique in any file that a reader collects.
    """
    first = next(iter((*record.authors, *record.editors)), None)
    word = (first.family or first.name) if first else record.title
    plain = unicodedata.normalize("NFKD", word.split(",")[0])
    letters = re.sub(r"[^a-z]", "", plain.encode("ascii", "ignore").decode().lower())[:20]
    return f"{letters}{record.year}-{record.identifier}"


def _fields(record: Record) -> list[tuple[str, str]]:
    kind = entry_type(record)
    publisher = {"techreport": "institution", "misc": "howpublished"}.get(kind, "publisher")
    fields = [
        ("author", _people(record.creators)),
        ("editor", _people(record.editors)),
        ("title", _title(record.full_title)),
        ("booktitle", _title(record.collection.title) if record.collection else ""),
        *_date(record),
        ("pages", _braced("--".join(filter(None, (record.first_page, record.last_page))))),
        (publisher, _braced(record.publisher)),
        ("series", _braced(record.series.title) if record.series else ""),
        ("number", _braced(record.series_number)),
        ("type", _braced(record.kind_label) if kind == "techreport" else ""),
        ("organization", _braced(_hosts(record))),
        ("address", _braced(record.venue)),
        ("isbn", _braced(", ".join(record.values_of("isbn")))),
        ("issn", _braced(", ".join(record.values_of("issn")))),
        ("doi", _braced(", ".join(record.values_of("doi")))),
        ("url", _verbatim(record.address)),
        ("abstract", _braced(record.summary)),
        ("keywords", _braced(", ".join(record.keywords))),
        ("language", _braced(record.language)),
        ("copyright", _braced(record.rights)),
    ]
    return fields


def _hosts(record: Record) -> str:
    hosts = [] if record.creators == record.with_role("host") else record.with_role("host")
    return " and ".join(host.name for host in hosts)


def _date(record: Record) -> list[tuple[str, str]]:
    found = points(record.date)
    if not found:
        return []
    first = found[0]
    fields = [("year", "{" + "--".join(dict.fromkeys(f"{p.year:04d}" for p in found)) + "}")]
    if len(found) == 1:
        if first.month:
            fields.append(("month", MONTHS[first.month - 1]))
        elif first.season:
            fields.append(("month", _braced(first.season)))
        if first.day:
            fields.append(("day", _braced(str(first.day))))
    exact = len(found) == 1 or all(point.month is None and not point.season for point in found)
    if not exact or is_approximate(record.date):
        fields.append(("note", _braced(f"Date: {record.date}")))
    return fields


def _people(agents: tuple[Agent, ...]) -> str:
    return "{" + " and ".join(map(_person, agents)) + "}" if agents else ""


def _person(agent: Agent) -> str:
    """ "de Groot, Lucy", "Gray, Jr, Hanna"; organisations in braces, so that they stay whole."""
    name = one_line(agent.name)
    parts = [one_line(part) for part in (agent.family, agent.suffix, agent.given) if part]
    # Without given names, or with a comma or an "and" within a part, it would come apart.
    whole = not agent.is_person or len(parts) < 2
    if whole or any("," in part or re.search(r"(?i)\band\b", part) for part in parts):
        return "{" + name.translate(ESCAPES) + "}"
    return ", ".join(part.translate(ESCAPES) for part in parts)


def _braced(text: str) -> str:
    text = one_line(text)
    return "{" + text.translate(ESCAPES) + "}" if text else ""


def _title(text: str) -> str:
    """Words with a capital inside ("PhD") are protected from styles that lower capitals."""
    text = one_line(text)
    if text.isupper():
        return "{{" + text.translate(ESCAPES) + "}}"
    words = text.split(" ")
    return (
        "{"
        + " ".join(
            "{" + word.translate(ESCAPES) + "}"
            if any(char.isupper() for char in word[1:])
            else word.translate(ESCAPES)
            for word in words
        )
        + "}"
    )


def _verbatim(address: str) -> str:
    """An address, which LaTeX prints as it stands."""
    return "{" + re.sub(r"[\s{}\\]", "", address) + "}" if address else ""
