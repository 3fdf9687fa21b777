"""Reads lines of records, as ``docs/records.md`` describes them, and says what is wrong in each.

A line is checked against the models' own limits before anything is written, so that loading can
be set-based. What a line refers to may stand anywhere in the file, or in the archive already.
"""

from __future__ import annotations

import datetime
import decimal
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models as fields
from django.db.models import Model

from publications import identifiers, models
from publications.importing.shape import KINDS, Column, Kind, Table, natural_name
from publications.models.base import Record
from publications.partial_dates import PartialDate

Json = dict[str, Any]
Reference = tuple[type[Model], str]

LONGEST_REASON = 300
AUTHORITY = "authority_identifier"
RECORDS = {kind.model for kind in KINDS.values() if kind.is_record}
# Escapes of what no text column holds: NUL, and halves of characters.
_UNHOLDABLE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_SLUG = re.compile(r"[-a-zA-Z0-9_]*")
_LARGEST = {
    "PositiveSmallIntegerField": 2**15 - 1,
    "PositiveIntegerField": 2**31 - 1,
    "PositiveBigIntegerField": 2**63 - 1,
}
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


class RecordError(ValueError):
    """What is wrong with one line."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that was left out, by its number from 1, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Read:
    """What a first reading of a file found: which lines are right, and what was wrong.

    ``outside`` names what right lines refer to in the archive; ``sections`` counts theirs.
    """

    good: dict[int, Reference] = field(default_factory=dict)
    outside: dict[type[Model], set[str]] = field(default_factory=dict)
    sections: int = 0
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    names: list[tuple[str, str]]  # what it claims for itself: (kind of name, name)
    own: Reference
    references: set[Reference]
    sections: int


def read(
    lines: Iterable[bytes], existing: Callable[[type[Model], str, set[str]], set[str]]
) -> Read:
    """Checks every line; ``existing`` says which names of a column are in the archive already."""
    found = Read()
    good: dict[int, _Line] = {}
    claimed: dict[tuple[str, str], int] = {}
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line = _checked(raw)
            for name in line.names:
                if name in claimed:
                    raise RecordError(f"{name[0]} {name[1]!r} is that of line {claimed[name]} too")
        except RecordError as error:
            found.wrong.append(Wrong(number, str(error)[:LONGEST_REASON]))
            continue
        claimed.update(dict.fromkeys(line.names, number))
        good[number] = line
    _refuse_present(good, found, existing)
    _refuse_dangling(good, found, existing)
    found.good = {number: line.own for number, line in good.items()}
    found.sections = sum(line.sections for line in good.values())
    found.wrong.sort(key=lambda wrong: wrong.line)
    return found


def _refuse_present(good: dict[int, _Line], found: Read, existing) -> None:
    """Takes out lines of records that the archive has: nothing is overwritten."""
    by_column: dict[tuple[type[Model], str], dict[str, int]] = {}
    for number, line in good.items():
        for label, name in line.names:
            type_, _, column = label.partition(".")
            model = models.AuthorityIdentifier if type_ == AUTHORITY else KINDS[type_].model
            by_column.setdefault((model, column), {})[name] = number
    for (model, column), names in by_column.items():
        present = existing(model, column, set(names))
        if column == "identifier" and model in RECORDS:
            # An identifier that a merge retired is never given again.
            present |= existing(models.FormerIdentifier, column, set(names))
        for name in present:
            if good.pop(names[name], None):
                reason = f"{column} {name!r} is in the archive already"
                found.wrong.append(Wrong(names[name], reason))


def _refuse_dangling(good: dict[int, _Line], found: Read, existing) -> None:
    """Takes out lines that refer to what is nowhere, and then those that refer to these."""
    here = {line.own for line in good.values()}
    outside: dict[type[Model], set[str]] = {}
    for line in good.values():
        for model, name in line.references - here:
            outside.setdefault(model, set()).add(name)
    known = set(here)
    for model, names in outside.items():
        found.outside[model] = existing(model, natural_name(model), names)
        known |= {(model, name) for name in found.outside[model]}
    again = True
    while again:
        again = False
        for number, line in list(good.items()):
            missing = line.references - known
            if missing:
                model, name = min(missing, key=lambda each: each[1])
                reason = f"refers to {model._meta.verbose_name} {name!r}, which is not to be had"
                found.wrong.append(Wrong(number, reason))
                known.discard(line.own)
                del good[number]
                again = True


# -- one line ----------------------------------------------------------------------------------


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


def _checked(raw: bytes) -> _Line:
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
        _check_date(found["date_edtf"])
    anchors = _check_children(kind, found, references)
    for name in ("sections", "footnotes"):
        for index, row in enumerate(found.get(name, ())):
            for local in ("parent", "section"):
                if row.get(local) is not None and row[local] not in anchors:
                    raise RecordError(f"{name}[{index}].{local} names no section of the record")
    natural = natural_name(kind.model)
    named = found[natural] if hasattr(kind.model, natural) else ""
    references.discard((kind.model, named))
    return _Line(
        list(_names(kind, found)), (kind.model, named), references, len(found.get("sections", ()))
    )


def _names(kind: Kind, found: Json) -> Iterator[tuple[str, str]]:
    for column in kind.table.columns:
        if column.field.unique and found.get(column.name):
            yield f"{kind.type}.{column.name}", found[column.name]
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
                _check_blocks(row.get("blocks", []), where)
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
        if reason := _check(column)(value):
            raise RecordError(f"{where}{name} {reason}")
        if value is not None and column.target and not column.is_local:
            references.add((column.target, value))
    for name in _required(table):
        if row.get(name) in (None, ""):
            raise RecordError(f"{where}{name} is missing")


_CHECKS: dict[fields.Field, Callable[[Any], str]] = {}
_REQUIRED: dict[Table, tuple[str, ...]] = {}


def _check(column: Column) -> Callable[[Any], str]:
    """The check of a column: what is wrong with a value, or nothing. Made once."""
    found = _CHECKS.get(column.field)
    if found is None:
        found = _CHECKS[column.field] = _made_check(column)
    return found


def _required(table: Table) -> tuple[str, ...]:
    found = _REQUIRED.get(table)
    if found is None:
        found = _REQUIRED[table] = tuple(
            column.name
            for column in table.columns
            if not (
                column.field.blank
                or column.field.null
                or column.field.has_default()
                or column.field.db_default is not fields.NOT_PROVIDED
                or (column.name == "identifier" and issubclass(table.model, Record))
            )
        )
    return found


def _made_check(column: Column) -> Callable[[Any], str]:
    field_ = column.field
    if column.target:
        return _nullable(_is_text(200), field_.null)
    kind = field_.get_internal_type()
    if isinstance(field_, fields.JSONField):
        wanted = type(field_.get_default()) if field_.has_default() else object
        said = "object" if wanted is dict else "list"
        return lambda value: "" if isinstance(value, wanted) else f"is not a {said}"
    if isinstance(field_, ArrayField):
        return lambda value: (
            ""
            if isinstance(value, list) and all(isinstance(v, str) and len(v) <= 60 for v in value)
            else "is not a list of short texts"
        )
    if isinstance(field_, fields.DateTimeField):
        return _nullable(_is_moment, field_.null)
    if isinstance(field_, fields.DecimalField):
        return _nullable(_is_amount(field_), field_.null)
    if isinstance(field_, fields.IntegerField):
        most = _LARGEST.get(kind, 2**31 - 1)
        limits = [v.limit_value for v in field_.validators if isinstance(v, MaxValueValidator)]
        return _nullable(_is_number(min([most, *limits])), field_.null)
    choices = {value for value, _ in field_.choices} if field_.choices else None
    slug = isinstance(field_, fields.SlugField)
    return _nullable(_is_text(field_.max_length, choices, slug), field_.null)


def _nullable(check: Callable[[Any], str], null: bool) -> Callable[[Any], str]:
    return (lambda value: "" if value is None else check(value)) if null else check


def _is_text(
    longest: int | None, choices: set[str] | None = None, slug: bool = False
) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return "is not a text"
        if longest is not None and len(value) > longest:
            return f"is longer than {longest} characters"
        if choices is not None and value not in choices:
            return f"is none of: {', '.join(sorted(choices))}"
        if slug and not _SLUG.fullmatch(value):
            return "is not a slug"
        return ""

    return check


def _is_number(most: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
        return "" if right else f"is not a whole number from 0 to {most}"

    return check


def _is_amount(column: fields.DecimalField) -> Callable[[Any], str]:
    most = decimal.Decimal(10) ** (column.max_digits - column.decimal_places)

    def check(value: Any) -> str:
        try:
            amount = decimal.Decimal(value if isinstance(value, str) else "x")
            right = abs(amount) < most and amount == round(amount, column.decimal_places)
        except (decimal.InvalidOperation, ValueError):
            right = False
        return "" if right else 'is not an amount such as "12.50"'

    return check


def _is_moment(value: Any) -> str:
    try:
        right = datetime.datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        right = False
    return "" if right else "is not a moment with its time zone"


def _check_date(value: Any) -> None:
    try:
        if value:
            PartialDate(value).earliest  # noqa: B018 - says whether it can be read
    except (TypeError, ValueError) as error:
        raise RecordError(f"date_edtf {error}") from error


def _check_blocks(blocks: list, where: str) -> None:
    """What pages rely on: a kind, and runs of four texts, or one text in their place."""
    for index, block in enumerate(blocks):
        right = isinstance(block, dict) and isinstance(block.get("kind"), str)
        if right and "runs" in block:
            right = isinstance(block["runs"], list) and all(
                isinstance(run, list) and len(run) == 4 and all(isinstance(v, str) for v in run)
                for run in block["runs"]
            )
        elif right:
            right = isinstance(block.get("text"), str)
        if right and "rows" in block:
            right = isinstance(block["rows"], list) and all(
                isinstance(row, list) and all(isinstance(cell, str) for cell in row)
                for row in block["rows"]
            )
        if not right:
            raise RecordError(f"{where}blocks[{index}] is not a block")
