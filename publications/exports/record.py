"""The only way from a model to the flat record that every output is made from.

Nothing here decides what the public may see of a record: callers start from ``published()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from publications.exports.kinds import BUILDERS, READ, Reading
from publications.exports.shapes import Record
from publications.models import (
    Author,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Series,
)
from publications.models.base import Record as Model

CHUNK = 500  # records held in memory at once by ``records_of``

# What each model is called in a record, and in the addresses of its list.
TYPES = {
    Publication: "publication",
    NewsItem: "news",
    Event: "event",
    Project: "project",
    Author: "author",
    Organisation: "organisation",
    Series: "series",
}


def record_of(instance: Model, base: str = "") -> Record:
    """The record of one instance; ``base`` ("https://example.org") makes its addresses absolute.

    Follows relations, so read many through ``records_of``.
    """
    return BUILDERS[type(instance)](instance, Reading(base.rstrip("/")))


def records_of(queryset: QuerySet, base: str = "", chunk: int = CHUNK) -> Iterator[Record]:
    """The records of a queryset in its order, ``chunk`` in memory at a time.

    Each chunk costs the same few queries whatever it holds. The queryset is the caller's:
    nothing is filtered here.
    """
    queryset = prepared(queryset)
    rows = queryset.iterator(chunk_size=chunk)
    while part := list(islice(rows, chunk)):
        queryset.complete(part)
        yield from map(partial(record_of, base=base), part)


def described(instance: Model, base: str = "") -> Record:
    """The full record of an instance that a page shows, made once however often it is asked for.

    Costs a fixed number of queries, less what is already read.
    """
    if not hasattr(instance, "_described"):
        if type(instance) not in WORKS:
            prefetch_related_objects([instance], *_READS[type(instance)].lists)
        elif "topics" not in instance.__dict__.get("_prefetched_objects_cache", ()):
            prepared(type(instance)._default_manager.using(instance._state.db)).complete([instance])
        instance._described = record_of(instance, base)
    return instance._described


def glimpse_of(instance: Model, base: str = "") -> Record:
    """A record of what is already in memory, for entries of a list: never a query."""
    return BUILDERS[type(instance)](instance, Reading(base.rstrip("/"), fetched_only=True))


def prepared(queryset: QuerySet) -> QuerySet:
    """The queryset with all that ``record_of`` follows.

    What the queryset fetched besides, for a page, is dropped.
    """
    reads = _READS[queryset.model]
    queryset = queryset.select_related(None).prefetch_related(None)
    if queryset.model in WORKS:
        queryset = queryset.detailed()
    if queryset.model is Publication:
        queryset = queryset.placed()
    if reads.related:
        queryset = queryset.select_related(*reads.related)
    lists = (Prefetch(name, to_attr=f"{READ}{name}") for name in reads.lists)
    return queryset.prefetch_related(*lists)


@dataclass(frozen=True, slots=True)
class _Reads:
    """What is read of a kind of record besides: by a join, and as lists."""

    related: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


_READS = {
    Publication: _Reads(),
    NewsItem: _Reads(),
    Event: _Reads(related=("launched",)),
    Project: _Reads(),
    Author: _Reads(lists=("variants", "biographies")),
    Organisation: _Reads(lists=("variants",)),
    Series: _Reads(related=("organisation",)),
}
WORKS = frozenset({Publication, NewsItem, Event, Project})  # whose details are read
