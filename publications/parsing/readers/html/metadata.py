"""What a web page says of itself where nobody sees it: hints, to be compared with the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b\ufeff]")
_META = frozenset(
    (
        "title",
        "author",
        "description",
        "date",
        "og:title",
        "og:site_name",
        "og:description",
        "article:published_time",
        "article:modified_time",
        "article:author",
        "citation_title",
        "citation_author",
        "citation_publication_date",
        "dc.title",
        "dc.creator",
        "dc.date",
        "dcterms.title",
        "dcterms.creator",
        "dcterms.date",
    )
)
_LINKED = ("headline", "name", "datePublished", "dateModified", "author", "publisher")
_LONGEST = 100_000  # characters of linked data that are read


def metadata(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The page's title, meta elements and linked data, each with its key."""
    title = root.find(".//title")
    if title is not None and title.text:
        yield "title", _tidy(title.text)
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        content = _tidy(meta.get("content") or "")
        if key in _META and content:
            yield key, content
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "canonical", _tidy(link.get("href"))
    yield from _linked_data(root)
    language = _tidy(root.get("lang") or "")
    if language:
        yield "language", language


def _linked_data(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What the first piece of linked data that names the page says of it."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads((script.text or "")[:_LONGEST])
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        for each in graph if isinstance(graph, list) else []:
            if isinstance(each, dict) and ("headline" in each or "datePublished" in each):
                for key in _LINKED:
                    if value := _named(each.get(key)):
                        yield f"ld:{key}", value
                return


def _named(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_named, value[:20])))
    if isinstance(value, dict):
        value = value.get("name")
    return _tidy(value) if isinstance(value, str) else ""


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()
