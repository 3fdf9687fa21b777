"""The entries of the search, read from the database into arrays: one statement, one moment."""

from __future__ import annotations

import numpy as np

from publications.choices import WRITING
from publications.search import WORKS
from publications.searching.segments import FACETS, LISTINGS, ORDERS, Listing, Segment

KEYS = {
    "newest": "newest_key, sort_title, id",
    "oldest": "oldest_key, sort_title, id",
    "title": "sort_title, id",
}


def int4_array(raw: bytes) -> np.ndarray:
    return np.frombuffer(raw, dtype=">i4").astype(np.int32)


def int8_array(raw: bytes) -> np.ndarray:
    return np.frombuffer(raw, dtype=">i8").astype(np.int64)


DAY = "coalesce({} - DATE '0001-01-01' + 1, 0)"  # Python's ordinal of a date


def _reading(where: str, ranked: bool) -> str:
    """One statement for all arrays of a segment, so that they are of one moment."""
    rows = f"publications_searchentry WHERE status = 'published' AND {where}"
    year = "coalesce(extract(year FROM {})::int, 0)"
    plain = [
        "int4send(id)",
        *(f"int4send({DAY.format(f'date_{end}')})" for end in ("earliest", "latest")),
        *(f"int4send({year.format(f'date_{end}')})" for end in ("earliest", "latest")),
        "int8send(record)",
    ]
    parts = [
        "SELECT " + ", ".join(f"string_agg({each}, '' ORDER BY id)" for each in plain),
        f"SELECT array_agg(room || '/' || kind), array_agg(held) FROM (SELECT room, kind, "
        f"string_agg(int4send(id), '') AS held FROM {rows} GROUP BY room, kind) AS k",
    ]
    parts[0] += f" FROM {rows}"
    parts += [
        "SELECT string_agg(int4send(id), '' ORDER BY id, value), "
        "string_agg(int8send(value), '' ORDER BY id, value) "
        f"FROM ({values}) AS f"
        for values in _listed(rows)
    ]
    if ranked:
        parts += [
            f"SELECT string_agg(int4send(id), '' ORDER BY {keys}) FROM {rows}"
            for keys in KEYS.values()
        ]
    named = " CROSS JOIN ".join(f"({part}) AS p{n}" for n, part in enumerate(parts))
    return f"SELECT * FROM {named}"


def _listed(rows: str) -> list[str]:
    """The values of each listing."""
    by_entry = [f"SELECT id, unnest({facet}) AS value FROM {rows}" for facet in FACETS]
    roles = ", ".join(f"'{role}'" for role in WRITING)
    writers = [f"{by_entry[0]} AND room NOT IN ('news', 'event')"] + [
        f"SELECT e.id, c.author_id FROM (SELECT id, record FROM {rows} AND room = '{room}') e "
        f"JOIN publications_contribution c ON c.{WORKS[room]} = e.record "
        f"WHERE c.author_id IS NOT NULL AND c.role IN ({roles})"
        for room in ("news", "event")
    ]
    return [*by_entry, " UNION ".join(writers)]


def read_segment(cursor, changed: frozenset[int] | None = None, ranks=None) -> Segment:
    """The segment of all published entries, or of those that changed, whose ranks are given."""
    if changed is None:
        cursor.execute(_reading("true", ranked=True))
    else:
        cursor.execute(_reading("id = ANY (%(ids)s)", ranked=False), {"ids": list(changed)})
    row = list(cursor.fetchone())
    ids, first, last, first_years, last_years = (int4_array(bytes(each or b"")) for each in row[:5])
    records = int8_array(bytes(row[5] or b""))
    kinds = np.zeros(len(ids), dtype=np.int16)
    names = []
    for name, some in zip(row[6] or (), row[7] or (), strict=True):
        kinds[np.searchsorted(ids, int4_array(bytes(some)))] = len(names)
        names.append(tuple(name.split("/", 1)))
    listings = {}
    for number, facet in enumerate(LISTINGS):
        owners, values = (bytes(each or b"") for each in row[8 + 2 * number : 10 + 2 * number])
        listings[facet] = Listing.of(np.searchsorted(ids, int4_array(owners)), int8_array(values))
    if changed is None:
        ranks = {}
        for order, raw in zip(KEYS, row[8 + 2 * len(LISTINGS) :], strict=True):
            ranks[order] = np.empty(len(ids))
            ranks[order][np.searchsorted(ids, int4_array(bytes(raw or b"")))] = np.arange(len(ids))
    else:
        ranks = {order: np.array([given[int(i)] for i in ids]) for order, given in ranks.items()}
    return Segment(
        ids, records, kinds, names, first, last, first_years, last_years, listings, ranks
    )


def nothing() -> Segment:
    """A segment without an entry."""
    empty = np.empty(0, dtype=np.int32)
    return Segment(
        empty,
        empty,
        empty,
        [],
        empty,
        empty,
        empty,
        empty,
        {facet: Listing.of(empty, empty) for facet in LISTINGS},
        {order: np.empty(0) for order in ORDERS},
    )
