"""The records of what a search found, of all kinds, as the one record that files are made of."""

from __future__ import annotations

from collections.abc import Iterator

from publications import models
from publications.exports.record import records_of
from publications.exports.shapes import Record
from publications.searching.results import Results

ROOMS = {
    "publication": models.Publication,
    "news": models.NewsItem,
    "event": models.Event,
    "project": models.Project,
    "author": models.Author,
    "organisation": models.Organisation,
}
CHUNK = 500  # results in memory at once, for a file


def all_found(results: Results, base: str) -> Iterator[Record]:
    """All results in their order, a chunk in memory at a time."""
    for start in range(0, results.count, CHUNK):
        yield from found(results.ids(start, start + CHUNK), base)


def found(ids: list[int], base: str) -> Iterator[Record]:
    """The public records of some entries, in their order. A few queries for each kind."""
    entries = models.SearchEntry.objects.filter(pk__in=ids).values_list("pk", "room", "record")
    places = {pk: (room, record) for pk, room, record in entries}
    wanted: dict[str, list[int]] = {}
    for room, record in places.values():
        wanted.setdefault(room, []).append(record)
    made: dict[tuple[str, int], Record] = {}
    for room, keys in wanted.items():
        rows = ROOMS[room].objects.published().filter(pk__in=keys).order_by("pk")
        keys = list(rows.values_list("pk", flat=True))
        records = records_of(rows, base)
        made |= {(room, key): each for key, each in zip(keys, records, strict=True)}
    yield from (made[place] for pk in ids if (place := places.get(pk)) in made)
