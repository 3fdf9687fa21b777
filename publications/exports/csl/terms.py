"""The words of a language that citations are made with: "and", "eds", "Sept."."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from citeproc import LOCALES_PATH
from lxml import etree

from publications.exports.csl.subset import NAMESPACE

Terms = dict[tuple[str, str], tuple[str, str]]  # by name and form: of one and of several

FALLBACK = "en-US"  # the language of CSL


@cache
def terms_of(language: str) -> Terms:
    """The words of a language; what it lacks are those of ``FALLBACK``."""
    found: Terms = {}
    for each in (language, FALLBACK):
        locale = etree.parse(str(Path(LOCALES_PATH) / f"locales-{each}.xml"))
        for term in locale.iter(f"{NAMESPACE}term"):
            if term.get("match") is None:  # numbers in order have it
                one, several = (
                    term.findtext(f"{NAMESPACE}{of}", term.text) for of in ("single", "multiple")
                )
                found.setdefault((term.get("name"), term.get("form", "long")), (one, several))
    return found
