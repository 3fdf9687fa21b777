"""Everything at once: JSON Lines from which the archive can be made again, and CSV of each table.

Unlike all other outputs this one is for keepers: it holds drafts and withdrawn records too.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import models as fields
from django.db.models import ForeignKey, GeneratedField, Model, QuerySet

from publications.identity import archive_name
from publications.importing.shape import KINDS, Column, Kind, Table, all_tables, natural_name
from publications.models import Section

CHUNK = 200  # records whose rows are held in memory at once

# What some readers take for the end of a line.
_UNLIKE_A_LINE_FEED = re.compile("[\x85\u2028\u2029]")

Progress = Callable[[str, int], None]


# -- JSON Lines --------------------------------------------------------------------------------


def lines(progress: Progress = lambda type_, count: None) -> Iterator[str]:
    """Every record as one line of JSON, in an order that another export repeats exactly."""
    names = _Names()
    for kind in KINDS.values():
        count = 0
        for found in objects(kind, names):
            line = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
            yield _UNLIKE_A_LINE_FEED.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"
            count += 1
        progress(kind.type, count)


def objects(kind: Kind, names: _Names) -> Iterator[dict[str, Any]]:
    """The objects of one type; each chunk costs one query for each table."""
    columns = kind.table.columns
    rows = kind.model.objects.order_by("pk").values_list(
        "pk", *(column.field.attname for column in columns)
    )
    for chunk in _chunks(rows.iterator(chunk_size=CHUNK)):
        keys = [row[0] for row in chunk]
        found = {
            row[0]: {"type": kind.type, **_members(columns, row[1:], names, {})} for row in chunk
        }
        owners = {
            member["identifier"]: key for key, member in found.items() if "identifier" in member
        }
        anchors: dict[int, str] = {}
        for name, table in kind.children.items():
            by_identifier = table.owner == "record"
            for owner, members in _children(
                table, list(owners) if by_identifier else keys, names, anchors
            ):
                found[owners[owner] if by_identifier else owner].setdefault(name, []).append(
                    members
                )
        yield from found.values()


def _children(
    table: Table, owners: list, names: _Names, anchors: dict[int, str]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows that hang on some records, each with the key of its record, in the order made."""
    columns = table.columns
    owner = table.model._meta.get_field(table.owner).attname
    queryset = table.model.objects.filter(**{f"{owner}__in": owners}).order_by("pk")
    rows = list(queryset.values_list("pk", owner, *(each.field.attname for each in columns)))
    if table.model is Section:
        place = [column.name for column in columns].index("anchor") + 2
        anchors.update((row[0], row[place]) for row in rows)
    for row in rows:
        yield row[1], _members(columns, row[2:], names, anchors)


def _members(
    columns: Iterable[Column], values: Iterable[Any], names: _Names, anchors: dict[int, str]
) -> dict[str, Any]:
    members = {}
    for column, value in zip(columns, values, strict=True):
        if value is None or value == column.blank:
            continue
        if column.is_local:
            members[column.name] = anchors[value]
        elif column.target:
            members[column.name] = names.of(column.target, value)
        else:
            members[column.name] = column.dumped(value)
    return members


class _Names:
    """The names of all rows that can be referred to, read once for each table."""

    def __init__(self) -> None:
        self._found: dict[type[Model], dict[int, str]] = {}

    def of(self, model: type[Model], key: int) -> str:
        if model not in self._found:
            self._found[model] = dict(model.objects.values_list("pk", natural_name(model)))
        return self._found[model][key]


def _chunks(rows: Iterable[tuple]) -> Iterator[list[tuple]]:
    chunk: list[tuple] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


# -- CSV and its description -------------------------------------------------------------------

_TYPES = (
    (fields.BooleanField, "boolean"),
    (fields.DateTimeField, "datetime"),
    (fields.DateField, "date"),
    (fields.DecimalField, "number"),
    (fields.JSONField, "array"),
    (fields.IntegerField, "integer"),
)


def csv_columns(model: type[Model]) -> list[fields.Field]:
    return [each for each in model._meta.concrete_fields if not isinstance(each, GeneratedField)]


def write_csv(model: type[Model], path: Path) -> int:
    """All rows of a table with its own columns; returns how many there are."""
    columns = csv_columns(model)
    rows: QuerySet = model.objects.order_by("pk").values_list(*(each.attname for each in columns))
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([each.attname for each in columns])
        for row in rows.iterator(chunk_size=CHUNK):
            writer.writerow([_cell(value) for value in row])
            count += 1
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _described(name: str, model: type[Model], path: Path) -> dict[str, Any]:
    """A table as a Tabular Data Resource (Frictionless Data Package 1)."""
    columns = csv_columns(model)
    tables = {each: table for table, each in all_tables()}
    return {
        "name": name.replace("_", "-"),
        "path": path.name,
        "profile": "tabular-data-resource",
        "description": (model.__doc__ or "").strip().splitlines()[0],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "schema": {
            "fields": [
                {"name": each.attname, "type": _type(each), "title": str(each.verbose_name)}
                for each in columns
            ],
            "primaryKey": "id",
            "foreignKeys": [
                {
                    "fields": each.attname,
                    "reference": {
                        "resource": tables[each.remote_field.model].replace("_", "-")
                        if each.remote_field.model is not model
                        else "",
                        "fields": "id",
                    },
                }
                for each in columns
                if isinstance(each, ForeignKey)
            ],
        },
    }


def _type(field: fields.Field) -> str:
    if isinstance(field, ForeignKey):
        return "integer"
    found = (name for kind, name in _TYPES if isinstance(field, kind))
    return next(found, "array" if field.get_internal_type() == "ArrayField" else "string")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- the whole export --------------------------------------------------------------------------


def write_all(folder: Path, progress: Progress = lambda type_, count: None) -> list[Path]:
    """``records.jsonl``, a CSV of each table and ``datapackage.json``; returns what was made."""
    folder.mkdir(parents=True, exist_ok=True)
    records = folder / "records.jsonl"
    with records.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(progress))
    resources = [
        {
            "name": "records",
            "path": records.name,
            "description": "Every record with all its contents; docs/records.md has the shape.",
            "format": "jsonl",
            "mediatype": "application/x-ndjson",
            "encoding": "utf-8",
            "bytes": records.stat().st_size,
            "hash": f"sha256:{_digest(records)}",
        }
    ]
    made = [records]
    for name, model in all_tables():
        path = folder / f"{name}.csv"
        write_csv(model, path)
        resources.append(_described(name, model, path))
        made.append(path)
    package = folder / "datapackage.json"
    description = {
        "name": "localism-archive",
        "title": archive_name(),
        "profile": "data-package",
        "resources": resources,
    }
    package.write_text(json.dumps(description, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return [*made, package]
