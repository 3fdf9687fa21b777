"""The filters of the search over all kinds of records."""

from __future__ import annotations

from django import forms

from publications.filter_fields import ManyChoicesField, ManyIdentifiersField, WordsField
from publications.filters import (
    Asked,
    DatedFilterSet,
    EventFilterSet,
    NewsFilterSet,
    PublicationFilterSet,
    RecordFilterSet,
)
from publications.models import SearchEntry

# Every kind by its word in an address: its room, its kind there (empty for all), its name.
GROUPS = {
    "publication": ("publication", "", "Publications"),
    "all_news": ("news", "", "All news"),
    "all_events": ("event", "", "All events"),
}
AGENTS = {
    "author": ("author", "", "People"),
    "organisation": ("organisation", "", "Organisations"),
    "project": ("project", "", "Projects"),
}
SINGLE = (
    {kind: ("publication", kind, name) for kind, name in PublicationFilterSet.kinds.items()}
    | {kind: ("news", kind, name) for kind, name in NewsFilterSet.kinds.items()}
    | {
        ("event_speech" if kind == "speech" else kind): ("event", kind, name)
        for kind, name in EventFilterSet.kinds.items()
    }
    | AGENTS
)
KINDS = SINGLE | GROUPS
WORDS = {(room, kind): word for word, (room, kind, _) in SINGLE.items()}
WORDS |= {(room, room): room for room in AGENTS}
# What ``kind:`` understands besides: the plain words for whole rooms.
SPOKEN = KINDS | {
    "news": GROUPS["all_news"],
    "event": GROUPS["all_events"],
    "people": AGENTS["author"],
    "person": AGENTS["author"],
}


class SearchFilterSet(DatedFilterSet):
    """Words, kinds and all that the lists may be filtered by; ``scope`` says where words count."""

    plural, singular = "all records", "record"
    work = ""
    kinds = {word: label for word, (_, _, label) in KINDS.items()}
    facets = ("kind", "author", "organisation", "project", "series", "topic")

    q = Asked(WordsField, label="Words")
    kind = Asked(ManyChoicesField, label="Kind", choices=kinds)
    series = Asked(ManyIdentifiersField, label="Series")
    scope = Asked(
        forms.ChoiceField,
        label="Search in",
        choices=[("text", "Full text"), ("record", "Titles, names and summaries")],
        error_messages={"invalid_choice": "Write scope=record or scope=text."},
    )
    exact = Asked(
        forms.ChoiceField,
        label="As written",
        choices=[("1", "Only as written")],
        error_messages={"invalid_choice": "Write exact=1, or leave it out."},
    )

    class Meta(RecordFilterSet.Meta):
        model = SearchEntry
        fields = []

    @property
    def noun(self) -> str:
        return super().noun if self.chosen.get("kind") else "records of all kinds"

    @property
    def query(self):
        """Whether there are words to sort by."""
        return self.words or None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().hidden if name != "scope"]
