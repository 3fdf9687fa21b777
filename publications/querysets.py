"""Named reads. ``published()`` is the single gate for what the public may see."""

import datetime
from collections.abc import Sequence

from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from publications.choices import Status
from publications.credits import read_credits
from publications.details import read_details
from publications.places import read_places
from publications.search import folded

NEWEST = (F("date_earliest").desc(nulls_last=True), "-date_precision", "sort_title", "pk")
OLDEST = (F("date_earliest").asc(nulls_last=True), "date_precision", "sort_title", "pk")
MOST_SUCCESSIONS = 10  # merges of merges that are followed


def number_of(queryset: models.QuerySet, of: str, count=None) -> Coalesce:
    """How many rows of a queryset belong to each row outside it."""
    counted = queryset.filter(**{of: OuterRef("pk")}).order_by().values(of)
    number = counted.annotate(n=count or Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


class RecordQuerySet(models.QuerySet):
    """Reads that ``complete`` their records with what stands in other tables."""

    reads: frozenset[str] = frozenset()

    def credited(self):
        """With the public people and bodies that took part in each work: one more query."""
        return self._reading("credits")

    def detailed(self):
        """With credits, topics, identifiers, files and essays of each work: one more query."""
        return self._reading("details")

    def _reading(self, what: str):
        found = self._chain()
        found.reads = self.reads | {what}
        return found

    def complete(self, records: Sequence) -> None:
        """Read what was asked for of some records; for those that ``iterator`` gave."""
        if "details" in self.reads:
            read_details(records, self.db)
        elif "credits" in self.reads:
            read_credits(records, self.db)

    def _clone(self):
        found = super()._clone()
        found.reads = self.reads
        return found

    def _fetch_all(self):
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self.reads:
            self.complete(self._result_cache)

    def published(self):
        """What the public may see."""
        return self.filter(status=Status.PUBLISHED)

    def withdrawn(self):
        return self.filter(status=Status.WITHDRAWN)


class DatedQuerySet(RecordQuerySet):
    """Reads by partial date: an item is in a span of days when its own span touches it."""

    def touching(self, first: datetime.date | None, last: datetime.date | None):
        """Items whose date touches ``[first, last]``; undated items touch nothing."""
        condition = Q(date_earliest__isnull=False)
        if first:
            condition &= Q(date_latest__gte=first)
        if last:
            condition &= Q(date_earliest__lte=last)
        return self.filter(condition)

    def in_year(self, year: int):
        return self.touching(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    def undated(self):
        return self.filter(date_earliest__isnull=True)

    def newest(self):
        """Newest first; undated items last; ends in the primary key."""
        return self.order_by(*NEWEST)

    def oldest(self):
        """Oldest first; undated items last; ends in the primary key."""
        return self.order_by(*OLDEST)


class PublicationQuerySet(DatedQuerySet):
    def placed(self):
        """With the collection and the series of each: two more queries, where any has one."""
        return self._reading("places")

    def complete(self, records):
        if "places" in self.reads:
            read_places(records, self.db)
        super().complete(records)

    def standing_alone(self):
        """Without the essays that are read inside their collection."""
        return self.filter(part_of=None)


class EventQuerySet(DatedQuerySet):
    pass


class NewsItemQuerySet(DatedQuerySet):
    pass


class PersonQuerySet(RecordQuerySet):
    def named(self, words: str):
        """Those in whose printed names all of some words stand; nobody where there are none."""
        parts = folded(words).split()
        if not parts:
            return self.none()
        return self.filter(*(Q(folded_name__contains=part) for part in parts))

    def by_name(self):
        return self.order_by("sort_name", "pk")


class SuccessionQuerySet(models.QuerySet):
    """Reads of the identifiers that merges retired."""

    def last_of(self, identifier: str) -> str:
        """Where an identifier leads after every merge; itself where none retired it, or in a ring.

        Costs one query for each merge, and one more.
        """
        current, seen = identifier, set()
        while len(seen) < MOST_SUCCESSIONS:
            seen.add(current)
            following = self.filter(identifier=current).values_list("successor", flat=True).first()
            if following is None:
                return current
            if following in seen:
                return identifier
            current = following
        return current
