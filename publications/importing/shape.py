"""The shape of a record as JSON: one object with all that hangs on it, without primary keys.

The shape follows the models: a column is a member of the same name, a foreign key the
identifier of the record it names, rows that hang on a record a list of objects. A member is
left out where it has the model's default or is empty. What is derived from other columns (sort
forms, days of a date, passages for search) is not written and is derived again.
``docs/records.md`` says the same for people.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import (
    DateTimeField,
    DecimalField,
    Field,
    ForeignKey,
    GeneratedField,
    Model,
)
from django.db.models.fields import NOT_PROVIDED

from publications import models
from publications.models.base import Record

# Columns that are derived from others and so are not part of the shape.
DERIVED = frozenset(
    {
        "sort_title",
        "sort_name",
        "folded_name",
        "date_earliest",
        "date_latest",
        "date_precision",
        "key",
        "short_key",
        "expansion_key",
    }
)
# What a reference is written as, where the thing has no identifier.
NATURAL = {models.Topic: "slug", models.Abbreviation: "slug", models.Section: "anchor"}


@dataclass(frozen=True)
class Column:
    """One member of an object and the column behind it."""

    field: Field

    @property
    def name(self) -> str:
        return self.field.name

    @cached_property
    def target(self) -> type[Model] | None:
        """The model that a reference names; None for a value."""
        return self.field.remote_field.model if isinstance(self.field, ForeignKey) else None

    @property
    def is_local(self) -> bool:
        """Whether the reference names something inside the same record: a section."""
        return self.target is models.Section

    @cached_property
    def blank(self) -> Any:
        """What a member that is left out stands for."""
        field = self.field
        if field.has_default():
            return field.get_default()
        return None if field.null or field.db_default is not NOT_PROVIDED else ""

    @cached_property
    def dumped(self) -> Callable[[Any], Any]:
        """From the column's value to one that JSON has."""
        if isinstance(self.field, DateTimeField):
            return lambda value: value.astimezone(datetime.UTC).isoformat()
        if isinstance(self.field, DecimalField):
            return str
        return lambda value: value


@dataclass(frozen=True)
class Table:
    """The rows of one model inside an object; ``owner`` is their foreign key to its record."""

    model: type[Model]
    owner: str = ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        owners = OWNERS.get(self.model, {self.owner})
        return tuple(
            Column(field)
            for field in self.model._meta.concrete_fields
            if not (
                field.primary_key
                or isinstance(field, GeneratedField)
                or field.name in DERIVED
                or field.name in owners
            )
        )

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


_WORKS = {"publication", "event", "news_item", "project"}
_TEXTS = {"publication", "news_item", "project"}
# The foreign keys that name the record a row hangs on: said by where the row stands.
OWNERS: dict[type[Model], set[str]] = {
    models.NameVariant: {"author", "organisation"},
    models.Biography: {"author"},
    models.AuthorityIdentifier: {"author", "organisation"},
    models.Contribution: _WORKS,
    models.TopicAssignment: _WORKS,
    models.PublishedIdentifier: {"publication"},
    models.OfferedFile: {"publication"},
    models.PlaceMention: {"news_item"},
    models.ProjectEntry: {"project"},
    models.Section: _TEXTS,
    models.Footnote: _TEXTS,
    models.Quotation: _TEXTS,
    models.AbbreviationUse: {*_TEXTS, "event"},
    models.Evidence: {"record"},
    models.ImportedSource: {"run"},
}


@dataclass(frozen=True)
class Kind:
    """A type of object: its table and those that hang on it, sections before what names them."""

    type: str
    table: Table
    children: dict[str, Table]

    @property
    def model(self) -> type[Model]:
        return self.table.model

    @property
    def is_record(self) -> bool:
        return issubclass(self.model, Record)


def _kind(type_: str, model: type[Model], owner: str = "", **children: type[Model]) -> Kind:
    tables = {name: Table(child, owner) for name, child in children.items()}
    if issubclass(model, Record):
        tables["evidence"] = Table(models.Evidence, "record")
    return Kind(type_, Table(model), tables)


_CITED = {"contributions": models.Contribution, "topics": models.TopicAssignment}
_READ = {
    "sections": models.Section,
    "footnotes": models.Footnote,
    "quotations": models.Quotation,
    "abbreviations": models.AbbreviationUse,
}
# In the order in which an export writes them.
KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in (
        _kind("topic", models.Topic),
        _kind("abbreviation", models.Abbreviation),
        _kind("source", models.Source),
        _kind(
            "organisation",
            models.Organisation,
            "organisation",
            variants=models.NameVariant,
            authority_identifiers=models.AuthorityIdentifier,
        ),
        _kind(
            "author",
            models.Author,
            "author",
            variants=models.NameVariant,
            biographies=models.Biography,
            authority_identifiers=models.AuthorityIdentifier,
        ),
        _kind("series", models.Series),
        _kind(
            "publication",
            models.Publication,
            "publication",
            **_CITED,
            identifiers=models.PublishedIdentifier,
            files=models.OfferedFile,
            **_READ,
        ),
        _kind("event", models.Event, "event", **_CITED, abbreviations=models.AbbreviationUse),
        _kind(
            "news",
            models.NewsItem,
            "news_item",
            **_CITED,
            places=models.PlaceMention,
            **_READ,
        ),
        _kind(
            "project",
            models.Project,
            "project",
            **_CITED,
            entries=models.ProjectEntry,
            **_READ,
        ),
        _kind("former_identifier", models.FormerIdentifier),
        _kind("import_run", models.ImportRun, "run", sources=models.ImportedSource),
    )
}


def natural_name(model: type[Model]) -> str:
    """The column by which references name a row of a model."""
    return NATURAL.get(model, "identifier")


def all_tables() -> Iterator[tuple[str, type[Model]]]:
    """Every model of the shape once, with the name of its table."""
    seen: dict[type[Model], None] = {}
    for kind in KINDS.values():
        for table in (kind.table, *kind.children.values()):
            seen.setdefault(table.model)
    for model in seen:
        yield model._meta.db_table.removeprefix("publications_"), model
