"""The entries of the search, read from the database into arrays: one statement, one moment."""

from __future__ import annotations

import datetime

import numpy as np

from publications.choices import WRITING
from publications.search import WORKS
from publications.searching.initials import INITIAL, places_of
from publications.searching.segments import FACETS, LISTINGS, ORDERS, UNDATED, Listing, Segment

KEYS = {
    "newest": "newest_key, sort_title, id",
    "oldest": "oldest_key, sort_title, id",
    "title": "sort_title, id",
}


def int4_array(raw: bytes | None) -> np.ndarray:
    return np.frombuffer(raw or b"", dtype=">i4").astype(np.int32)


def int8_array(raw: bytes | None) -> np.ndarray:
    return np.frombuffer(raw or b"", dtype=">i8").astype(np.int64)


DAY = "coalesce({} - DATE '0001-01-01' + 1, 0)"  # Python's ordinal of a date, or UNDATED
MIXED = "news", "event"  # the rooms whose authors are all people who are in a record
EPOCH = datetime.date(1970, 1, 1).toordinal()
PLAIN = (
    "int4send(id)",
    *(f"int4send({DAY.format(f'date_{end}')})" for end in ("earliest", "latest")),
    *(f"int8send({column})" for column in ("record", "newest_key", "oldest_key")),
    f"int4send({INITIAL.format('sort_title')})",
)
# The one order that the database makes, from an index; arrays sort all else, sooner than it would.
BY_TITLE = "SELECT string_agg(int4send(id), '' ORDER BY sort_title, id) FROM {}"


def _reading(where: str, ranked: bool) -> str:
    """One statement for all arrays of a segment, so that they are of one moment."""
    rows = f"publications_searchentry WHERE status = 'published' AND {where}"
    listed = ", ".join(
        f"string_agg(int4send(id), '') FILTER (WHERE {facet} IS NOT NULL), "
        f"string_agg(int8send({facet}), '')"
        for facet in FACETS
    )
    # Side by side, so that the entries are gone through once for all of them.
    values = ", ".join(f"unnest({facet}) AS {facet}" for facet in FACETS)
    parts = [
        "SELECT " + ", ".join(f"string_agg({each}, '')" for each in PLAIN) + f" FROM {rows}",
        f"SELECT array_agg(room || '/' || kind), array_agg(held) FROM (SELECT room, kind, "
        f"string_agg(int4send(id), '') AS held FROM {rows} GROUP BY room, kind) AS k",
        f"SELECT {listed} FROM (SELECT id, {values} FROM {rows}) AS f",
        "SELECT string_agg(int4send(id), ''), string_agg(int8send(value), '') "
        f"FROM ({_writers_among_others(rows)}) AS f",
    ]
    if ranked:
        parts.append(BY_TITLE.format(rows))
    named = " CROSS JOIN ".join(f"({part}) AS p{n}" for n, part in enumerate(parts))
    return f"SELECT * FROM {named}"


def _writers_among_others(rows: str) -> str:
    """Who made what has all people as its authors who are in it."""
    roles = ", ".join(f"'{role}'" for role in WRITING)
    return " UNION ".join(
        f"SELECT e.id, c.author_id AS value FROM (SELECT id, record FROM {rows} "
        f"AND room = '{room}') e JOIN publications_contribution c ON c.{WORKS[room]} = e.record "
        f"WHERE c.author_id IS NOT NULL AND c.role IN ({roles})"
        for room in MIXED
    )


def read_segment(cursor, changed: frozenset[int] | None = None, ranks=None) -> Segment:
    """The segment of all published entries, or of those that changed, whose ranks are given."""
    if changed is None:
        cursor.execute(_reading("true", ranked=True))
    else:
        cursor.execute(_reading("id = ANY (%(ids)s)", ranked=False), {"ids": list(changed)})
    row = iter(cursor.fetchone())
    ids, first, last = (int4_array(next(row)) for _ in range(3))
    records, newest, oldest = (int8_array(next(row)) for _ in range(3))
    initials = places_of(int4_array(next(row)))
    places = np.argsort(ids, kind="stable")
    ids, first, last, records = (each[places] for each in (ids, first, last, records))
    kinds, names = np.zeros(len(ids), dtype=np.int16), []
    for name, some in zip(next(row) or (), next(row) or (), strict=True):
        kinds[np.searchsorted(ids, int4_array(some))] = len(names)
        names.append(tuple(name.split("/", 1)))
    listings = {facet: _listing(ids, next(row), next(row)) for facet in FACETS}
    authors, rest = listings["authors"], _listing(ids, next(row), next(row))
    mixed = np.isin(kinds, [code for code, (room, _) in enumerate(names) if room in MIXED])
    writing = ~mixed[authors.owners]
    listings["writers"] = Listing.of(
        np.concatenate([authors.owners[writing], rest.owners]),
        np.concatenate([authors.values[authors.codes[writing]], rest.values[rest.codes]]),
        len(ids),
    )
    if changed is None:
        ranks = _ranked(ids, int4_array(next(row)), newest[places], oldest[places])
    else:
        ranks = {order: np.array([given[int(i)] for i in ids]) for order, given in ranks.items()}
    years = map(_years, (first, last))
    initials = initials[places]
    return Segment(ids, records, kinds, names, first, last, *years, initials, listings, ranks)


def _listing(ids: np.ndarray, owners: bytes | None, values: bytes | None) -> Listing:
    return Listing.of(np.searchsorted(ids, int4_array(owners)), int8_array(values), len(ids))


def _ranked(
    ids: np.ndarray, titled: np.ndarray, newest: np.ndarray, oldest: np.ndarray
) -> dict[str, np.ndarray]:
    """The place of each entry in each order, from the order of titles: as ``KEYS`` has them."""
    title = np.empty(len(ids))
    title[np.searchsorted(ids, titled)] = np.arange(len(ids))
    ranks = {"title": title}
    for order, keys in (("newest", newest), ("oldest", oldest)):
        ranks[order] = np.empty(len(ids))
        ranks[order][np.lexsort((title, keys))] = np.arange(len(ids))
    return ranks


def _years(days: np.ndarray) -> np.ndarray:
    """The years of some ordinals; that of no date stays ``UNDATED``."""
    years = (days - EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
    return np.where(days == UNDATED, UNDATED, years).astype(np.int32)


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
        empty,
        {facet: Listing.of(empty, empty, 0) for facet in LISTINGS},
        {order: np.empty(0) for order in ORDERS},
    )
