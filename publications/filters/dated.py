"""Filters of works with a partial date: a span of days has what touches it."""

from __future__ import annotations

import datetime
import operator
from functools import reduce

from django import forms
from django.db.models import Exists, OuterRef, Q

from publications.filters.base import Asked, RecordFilterSet
from publications.filters.fields import (
    EndField,
    ManyChoicesField,
    ManyIdentifiersField,
    ManySlugsField,
    ManyYearsField,
)
from publications.filters.roles import TAKING_PART, WRITING
from publications.filters.words import in_words
from publications.models import Contribution, ProjectEntry, TopicAssignment


class DatedFilterSet(RecordFilterSet):
    """Filters by partial date: a record is in a span of days when its own span touches it."""

    year = Asked(ManyYearsField, label="Year")
    undated = Asked(
        forms.ChoiceField,
        label="Undated",
        choices=[("1", "Undated")],
        error_messages={"invalid_choice": "Write undated=1, or leave it out."},
    )
    organisation = Asked(ManyIdentifiersField, label="Organisation")
    author = Asked(ManyIdentifiersField, label="Author")
    project = Asked(ManyIdentifiersField, label="Project")
    topic = Asked(ManySlugsField, label="Topic")

    author_roles = WRITING
    dates = ("year", "from", "to", "undated")

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        for name, label in (("from", "From year"), ("to", "To year")):
            filters[name] = Asked(EndField, label=label)
        if cls.kinds:
            filters["kind"] = Asked(ManyChoicesField, label="Kind", choices=cls.kinds)
        return filters

    def without(self, *names):
        queryset = super().without(*names)
        return queryset if set(self.dates) <= set(names) else self.by_dates(queryset)

    def by_dates(self, queryset):
        """Years and the span together, or undated where that is asked for too."""
        first, last = self.chosen.get("from"), self.chosen.get("to")
        years, undated = self.chosen.get("year", []), self.chosen.get("undated")
        condition = None
        if first or last:
            condition = touching(first and first.earliest, last and last.latest)
        if years:
            any_year = reduce(
                operator.or_,
                (touching(datetime.date(y, 1, 1), datetime.date(y, 12, 31)) for y in years),
            )
            condition = any_year if condition is None else condition & any_year
        if undated:
            none = Q(date_earliest__isnull=True)
            condition = none if condition is None else condition | none
        return queryset if condition is None else queryset.filter(condition)

    def by_kind(self, queryset, kinds):
        return queryset.filter(kind__in=kinds)

    def by_author(self, queryset, values):
        return self._contributed(
            queryset, role__in=self.author_roles, author__identifier__in=values
        )

    def by_organisation(self, queryset, values):
        return self._contributed(
            queryset, role__in=TAKING_PART, organisation__identifier__in=values
        )

    def _contributed(self, queryset, **which):
        rows = Contribution.objects.filter(**{self.work: OuterRef("pk")}, **which)
        return queryset.filter(Exists(rows))

    def by_project(self, queryset, values):
        rows = ProjectEntry.objects.filter(
            **{self.work: OuterRef("pk")}, project__identifier__in=values
        )
        return queryset.filter(Exists(rows))

    def by_topic(self, queryset, values):
        rows = TopicAssignment.objects.filter(**{self.work: OuterRef("pk")}, topic__slug__in=values)
        return queryset.filter(Exists(rows))

    def sorted(self, queryset):
        match self.sort:
            case "oldest":
                return queryset.oldest()
            case "title":
                return queryset.order_by("sort_title", "pk")
        return queryset.newest()

    @property
    def span(self) -> range:
        """The years between from and to, for showing them as chosen."""
        first, last = self.chosen.get("from"), self.chosen.get("to")
        if not first and not last:
            return range(0)
        return range(
            first.earliest.year if first else datetime.MINYEAR,
            (last.latest.year if last else datetime.MAXYEAR) + 1,
        )

    @property
    def when_in_words(self) -> str:
        first, last = self.chosen.get("from"), self.chosen.get("to")
        parts = []
        if first and last:
            parts.append(str(first) if first == last else f"{first} to {last}")
        elif first:
            parts.append(f"{first} and later")
        elif last:
            parts.append(f"up to {last}")
        if self.chosen.get("year"):
            parts.append(in_words([str(year) for year in sorted(self.chosen["year"])], "or"))
        if self.chosen.get("undated"):
            parts.append("or undated" if parts else "undated")
        return " ".join(parts) if self.chosen.get("undated") else ", ".join(parts)


def touching(first: datetime.date | None, last: datetime.date | None) -> Q:
    """The condition of ``DatedQuerySet.touching``, to be joined with others."""
    condition = Q(date_earliest__isnull=False)
    if first:
        condition &= Q(date_latest__gte=first)
    if last:
        condition &= Q(date_earliest__lte=last)
    return condition
