"""What an editor merges: what it would move, whether it can be, and taking it apart again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act, Status
from publications.desk import revisions
from publications.desk.records import AGENTS
from publications.importing import merging
from publications.importing.derived import settle_forms
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
    for relation, rows in merging.pointing_at(merged):
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
    # An import does not rename what an editor has put together.
    survivor.curated = sorted({*survivor.curated, "name"})
    return merging.merge(survivor=survivor, merged=merged, by=by, reason=reason)


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
    # No text joins again what an editor has taken apart.
    record.curated = sorted({*record.curated, "name"})
    settle_forms(record)
    record.save()
    if survivor is not None:
        # The name that the survivor was given for it alone goes too.
        settle_forms(survivor)
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
