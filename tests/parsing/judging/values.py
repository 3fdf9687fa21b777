"""Judges of what a work has one of, and of its identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from publications.parsing.document import Document
from tests.parsing.judging.verdicts import Judge, Verdict, plain, verdict

_SCHEMES = ("isbn", "issn", "doi", "charity")


def _single(of: str, read: Callable[[Document], str]) -> Judge:
    """A judge of one string."""

    def judged(document: Document, expected: dict[str, Any]) -> list[Verdict]:
        return [verdict(of, expected[of] or "", read(document))]

    return judged


def _kind(document: Document) -> str:
    return "" if document.kind == "unknown" else document.kind


def _title(document: Document) -> str:
    return document.title.text if document.title else ""


def _date(document: Document) -> str:
    return document.date.date.edtf if document.date else ""


def _rights(document: Document) -> str:
    return document.rights.text if document.rights else ""


def _price(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    wanted = expected["price"]
    amount = wanted["amount"] if isinstance(wanted, dict) else wanted
    return [verdict("price", amount or "", document.price.amount if document.price else "")]


def _subtitle(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    """A subtitle, which articles may also have as the first words of their description."""
    wanted = expected["subtitle"] or ""
    got = document.subtitle.text if document.subtitle else ""
    told = [plain(each.text) for each in document.description] if wanted else []
    return [verdict("subtitle", wanted, got, right=plain(wanted) in [plain(got), *told])]


def _series(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    wanted, got = expected["series"] or {}, document.series
    found = [verdict("series", wanted.get("title", ""), got.title if got else "")]
    if wanted.get("number"):
        found.append(verdict("series number", str(wanted["number"]), got.number if got else ""))
    return found


def _identifiers(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    got = {(e.scheme, _code(e.value)) for e in document.identifiers if e.scheme in _SCHEMES}
    wanted = _codes(expected["identifiers"])
    found = [
        verdict("identifier", value, value if (scheme, value) in got else "")
        for scheme, value in sorted(wanted)
    ]
    unsaid = got - wanted - _codes(expected.get("also_identifiers", ()))
    return found + [Verdict("identifier", "", value, "invented") for _, value in sorted(unsaid)]


def _codes(members: Any) -> set[tuple[str, str]]:
    return {(e["scheme"], _code(e["value"])) for e in members if e["scheme"] in _SCHEMES}


def _code(value: str) -> str:
    """An identifier without its signs; an ISBN without prefix and check digit."""
    return re.sub(r"[^0-9a-z./]+", "", value.lower()).removeprefix("978").rstrip("x")[:9]


JUDGES: dict[str, Judge] = {
    "kind": _single("kind", _kind),
    "title": _single("title", _title),
    "subtitle": _subtitle,
    "date": _single("date", _date),
    "identifiers": _identifiers,
    "series": _series,
    "price": _price,
    "rights": _single("rights", _rights),
}
