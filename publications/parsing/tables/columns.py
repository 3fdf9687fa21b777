"""The columns of a table of works: what each means, and the names that it goes by elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in our own files, an example, and other names it is known by."""

    name: str
    example: str = ""
    others: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("identifier", "", ("archive identifier", "record")),
    Column("type", "publication", ("record type",)),
    Column("kind", "report", ("document type", "item type", "genre", "publication type")),
    Column("title", "The parish pump", ("name", "titel", "document title")),
    Column("subtitle", "How villages got their water", ("sub title", "subheading")),
    Column(
        "date",
        "March 2008",
        ("date edtf", "year", "publication year", "published", "publication date", "date of "
         "publication", "date published", "issued", "py"),
    ),
    Column("authors", "Ada Example; Ben Sample", ("author", "by", "creator", "creators", "writer")),
    Column("corporate authors", "", ("corporate author", "author organisation", "institution")),
    Column("editors", "", ("editor", "edited by")),
    Column("speakers", "", ("speaker",)),
    Column("publishers", "Institute of Examples", ("publisher", "published by")),
    Column("hosts", "", ("host", "hosted by", "organiser", "organisers", "organizer")),
    Column("series", "", ("series title",)),
    Column("series number", "", ("number", "issue", "no", "series no")),
    Column("first page", "", ("page", "pages", "start page")),
    Column("last page", "", ("end page",)),
    Column("isbn", "", ("isbns", "isbn 13", "isbn 10")),
    Column("issn", "", ()),
    Column("doi", "", ()),
    Column("summary", "", ("abstract", "description", "note")),
    Column("topics", "", ("topic", "subjects", "subject", "tags", "manual tags")),
    Column("rights", "", ("licence", "license", "copyright")),
    Column("venue", "", ("place", "location")),
    Column("time", "", ("time printed",)),
    Column("group", "", ("heading",)),
)  # fmt: skip
NAMES: tuple[str, ...] = tuple(each.name for each in COLUMNS)
# Written into our own files for a reader, and not read back.
FOR_READERS = frozenset({"collection", "address", "keywords", "url", "status", "language"})

_MEANS = {other: each.name for each in COLUMNS for other in (each.name, *each.others)}


def column_of(header: str) -> str:
    """The column that a header names, whatever its case and punctuation; empty for none."""
    return _MEANS.get(_plain(header), "")


def is_for_readers(header: str) -> bool:
    return _plain(header) in FOR_READERS


def _plain(header: str) -> str:
    words = re.sub(r"\(s\)", "s", header.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", words))


# -- kinds ---------------------------------------------------------------------------------

PUBLICATION, NEWS, EVENT, PROJECT = "publication", "news", "event", "project"
_KINDS: dict[str, tuple[str, ...]] = {
    PUBLICATION: (
        "report", "essay_collection", "essay", "research_note", "briefing", "speech", "article",
        "other",
    ),
    NEWS: ("news", "press_release", "comment", "blog"),
    EVENT: ("launch", "roundtable", "conference", "debate", "speech", "event"),
    PROJECT: ("project",),
}  # fmt: skip
_DEFAULT = {PUBLICATION: "other", NEWS: "news", EVENT: "event", PROJECT: "project"}
_SYNONYMS = {
    "collection": "essay_collection", "book": "essay_collection", "edited book": "essay_collection",
    "paper": "report", "working paper": "report", "note": "research_note", "chapter": "essay",
    "book section": "essay", "journal article": "article", "magazine article": "article",
    "blog post": "blog", "conference session": "conference", "newspaper article": "news",
    "news item": "news", "document": "other", "publication": "other",
}  # fmt: skip


def kind_of(type_: str, kind: str) -> tuple[str, str]:
    """Type and kind from what the two cells say; ValueError, in words, for what is none."""
    type_ = {"news item": NEWS, "newsitem": NEWS}.get(_plain(type_), _plain(type_))
    word = _plain(kind)
    if type_ and type_ not in _KINDS:
        if kind:
            raise ValueError(f"“{type_}” is no type. Types are {', '.join(_KINDS)}.")
        type_, word = "", type_
    if not word:
        return type_ or PUBLICATION, _DEFAULT[type_ or PUBLICATION]
    found = _SYNONYMS.get(word, word.replace(" ", "_"))
    for each in [type_] if type_ else _KINDS:
        if found in _KINDS[each]:
            return each, found
    among = _KINDS[type_] if type_ else [each for kinds in _KINDS.values() for each in kinds]
    words = ", ".join(dict.fromkeys(each.replace("_", " ") for each in among))
    raise ValueError(f"“{kind or word}” is no kind. Kinds are {words}.")
