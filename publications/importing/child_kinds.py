"""The kinds of rows that hang on records: how each is recognised, and what it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models as django_models
from django.db.models import Q

from publications import models
from publications.models.base import Record


@dataclass(frozen=True, slots=True)
class ChildKind:
    """A kind of row that hangs on records, how it is recognised, and what editors call the set.

    ``once`` marks kinds of which a work has one per key whatever the source.
    """

    model: type[django_models.Model]
    curated: str
    owners: tuple[str, ...]
    key: Callable[[Any], Hashable]
    once: bool = False


WORKS = ("publication_id", "event_id", "news_item_id", "project_id")
TEXTS = ("publication_id", "news_item_id", "project_id")
CHILDREN: tuple[ChildKind, ...] = (
    ChildKind(
        models.NameVariant, "variants", ("author_id", "organisation_id"), lambda row: row.printed
    ),
    ChildKind(
        models.Contribution,
        "contributions",
        WORKS,
        lambda row: (row.author_id, row.organisation_id, row.role),
        once=True,
    ),
    ChildKind(
        models.PublishedIdentifier,
        "identifiers",
        ("publication_id",),
        lambda row: (row.scheme, row.value),
        once=True,
    ),
    ChildKind(models.OfferedFile, "files", ("publication_id",), lambda row: row.name, once=True),
    ChildKind(models.Biography, "biographies", ("publication_id",), lambda row: row.author_id),
    ChildKind(models.PlaceMention, "places", ("news_item_id",), lambda row: row.name),
    ChildKind(
        models.ProjectEntry,
        "entries",
        ("project_id",),
        lambda row: (row.publication_id, row.event_id, row.news_item_id),
    ),
    ChildKind(models.Section, "sections", TEXTS, lambda row: row.anchor),
    ChildKind(models.Footnote, "footnotes", TEXTS, lambda row: row.number),
    ChildKind(
        models.Quotation, "quotations", TEXTS, lambda row: (row.kind, row.text, row.author_id)
    ),
    ChildKind(models.TopicAssignment, "topics", WORKS, lambda row: row.topic_id, once=True),
    ChildKind(
        models.AbbreviationUse,
        "abbreviations",
        (*TEXTS, "event_id"),
        lambda row: row.abbreviation_id,
        once=True,
    ),
)
WORK_MODELS = (models.Publication, models.Event, models.NewsItem, models.Project)
_OWNER_FIELDS = ("publication", "event", "news_item", "project", "author", "organisation")
_COLUMN_OF = {
    models.Publication: "publication_id",
    models.Event: "event_id",
    models.NewsItem: "news_item_id",
    models.Project: "project_id",
    models.Author: "author_id",
    models.Organisation: "organisation_id",
}


def under(columns: Iterable[str], rows: Iterable[Any]) -> Q:
    """The condition that a row hangs on one of the records that these rows hang on."""
    condition = Q()
    for column in columns:
        if ids := {getattr(row, column) for row in rows} - {None}:
            condition |= Q(**{f"{column}__in": ids})
    return condition


def owner_key(kind: ChildKind, row: Any) -> Hashable:
    """The primary keys of what a row hangs on, one of them set."""
    return tuple(getattr(row, column) for column in kind.owners)


def key_of_owner(kind: ChildKind, record: Record) -> Hashable:
    """What ``owner_key`` says of the rows that hang on a record."""
    own = _COLUMN_OF.get(type(record))
    return tuple(record.pk if column == own else None for column in kind.owners)


def owner_record(kind: ChildKind, row: Any) -> Record | None:
    """The wanted record that a wanted row hangs on."""
    own = [column.removesuffix("_id") for column in kind.owners]
    for name in (*own, *_OWNER_FIELDS):
        if hasattr(type(row), name) and row._meta.get_field(name).is_cached(row):
            related = getattr(row, name)
            if related is not None:
                return related
    return None
