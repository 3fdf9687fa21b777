"""One line of a file of records: what it claims for itself, what it refers to, what is wrong."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from publications import identifiers, models
from publications.importing.records.values import (
    RecordError,
    check,
    check_blocks,
    check_date,
    required,
)
from publications.importing.shape import KINDS, Kind, Table, natural_name

Json = dict[str, Any]
Reference = tuple[type[Model], str]

AUTHORITY = "authority_identifier"
# Escapes of what no text column holds: NUL, and halves of characters.
_UNHOLDABLE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
# Of these, the one that is given says what the row is of.
_ONE_OF: dict[type[Model], tuple[str, ...]] = {
    models.Contribution: ("author", "organisation"),
    models.ProjectEntry: ("publication", "event", "news_item"),
}
_ONCE: dict[type[Model], tuple[str, ...]] = {
    models.PublishedIdentifier: ("scheme", "value"),
    models.TopicAssignment: ("topic",),
    models.AuthorityIdentifier: ("scheme", "value"),
    models.Section: ("anchor",),
    models.AbbreviationUse: ("abbreviation",),
}


@dataclass(slots=True)
class Line:
    """A line that is right by itself."""

    names: list[tuple[str, str]]  # what it claims for itself: (kind of name, name)
    own: Reference
    references: set[Reference]
    sections: int


def parse(raw: bytes) -> Json:
    """The object of a line, with what may be left out filled in; raises RecordError."""
    try:
        found = json.loads(raw, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise RecordError("is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise RecordError("is not an object")
    if _UNHOLDABLE.search(raw):
        _refuse_unholdable(found)
    kind = found.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise RecordError(f"has no type; one of: {', '.join(KINDS)}")
    if KINDS[kind].is_record and "identifier" not in found and found.get("import_key"):
        found["identifier"] = identifiers.identifier_for(str(found["import_key"]))
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _refuse_unholdable(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise RecordError("holds a NUL character")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise RecordError("holds half a character") from error
    elif isinstance(value, dict):
        for name, each in value.items():
            _refuse_unholdable(name)
            _refuse_unholdable(each)
    elif isinstance(value, list):
        for each in value:
            _refuse_unholdable(each)


def checked(raw: bytes) -> Line:
    """What a line says; raises RecordError where that is wrong."""
    found = parse(raw)
    kind = KINDS[found["type"]]
    references: set[Reference] = set()
    own = {
        name: value for name, value in found.items() if name not in kind.children and name != "type"
    }
    _check_row(kind.table, own, references, "")
    if "identifier" in kind.table.by_name and not identifiers.is_valid(found.get("identifier", "")):
        raise RecordError("has no valid identifier and no import_key to make one from")
    if "date_edtf" in found:
        check_date(found["date_edtf"])
    anchors = _check_children(kind, found, references)
    for name in ("sections", "footnotes"):
        for index, row in enumerate(found.get(name, ())):
            for local in ("parent", "section"):
                if row.get(local) is not None and row[local] not in anchors:
                    raise RecordError(f"{name}[{index}].{local} names no section of the record")
    natural = natural_name(kind.model)
    named = found[natural] if hasattr(kind.model, natural) else ""
    references.discard((kind.model, named))
    return Line(
        list(_names(kind, found)), (kind.model, named), references, len(found.get("sections", ()))
    )


def _names(kind: Kind, found: Json) -> Iterator[tuple[str, str]]:
    for column in kind.table.columns:
        if column.field.unique and found.get(column.name):
            yield f"{kind.type}.{column.name}", found[column.name]
    # A run has no name; no other began at the same moment.
    if kind.model is models.ImportRun and found.get("started_at"):
        begun = datetime.datetime.fromisoformat(found["started_at"])
        yield f"{kind.type}.started_at", begun.astimezone(datetime.UTC).isoformat()
    # That of one person or body in all the archive; its scheme stands for the column.
    for row in found.get("authority_identifiers", ()):
        yield f"{AUTHORITY}.{row['scheme']}", row["value"]


def _check_children(kind: Kind, found: Json, references: set[Reference]) -> set[str]:
    anchors: set[str] = set()
    for name, table in kind.children.items():
        rows = found.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise RecordError(f"{name} is not a list of objects")
        once: set[tuple] = set()
        for index, row in enumerate(rows):
            where = f"{name}[{index}]."
            _check_row(table, row, references, where)
            if choices := _ONE_OF.get(table.model):
                if sum(row.get(choice) is not None for choice in choices) != 1:
                    raise RecordError(f"{where[:-1]} needs one of: {', '.join(choices)}")
            if columns := _ONCE.get(table.model):
                key = tuple(row.get(column) for column in columns)
                if key in once:
                    raise RecordError(f"{where[:-1]} repeats {', '.join(map(repr, key))}")
                once.add(key)
            if table.model is models.Section:
                check_blocks(row.get("blocks", []), where)
                anchors.add(row["anchor"])
            elif table.model is models.Evidence and row["end"] <= row["start"]:
                raise RecordError(f"{where[:-1]} ends before it begins")
    return anchors


def _check_row(table: Table, row: Json, references: set[Reference], where: str) -> None:
    columns = table.by_name
    for name, value in row.items():
        column = columns.get(name)
        if column is None:
            raise RecordError(f"{where}{name} is no member of the shape")
        if reason := check(column)(value):
            raise RecordError(f"{where}{name} {reason}")
        if value is not None and column.target and not column.is_local:
            references.add((column.target, value))
    for name in required(table):
        if row.get(name) in (None, ""):
            raise RecordError(f"{where}{name} is missing")
