"""The catalogue of each database, kept true to the last commit.

The database logs each change of an entry in the transaction that makes it, and ``current`` reads
that log at the start of a request: one query, answered by an index.

No change is skipped, in whatever order transactions commit: the log is read from the oldest
transaction that was still open at the last reading (``pg_snapshot_xmin``), and all that was read
before is known by its number. Inside a transaction that has written, nothing is kept: what it
sees is not yet true for others, so a catalogue is made for it alone.

A large base is read in a thread of its own, while readers go on with the old one and what changed
since. The new one is of the moment at which its reading began, and catches up like any other.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

import numpy as np
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from publications.databases import reading_alias
from publications.searching.arrays import KEYS, nothing, read_segment
from publications.searching.catalogue import Catalogue
from publications.searching.changes import OTHER
from publications.searching.segments import Segment

RECENT = 1000  # changed entries from which the base is made anew, while readers go on
MOST = 10 * RECENT  # from which they wait for it: that is sooner than catching up
NEVER = 2**62  # no transaction has a number like this
BEGINNING = """
    SELECT pg_relation_filenode('publications_searchentry')::bigint,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint
"""
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

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moment:
    """A catalogue, and how far the log of changes was read for it."""

    catalogue: Catalogue
    table: int  # which file the entries lie in: another one after TRUNCATE
    mark: int
    read: frozenset[int] = frozenset()

    @classmethod
    def of(cls, base: Segment, table: int, xmin: int) -> Moment:
        """With another base; what was committed while it was read is logged from ``xmin`` on."""
        stale = np.empty(0, dtype=np.int64)
        return cls(Catalogue(base, nothing(), stale, frozenset()), table, xmin)

    def is_whole(self, table: int, xmin: int, pruned: int | None) -> bool:
        """Whether all changes since the mark are in the log."""
        # A number that this server has not reached was pruned by another, before a restoration.
        return table == self.table and (pruned is None or not self.mark <= pruned < xmin)


@dataclass
class Shelf:
    """The catalogue of one database.

    One shelf serves a database and its replicas: they have the same log, so that a reading of the
    one goes on where a reading of the other ended. One that is behind sets the mark back, and what
    it did not have yet is read again.
    """

    alias: str
    lock: threading.RLock = field(default_factory=threading.RLock)
    moment: Moment | None = None
    renewal: threading.Thread | None = None  # reads another base

    @property
    def catalogue(self) -> Catalogue | None:
        return self.moment.catalogue if self.moment else None

    def current(self, alias: str = "") -> Catalogue:
        """The catalogue as of now; a private one inside a transaction that has written."""
        connection = connections[alias or self.alias]
        with connection.cursor() as cursor:
            while True:
                found = self.moment  # once: the mark may go back while the log is read
                cursor.execute(MOMENT, [found.mark if found else NEVER])
                table, xmin, writing, pruned, ids, entries = cursor.fetchone()
                if writing:
                    return Moment.of(read_segment(cursor), table, xmin).catalogue
                changes = dict(zip(ids or (), entries or (), strict=True))
                whole = found is not None and found.is_whole(table, xmin, pruned)
                if whole and changes.keys() <= found.read:
                    return found.catalogue
                with self.lock:
                    if found is not self.moment:
                        continue  # another thread has caught up; look again
                    # What all later readers use is not cut by the time that one reader has.
                    with connection.unhurried(), connection.cursor() as own:
                        now = _caught_up(own, found, xmin, changes) if whole else None
                        self.moment = now or Moment.of(read_segment(own), table, xmin)
                    if len(self.catalogue.changed) > RECENT:
                        self._renew(connection.alias)
                    return self.catalogue

    def shared(self, alias: str = "") -> Catalogue | None:
        """The catalogue as of now, if there is one that others use too.

        None before the first is made, and inside a transaction, which may have written. It stands
        for the state of the whole archive: another object means that something was committed.
        """
        if self.moment is None or connections[alias or self.alias].in_atomic_block:
            return None
        found = self.current(alias)
        return found if found is self.catalogue else None

    def _renew(self, alias: str) -> None:
        """Read another base beside the readers, one at a time."""
        if self.renewal is None or not self.renewal.is_alive():
            self.renewal = threading.Thread(target=self._read_base, args=(alias,), daemon=True)
            self.renewal.start()

    def _read_base(self, alias: str) -> None:
        connection = connections[alias]  # of this thread
        try:
            with connection.cursor() as cursor:
                cursor.execute(BEGINNING)
                table, xmin = cursor.fetchone()
                base = read_segment(cursor)
            with self.lock:
                self.moment = Moment.of(base, table, xmin)
        except (DatabaseError, InterfaceError) as error:
            # The next change asks for it again; until then the old base is as true as before.
            log.warning("The catalogue was not made anew: %s", str(error).partition("\n")[0])
        finally:
            connection.close()


def _caught_up(cursor, before: Moment, xmin: int, changes: dict[int, int]) -> Moment | None:
    """The next moment by what changed; None where reading the whole anew is sooner done."""
    then, read = before.catalogue, frozenset(changes)
    new = frozenset(changes[number] for number in read - before.read) - {OTHER}
    if not new:
        # What was written is no part of an entry; results and labels may hold it all the same.
        return Moment(replace(then, kept={}), before.table, xmin, read)
    changed = then.changed | new
    if len(changed) > min(MOST, max(RECENT, len(then.base))):
        return None
    recent = read_segment(cursor, changed, _ranks(cursor, then.base, changed))
    stale = then.base.positions_of(np.array(sorted(changed), dtype=np.int32))
    now = Catalogue(then.base, recent, stale, changed, base_kept=then.base_kept)
    return Moment(now, before.table, xmin, read)


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
_begun: ContextVar[Catalogue | None] = ContextVar("begun", default=None)


@contextmanager
def as_of(moment: Catalogue) -> Iterator[None]:
    """Answer one request by the catalogue of its beginning, which was true then."""
    token = _begun.set(moment)
    try:
        yield
    finally:
        _begun.reset(token)


def notes(name: object, most: int) -> dict:
    """Where a request may note what it made, for others until anything is written.

    At most about ``most`` notes of one name. Outside of a request that has a moment in common with
    others (``as_of``) they are forgotten at once.
    """
    moment = _begun.get()
    if moment is None:
        return {}
    found = moment.remembered(("notes", name), dict)
    if len(found) > most:
        found.clear()
    return found


def current(alias: str = "") -> Catalogue:
    """The catalogue as of now, of a database or of the one that reads are routed to."""
    return _begun.get() or _shelf().current(alias or reading_alias())


def shared(alias: str = "") -> Catalogue | None:
    """The same, if there is one that all requests of this process use (``Shelf.shared``)."""
    return _begun.get() or _shelf().shared(alias or reading_alias())


def prepare() -> threading.Thread:
    """Read the catalogue in a thread, before the first reader asks for it."""
    thread = threading.Thread(target=_prepare, daemon=True)
    thread.start()
    return thread


def _prepare() -> None:
    try:
        current(DEFAULT_DB_ALIAS)
    except (DatabaseError, InterfaceError) as error:
        log.warning("The catalogue waits for the database: %s", str(error).partition("\n")[0])
    finally:
        connections.close_all()


def _shelf() -> Shelf:
    # Replicas are copies of the one that is written to, so that they share its shelf.
    name = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
    return _shelves.setdefault(name, Shelf(DEFAULT_DB_ALIAS))
