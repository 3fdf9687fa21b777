"""What stays public of a work when it is withdrawn: each of that is withdrawn by itself."""

from __future__ import annotations

from publications import models
from publications.desk.records import AGENTS, FIELD_OF_AGENT, FIELD_OF_WORK, WORKS, sources_of
from publications.filters.roles import PUBLISHED_WORK
from publications.models.base import Record


def left_public(record: Record) -> list[tuple[str, Record]]:
    """Public sources and parts of a work, and people and bodies of no other public work."""
    if type(record) not in WORKS:
        return []
    rows: list[Record] = [each for each in sources_of(record) if each.is_published]
    if isinstance(record, models.Publication):
        rows += record.parts.published().order_by("position", "pk")
    itself = {FIELD_OF_WORK[type(record)]: record}
    for model in AGENTS:
        name = FIELD_OF_AGENT[model]
        keys = record.contributions.values(name)
        others = models.Contribution.objects.filter(PUBLISHED_WORK, **{f"{name}__in": keys})
        busy = others.exclude(**itself).values(name)
        rows += model.objects.published().filter(pk__in=keys).exclude(pk__in=busy)
    return [(row._meta.verbose_name, row) for row in rows]
