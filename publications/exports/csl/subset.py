"""What is read of CSL: the elements, their attributes, and where not every value of one is."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"

AFFIXES = {"prefix": None, "suffix": None}
CONDITIONS = {"type": None, "variable": None, "match": {"any"}}
FORMS = {"short", "long"}
KNOWN: dict[str, dict[str, set[str] | None]] = {
    "macro": {"name": None},
    "bibliography": {"et-al-min": None, "et-al-use-first": None},
    "layout": AFFIXES,
    "text": AFFIXES | {"variable": None, "macro": None, "value": None, "font-style": {"italic"}},
    "group": AFFIXES | {"delimiter": None},
    "choose": {},
    "if": CONDITIONS,
    "else-if": CONDITIONS,
    "else": {},
    "names": AFFIXES | {"variable": {"author", "editor"}},
    "name": {
        "and": {"text", "symbol"},
        "delimiter": None,
        "delimiter-precedes-last": {"always", "never"},
        "initialize-with": None,
        "name-as-sort-order": {"all", "first"},
        "sort-separator": None,
    },
    "label": AFFIXES | {"variable": {"page"}, "form": FORMS, "text-case": {"capitalize-first"}},
    "date": AFFIXES | {"variable": {"issued", "accessed"}, "delimiter": None},
    "date-part": AFFIXES
    | {"name": {"year", "month", "day"}, "form": FORMS, "strip-periods": {"true"}},
}


class NotRead(ValueError):
    """A style says something that is not read here."""


def kind_of(element: etree._Element) -> str:
    return etree.QName(element).localname


def check(root: etree._Element) -> None:
    """Refuse a style that says more than is read; its citation and its description are not used."""
    if root.get("demote-non-dropping-particle") != "never":
        raise NotRead("A style has to leave the particles of names with them.")
    for element in _elements(root):
        kind = kind_of(element)
        if kind not in KNOWN:
            raise NotRead(f"<{kind}> of CSL is not read.")
        for name, value in element.attrib.items():
            if name not in KNOWN[kind] or value not in (KNOWN[kind][name] or {value}):
                raise NotRead(f'{name}="{value}" of <{kind}> of CSL is not read.')


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    for part in root.iterchildren(f"{NAMESPACE}macro", f"{NAMESPACE}bibliography"):
        yield from part.iter()
