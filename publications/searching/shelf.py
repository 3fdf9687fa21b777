"""The catalogue of each database, kept true to the last commit.

The database logs each change of an entry in the transaction that makes it, and ``current`` reads
that log at the start of a request: one query, answered by an index.

No change is skipped, in whatever order transactions commit: the log is read from the oldest
transaction that was still open at the last reading (``pg_snapshot_xmin``), and all that was read
before is known by its number. Inside a transaction that has written, nothing is kept: what it
sees is not yet true for others, so a catalogue is made for it alone.
"""

from __future__ import annotations

import threading
from collections.abc import Set
from dataclasses import dataclass, field, replace

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections

from publications.databases import reading_alias
from publications.searching.arrays import KEYS, nothing, read_segment
from publications.searching.catalogue import Catalogue
from publications.searching.changes import OTHER
from publications.searching.segments import Segment

RECENT = 1000  # changed entries from which the base is made anew
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
                        read_segment(cursor),
                        nothing(),
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

    def shared(self, alias: str = "") -> Catalogue | None:
        """The catalogue as of now, if there is one that others use too.

        None before the first is made, and inside a transaction that has written. It stands for
        the state of the whole archive: another object means that something was committed.
        """
        found = self.current(alias) if self.catalogue is not None else None
        return found if found is self.catalogue else None

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
        new = frozenset(changes[number] for number in changes.keys() - self.read) - {OTHER}
        if not new:
            # What was written is no part of an entry; results and labels may hold it all the same.
            self.catalogue = replace(self.catalogue, kept={})
            self.mark, self.read = xmin, frozenset(changes)
            return
        changed = self.catalogue.changed | new
        if len(changed) > max(RECENT, len(self.catalogue.base) // 100):
            self._build(cursor, table, xmin)
            return
        base = self.catalogue.base
        recent = read_segment(cursor, changed, _ranks(cursor, base, changed))
        stale = base.positions_of(np.array(sorted(changed), dtype=np.int32))
        self.catalogue = Catalogue(base, recent, stale, changed, base_kept=self.catalogue.base_kept)
        self.mark, self.read = xmin, frozenset(changes)

    def _build(self, cursor, table: int, xmin: int) -> None:
        base = read_segment(cursor)
        self.catalogue = Catalogue(base, nothing(), np.empty(0, dtype=np.int64), frozenset())
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
    return _shelf().current(alias or reading_alias())


def shared(alias: str = "") -> Catalogue | None:
    """The same, if there is one that all requests of this process use (``Shelf.shared``)."""
    return _shelf().shared(alias or reading_alias())


def _shelf() -> Shelf:
    # Replicas are copies of the one that is written to, so that they share its shelf.
    name = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
    return _shelves.setdefault(name, Shelf(DEFAULT_DB_ALIAS))
