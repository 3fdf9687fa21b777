"""The catalogue: every published entry in memory, true to the last commit.

Counting and sorting a whole archive for each request is what makes lists slow. Each process
keeps the entries as arrays: a large *base*, and a small *recent* part with all that changed
since the base was made. The database logs each change of an entry in the transaction that makes
it, and ``current`` reads that log at the start of a request: one query, answered by an index.

No change is skipped, in whatever order transactions commit: the log is read from the oldest
transaction that was still open at the last reading (``pg_snapshot_xmin``), and all that was read
before is known by its number. Inside a transaction that has written, nothing is kept: what it
sees is not yet true for others, so a catalogue is made for it alone.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections

from publications.databases import reading_alias
from publications.searching.segments import FACETS, ORDERS, UNDATED, Listing, Mask, Segment

RECENT = 1000  # changed entries from which the base is made anew
KEYS = {
    "newest": "newest_key, sort_title, id",
    "oldest": "oldest_key, sort_title, id",
    "title": "sort_title, id",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the catalogue; an empty part asks nothing.

    ``kinds`` are pairs of room and kind, the kind empty for all of a room. ``years`` and the
    days ``first`` and ``last`` (ordinals) are as in ``filters.dated.DatedFilterSet.by_dates``.
    """

    rooms: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    authors: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None
    undated: bool = False
    times: tuple[str, ...] = ()  # as in ``filters.times``, seen from the day ``today``
    today: int | None = None
    nothing: bool = False  # a filter names what no record has

    def without(self, facet: str) -> Wanted:
        """The same but for one facet, as its own counts need it."""
        if facet == "dates":
            return replace(self, years=(), first=None, last=None, undated=False)
        return replace(self, **{facet: ()}) if getattr(self, facet) else self


@dataclass(frozen=True)
class Chosen:
    """What fits: a mask for each segment, and how many they are."""

    masks: tuple[Mask, ...]
    count: int

    def __and__(self, other: Chosen) -> Chosen:
        return chosen(a & b for a, b in zip(self.masks, other.masks, strict=True))

    def __or__(self, other: Chosen) -> Chosen:
        return chosen(a | b for a, b in zip(self.masks, other.masks, strict=True))

    def __sub__(self, other: Chosen) -> Chosen:
        return chosen(a & ~b for a, b in zip(self.masks, other.masks, strict=True))


@dataclass(frozen=True, slots=True)
class Around:
    """How many come before an entry in an order, and the ids of its neighbours."""

    position: int
    before: int | None
    after: int | None


def chosen(masks) -> Chosen:
    masks = tuple(masks)
    return Chosen(masks, sum(int(np.count_nonzero(mask)) for mask in masks))


@dataclass(frozen=True)
class Catalogue:
    """The entries at one moment. ``stale`` are those of the base that changed since."""

    base: Segment
    recent: Segment
    stale: np.ndarray  # positions in the base
    changed: frozenset[int]  # ids of the recent part, and of what is gone
    kept: dict = field(default_factory=dict)  # results, as long as this moment lasts
    base_kept: dict = field(default_factory=dict)  # what holds as long as the base does

    @property
    def segments(self) -> tuple[Segment, Segment]:
        return self.base, self.recent

    @property
    def _live(self) -> Chosen:
        if "live" not in self.kept:
            live = np.ones(len(self.base), dtype=bool)
            live[self.stale] = False
            self.kept["live"] = chosen((live, np.ones(len(self.recent), dtype=bool)))
        return self.kept["live"]

    def choose(self, wanted: Wanted) -> Chosen:
        """The entries that fit all parts of what is wanted."""
        key = ("choose", wanted)
        if key not in self.kept:
            self._make_room()
            masks = (
                live & self._mask(segment, wanted)
                for segment, live in zip(self.segments, self._live.masks, strict=True)
            )
            self.kept[key] = chosen(masks)
        return self.kept[key]

    def of_ids(self, ids: np.ndarray) -> Chosen:
        """The published entries among some ids."""
        live = self._live.masks
        return chosen(
            segment.mask_of(segment.positions_of(ids)) & mask
            for segment, mask in zip(self.segments, live, strict=True)
        )

    def of_records(self, room: str, keys: Iterable[int]) -> Chosen:
        """The published entries of some records of a room, by their primary keys."""
        wanted = np.array(list(keys), dtype=np.int64)
        return chosen(
            live & segment.of_kinds([(room, "")]) & np.isin(segment.records, wanted)
            for segment, live in zip(self.segments, self._live.masks, strict=True)
        )

    @staticmethod
    def _mask(segment: Segment, wanted: Wanted) -> Mask:
        mask = np.ones(len(segment), dtype=bool)
        if wanted.nothing:
            return ~mask
        if wanted.rooms:
            mask &= segment.of_kinds((room, "") for room in wanted.rooms)
        if wanted.kinds:
            mask &= segment.of_kinds(wanted.kinds)
        for facet in FACETS:
            if values := getattr(wanted, facet):
                mask &= segment.having(facet, values)
        dates = None
        if wanted.first or wanted.last:
            dates = segment.touching(wanted.first, wanted.last)
        if wanted.years:
            some = np.zeros(len(segment), dtype=bool)
            for year in wanted.years:
                some |= (segment.first_years <= year) & (segment.last_years >= year)
            dates = some if dates is None else dates & some
        if wanted.undated:
            none = segment.first_days == UNDATED
            dates = none if dates is None else dates | none
        if wanted.times:
            mask &= segment.at_times(wanted.times, wanted.today)
        return mask if dates is None else mask & dates

    # -- counts

    def facet(self, name: str, fits: Chosen, most: int, always: tuple[int, ...] = ()):
        """``(value, count)`` of the values that most entries have; some values in any case."""
        values, counts = [], []
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            listing = segment.listings[name]
            values.append(listing.values)
            counts.append(listing.counts(None if mask.all() else mask))
        value, count = np.concatenate(values), np.concatenate(counts)
        always = tuple(always)
        if len(values[1]):
            value, inverse = np.unique(value, return_inverse=True)
            count = np.bincount(inverse, weights=count).astype(np.int64)
        # Of those that tie at the end, the first recorded are shown.
        shown = np.argsort(-count, kind="stable")[:most]
        shown = np.union1d(shown[count[shown] > 0], np.flatnonzero(np.isin(value, always)))
        found = zip(value[shown].tolist(), count[shown].tolist(), strict=True)
        return sorted(found, key=lambda item: -item[1])

    def years(self, fits: Chosen) -> tuple[dict[int, int], int]:
        counts: dict[int, int] = {}
        undated = 0
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            some, none = segment.year_counts(mask)
            undated += none
            for year, n in some.items():
                counts[year] = counts.get(year, 0) + n
        return counts, undated

    def kinds(self, fits: Chosen) -> dict[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = {}
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            for name, n in segment.kind_counts(mask).items():
                counts[name] = counts.get(name, 0) + n
        return counts

    def times(self, fits: Chosen, today: int) -> dict[str, int]:
        """How many are coming, past and undated, seen from a day."""
        counts = {
            time: sum(
                int(np.count_nonzero(mask & segment.at_times((time,), today)))
                for segment, mask in zip(self.segments, fits.masks, strict=True)
            )
            for time in ("coming", "past", "undated")
        }
        return {time: n for time, n in counts.items() if n}

    # -- order

    def ids(self, fits: Chosen, order: str, start: int, stop: int) -> list[int]:
        """The ids of a slice of what fits, in one of the orders."""
        found, ranks = [], []
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            count = int(np.count_nonzero(mask))
            places = segment.first(order, mask, count, stop)
            found.append(segment.ids[places])
            ranks.append(segment.ranks[order][places])
        ids = np.concatenate(found)
        return ids[np.argsort(np.concatenate(ranks), kind="stable")][start:stop].tolist()

    def latest(self, fits: Chosen, start: int, stop: int) -> list[int]:
        """The ids of a slice of what fits, what came into the archive last first."""
        last = [
            segment.ids[np.flatnonzero(mask)[-stop:]]
            for segment, mask in zip(self.segments, fits.masks, strict=True)
        ]
        return np.sort(np.concatenate(last))[::-1][start:stop].tolist()

    def around(self, fits: Chosen, order: str, entry: int) -> Around | None:
        """Where an entry stands among what fits; None where it is not among it."""
        alone = self.of_ids(np.array([entry], dtype=np.int32)) & fits
        if not alone.count:
            return None
        own = next(
            segment.ranks[order][np.argmax(mask)]
            for segment, mask in zip(self.segments, alone.masks, strict=True)
            if mask.any()
        )
        position = 0
        before: list[tuple[float, int]] = []  # the last one of each segment
        after: list[tuple[float, int]] = []
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            places = np.flatnonzero(mask)
            ranks = segment.ranks[order][places]
            earlier, later = ranks < own, ranks > own
            position += int(np.count_nonzero(earlier))
            if earlier.any():
                at = np.argmax(np.where(earlier, ranks, -np.inf))
                before.append((float(ranks[at]), int(segment.ids[places[at]])))
            if later.any():
                at = np.argmin(np.where(later, ranks, np.inf))
                after.append((float(ranks[at]), int(segment.ids[places[at]])))
        return Around(
            position, max(before)[1] if before else None, min(after)[1] if after else None
        )

    def records(self, ids: list[int]) -> list[tuple[str, int]]:
        """The room and the primary key of some entries of this catalogue, in their order."""
        found = {}
        wanted = np.array(ids, dtype=np.int32)
        for segment in self.segments:
            for at in segment.positions_of(wanted):
                room = segment.kind_names[segment.kinds[at]][0]
                found[int(segment.ids[at])] = (room, int(segment.records[at]))
        return [found[entry] for entry in ids]

    def entries(self, room: str) -> dict[int, int]:
        """The entries of a room by the primary keys of their records."""
        found: dict[int, int] = {}
        masks = self.choose(Wanted(rooms=(room,))).masks
        for segment, mask in zip(self.segments, masks, strict=True):
            keys, ids = segment.records[mask].tolist(), segment.ids[mask].tolist()
            found |= zip(keys, ids, strict=True)
        return found

    def entry_of(self, room: str, key: int) -> int | None:
        """The published entry of one record."""
        return next(iter(self.ids(self.of_records(room, [key]), "title", 0, 1)), None)

    def remembered(self, key, make):
        """A result that holds as long as nothing changes."""
        if key not in self.kept:
            self._make_room()
            self.kept[key] = make()
        return self.kept[key]

    def _make_room(self) -> None:
        if len(self.kept) > MOST_KEPT:
            self.kept.clear()


MOST_KEPT = 200  # results of one moment: masks are as long as the archive


# -- reading the database


def _int4(raw: bytes) -> np.ndarray:
    return np.frombuffer(raw, dtype=">i4").astype(np.int32)


def _int8(raw: bytes) -> np.ndarray:
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
        f"FROM (SELECT id, unnest({facet}) AS value FROM {rows}) AS f"
        for facet in FACETS
    ]
    if ranked:
        parts += [
            f"SELECT string_agg(int4send(id), '' ORDER BY {keys}) FROM {rows}"
            for keys in KEYS.values()
        ]
    named = " CROSS JOIN ".join(f"({part}) AS p{n}" for n, part in enumerate(parts))
    return f"SELECT * FROM {named}"


def _read(cursor, changed: frozenset[int] | None = None, ranks=None) -> Segment:
    """The segment of all published entries, or of those that changed, whose ranks are given."""
    if changed is None:
        cursor.execute(_reading("true", ranked=True))
    else:
        cursor.execute(_reading("id = ANY (%(ids)s)", ranked=False), {"ids": list(changed)})
    row = list(cursor.fetchone())
    ids, first, last, first_years, last_years = (_int4(bytes(each or b"")) for each in row[:5])
    records = _int8(bytes(row[5] or b""))
    kinds = np.zeros(len(ids), dtype=np.int16)
    names = []
    for name, some in zip(row[6] or (), row[7] or (), strict=True):
        kinds[np.searchsorted(ids, _int4(bytes(some)))] = len(names)
        names.append(tuple(name.split("/", 1)))
    listings = {}
    for number, facet in enumerate(FACETS):
        owners, values = (bytes(each or b"") for each in row[8 + 2 * number : 10 + 2 * number])
        listings[facet] = Listing.of(np.searchsorted(ids, _int4(owners)), _int8(values))
    if changed is None:
        ranks = {}
        for order, raw in zip(KEYS, row[8 + 2 * len(FACETS) :], strict=True):
            ranks[order] = np.empty(len(ids))
            ranks[order][np.searchsorted(ids, _int4(bytes(raw or b"")))] = np.arange(len(ids))
    else:
        ranks = {order: np.array([given[int(i)] for i in ids]) for order, given in ranks.items()}
    return Segment(
        ids, records, kinds, names, first, last, first_years, last_years, listings, ranks
    )


def _nothing(cursor) -> Segment:
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
        {facet: Listing.of(empty, empty) for facet in FACETS},
        {order: np.empty(0) for order in ORDERS},
    )


NEVER = 2**62  # no transaction has a number like this
# What was pruned from the log is told by its first row (``searching.changes``).
MOMENT = """
    SELECT pg_relation_filenode('publications_searchentry')::bigint,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
        pg_current_xact_id_if_assigned() IS NOT NULL,
        (SELECT CASE entry WHEN 0 THEN transaction END FROM publications_searchchange
            ORDER BY transaction LIMIT 1),
        changes.ids, changes.entries
    FROM (SELECT array_agg(id) AS ids, array_agg(entry) AS entries
        FROM publications_searchchange WHERE transaction >= %s) AS changes
"""


@dataclass
class Shelf:
    """The catalogue of one database, and how far the log of changes was read.

    One shelf serves a database and its replicas: they have the same log, so that a reading of the
    one goes on where a reading of the other ended. One that is behind sets the mark back, and what
    it did not have yet is read again.
    """

    alias: str
    lock: threading.RLock = field(default_factory=threading.RLock)
    catalogue: Catalogue | None = None
    table: int = 0  # which file the entries lie in: another one after TRUNCATE
    mark: int = 0
    read: frozenset[int] = frozenset()

    def current(self, alias: str = "") -> Catalogue:
        """The catalogue as of now; a private one inside a transaction that has written."""
        connection = connections[alias or self.alias]
        with connection.cursor() as cursor:
            while True:
                cursor.execute(MOMENT, [self.mark if self.catalogue else NEVER])
                table, xmin, writing, pruned, ids, entries = cursor.fetchone()
                if writing:
                    return Catalogue(
                        _read(cursor),
                        _nothing(cursor),
                        np.empty(0, dtype=np.int64),
                        frozenset(),
                    )
                found = self.catalogue
                changes = dict(zip(ids or (), entries or (), strict=True))
                if found is not None and self._is_true(table, xmin, pruned, changes.keys()):
                    return found
                with self.lock:
                    if found is not self.catalogue:
                        continue  # another thread has caught up; look again
                    # What all later readers use is not cut by the time that one reader has.
                    with connection.unhurried(), connection.cursor() as cursor:
                        self._catch_up(cursor, table, xmin, pruned, changes)
                    return self.catalogue

    def _is_true(self, table: int, xmin: int, pruned: int | None, numbers: Set[int]) -> bool:
        return self._is_whole(table, xmin, pruned) and numbers <= self.read

    def _is_whole(self, table: int, xmin: int, pruned: int | None) -> bool:
        """Whether all changes since the mark are in the log."""
        # A number that this server has not reached was pruned by another, before a restoration.
        return table == self.table and (pruned is None or not self.mark <= pruned < xmin)

    def _catch_up(
        self, cursor, table: int, xmin: int, pruned: int | None, changes: dict[int, int]
    ) -> None:
        if self.catalogue is None or not self._is_whole(table, xmin, pruned):
            self._build(cursor, table, xmin)
            return
        new = changes.keys() - self.read
        changed = self.catalogue.changed | frozenset(changes[number] for number in new)
        if len(changed) > max(RECENT, len(self.catalogue.base) // 100):
            self._build(cursor, table, xmin)
            return
        base = self.catalogue.base
        recent = _read(cursor, changed, _ranks(cursor, base, changed))
        stale = base.positions_of(np.array(sorted(changed), dtype=np.int32))
        self.catalogue = Catalogue(base, recent, stale, changed, base_kept=self.catalogue.base_kept)
        self.mark, self.read = xmin, frozenset(changes)

    def _build(self, cursor, table: int, xmin: int) -> None:
        base = _read(cursor)
        self.catalogue = Catalogue(base, _nothing(cursor), np.empty(0, dtype=np.int64), frozenset())
        # What was committed while the arrays were read is in the log from ``xmin`` on.
        self.table, self.mark, self.read = table, xmin, frozenset()


def _ranks(cursor, base: Segment, changed: frozenset[int]) -> dict[str, dict[int, float]]:
    """Where changed entries stand among the entries of the base, for each order.

    Each stands behind the last unchanged entry that comes before it; several between the same
    two stand in their own order.
    """
    ranks: dict[str, dict[int, float]] = {}
    listed = list(changed)
    for order, keys in KEYS.items():
        names = keys.split(", ")
        row = ", ".join(f"d.{name}" for name in names)
        last_first = ", ".join(f"b.{name} DESC" for name in names)
        cursor.execute(
            f"SELECT d.id, (SELECT b.id FROM publications_searchentry b WHERE "
            f"({', '.join('b.' + name for name in names)}) < ({row}) AND b.status = 'published' "
            f"AND NOT b.id = ANY (%(all)s) ORDER BY {last_first} LIMIT 1) "
            f"FROM publications_searchentry d WHERE d.id = ANY (%(all)s) ORDER BY {row}",
            {"all": listed},
        )
        given: dict[int, float] = {}
        for number, (entry, before) in enumerate(cursor.fetchall(), 1):
            place = -1.0
            if before is not None:
                positions = base.positions_of(np.array([before], dtype=np.int32))
                place = float(base.ranks[order][positions[0]]) if len(positions) else place
            given[entry] = place + number / (len(listed) + 1)
        ranks[order] = given
    return ranks


_shelves: dict[str, Shelf] = {}


def current(alias: str = "") -> Catalogue:
    """The catalogue as of now, of a database or of the one that reads are routed to."""
    alias = alias or reading_alias()
    # Replicas are copies of the one that is written to, so that they share its shelf.
    name = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
    return _shelves.setdefault(name, Shelf(DEFAULT_DB_ALIAS)).current(alias)


def ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None
