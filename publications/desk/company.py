"""What appears together with a record, and goes back with it when its publication is undone."""

from __future__ import annotations

from django.db.models import Q

from publications import models
from publications.choices import WAITING
from publications.desk.records import AGENTS, FIELD_OF_AGENT, WORKS, sources_of
from publications.filters.roles import PUBLISHED_WORK
from publications.models.base import Record


def company_of(record: Record) -> list[tuple[str, Record]]:
    """The drafts that appear together with a record, each with what kind it is."""
    rows: list[Record] = list(
        models.Source.objects.filter(
            pk__in=[each.pk for each in sources_of(record)], status__in=WAITING
        ).defer("text")
    )
    works = [record]
    if isinstance(record, models.Publication):
        parts = list(record.parts.filter(status__in=WAITING).order_by("position", "pk"))
        rows += parts
        works += parts
        if record.series_id and record.series.status in WAITING:
            rows.append(record.series)
    if type(record) in WORKS:
        for model in AGENTS:
            name = model._meta.model_name
            keys: set[int] = set()
            for work in works:
                keys |= set(work.contributions.values_list(f"{name}_id", flat=True)) - {None}
            rows += model.objects.filter(pk__in=keys, status__in=WAITING)
    return [(row._meta.verbose_name, row) for row in rows]


def is_needed(row: Record) -> bool:
    """Whether a public work needs a person, a body, a series or a source.

    A person who stays public does not hold the source, which prints all the words of its work.
    """
    if type(row) in AGENTS:
        named = models.Contribution.objects.filter(**{FIELD_OF_AGENT[type(row)]: row})
        return named.filter(PUBLISHED_WORK).exists()
    if isinstance(row, models.Series):
        return models.Publication.objects.published().filter(series=row).exists()
    if isinstance(row, models.Source):
        spoken = models.Evidence.objects.filter(source=row).values("record")
        read = Q(identifier__in=spoken) | Q(identifier=row.main_record)
        return any(model.objects.published().filter(read).exists() for model in WORKS)
    return False
