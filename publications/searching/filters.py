"""The filters of the search over all kinds of records."""

from __future__ import annotations

from django import forms

from publications.filters import (
    Asked,
    DatedFilterSet,
    EventFilterSet,
    NewsFilterSet,
    PublicationFilterSet,
    RecordFilterSet,
)
from publications.filters.fields import ManyChoicesField, ManyIdentifiersField, WordsField
from publications.models import SearchEntry
from publications.searching import kinds

NAMES = {
    "publication": PublicationFilterSet.kinds,
    "news": NewsFilterSet.kinds,
    "event": EventFilterSet.kinds,
}
ROOMS = {
    "publication": "Publications",
    "news": "All news",
    "event": "All events",
    "author": "People",
    "organisation": "Organisations",
    "project": "Projects",
}
# What each kind is called, by its word in an address.
KINDS = {
    word: NAMES[room][kind] if kind else ROOMS[room]
    for word, (room, kind) in (kinds.SINGLE | kinds.GROUPS).items()
    if not kind or kind in NAMES[room]
}


class SearchFilterSet(DatedFilterSet):
    """Words, kinds and all that the lists may be filtered by; ``scope`` says where words count."""

    plural, singular = "all records", "record"
    work = ""
    kinds = KINDS
    facets = ("kind", "author", "organisation", "project", "series", "topic")

    q = Asked(WordsField, label="Words")
    kind = Asked(ManyChoicesField, label="Kind", choices=KINDS)
    series = Asked(ManyIdentifiersField, label="Series")
    scope = Asked(
        forms.ChoiceField,
        label="Search in",
        choices=[("text", "Full text"), ("record", "Titles, names and summaries")],
        error_messages={"invalid_choice": "Write scope=record or scope=text."},
    )

    class Meta(RecordFilterSet.Meta):
        model = SearchEntry
        fields = []

    @property
    def noun(self) -> str:
        return super().noun if self.chosen.get("kind") else "records of all kinds"

    @property
    def name_of_file(self) -> str:
        return self._said_of(super().noun if self.chosen.get("kind") else "search")

    @property
    def is_weighed(self):
        return bool(self.words)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().hidden if name != "scope"]
