"""The log of changed entries, kept short without anyone missing a change.

A row of entry -1 says that something else of the archive was written: one at most for each
transaction, made by a trigger of every table but those of this log. By it, what was kept of a page
is known to be no longer true.

A process of the web server may have read the log a second or a month ago, so that no age is safe.
Instead the log tells how far it was pruned: its first row is then one of entry 0 with the last
transaction that is gone, and a process whose mark is not behind that reads the whole anew. It
would do so in any case after as many changes as are kept here, for an archive of any usual size.
"""

from django.db import connection, transaction

PRUNED = 0  # in place of an entry: how far the log was pruned
OTHER = -1  # in place of an entry: whatever else pages print
KEPT = 50_000  # rows, the newest


def prune(kept: int = KEPT) -> int:
    """Take the oldest rows out of the log and note how far; return how many there were.

    Only transactions that are over are taken, and none of them in part. Rows with numbers that
    this server has not given yet came with a restored copy of another server: they go too.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # One at a time, for there is one note; who reads or adds does not wait.
        cursor.execute("LOCK TABLE publications_searchchange IN SHARE UPDATE EXCLUSIVE MODE")
        cursor.execute(
            "DELETE FROM publications_searchchange"
            " WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        )
        foreign = cursor.rowcount
        cursor.execute(
            "SELECT least(transaction, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)"
            " FROM publications_searchchange WHERE entry <> 0 ORDER BY id DESC OFFSET %s LIMIT 1",
            [kept],
        )
        last = (cursor.fetchone() or (None,))[0]
        if last is None:
            return foreign
        cursor.execute("DELETE FROM publications_searchchange WHERE transaction <= %s", [last])
        gone = cursor.rowcount
        if gone:
            cursor.execute(
                "INSERT INTO publications_searchchange (entry, transaction) VALUES (0, %s)", [last]
            )
        return foreign + gone
