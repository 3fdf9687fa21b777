"""The life of a record: draft, in review, published, withdrawn, and the steps between them.

The public sees what is published and nothing else (``querysets.published``). A record that is to
appear later is not public under a condition: it stays a draft until ``publish_due`` publishes
it. So it may appear late, when nothing runs, but never early.
"""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.db import models as django_models
from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act, Status
from publications.desk import revisions
from publications.desk.company import WAITING, company_of
from publications.desk.records import WORKS, find_record, name_of
from publications.models.base import Record
from publications.models.desk import Arrangement, PreviewLink, Revision
from publications.parsing.tables.values import archive_identifier_of

PREVIEW_DAYS = 7
NO_REASON = "Give the reason: it is shown to visitors in place of the record."


class Refused(Exception):
    """A step that cannot be taken; the message says why to the editor.

    ``field`` names what has to be written otherwise, where it is one thing.
    """

    def __init__(self, why: str, field: str | None = None):
        super().__init__(why)
        self.field = field


@dataclass(slots=True)
class Prospect:
    """What will change when a record is published."""

    appearing: list[tuple[str, Record]] = field(default_factory=list)  # with what kind it is
    obstacles: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


# -- forward -------------------------------------------------------------------------------


@transaction.atomic
def submit(*, record: Record, by: Any, reason: str = "") -> None:
    """Sends a draft to the editors."""
    record = _locked(record)
    _require(record, Status.DRAFT, "Only a draft can be sent for review.")
    _move(record, Status.IN_REVIEW, Act.SUBMITTED, by, reason)


@transaction.atomic
def return_to_draft(*, record: Record, by: Any, reason: str = "") -> None:
    """Gives a record in review back to its contributor."""
    record = _locked(record)
    _require(record, Status.IN_REVIEW, "Only what is in review can be given back.")
    _move(record, Status.DRAFT, Act.RETURNED, by, reason)


@transaction.atomic
def publish(*, record: Record, by: Any, reason: str = "") -> list[Record]:
    """Makes a record public with all that it cannot be read without; returns what appeared."""
    record = _locked(record)
    prospect = prospect_of(record)
    if prospect.obstacles:
        raise Refused(" ".join(prospect.obstacles))
    act = Act.RESTORED if record.status == Status.WITHDRAWN else Act.PUBLISHED
    appeared = [row for _, row in prospect.appearing]
    first = None
    for row in appeared:
        done = _move(row, Status.PUBLISHED, act, by, reason, along_with=first)
        first = first or done
    Arrangement.objects.filter(record__in=[row.identifier for row in appeared]).update(
        publish_at=None, replacement=""
    )
    return appeared


def prospect_of(record: Record) -> Prospect:
    """What publishing a record would do, and what stands in its way."""
    found = Prospect()
    if record.status == Status.PUBLISHED:
        found.obstacles.append("It is published already.")
    if not name_of(record).strip():
        found.obstacles.append("It has no title.")
    if models.FormerIdentifier.objects.filter(identifier=record.identifier).exists():
        found.obstacles.append("It was merged into another record; undo the merge first.")
    arranged = arrangement_of(record)
    if arranged and arranged.embargo_until and arranged.embargo_until > timezone.now():
        until = timezone.localtime(arranged.embargo_until)
        found.obstacles.append(f"It is under embargo until {until:%-d %B %Y, %H:%M}.")
    whole = getattr(record, "part_of", None)
    if whole is not None and whole.status != Status.PUBLISHED:
        found.obstacles.append(f"It is part of “{whole}”, which has to be published first.")
    found.appearing = [(record._meta.verbose_name, record), *company_of(record)]
    found.advice = list(_advice(record))
    return found


def _advice(record: Record) -> list[str]:
    lines = []
    if hasattr(record, "date_edtf") and not record.date_edtf:
        lines.append("It has no date, so it stands last in every list.")
    if type(record) in WORKS and not record.contributions.exists():
        lines.append("It names nobody: no author and no organisation.")
    if hasattr(record, "rights") and not record.rights:
        lines.append("It says nothing of rights.")
    return lines


@transaction.atomic
def appear(*, rows: list[Record], by: Any, reason: str) -> None:
    """Publishes drafts that something public names from now on: people, bodies, its source."""
    for row in rows:
        if row.status in WAITING:
            _move(row, Status.PUBLISHED, Act.PUBLISHED, by, reason)


# -- later ---------------------------------------------------------------------------------


@transaction.atomic
def arrange(
    *,
    record: Record,
    by: Any,
    publish_at: datetime.datetime | None = None,
    embargo_until: datetime.datetime | None = None,
) -> Arrangement:
    """Sets when a record is to appear, and until when it must not; None takes either away."""
    record = _locked(record)
    if record.status not in WAITING and (publish_at or embargo_until):
        raise Refused("Only what is not public yet can be arranged to appear.")
    if publish_at and publish_at <= timezone.now():
        raise Refused("This time has passed. Publish it now instead.", "publish_at")
    if publish_at and embargo_until and publish_at < embargo_until:
        raise Refused("This lies before the end of the embargo.", "publish_at")
    row, _ = Arrangement.objects.update_or_create(
        record=record.identifier,
        defaults={"publish_at": publish_at, "embargo_until": embargo_until, "by": by},
    )
    said = [f"{_told(publish_at)}" if publish_at else "no time of publication"]
    if embargo_until:
        said.append(f"embargo until {_told(embargo_until)}")
    revisions.note(record=record, act=Act.SCHEDULED, by=by, reason=", ".join(said))
    return row


def publish_due(now: datetime.datetime | None = None) -> list[tuple[Record, str]]:
    """Publishes all whose time has come; returns each with the reason where it could not be."""
    found = []
    due = Arrangement.objects.filter(publish_at__lte=now or timezone.now()).order_by("publish_at")
    for row in due:
        record = find_record(row.record)
        if record is None or record.status not in WAITING:
            row.publish_at = None
            row.save(update_fields=["publish_at"])
            continue
        try:
            publish(record=record, by=row.by, reason="As arranged.")
        except Refused as refusal:
            found.append((record, str(refusal)))
        else:
            found.append((record, ""))
    return found


def arrangement_of(record: Record) -> Arrangement | None:
    return Arrangement.objects.filter(record=record.identifier).first()


# -- back ----------------------------------------------------------------------------------


@transaction.atomic
def withdraw(*, record: Record, by: Any, reason: str, replacement: str = "") -> None:
    """Takes a record from the public; its address keeps title, date, reason and replacement."""
    record = _locked(record)
    _require(record, Status.PUBLISHED, "Only what is published can be withdrawn.")
    if not reason.strip():
        raise Refused(NO_REASON, "reason")
    replacement = archive_identifier_of(replacement)
    if replacement:
        other = find_record(replacement)
        if other is None or other.status != Status.PUBLISHED or other == record:
            raise Refused("This has to be another record that is published.", "replacement")
    Arrangement.objects.update_or_create(
        record=record.identifier,
        defaults={"replacement": replacement, "publish_at": None, "by": by},
    )
    with revisions.recorded(record=record, act=Act.WITHDRAWN, by=by, reason=reason):
        record.status, record.withdrawn_reason = Status.WITHDRAWN, reason.strip()
        _curate_state(record)
        record.save(update_fields=["status", "withdrawn_reason", "curated", "updated_at"])


@transaction.atomic
def delete(*, record: Record, by: Any, typed: str, reason: str = "") -> None:
    """Removes a record for good; ``typed`` is its title, which whoever asks has to write out."""
    record = _locked(record)
    if " ".join(typed.split()) != " ".join(name_of(record).split()):
        raise Refused("What you wrote is not its title, so nothing was deleted.", "typed")
    gone = revisions.note(record=record, act=Act.DELETED, by=by, reason=reason, before={})
    gone.before, gone.after = gone.after, {}
    gone.save(update_fields=["before", "after"])
    identifier = record.identifier
    try:
        record.delete()
    except django_models.ProtectedError as error:
        held = ", ".join(sorted({str(each) for each in error.protected_objects})[:5])
        raise Refused(f"Others need it: {held}.") from error
    models.Evidence.objects.filter(record=identifier).delete()
    Arrangement.objects.filter(record=identifier).delete()
    PreviewLink.objects.filter(record=identifier).delete()


# -- a look before -------------------------------------------------------------------------


def make_preview(*, record: Record, by: Any, days: int = PREVIEW_DAYS) -> PreviewLink:
    """A private address under which a draft can be seen for some days."""
    return PreviewLink.objects.create(
        token=secrets.token_urlsafe(32),
        record=record.identifier,
        ends_at=timezone.now() + datetime.timedelta(days=days),
        by=by,
    )


def previewed(token: str) -> Record | None:
    """The record that a private address shows; None when it has ended."""
    link = PreviewLink.objects.filter(token=token, ends_at__gt=timezone.now()).first()
    return find_record(link.record) if link else None


# -- steps ---------------------------------------------------------------------------------


def _locked(record: Record) -> Record:
    """The record as it is now, held until the transaction ends."""
    return type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)


def _require(record: Record, status: str, otherwise: str) -> None:
    if record.status != status:
        raise Refused(otherwise)


def _move(
    record: Record,
    status: str,
    act: str,
    by: Any,
    reason: str,
    along_with: Revision | None = None,
) -> Revision:
    before = revisions.snapshot(record)
    record.status = status
    if status == Status.PUBLISHED:
        record.withdrawn_reason = ""
    _curate_state(record)
    record.save(update_fields=["status", "withdrawn_reason", "curated", "updated_at"])
    return revisions.note(
        record=record, act=act, by=by, reason=reason, before=before, along_with=along_with
    )


def _curate_state(record: Record) -> None:
    record.curated = sorted({*record.curated, "status"})
    record.updated_at = timezone.now()


def stamp(record: Record) -> None:
    """Marks a record as changed now, so that whoever has it open is told."""
    record.updated_at = timezone.now()
    record.save(update_fields=["updated_at"])


def _told(moment: datetime.datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}"
