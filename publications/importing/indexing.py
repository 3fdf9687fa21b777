"""The search's entries during an import: made once, at its end, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def entries_made_once() -> Iterator[None]:
    """Within a transaction: the triggers note what changes, and its end makes the entries.

    Otherwise each of the many statements of an import would make the entries of its records anew.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL archive.search = 'at commit'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS search_pending IMMEDIATE")
        cursor.execute("SET CONSTRAINTS search_pending DEFERRED")
        cursor.execute("SET LOCAL archive.search = ''")
