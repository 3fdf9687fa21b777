"""Loads lines of records into the archive, whole tables at a time.

Two readings of the file: the first finds what is wrong, the second writes what is right with
COPY, in one transaction. References between lines need no order, because each record has its
primary key before any row is written and the database checks foreign keys at the end.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, transaction
from django.db.models import JSONField, Model
from django.utils import timezone

from publications import models
from publications.choices import SectionKind
from publications.importing import keys, records
from publications.importing.records import Json, Reference, Wrong
from publications.importing.shape import KINDS, Column, Kind, Table, all_tables, natural_name
from publications.importing.text import passages
from publications.models.base import PRECISION_ORDER
from publications.parsing import names, organisations
from publications.partial_dates import PartialDate
from publications.search import folded

BATCH = 500  # lines whose rows are held in memory at once
MANY = 1000  # records from which it pays to build the search indexes anew
LOOKED_UP = 5000  # names looked up in one query

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
    with transaction.atomic():
        loader = _Loader(read.good)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            # Entries of the search are made once, at the end, and not batch by batch.
            cursor.execute("SET LOCAL archive.search = 'at commit'")
            rebuilt = _drop_search_indexes(cursor) if len(read.good) >= MANY else []
            with path.open("rb") as file:
                batch: list[Json] = []
                for done, raw in enumerate(_right(file, read.good), 1):
                    batch.append(records.parse(raw))
                    if len(batch) == BATCH:
                        loader.write(cursor, batch)
                        batch = []
                        progress(done)
                loader.write(cursor, batch)
            if read.good:
                # What runs at the end is planned by what the tables hold now.
                cursor.execute("ANALYZE")
            if rebuilt:
                # An index cannot be built while the checks of foreign keys are pending.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
                for statement in rebuilt:
                    cursor.execute(statement)
        loaded.counts = loader.counts
        if dry_run:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    return loaded


def _right(file: Iterable[bytes], good: dict[int, Reference]) -> Iterator[bytes]:
    return (raw for number, raw in enumerate(file, 1) if number in good)


def _existing(model: type[Model], column: str, wanted: set[str]) -> set[str]:
    """Which of some names the archive has in a column."""
    found: set[str] = set()
    every = sorted(wanted)
    for start in range(0, len(every), LOOKED_UP):
        part = every[start : start + LOOKED_UP]
        rows = model.objects.filter(**{f"{column}__in": part})
        found.update(rows.order_by().values_list(column, flat=True))
    return found


def _drop_search_indexes(cursor) -> list[str]:
    """Drops the search indexes of tables that are empty; returns how to make them again."""
    statements = []
    with connection.schema_editor() as editor:
        for model in (*(model for _, model in all_tables()), models.Passage, models.SearchEntry):
            gin = [index for index in model._meta.indexes if isinstance(index, GinIndex)]
            if not model.objects.exists():
                for index in gin:
                    statements.append(str(index.create_sql(model, editor)))
                    cursor.execute(str(index.remove_sql(model, editor)))
    return statements


class _Loader:
    """Keeps the primary keys of what is loaded and writes batches of objects."""

    def __init__(self, good: dict[int, Reference]) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self._now = timezone.now()
        self._keys: dict[type[Model], dict[str, int]] = defaultdict(dict)
        named: dict[type[Model], list[str]] = defaultdict(list)
        for model, name in good.values():
            if name:
                named[model].append(name)
        for model, every in named.items():
            self._keys[model].update(zip(every, _allocated(model, len(every)), strict=True))

    def key(self, model: type[Model], name: str) -> int:
        found = self._keys[model]
        if name not in found:
            column = natural_name(model)
            found[name] = model.objects.values_list("pk", flat=True).get(**{column: name})
        return found[name]

    def write(self, cursor, batch: Sequence[Json]) -> None:
        """Writes some objects and all that hangs on them: one COPY for each table."""
        rows: dict[tuple[type[Model], tuple[str, ...]], list[tuple]] = defaultdict(list)
        self._name_outside(batch)
        by_kind: dict[str, list[Json]] = defaultdict(list)
        for found in batch:
            by_kind[found["type"]].append(found)
        for type_, members in by_kind.items():
            self.counts[type_] += len(members)
            self._add(KINDS[type_], members, rows)
        for (model, columns), listed in rows.items():
            _copy(cursor, model, columns, listed)

    def _name_outside(self, batch: Sequence[Json]) -> None:
        """Finds the keys of what is referred to in the archive, at once for each table."""
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        for found in batch:
            kind = KINDS[found["type"]]
            for table, row in _rows_of(kind, found):
                for column in table.columns:
                    value = row.get(column.name) if column.target else None
                    if value and not column.is_local and value not in self._keys[column.target]:
                        wanted[column.target].add(value)
        for model, every in wanted.items():
            column = natural_name(model)
            rows = model.objects.filter(**{f"{column}__in": every}).values_list(column, "pk")
            self._keys[model].update(rows)

    def _add(self, kind: Kind, members: list[Json], rows: dict) -> None:
        named = natural_name(kind.model)
        has_name = named in kind.table.by_name and kind.model in self._keys
        own = [self._keys[kind.model][found[named]] for found in members] if has_name else None
        own = own or _allocated(kind.model, len(members))
        sections = _allocated(models.Section, sum(len(f.get("sections", ())) for f in members))
        next_section = iter(sections)
        for key, found in zip(own, members, strict=True):
            derived = _derived(kind, found)
            self._row(kind.table, found, rows, {"id": key, **derived})
            anchors: dict[str, int] = {}
            for section in found.get("sections", ()):
                anchors[section["anchor"]] = next(next_section)
            for name, table in kind.children.items():
                owner = {table.owner: found["identifier"]} if table.owner == "record" else None
                owner = owner or {table.model._meta.get_field(table.owner).attname: key}
                for row in found.get(name, ()):
                    fixed = dict(owner)
                    if table.model is models.Section:
                        fixed["id"] = anchors[row["anchor"]]
                        row["blocks"] = [_block(each) for each in row.get("blocks", ())]
                        self._index(fixed["id"], row, rows)
                    elif table.model is models.NameVariant:
                        match = names if kind.model is models.Author else organisations
                        fixed["key"] = match.match_key(row["printed"])[:300]
                    self._row(table, row, rows, fixed, anchors)

    def _row(
        self,
        table: Table,
        found: Json,
        rows: dict,
        fixed: dict[str, Any],
        anchors: dict[str, int] | None = None,
    ) -> None:
        values = [
            self._value(column, found, anchors)
            for column in table.columns
            if column.field.attname not in fixed
        ]
        columns = tuple(
            column.field.attname for column in table.columns if column.field.attname not in fixed
        )
        rows[(table.model, (*columns, *fixed))].append((*values, *fixed.values()))

    def _value(self, column: Column, found: Json, anchors: dict[str, int] | None) -> Any:
        value = found.get(column.name, column.blank)
        if value is None:
            return None if column.field.null else self._now  # a moment that is not given
        if column.is_local:
            return anchors[value]
        if column.target:
            return self.key(column.target, value)
        if isinstance(column.field, JSONField):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(column.field, ArrayField):
            return list(value)
        return value

    def _index(self, section: int, row: Json, rows: dict) -> None:
        if row.get("kind") == SectionKind.CONTENTS:
            return
        columns = ("section_id", "position", "first_block", "text")
        listed = rows[(models.Passage, columns)]
        for position, (first, text) in enumerate(passages(row.get("title", ""), row["blocks"])):
            listed.append((section, position, first, text))


def _rows_of(kind: Kind, found: Json) -> Iterator[tuple[Table, Json]]:
    yield kind.table, found
    for name, table in kind.children.items():
        for row in found.get(name, ()):
            yield table, row


def _block(block: Json) -> Json:
    """A block as it is kept; one with a plain ``text`` gets a single run."""
    if "runs" in block:
        return block
    text = block.pop("text")
    return {"kind": block.pop("kind"), "runs": [[text, "", "", ""]], "spans": [], **block}


def _derived(kind: Kind, found: Json) -> dict[str, Any]:
    """The columns that follow from others."""
    derived: dict[str, Any] = {}
    columns = {each.attname for each in kind.model._meta.concrete_fields}
    title = found.get("title") or found.get("name") or ""
    if "sort_title" in columns:
        derived["sort_title"] = keys.sort_title(title)
    if "sort_name" in columns:
        person = kind.model is models.Author
        sort_name = keys.person_sort_name if person else keys.organisation_sort_name
        derived["sort_name"] = sort_name(title)
        printed = [each["printed"] for each in found.get("variants", ())]
        forms = dict.fromkeys(folded(form) for form in (title, *printed))
        derived["folded_name"] = " ".join(forms)
    if kind.is_record and "slug" not in found:
        found["slug"] = keys.slug(title)
    if "date_earliest" in columns:
        edtf = found.get("date_edtf", "")
        date = PartialDate(edtf) if edtf else None
        derived["date_earliest"] = date.earliest if date else None
        derived["date_latest"] = date.latest if date else None
        derived["date_precision"] = PRECISION_ORDER[date.precision] if date else 0
    return derived


def _allocated(model: type[Model], count: int) -> list[int]:
    """Primary keys for some rows, ascending, from the table's own sequence."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _copy(cursor, model: type[Model], columns: tuple[str, ...], rows: list[tuple]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
