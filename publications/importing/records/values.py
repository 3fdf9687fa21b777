"""The values of a row, checked against the limits of the models' own columns."""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Callable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models as fields

from publications.importing.shape import Column, Table
from publications.models.base import Record
from publications.partial_dates import PartialDate

_SLUG = re.compile(r"[-a-zA-Z0-9_]*")
_LARGEST = {
    "PositiveSmallIntegerField": 2**15 - 1,
    "PositiveIntegerField": 2**31 - 1,
    "PositiveBigIntegerField": 2**63 - 1,
}


class RecordError(ValueError):
    """What is wrong with one line."""


_CHECKS: dict[fields.Field, Callable[[Any], str]] = {}
_REQUIRED: dict[Table, tuple[str, ...]] = {}


def check(column: Column) -> Callable[[Any], str]:
    """The check of a column: what is wrong with a value, or nothing. Made once."""
    found = _CHECKS.get(column.field)
    if found is None:
        found = _CHECKS[column.field] = _made_check(column)
    return found


def required(table: Table) -> tuple[str, ...]:
    """The columns of a table that every row must name. Made once."""
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


def check_date(value: Any) -> None:
    """Raises RecordError where a date cannot be read."""
    try:
        if value:
            PartialDate(value).earliest  # noqa: B018 - says whether it can be read
    except (TypeError, ValueError) as error:
        raise RecordError(f"date_edtf {error}") from error


def check_blocks(blocks: list, where: str) -> None:
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
