"""How sure a proposed value is, and why, in words. Rules over evidence and warnings; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from publications.search import folded

SURE, LIKELY, CHECK = "sure", "likely", "check"
WORDS = {SURE: "Sure", LIKELY: "Likely", CHECK: "Check this"}

# Which values a warning of the parser is about; one that is not here is about the whole text.
ABOUT: dict[str, tuple[str, ...]] = {
    "title_missing": ("title",),
    "title_order_unsure": ("title", "subtitle"),
    "subtitle_unsure": ("subtitle",),
    "kind_unknown": ("kind", "title"),
    "kind_open": ("kind",),
    "kept_as_draft": ("kind",),
    "date_missing": ("date_edtf",),
    "date_not_understood": ("date_edtf",),
    "century_inferred": ("date_edtf",),
    "author_missing": ("contributions",),
    "essay_without_author": ("contributions",),
    "publisher_missing": ("contributions",),
    "publisher_from_address": ("contributions",),
    "publisher_from_rights": ("contributions",),
    "publisher_inferred": ("contributions",),
    "organisations_joined": ("contributions",),
    "isbn_check_fails": ("identifiers",),
    "price_unclear": ("price_amount",),
    "summary_cut": ("summary",),
    "heading_differs": ("sections",),
    "heading_not_found": ("sections",),
    "contents_not_found_in_text": ("sections",),
    "box_end_unsure": ("sections",),
    "text_out_of_place": ("sections",),
    "text_not_placed": ("sections",),
    "footnote_missing": ("footnotes",),
    "footnote_without_mark": ("footnotes",),
    "mark_without_footnote": ("footnotes",),
}


# What a work may well be without.
OPTIONAL = frozenset({"subtitle", "series", "series_number", "summary", "rights", "group"})


@dataclass(frozen=True, slots=True)
class Sureness:
    """A level and the reason for it."""

    level: str
    reason: str

    @property
    def words(self) -> str:
        return WORDS[self.level]


def judge(
    name: str,
    value: str,
    words: Sequence[str],
    spans: Sequence[Sequence[int]],
    warnings: Iterable[dict[str, Any]],
) -> Sureness:
    """How sure a value is that was read from some words of a source.

    ``words`` are the words at ``spans``; a warning counts when it is about the value's field
    and points at no place or at one that touches the value's own.
    """
    for warning in warnings:
        if name in ABOUT.get(warning["code"], ()) and _concerns(warning, spans):
            return Sureness(CHECK, warning["message"])
    if not value and name in OPTIONAL:
        return Sureness(LIKELY, "None was found in the source.")
    if not value:
        return Sureness(CHECK, "The source does not say it, or says it in a way that was missed.")
    if not words:
        if name == "kind":
            return Sureness(LIKELY, "Concluded from the form of the whole text.")
        return Sureness(CHECK, "No words of the source stand behind it.")
    if any(_same(value, each) for each in words):
        if len(words) > 1:
            return Sureness(SURE, f"Printed in {len(words)} places of the source.")
        return Sureness(SURE, "These are the very words of the source.")
    return Sureness(LIKELY, "Made from the marked words; they are printed in another form.")


def _concerns(warning: dict[str, Any], spans: Sequence[Sequence[int]]) -> bool:
    places = warning.get("spans") or []
    if not places or not spans:
        return True
    return any(start < last and first < end for start, end in spans for first, last in places)


def _same(value: str, words: str) -> bool:
    return folded(value) == folded(words)
