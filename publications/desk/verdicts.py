"""What is kept of a decision: the verdict, the words that it stands on, and that it was made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from publications import models
from publications.desk.revisions import TextChanges
from publications.models.base import Record
from publications.models.desk import Decision

Span = tuple[int, int]


class Refused(Exception):
    """A decision that makes no sense; the message says why to the editor."""


def decide(
    record: Record,
    source: models.Source | None,
    name: str,
    value: str,
    verdict: str,
    by: Any,
    instead: str = "",
) -> None:
    """Keeps one decision on one value, in place of an earlier one on the same."""
    Decision.objects.filter(
        record=record.identifier, source=source, field=name, value=value
    ).delete()
    Decision.objects.create(
        record=record.identifier,
        source=source,
        field=name,
        value=value,
        verdict=verdict,
        instead=instead,
        by=by,
    )


def curate(record: Record, name: str) -> None:
    """Notes that an editor has set a field, which no import touches from now on."""
    also = ("date_printed",) if name == "date_edtf" else ()
    record.curated = sorted({*record.curated, name, *also})
    record.updated_at = timezone.now()
    record.save()


def stamp(record: Record) -> None:
    """Marks a record as changed now, so that whoever has it open is told."""
    record.updated_at = timezone.now()
    record.save(update_fields=["updated_at"])


def replace_evidence(
    kept: TextChanges,
    gone: QuerySet[models.Evidence],
    record: Record,
    name: str,
    source: models.Source | None = None,
    spans: Iterable[Span] = (),
) -> None:
    """Puts the words of a source in the place of those that a field was read from so far.

    ``kept`` is told, so that undoing the change gives the former evidence back.
    """
    kept.was("evidence", *gone)
    gone.delete()
    kept.is_now("evidence", *(_point(record, name, source, span) for span in spans))


def _point(record: Record, name: str, source: models.Source, span: Span) -> models.Evidence:
    start, end = max(0, span[0]), min(span[1], len(source.text))
    if start >= end:
        raise Refused("The marked words are not in this source.")
    return models.Evidence.objects.create(
        record=record.identifier,
        field=name,
        source=source,
        start=start,
        end=end,
        page=page_at(source, start)[:12],
    )


def page_at(source: models.Source, offset: int) -> str:
    """The label of the page on which a place of a source stands."""
    pages = source.pages
    return next((str(label) for label, first, last in pages if first <= offset < last), "")
