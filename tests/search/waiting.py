"""Waiting for the transactions of others."""

import time

from django.db import connection
from django.db.models import Max

from publications.models import SearchChange

PATIENCE = 300  # seconds, for the longest test in a transaction on a busy machine


def await_others() -> None:
    """Return when no transaction is open that is older than what was logged.

    A catalogue reads all that came after such a one again, and the log keeps it. Transactions are
    numbered over the whole server, where other runs of the tests have databases too.
    """
    last = SearchChange.objects.aggregate(last=Max("transaction"))["last"]
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] > last:
                return
            assert time.monotonic() < deadline, "a transaction is open all the time"
            time.sleep(0.01)
