"""Records of every kind by their identifier, and the sources that they were read from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models as django_models

from publications import models
from publications.models.base import Record

# Works are published one by one; the others appear with the works that name them.
WORKS: tuple[type[Record], ...] = (
    models.Publication,
    models.NewsItem,
    models.Event,
    models.Project,
)
AGENTS: tuple[type[Record], ...] = (models.Author, models.Organisation)
KINDS: tuple[type[Record], ...] = (*WORKS, *AGENTS, models.Series, models.Source)
FIELD_OF_WORK = {
    models.Publication: "publication",
    models.NewsItem: "news_item",
    models.Event: "event",
    models.Project: "project",
}
FIELD_OF_AGENT = {models.Author: "author", models.Organisation: "organisation"}


def find_record(identifier: str, kinds: Iterable[type[Record]] = KINDS) -> Record | None:
    """The record of any kind and state that has the identifier."""
    for model in kinds:
        if row := model.objects.filter(identifier=identifier).first():
            return row
    return None


def sources_of(record: Record) -> list[models.Source]:
    """The sources that a record was read from: those it is the whole of first, then newest."""
    spoken = models.Evidence.objects.filter(record=record.identifier).values("source")
    held = models.HeldValue.objects.filter(record=record.identifier).values("source")
    rows = models.Source.objects.filter(
        django_models.Q(main_record=record.identifier)
        | django_models.Q(pk__in=spoken)
        | django_models.Q(pk__in=held)
    )
    return sorted(rows, key=lambda row: (row.main_record != record.identifier, -row.pk))


def name_of(record: Record) -> str:
    """What a record is called: its title or its name."""
    return str(record)
