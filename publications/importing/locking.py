"""The lock that all imports of one database share, so that two at once take turns."""

from __future__ import annotations

from django.db import connection

LOCK = 0x6C6F63616C69736D  # "localism": the advisory lock of all imports of one database


def take_lock() -> None:
    """Waits until no other import writes; the end of the transaction gives the lock back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
