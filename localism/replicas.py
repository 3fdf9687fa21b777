"""Reads on streaming replicas, and never on one that does not have what the primary has.

`DATABASE_REPLICA_URL` names replicas. Before a request of the public reads from one, the primary
is asked how far it has written, and the replica whether it has replayed that much: so the next
request after a publish or a withdrawal tells the truth, wherever it is answered. A replica that is
behind, that does not answer, or that was promoted is passed over; the primary then answers.

With `DATABASE_REPLICA_LAG` above 0 the primary is asked less often, and a replica may be that many
seconds behind. It then answers for as long when the primary does not.
"""

import logging
import random
import time
from collections import deque
from threading import Lock

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from localism.database import reading

# What is not the archive's records is read where it is written: sessions and accounts above all.
RECORDS = ("publications",)
AVOIDED_SECONDS = 5.0  # for which a replica that failed is not asked
ASKS_IN_LAG = 4  # how often the primary is asked within the lag that is allowed

# What committed in this way is seen by others before it is flushed, and sent only after that.
WRITTEN = """SELECT CASE current_setting('synchronous_commit') WHEN 'off'
    THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END::text"""
# A server that was promoted is no replica: whether it is the primary, DATABASE_URL says.
REPLAYED = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"

log = logging.getLogger(__name__)


class Positions:
    """How far the primary had written, and when it was asked."""

    def __init__(self) -> None:
        self._asking = Lock()
        self._next = 0.0
        self._known: deque[tuple[float, str]] = deque(maxlen=2 * ASKS_IN_LAG)

    def needed(self, lag: float) -> str | None:
        """The position that a replica must have replayed; None if it is not known."""
        if not lag:
            return _written()
        now = time.monotonic()
        if now >= self._next and self._asking.acquire(blocking=False):
            try:
                self._next = now + lag / ASKS_IN_LAG
                self._known.append((now, _written()))
            except DatabaseError as error:
                log.warning("The primary does not say how far it is: %s", _first_line(error))
                self._next = time.monotonic() + lag / ASKS_IN_LAG
            finally:
                self._asking.release()
        oldest = time.monotonic() - lag
        return next((written for when, written in list(self._known) if when >= oldest), None)


positions = Positions()
_avoided: dict[str, float] = {}  # until when


def choose() -> str:
    """Where a request of the public reads: from a replica that is true, or from the primary.

    Without an allowed lag a primary that does not answer is a `DatabaseError`: nobody else knows
    what is true.
    """
    now = time.monotonic()
    usable = [alias for alias in settings.REPLICAS if _avoided.get(alias, 0) <= now]
    if not usable:
        return DEFAULT_DB_ALIAS
    needed = positions.needed(settings.REPLICA_LAG)
    if needed is not None:
        for alias in random.sample(usable, len(usable)):
            if has_replayed(alias, needed):
                return alias
    return DEFAULT_DB_ALIAS


def has_replayed(alias: str, position: str) -> bool:
    """Whether a server is a replica that has all that the primary had at a position."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(REPLAYED, [position])
            return bool(cursor.fetchone()[0])
    except DatabaseError as error:
        log.warning("The database %r is passed over: %s", alias, _first_line(error))
        refuse(alias)
        return False


def refuse(alias: str) -> None:
    """Pass over a replica that failed, for a while."""
    _avoided[alias] = time.monotonic() + AVOIDED_SECONDS
    connections[alias].close_if_unusable_or_obsolete()


def _written() -> str:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(WRITTEN)
        return cursor.fetchone()[0]


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


class Router:
    """Django's router: reads of the archive go where the request at hand may read."""

    def db_for_read(self, model, **hints) -> str:
        bounds = reading.current()
        if bounds is None or bounds.alias == DEFAULT_DB_ALIAS:
            return DEFAULT_DB_ALIAS
        if model is not None and model._meta.app_label not in RECORDS:
            return DEFAULT_DB_ALIAS
        # What a transaction has written is seen by itself only.
        return DEFAULT_DB_ALIAS if connections[DEFAULT_DB_ALIAS].in_atomic_block else bounds.alias

    def db_for_write(self, model, **hints) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints) -> bool:
        """Any, since all databases are copies of one."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool:
        return db == DEFAULT_DB_ALIAS
