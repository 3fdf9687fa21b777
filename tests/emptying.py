"""Make the database as it was after the migrations, in hundredths of a second.

Django's `flush`, after each test that commits, truncates every table and then makes permissions
and groups anew: half a second. Here a table that has grown is truncated, the others have their
rows deleted, and the rows that the migrations made are put back where they differ. The triggers
stay silent meanwhile: what they would write is deleted as well.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Tables, their bytes (dead rows included), and whether their rows were ever counted.
TABLES = """
    SELECT relname, pg_total_relation_size(oid), reltuples >= 0 FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
COPIES = "as_migrated"  # the schema that holds what the migrations made
# By the file of this table a catalogue knows that all rows are other ones (`searching.shelf`).
TOLD_BY_FILE = "publications_searchentry"
LARGE = 2**20  # bytes of a table from which its dead rows would be in the way of later tests


@dataclass(frozen=True)
class Emptying:
    """What a database held after the migrations, and the way back to it."""

    connection: BaseDatabaseWrapper
    tables: list[str]
    made: list[str]  # the tables in which the migrations made rows
    may_silence: bool  # what the user of the embedded server may do, and others seldom

    @classmethod
    def of(cls, connection: BaseDatabaseWrapper) -> "Emptying":
        """Copy all rows that there are now."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser')::bool")
            may_silence = cursor.fetchone()[0]
            tables = [name for name, _, _ in _tables(cursor)]
            made = _filled(cursor, tables)
            cursor.execute(f"DROP SCHEMA IF EXISTS {COPIES} CASCADE; CREATE SCHEMA {COPIES}")
            for table in made:
                cursor.execute(f"CREATE TABLE {COPIES}.{table} AS TABLE public.{table}")
        return cls(connection, tables, made, may_silence)

    def __call__(self) -> None:
        """Go back; a table that a test made and left is a fault of that test."""
        with transaction.atomic(self.connection.alias), self.connection.cursor() as cursor:
            found = _tables(cursor)
            left = {name for name, _, _ in found} ^ set(self.tables)
            assert not left, f"A test made or dropped {left} and left it so."
            if not self.may_silence:
                call_command("flush", interactive=False, verbosity=0)
                return
            cursor.execute("SET LOCAL session_replication_role = replica")
            # A count would tell the planner of rows that are gone.
            grown = {
                name
                for name, size, counted in found
                if name not in self.made and (size > LARGE or counted)
            }
            cursor.execute(f"TRUNCATE {', '.join(grown | {TOLD_BY_FILE})} CASCADE")
            changed = [table for table in self.made if _is_changed(cursor, table)]
            others = _filled(cursor, [name for name in self.tables if name not in self.made])
            for table in [*others, *changed]:
                cursor.execute(f"DELETE FROM {table}")
            for table in changed:
                cursor.execute(f"INSERT INTO {table} TABLE {COPIES}.{table}")
        if changed:
            ContentType.objects.clear_cache()


def _tables(cursor) -> list[tuple[str, int, bool]]:
    cursor.execute(TABLES)
    return cursor.fetchall()


def _filled(cursor, tables: list[str]) -> list[str]:
    """Which tables have rows."""
    each = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM public.{table})" for table in tables)
    cursor.execute(" UNION ALL ".join(each))
    return [table for (table,) in cursor.fetchall()]


def _is_changed(cursor, table: str) -> bool:
    """Whether a table has other rows than the migrations made."""
    there, copy = f"TABLE public.{table}", f"TABLE {COPIES}.{table}"
    cursor.execute(
        f"SELECT EXISTS (({there} EXCEPT ALL {copy}) UNION ALL ({copy} EXCEPT ALL {there}))"
    )
    return cursor.fetchone()[0]
