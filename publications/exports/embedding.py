"""What a page says of its record to machines: meta tags, JSON-LD, COinS, signposts.

Pure: a record in, names and values out. Nothing here is escaped for HTML but ``script_json``,
which must be; the templates escape the rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus, urlsplit

from publications.exports.date_parts import exact_day, iso
from publications.exports.formats import formats_for
from publications.exports.formats.base import one_line
from publications.exports.formats.dublin_core import elements
from publications.exports.formats.json_ld import CONTEXT, node, schema_type
from publications.exports.shapes import Record

REPORTS = frozenset({"report", "research_note", "briefing"})
SCHOLARLY = REPORTS | {"essay"}  # Google Scholar wants nothing else
LISTS = {
    "publication": ("Publications", "publications"),
    "news": ("News", "news"),
    "event": ("Events", "events"),
    "project": ("Projects", "projects"),
    "author": ("Authors", "authors"),
    "organisation": ("Organisations", "organisations"),
    "series": ("Series", "series"),
}
MOST_LINKS = 5  # authors and files in a header; the linkset names them all
DESCRIPTION = 300  # characters of a summary that a shared link shows
LINKSET_TYPE = "application/linkset+json"

Tag = tuple[str, str]


# -- meta tags ---------------------------------------------------------------------------------


def meta_tags(record: Record) -> list[Tag]:
    """The tags with a ``name``: Highwire's for scholarly works, Dublin Core for all."""
    return [*highwire(record), *dublin_core(record)]


def highwire(record: Record) -> list[Tag]:
    """The ``citation_*`` tags that Google Scholar and Zotero read; none but on scholarly works."""
    if record.type != "publication" or record.kind not in SCHOLARLY:
        return []
    day = exact_day(record.date)
    tags = [
        ("title", record.full_title),
        *[("author", agent.inverted) for agent in record.authors],
        # Scholar knows days and years, and no months.
        ("publication_date", day.strftime("%Y/%m/%d") if day else record.year),
        ("online_date", record.added.strftime("%Y/%m/%d")),
    ]
    if record.kind in REPORTS:
        tags += [
            ("technical_report_institution", record.publisher),
            ("technical_report_number", record.series_number),
        ]
    if record.collection:
        tags += [
            ("inbook_title", record.collection.title),
            *[("editor", agent.inverted) for agent in record.editors],
        ]
    tags += [
        ("series_title", record.series.title if record.series else ""),
        ("publisher", record.publisher),
        ("firstpage", record.first_page),
        ("lastpage", record.last_page),
        *[("isbn", value) for value in record.values_of("isbn")],
        *[("doi", value) for value in record.values_of("doi")],
        ("language", record.language),
        ("keywords", "; ".join(record.keywords)),
        ("abstract_html_url", record.page),
        *[
            ("pdf_url", file.address)
            for file in record.files
            if file.address and file.media_type == "application/pdf"
        ],
    ]
    return [(f"citation_{name}", one_line(value)) for name, value in tags if one_line(value)]


def dublin_core(record: Record) -> list[Tag]:
    return [(f"DC.{name}", one_line(value)) for name, value in elements(record)]


def open_graph(record: Record) -> list[Tag]:
    """The tags with a ``property``, for sites that show a shared link."""
    kinds = {"publication": "article", "news": "article", "event": "article", "author": "profile"}
    kind = kinds.get(record.type, "website")
    day = exact_day(record.date)
    tags = [
        ("og:title", record.full_title),
        ("og:type", kind),
        ("og:url", record.page),
        ("og:description", shortened(record.summary)),
        ("og:locale", "en_GB"),
    ]
    if kind == "article":
        # No day is invented for a date that has none.
        tags.append(("article:published_time", day.isoformat() if day else ""))
        tags += [("article:tag", word) for word in record.keywords]
    return [(name, one_line(value)) for name, value in tags if one_line(value)]


def shortened(text: str) -> str:
    """The beginning of a text, in whole words."""
    text = one_line(text)
    if len(text) <= DESCRIPTION:
        return text
    return text[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + "\N{HORIZONTAL ELLIPSIS}"


# -- JSON-LD -----------------------------------------------------------------------------------


def script_json(record: Record) -> str:
    """The record and its breadcrumbs as JSON-LD that may stand inside ``<script>``.

    A data block is not executed, so a policy without inline scripts lets it stand.
    """
    graph = {"@context": CONTEXT, "@graph": [node(record), breadcrumbs(record)]}
    text = json.dumps(graph, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def breadcrumbs(record: Record) -> dict:
    """The way from the home page to the record, as schema.org's list."""
    parts = urlsplit(record.page)
    base = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    name, folder = LISTS[record.type]
    trail = [("Home", f"{base}/"), (name, f"{base}/{folder}/")]
    if record.collection:
        trail.append((record.collection.title, record.collection.address))
    trail.append((record.full_title, record.page))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": one_line(name), "item": address}
            for place, (name, address) in enumerate(trail, 1)
        ],
    }


# -- COinS -------------------------------------------------------------------------------------


def coins(record: Record) -> str:
    """The ``title`` of the empty ``<span class="Z3988">`` that reference managers read in lists."""
    chapter = record.collection is not None
    fields = [("ctx_ver", "Z39.88-2004"), ("rft_id", record.address)]
    if record.type == "publication":
        genre = "report" if record.kind in REPORTS else "bookitem" if chapter else "book"
        fields += [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
            ("rft.genre", genre),
            ("rft.atitle", record.full_title if chapter else ""),
            ("rft.btitle", record.collection.title if chapter else record.full_title),
            ("rft.pub", record.publisher),
            ("rft.series", record.series.title if record.series else ""),
            ("rft.spage", record.first_page),
            ("rft.epage", record.last_page),
            *[("rft.isbn", value) for value in record.values_of("isbn")],
        ]
    elif record.type == "news":
        fields += [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
            ("rft.genre", "article"),
            ("rft.atitle", record.full_title),
            ("rft.jtitle", record.publisher),
        ]
    else:
        fields += [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
            ("rft.title", record.full_title),
            ("rft.type", record.kind_label),
        ]
    fields += [("rft.date", iso(record.date))]
    first = next(iter(record.authors), None)
    if first and first.is_person:
        fields += [("rft.aulast", first.family), ("rft.aufirst", first.given)]
    fields += [("rft.au", agent.name) for agent in record.authors]
    said = ((name, _quoted(value)) for name, value in fields if value)
    return "&".join(f"{name}={value}" for name, value in said if value)


@lru_cache(maxsize=5000)  # a list names the same people, bodies and years again and again
def _quoted(value: str) -> str:
    """A value as a query string has it; the names of ours stand there as they are."""
    return quote_plus(one_line(value))


# -- FAIR Signposting --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signpost:
    """One typed link."""

    href: str
    rel: str
    type: str = ""
    title: str = ""

    def __str__(self) -> str:
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{self.href}>; rel="{self.rel}"{kind}'


def signposts(record: Record) -> list[Signpost]:
    """Every link from the page of a record, as Signposting's level 2 names them."""
    posts = [
        Signpost(record.address, "cite-as"),
        Signpost("https://schema.org/AboutPage", "type"),
        Signpost(f"https://schema.org/{schema_type(record)}", "type"),
    ]
    posts += [Signpost(agent.address, "author") for agent in record.authors if agent.address]
    posts += [Signpost(f.address, "item", f.media_type) for f in record.files if f.address]
    posts += [
        Signpost(record.file_address(each.extension), "describedby", each.media_type, each.label)
        for each in formats_for(record)
    ]
    posts += [Signpost(f"https://doi.org/{value}", "related") for value in record.values_of("doi")]
    if record.rights.startswith(("https://", "http://")) and " " not in record.rights:
        posts.append(Signpost(record.rights, "license"))
    return posts


def linkset_address(record: Record) -> str:
    return f"{record.stem}/linkset.json"


def link_header(record: Record) -> str:
    """The ``Link`` header of the page: level 1, and where level 2 is."""
    posts = signposts(record)
    many = {rel for rel in ("author", "item") if sum(p.rel == rel for p in posts) > MOST_LINKS}
    shown = [post for post in posts if post.rel not in many]
    shown.append(Signpost(linkset_address(record), "linkset", LINKSET_TYPE))
    return ", ".join(map(str, shown))


def link_header_of_file(record: Record) -> str:
    """The ``Link`` header of the record in a format: what it describes."""
    return ", ".join(
        map(
            str,
            (
                Signpost(record.page, "describes", "text/html"),
                Signpost(linkset_address(record), "linkset", LINKSET_TYPE),
            ),
        )
    )


def linkset(record: Record) -> dict:
    """The links of the page and of each of its files (RFC 9264)."""
    own: dict = {"anchor": record.page}
    others = []
    for post in signposts(record):
        target = {"href": post.href}
        if post.type:
            target["type"] = post.type
        own.setdefault(post.rel, []).append(target)
        back = {"item": "collection", "describedby": "describes"}.get(post.rel)
        if back:
            page = {"href": record.page, "type": "text/html"}
            others.append({"anchor": post.href, back: [page]})
    return {"linkset": [own, *others]}
