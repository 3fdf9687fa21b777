"""One record of two people or two bodies taken apart: what goes to the new one, what stays.

An editor says of everything that hangs on the record whose it is. Rows keep their place in their
source, and the evidence of the name goes with the rows that were read from the same words. Both
are known by the name that they share, so an import asks of each place whose it was
(``importing.namesakes``). Undoing it is a merge, which can be undone itself.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act, Status
from publications.desk import merging, revisions
from publications.desk.pieces import Piece, pieces_of, places_of, touches
from publications.desk.records import AGENTS, find_record
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.derived import match_of, settle_forms
from publications.importing.revising import keep_revision
from publications.models.base import Record
from publications.models.desk import Revision

ORIGIN = "split_from"  # in a revision: the identifier of the record that was split


class Refused(Exception):
    """A split that cannot be made; the message says why."""


@dataclass(slots=True)
class Prospect:
    """What a split would leave and take, in words."""

    record: Record
    name: str
    staying: list[Piece] = field(default_factory=list)
    going: list[Piece] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)  # names as printed that both will have


def prospect_of(*, record: Record, going: Collection[str], name: str) -> Prospect:
    """What splitting would do; raises Refused where it cannot be done."""
    name = " ".join(name.split())
    found = Prospect(record, name)
    pieces = pieces_of(record)
    along = _names_that_go_along(pieces, going)
    for piece in pieces:
        goes = piece.code in going or piece.code in along
        (found.going if goes else found.staying).append(piece)
    if type(record) not in AGENTS:
        raise Refused("Only a person or an organisation can be split.")
    if record.status == Status.WITHDRAWN:
        raise Refused(f"{record} is withdrawn.")
    if not name:
        raise Refused("Give the new record a name.")
    if len(name) > type(record)._meta.get_field("name").max_length:
        raise Refused("That name is too long.")
    if missing := set(going) - {piece.code for piece in found.going}:
        raise Refused(f"{len(missing)} of what you chose is no longer there. Choose again.")
    if not set(going):
        raise Refused("Choose at least one thing that goes to the new record.")
    if not [piece for piece in found.staying if type(piece.row) is not models.NameVariant]:
        raise Refused("Nothing would stay but a name. Change the name of the record instead.")
    found.shared = [row.printed for row in _names_to_copy(found)]
    return found


@transaction.atomic
def split(
    *, record: Record, going: Collection[str], name: str, by: Any, reason: str = ""
) -> Revision:
    """Makes the new record and gives it what was chosen; one revision, on the new record."""
    record = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
    prospect = prospect_of(record=record, going=going, name=name)
    before = revisions.snapshot(record)
    new = _make(record, prospect.name)
    moved: list[list[Any]] = []
    column = _column(record)
    copies = _names_to_copy(prospect)
    for piece in prospect.going:
        setattr(piece.row, column, new)
        piece.row.save(update_fields=[column])
        moved.append([piece.row._meta.model_name, piece.row.pk, f"{column}_id"])
    match = match_of(new)
    for row in copies:
        row.pk = None
        setattr(row, column, new)
        row.save(force_insert=True)
    if not new.variants.filter(key=match(new.name)).exists():
        new.variants.create(printed=new.name, key=match(new.name)[:300])
    for evidence in _evidence_going(record, prospect):
        evidence.record = new.identifier
        evidence.save(update_fields=["record"])
        moved.append(["evidence", evidence.pk, "record"])
    _give_key(record, new)
    for each in (record, new):
        each.updated_at = timezone.now()
        settle_forms(each)
        each.save()
    told = revisions.note(
        record=record, by=by, reason=reason or f"{new} ({new.identifier}) was split off.",
        before=before,
    )  # fmt: skip
    if told is not None:
        # It is taken back together with the split, and not alone.
        told.before, told.after = {}, {}
        told.save()
    return keep_revision(
        new,
        act=Act.SPLIT,
        by=by,
        reason=reason or f"Another than {record}.",
        before={ORIGIN: ""},
        after={ORIGIN: record.identifier},
        moved=moved,
    )


@transaction.atomic
def join(*, revision: Revision, by: Any) -> Revision:
    """Undoes a split: all that the new record has goes back, and its address leads there."""
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if revision.act != Act.SPLIT:
        raise Refused("This is not a split.")
    if revision.undone_by_id:
        raise Refused("This split was undone already.")
    origin = find_record(revision.after[ORIGIN], AGENTS)
    new = find_record(revision.record, AGENTS)
    if origin is None or new is None:
        raise Refused("One of the two records is no longer there.")
    _drop_copies(origin, new)
    if origin.import_key is None and new.import_key is not None:
        key, new.import_key = new.import_key, None
        new.save(update_fields=["import_key"])
        origin.import_key = key
        origin.save(update_fields=["import_key"])
    try:
        merged = merging.merge(survivor=origin, merged=new, by=by, reason="Undid: Split")
    except merging.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    revision.undone_by = merged
    revision.save(update_fields=["undone_by"])
    return merged


# -- the new record ------------------------------------------------------------------------


def _make(record: Record, name: str) -> Record:
    return type(record).objects.create(
        identifier=identifier_for(keys.random_key(record._meta.model_name)),
        name=name,
        slug=keys.slug(name),
        status=record.status,
        curated=["name"],
    )


def _give_key(record: Record, new: Record) -> None:
    """Gives the key of imports to the one that has the name it is made of, if only one has."""
    _, _, key = (record.import_key or "").partition(":")
    if not key or record.variants.filter(key=key).exists():
        return
    if new.variants.filter(key=key).exists():
        whole, record.import_key = record.import_key, None
        record.save(update_fields=["import_key"])
        new.import_key = whole


def _names_that_go_along(pieces: list[Piece], going: Collection[str]) -> set[str]:
    """Names read from a source that prints nothing but what goes."""
    goes, stays = set(), set()
    for piece in pieces:
        if not isinstance(piece.row, models.NameVariant):
            (goes if piece.code in going else stays).add(getattr(piece.row, "source_id", None))
    alone = goes - stays - {None}
    return {
        piece.code
        for piece in pieces
        if isinstance(piece.row, models.NameVariant) and piece.row.source_id in alone
    }


def _names_to_copy(prospect: Prospect) -> list[models.NameVariant]:
    """Names that stay and that what goes is printed under, with their places in those sources."""
    places = places_of(prospect.going)
    going = {
        (piece.row.printed, piece.row.source_id)
        for piece in prospect.going
        if isinstance(piece.row, models.NameVariant)
    }
    printed = {
        (row.printed, row.source_id)
        for row in (piece.row for piece in prospect.going)
        if isinstance(row, models.Contribution | models.Quotation) and row.printed
    }
    copies = []
    for piece in prospect.staying:
        row = piece.row
        if not isinstance(row, models.NameVariant):
            continue
        if (row.printed, row.source_id) in printed - going:
            copy = models.NameVariant(
                printed=row.printed, key=row.key, source_id=row.source_id,
                spans=[span for span in row.spans if touches(span, places[row.source_id])],
            )  # fmt: skip
            copies.append(copy)
    return copies


def _drop_copies(origin: Record, new: Record) -> None:
    """Removes the names of the new record that the first one has from the same source."""
    there = set(origin.variants.values_list("printed", "source_id"))
    for row in new.variants.all():
        if (row.printed, row.source_id) in there or row.source_id is None:
            if origin.variants.filter(printed=row.printed).exists():
                row.delete()


# -- evidence ------------------------------------------------------------------------------


def _evidence_going(record: Record, prospect: Prospect) -> list[models.Evidence]:
    """The evidence that was read from the words, or else the source, of what goes alone."""
    going, staying = places_of(prospect.going), places_of(prospect.staying)
    found = []
    for each in models.Evidence.objects.filter(record=record.identifier).order_by("pk"):
        if each.source_id not in going:
            continue
        span = [each.start, each.end]
        ours = touches(span, going[each.source_id])
        theirs = touches(span, staying.get(each.source_id, []))
        if (ours and not theirs) or each.source_id not in staying:
            found.append(each)
    return found


def _column(record: Record) -> str:
    return "author" if isinstance(record, models.Author) else "organisation"
