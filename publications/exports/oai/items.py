"""What is harvested: works and projects, by datestamp and set, page by page.

A page is found by the key of the last item given, ``(updated_at, identifier)``, so that nothing
has to be remembered between two requests: a record that is added or changed meanwhile moves to
the end of the list, and none is lost or given twice in the same state. Withdrawn records and
identifiers that a merge retired are given as deleted, for ever, and so is what was public until
its publication was undone; what never was public is not there at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import ExtractYear

from publications.choices import WAITING, Act, Status
from publications.exports.oai.protocol import OaiError, Selection
from publications.exports.oai.sets import FORMER, TYPES, in_set, once_public, sets_of, taking_part
from publications.exports.record import Record, prepared, record_of
from publications.models import (
    FormerIdentifier,
    Project,
    Revision,
)

PAGE = 200  # records in one answer


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the repository: what its header says, and its record unless it is deleted."""

    identifier: str
    datestamp: datetime.datetime
    deleted: bool
    sets: tuple[str, ...] = ()
    record: Record | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Item]
    size: int
    following: Selection | None


def page_of(selection: Selection, base: str, *, with_records: bool) -> Page:
    """The next page of a selection; raises noRecordsMatch where the first one is empty.

    Costs one query for the headers, one more for the size of the list when it begins, and with
    records the few of ``exports.record`` for each type on the page.
    """
    rows = _rows(selection, PAGE + 1)
    size = selection.size
    if not selection.cursor:
        size = len(rows) if len(rows) <= PAGE else _count(selection)
    if not rows:
        # A token's page can be empty: what it led to was changed again and is further on, or gone.
        if selection.cursor:
            return Page([], size, None)
        raise OaiError("noRecordsMatch", "No record is in that set and that span of time.")
    given = rows[:PAGE]
    records = _records(given, base) if with_records else {}
    if with_records:
        for row in given:  # one that was withdrawn since the first query has no record
            row["deleted"] = row["identifier"] not in records
    items = [_item(row, records) for row in given]
    following = None
    if len(rows) > PAGE:
        last = (given[-1]["updated"].isoformat(), given[-1]["identifier"])
        following = replace(selection, size=size).following(last, len(given))
    return Page(items, size, following)


def item_named(identifier: str, base: str, *, with_record: bool = True) -> Item:
    """One item by its identifier; raises idDoesNotExist."""
    rows = _rows(Selection("GetRecord"), 1, identifier=identifier)
    if not rows:
        raise OaiError("idDoesNotExist", "No record has that identifier.")
    return _item(rows[0], _records(rows, base) if with_record else {})


def earliest() -> datetime.datetime | None:
    """A moment before which nothing was changed; None where there is nothing."""
    moments = [
        once_public(model).aggregate(first=Min("updated_at"))["first"]
        for model, *_ in TYPES.values()
    ]
    moments.append(FormerIdentifier.objects.aggregate(first=Min("retired_at"))["first"])
    moments.append(_unpublished().aggregate(first=Min("undone_by__at"))["first"])
    return min(filter(None, moments), default=None)


def as_of() -> datetime.datetime:
    """The moment up to which answers are complete: before any change that is still being made.

    A record gets its datestamp while an import runs and is seen when that is committed. A
    harvester that asks again from this moment finds it; from the moment of the answer, never.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT least(min(xact_start), now()) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL"
            " AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


# -- rows --------------------------------------------------------------------------------------


def _unpublished() -> QuerySet:
    """The last undoing of each publication of what waits again, as revisions."""
    published = Revision.objects.filter(
        act__in=(Act.PUBLISHED, Act.RESTORED), undone_by__isnull=False
    )
    waits = [
        Exists(model.objects.filter(identifier=OuterRef("record"), status__in=WAITING))
        for model, *_ in TYPES.values()
    ]
    later = published.filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
    return published.filter(reduce(or_, waits)).exclude(Exists(later)).order_by()


def _selected(selection: Selection) -> Iterator[tuple[str, QuerySet]]:
    """What is selected of each type that has any, in no order."""
    for type_, (model, work, *_) in TYPES.items():
        queryset = once_public(model).order_by()
        if selection.set_spec:
            queryset = in_set(queryset, type_, work, selection.set_spec)
        if queryset is not None:
            yield type_, _spanned(queryset, selection, "updated_at")
    if not selection.set_spec:
        retired = FormerIdentifier.objects.order_by().annotate(moment=F("retired_at"))
        undone = _unpublished().annotate(identifier=F("record"), moment=F("undone_by__at"))
        yield from ((FORMER, _spanned(each, selection, "moment")) for each in (retired, undone))


def _spanned(queryset: QuerySet, selection: Selection, moment: str) -> QuerySet:
    """Within the span of time, and after the last item given."""
    if selection.first:
        queryset = queryset.filter(**{f"{moment}__gte": selection.first})
    if selection.before:
        queryset = queryset.filter(**{f"{moment}__lt": selection.before})
    if selection.after:
        last, identifier = selection.after
        at = datetime.datetime.fromisoformat(last)
        # Said twice, so that an index on the moment alone can find the place.
        queryset = queryset.filter(**{f"{moment}__gte": at}).filter(
            Q(**{f"{moment}__gt": at}) | Q(**{moment: at, "identifier__gt": identifier})
        )
    return queryset


def _count(selection: Selection) -> int:
    parts = [queryset.values("identifier") for _, queryset in _selected(selection)]
    return parts[0].union(*parts[1:], all=True).count() if parts else 0


def _rows(selection: Selection, length: int, **which: str) -> list[dict]:
    """The first rows of a selection by key, in one query.

    Each part is cut before they are joined, so that sets are looked up only for what is given.
    """
    parts = [
        _columns(type_, queryset.filter(**which)).order_by("updated", "identifier")[:length]
        for type_, queryset in _selected(selection)
    ]
    if len(parts) < 2:
        return [row for part in parts for row in part]
    return list(parts[0].union(*parts[1:], all=True).order_by("updated", "identifier")[:length])


def _columns(type_: str, queryset: QuerySet) -> QuerySet:
    no_year, no_bodies = Value(None, IntegerField()), Value([], ArrayField(CharField()))
    if type_ == FORMER:
        return queryset.values(
            "identifier",
            updated=F("moment"),
            type=Value(type_, CharField()),
            deleted=Value(True),
            kind_=Value("", CharField()),
            year=no_year,
            bodies=no_bodies,
        )
    model, work, kinds, _ = TYPES[type_]
    bodies = taking_part(work).values("organisation__identifier").distinct()
    return queryset.values(
        "identifier",
        updated=F("updated_at"),
        type=Value(type_, CharField()),
        deleted=~Q(status=Status.PUBLISHED),
        kind_=F("kind") if kinds else Value("", CharField()),
        year=no_year if model is Project else ExtractYear("date_earliest"),
        bodies=ArraySubquery(bodies.order_by("organisation__identifier")),
    )


def _item(row: dict, records: dict[str, Record]) -> Item:
    return Item(
        row["identifier"],
        row["updated"],
        row["deleted"],
        sets_of(row | {"kind": row["kind_"]}),
        records.get(row["identifier"]),
    )


def _records(rows: list[dict], base: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for type_, (model, *_) in TYPES.items():
        wanted = [row["identifier"] for row in rows if row["type"] == type_ and not row["deleted"]]
        if wanted:
            queryset = model.objects.published().filter(identifier__in=wanted).order_by()
            for instance in prepared(queryset):
                found[instance.identifier] = record_of(instance, base)
    return found
