"""What the filters of all lists share: the values that are right, and what they leave.

A filter set reads the address, keeps the values that are right, and says in words what is wrong
with the others. ``without`` gives the result as if some filters had not been set, which is what
a facet counts.
"""

from __future__ import annotations

import datetime
import re
from functools import cached_property

import django_filters
from django import forms
from django.db.models import QuerySet

from publications.filters.addresses import InAddress
from publications.filters.fields import WordsField
from publications.filters.form import QueryForm
from publications.filters.words import InWords
from publications.searching.conditions import records_matching


class Asked(django_filters.Filter):
    """A filter that reads and checks its values; the filter set's ``by_<name>`` narrows by them."""

    def __init__(self, field_class, **options):
        self.field_class = field_class
        super().__init__(required=False, **options)

    def filter(self, queryset, value):
        return queryset


class RecordFilterSet(InWords, InAddress, django_filters.FilterSet):
    """What the filters of all lists share; each list's own set adds its filters.

    ``plural`` and ``singular`` name what is listed; ``work`` is the name of its foreign key in
    contributions, topics and passages, ``room`` that of its entries in the search.
    """

    work = ""
    room = ""
    sorts: dict[str, str] = {"newest": "Newest first", "oldest": "Oldest first", "title": "Title"}
    facets: tuple[str, ...] = ()
    facet_titles: dict[str, str] = {}
    today: datetime.date | None = None  # of lists that know what is past

    q = Asked(WordsField, label="Words")

    class Meta:
        form = QueryForm

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        filters["sort"] = Asked(
            forms.ChoiceField,
            label="Sort by",
            choices=[*cls.sorts.items(), ("relevance", "Relevance")],
            error_messages={"invalid_choice": "“%(value)s” is none of the ways to sort."},
        )
        filters["exact"] = Asked(
            forms.ChoiceField,
            label="Abbreviations",
            choices=[("1", "Only as typed")],
            error_messages={"invalid_choice": "Write exact=1, or leave it out."},
        )
        return filters

    @cached_property
    def chosen(self) -> dict:
        """The values that are right, by filter; nothing where the address has none."""
        if not self.is_bound:
            return {}
        self.errors  # noqa: B018 - makes the form clean its values
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value not in (None, "", [])
        }

    @property
    def words(self) -> str:
        return self.chosen.get("q", "")

    @property
    def exact(self) -> bool:
        """Whether an abbreviation and what it stands for are meant only as they were typed."""
        return bool(self.chosen.get("exact"))

    @property
    def is_weighed(self) -> bool:
        """Whether there are words to sort by, which only the search does (``Results.order``)."""
        return bool(re.search(r"\w", self.words))

    def without(self, *names: str) -> QuerySet:
        """What the filters leave when those named are not set, in no order."""
        queryset = self.queryset.order_by()
        for name, value in self.chosen.items():
            narrow = getattr(self, f"by_{name}", None)
            if narrow and name not in names:
                queryset = narrow(queryset, value)
        return queryset

    def filter_queryset(self, queryset):
        return self.sorted(self.without())

    def by_q(self, queryset, words):
        return queryset.filter(pk__in=records_matching(self.room, words, self.exact))

    @property
    def sort(self) -> str:
        """The sort in force: as chosen, else by relevance where there are words."""
        chosen = self.chosen.get("sort")
        if chosen == "relevance" and not self.is_weighed:
            chosen = None
        return chosen or ("relevance" if self.is_weighed else self.first_sort)

    @property
    def first_sort(self) -> str:
        """The sort where none is chosen and there are no words."""
        return next(iter(self.sorts))

    def sorted(self, queryset):
        raise NotImplementedError

    @property
    def sort_choices(self) -> list[tuple[str, str]]:
        choices = list(self.sorts.items())
        return [*choices, ("relevance", "Relevance")] if self.is_weighed else choices
