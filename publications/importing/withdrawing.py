"""Records that no source prints any more are withdrawn, and come back when one does."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from django.utils import timezone

from publications import models
from publications.choices import Status
from publications.importing.holding import PUBLIC
from publications.importing.rows import RECORDS, Comparison
from publications.models.base import Record

GONE = "No source of the archive prints it any more."


def is_withdrawn_by_an_editor(row: Record) -> bool:
    """Whether a record is withdrawn for another reason than that no source prints it."""
    return row.status == Status.WITHDRAWN and row.withdrawn_reason != GONE


def withdraw_unprinted(comparison: Comparison, own: Sequence[models.Evidence]) -> None:
    """Withdraws records that only this source printed and that it prints no more."""
    gone = {each.record for each in own} - {row.identifier for row in comparison.before.values()}
    gone -= {record.identifier for record in comparison.wanted}  # new ones, of another kind now
    if not gone:
        return
    gone -= set(
        models.Evidence.objects.filter(record__in=gone)
        .exclude(source=comparison.source)
        .values_list("record", flat=True)
    )
    for model in RECORDS:
        rows = model.objects.filter(identifier__in=gone).exclude(status=Status.WITHDRAWN)
        if comparison.plan.drafts:
            rows = rows.exclude(status__in=PUBLIC)
        for row in rows.exclude(curated__contains=["status"]):
            before = copy.copy(row)
            row.status, row.withdrawn_reason = Status.WITHDRAWN, GONE
            row.updated_at = timezone.now()
            row.save(update_fields=["status", "withdrawn_reason", "updated_at"])
            comparison.changes.columns(before, row, ("status", "withdrawn_reason"))
            comparison.written.changed = True
            comparison.written.records[f"{model._meta.verbose_name} withdrawn"] += 1
            comparison.plan.warn("record_withdrawn", f"{row} is no longer printed; withdrawn.")
