"""Two records of one person or one body made into one, by an editor or by a text.

The record that is merged stays where it is, withdrawn: its address leads to the survivor for
ever (``FormerIdentifier``), its printed names go with it, and undoing the revision gives
everything back. Whether two records may be merged is for the caller to say.
"""

from __future__ import annotations

from typing import Any

from django.db import models as django_models
from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act, Status
from publications.importing.derived import match_of, settle_forms
from publications.importing.revising import keep_revision, plain, row_values
from publications.models.base import Record
from publications.models.desk import Revision

# What a merge changes about the record that is merged.
_COLUMNS = ("status", "withdrawn_reason", "import_key", "curated")
_CREDIT = ("role", "publication_id", "event_id", "news_item_id", "project_id")


@transaction.atomic
def merge(
    *, survivor: Record, merged: Record, by: Any, reason: str = "", said_as: str = ""
) -> Revision:
    """Gives all that one record has to another; its address leads there from now on.

    With ``said_as`` what sources say of the merged record is evidence for that column of the
    survivor, and otherwise for the column that it was evidence for.
    """
    first, second = sorted((survivor, merged), key=lambda each: each.pk)
    for each in (first, second):
        type(each).objects.select_for_update(of=("self",)).get(pk=each.pk)
    before = _values(merged)
    _keep_name(merged)
    repeated = _take_repeated(survivor, merged)
    moved = _move_rows(survivor, merged) + _move_evidence(survivor, merged, said_as)
    merged.status, merged.withdrawn_reason = Status.WITHDRAWN, f"It is now {survivor}."
    # An import that knows it by its key must find the survivor, by the names that moved there.
    merged.import_key = None
    merged.curated = sorted({*merged.curated, "status"})
    merged.updated_at = survivor.updated_at = timezone.now()
    merged.save()
    settle_forms(survivor)
    survivor.save()
    models.FormerIdentifier.objects.update_or_create(
        identifier=merged.identifier, defaults={"successor": survivor.identifier}
    )
    after = _values(merged)
    changed = [name for name in _COLUMNS if before[name] != after[name]]
    sets = ({"contributions": repeated}, {"contributions": []}) if repeated else ({}, {})
    revision = keep_revision(
        merged,
        act=Act.MERGED,
        by=by,
        reason=reason or f"The same as {survivor}.",
        before={name: before[name] for name in changed} | sets[0],
        after={name: after[name] for name in changed} | sets[1],
        moved=moved,
    )
    # It is taken back together with the merge, and not alone.
    keep_revision(survivor, by=by, reason=f"{merged} was merged into it.")
    return revision


def pointing_at(record: Record) -> list[tuple[Any, django_models.QuerySet]]:
    """Every foreign key to a record, with the rows that hold it."""
    return [
        (
            relation,
            relation.related_model._base_manager.filter(**{relation.field.name: record}).order_by(
                "pk"
            ),
        )
        for relation in type(record)._meta.related_objects
        if relation.field.concrete and not relation.many_to_many
    ]


def _values(record: Record) -> dict[str, Any]:
    return {name: plain(getattr(record, name)) for name in _COLUMNS}


def _keep_name(merged: Record) -> None:
    """Its own name becomes a printed form of the survivor's, whatever its sources say later."""
    if merged.variants.filter(printed=merged.name, source=None).exists():
        return
    merged.variants.create(printed=merged.name, key=match_of(merged)(merged.name)[:300])


def _take_repeated(survivor: Record, merged: Record) -> list[dict[str, Any]]:
    """Takes out what both did for one work, which is credited once; returns the rows."""
    there = set(survivor.contributions.values_list(*_CREDIT))
    repeated = [
        row
        for row in merged.contributions.order_by("pk")
        if tuple(getattr(row, column) for column in _CREDIT) in there
    ]
    kept = [row_values(row) for row in repeated]
    models.Contribution.objects.filter(pk__in=[row.pk for row in repeated]).delete()
    return kept


def _move_rows(survivor: Record, merged: Record) -> list[list[Any]]:
    moved: list[list[Any]] = []
    for relation, rows in pointing_at(merged):
        column = relation.field.name
        moved += [[row._meta.model_name, row.pk, f"{column}_id"] for row in rows]
        rows.update(**{column: survivor})
    return moved


def _move_evidence(survivor: Record, merged: Record, said_as: str) -> list[list[Any]]:
    rows = models.Evidence.objects.filter(record=merged.identifier)
    moved: list[list[Any]] = []
    for row in rows:
        moved.append(["evidence", row.pk, "record"])
        if said_as and row.field != said_as:
            moved.append(["evidence", row.pk, "field", row.field])
    rows.update(record=survivor.identifier, **({"field": said_as} if said_as else {}))
    return moved
