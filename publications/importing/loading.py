"""Loads lines of records into the archive, whole tables at a time.

Two readings of the file: the first finds what is wrong, the second writes what is right with
COPY, in one transaction. References between lines need no order, because each record has its
primary key before any row is written and the database checks foreign keys at the end. While the
database takes some rows in, a thread makes the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from publications import models
from publications.importing import records, revising
from publications.importing.abbreviations import EXPLAINED, Explained, Taught
from publications.importing.allocation import LOOKED_UP, Keys
from publications.importing.records import Reference, Wrong
from publications.importing.search_indexes import build_indexes, drop_search_indexes
from publications.importing.shape import all_tables
from publications.importing.unfolding import Rows, Unfolder

BATCH = 500  # lines whose rows are held in memory at once
MANY = 1000  # records from which it pays to build the search indexes anew

Progress = Callable[[int], None]


@dataclass(slots=True)
class Loaded:
    """What a load did: how many records of each type, and the lines that were left out."""

    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


def load(path: Path, *, dry_run: bool = False, progress: Progress = lambda done: None) -> Loaded:
    """Reads a file of JSON Lines into the archive; lines that are wrong are left out and told.

    Raises nothing for a wrong line. One transaction: either all right lines are in, or, if the
    database refuses what the checks let through, none is and its error is raised.
    """
    with path.open("rb") as file:
        read = records.read(file, _existing)
    loaded = Loaded(wrong=read.wrong)
    with transaction.atomic(), connection.cursor() as cursor:
        known = Keys(read)
        unfolder, taught = Unfolder(known, timezone.now()), Taught(known)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        # Entries of the search are made once, at the end, and not batch by batch.
        cursor.execute("SET LOCAL archive.search = 'at commit'")
        many = len(read.good) >= MANY
        dropped = drop_search_indexes(cursor, _indexed()) if many else []
        counts: Counter[str] = Counter()
        with path.open("rb") as file:
            for batch, rows, explained in _unfolded(_right(file, read.good), unfolder):
                for (model, columns), listed in rows.items():
                    _copy(cursor, model, columns, listed)
                _copy(cursor, models.AbbreviationUse, EXPLAINED, list(taught.rows(explained)))
                counts += batch
                progress(counts.total())
        loaded.counts = dict(counts)
        if total := counts.total():
            said = ", ".join(f"{type_} {count}" for type_, count in counts.items())
            revising.note_load(
                by=None,
                title=f"{total} record{'s' if total > 1 else ''}",
                reason=f"Loaded by manage.py import_records from {path.name}: {said}.",
            )
        if read.good:
            # What runs at the end is planned by what the tables hold now.
            cursor.execute("ANALYZE")
        if dropped:
            # An index cannot be built while the checks of foreign keys are pending.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            build_indexes(cursor, dropped)
        if dry_run:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    return loaded


def _indexed() -> Iterator[type[Model]]:
    yield from (model for _, model in all_tables())
    yield from (models.Passage, models.SearchEntry)


def _right(file: Iterable[bytes], good: dict[int, Reference]) -> Iterator[bytes]:
    return (raw for number, raw in enumerate(file, 1) if number in good)


Unfolded = tuple[Counter[str], Rows, list[Explained]]


def _unfolded(lines: Iterator[bytes], unfolder: Unfolder) -> Iterator[Unfolded]:
    """Rows of some lines after the other, with the types of their objects; one batch ahead."""

    def batch() -> Unfolded:
        objects = [records.parse(raw) for raw in islice(lines, BATCH)]
        return Counter(found["type"] for found in objects), *unfolder.rows(objects)

    with ThreadPoolExecutor(max_workers=1) as ahead:
        coming = ahead.submit(batch)
        while (made := coming.result())[0]:
            coming = ahead.submit(batch)
            yield made


def _existing(model: type[Model], column: str, wanted: set[str]) -> set[str]:
    """Which of some names the archive has in a column, or in an authority file."""
    found: set[str] = set()
    every = sorted(wanted)
    rows_there = model.objects.all()
    if model is models.AuthorityIdentifier:
        rows_there, column = rows_there.filter(scheme=column), "value"
    for start in range(0, len(every), LOOKED_UP):
        part = every[start : start + LOOKED_UP]
        rows = rows_there.filter(**{f"{column}__in": part})
        values = rows.order_by().values_list(column, flat=True)
        found.update(each if isinstance(each, str) else each.isoformat() for each in values)
    return found


def _copy(cursor, model: type[Model], columns: tuple[str, ...], rows: list[tuple]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
