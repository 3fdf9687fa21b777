"""The indexes of the search during a large load: dropped before it and built at once after it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.indexes import GinIndex
from django.db import connection
from django.db.models import Model

# Two processes sort what one would compare. That of a small table with large texts beside it
# (the entries) would be left to one: its size is judged without them.
BUILDING = (
    "SET LOCAL maintenance_work_mem = '256MB'",
    "SET LOCAL max_parallel_maintenance_workers = 2",
    "SET LOCAL min_parallel_table_scan_size = '256kB'",
)


def drop_search_indexes(cursor, tables: Iterable[type[Model]]) -> list[str]:
    """Drops the search indexes of those tables that are empty; returns how to make them again."""
    statements = []
    with connection.schema_editor() as editor:
        for model in tables:
            gin = [index for index in model._meta.indexes if isinstance(index, GinIndex)]
            if gin and not model.objects.exists():
                for index in gin:
                    statements.append(str(index.create_sql(model, editor)))
                    cursor.execute(str(index.remove_sql(model, editor)))
    return statements


def build_indexes(cursor, statements: Iterable[str]) -> None:
    """Makes them again; no check of a foreign key may be pending then."""
    for statement in (*BUILDING, *statements):
        cursor.execute(statement)
