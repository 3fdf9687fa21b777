"""Two records of one person or one body made into one, and taken apart again.

The record that is merged stays where it is, withdrawn, so that nothing is lost: its address
leads to the survivor for ever (``FormerIdentifier``), its printed names go with it, and undoing
the revision gives everything back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models as django_models
from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act, Status
from publications.desk import revisions
from publications.desk.records import AGENTS
from publications.models.base import Record
from publications.models.desk import Revision


class Refused(Exception):
    """Two records that cannot be merged; the message says why."""


@dataclass(slots=True)
class Prospect:
    """What a merge would move, in words."""

    survivor: Record
    merged: Record
    moving: list[tuple[str, int]] = field(default_factory=list)  # what, how many
    names: list[str] = field(default_factory=list)  # every printed name, of both
    works: list[str] = field(default_factory=list)  # of the one that is merged


def prospect_of(*, survivor: Record, merged: Record) -> Prospect:
    """What merging would do; raises Refused where it cannot be done."""
    _check(survivor, merged)
    found = Prospect(survivor, merged)
    for relation, rows in _pointing_at(merged):
        if count := rows.count():
            found.moving.append((str(relation.related_model._meta.verbose_name_plural), count))
    printed = [*survivor.variants.all(), *merged.variants.all()]
    found.names = list(dict.fromkeys(str(each) for each in printed))
    found.works = sorted({str(each.work) for each in merged.contributions.all()})
    return found


@transaction.atomic
def merge(*, survivor: Record, merged: Record, by: Any, reason: str = "") -> Revision:
    """Gives all that one record has to another; its address leads there from now on."""
    _check(survivor, merged)
    first, second = sorted((survivor, merged), key=lambda each: each.pk)
    for each in (first, second):
        type(each).objects.select_for_update(of=("self",)).get(pk=each.pk)
    before, survived = revisions.snapshot(merged), revisions.snapshot(survivor)
    moved: list[list[Any]] = []
    for relation, rows in _pointing_at(merged):
        column = relation.field.name
        for row in rows:
            moved.append([row._meta.model_name, row.pk, f"{column}_id"])
        rows.update(**{column: survivor})
    for row in models.Evidence.objects.filter(record=merged.identifier):
        moved.append(["evidence", row.pk, "record"])
    models.Evidence.objects.filter(record=merged.identifier).update(record=survivor.identifier)
    _keep_name(survivor, merged)
    merged.status, merged.withdrawn_reason = Status.WITHDRAWN, f"It is now {survivor}."
    # An import that knows it by its key must find the survivor, by the names that moved there.
    merged.import_key = None
    merged.curated = sorted({*merged.curated, "status"})
    merged.updated_at = survivor.updated_at = timezone.now()
    merged.save()
    revisions.settle_forms(survivor)
    survivor.curated = sorted({*survivor.curated, "name"})
    survivor.save()
    models.FormerIdentifier.objects.update_or_create(
        identifier=merged.identifier, defaults={"successor": survivor.identifier}
    )
    why = reason or f"The same as {survivor}."
    revision = revisions.note(
        record=merged, act=Act.MERGED, by=by, reason=why, before=before, moved=moved
    )
    # What the record lost is told by the rows that moved, which are not made anew.
    for name in ("contributions", "variants", "biographies", "authority_identifiers"):
        revision.before.pop(name, None)
        revision.after.pop(name, None)
    revision.save()
    told = revisions.note(
        record=survivor, by=by, reason=f"{merged} was merged into it.", before=survived
    )
    # It is taken back together with the merge, and not alone.
    told.before, told.after = {}, {}
    told.save()
    return revision


@transaction.atomic
def part(*, revision: Revision, by: Any) -> Revision:
    """Undoes a merge: the record has its address, its works and its names again."""
    record = _AGENTS[revision.model].objects.filter(identifier=revision.record).first()
    if revision.act != Act.MERGED or record is None:
        raise Refused("This is not a merge.")
    survivor = _survivor(record)
    models.FormerIdentifier.objects.filter(identifier=record.identifier).delete()
    undone = revisions.undo(revision=revision, by=by)
    record.refresh_from_db()
    revisions.settle_forms(record)
    record.save()
    if survivor is not None:
        # The name that the survivor was given for it alone goes too.
        revisions.settle_forms(survivor)
        survivor.updated_at = timezone.now()
        survivor.save()
    return undone


_AGENTS = {model._meta.model_name: model for model in AGENTS}


def _check(survivor: Record, merged: Record) -> None:
    if type(survivor) is not type(merged) or type(survivor) not in AGENTS:
        raise Refused("Only two people, or two organisations, can be merged.")
    if survivor.pk == merged.pk:
        raise Refused("Choose two different records.")
    for each in (survivor, merged):
        if models.FormerIdentifier.objects.filter(identifier=each.identifier).exists():
            raise Refused(f"{each} was merged already.")
    if survivor.status == Status.WITHDRAWN:
        raise Refused(f"{survivor} is withdrawn.")


def _survivor(record: Record) -> Record | None:
    former = models.FormerIdentifier.objects.filter(identifier=record.identifier).first()
    if former is None:
        return None
    return type(record).objects.filter(identifier=former.successor).first()


def _pointing_at(record: Record) -> list[tuple[Any, django_models.QuerySet]]:
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


def _keep_name(survivor: Record, merged: Record) -> None:
    """The merged record's own name is a printed form of the survivor's."""
    if survivor.variants.filter(printed=merged.name).exists():
        return
    match = revisions.match_of(survivor)
    survivor.variants.create(printed=merged.name, key=match(merged.name)[:300])
