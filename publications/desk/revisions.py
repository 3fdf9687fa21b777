"""Every change of a record as a revision: what it was, what it is, and the way back.

A snapshot holds the columns of a record that an editor can set and the rows that hang on it,
the text of works left out, for sections are many: whoever changes text says which rows.
A revision keeps of each set the rows that changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models as django_models
from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act, Verdict
from publications.desk.changes import label_of
from publications.desk.company import is_needed
from publications.desk.records import KINDS, find_record
from publications.importing.derived import settle_forms
from publications.importing.passages import index_section
from publications.importing.rejections import text_of, worded
from publications.importing.revising import (
    UNSEEN,
    keep_revision,
    plain,
    row_values,
    same_row,
)
from publications.models.base import Record
from publications.models.desk import Revision
from publications.partial_dates import PartialDate

Snapshot = dict[str, Any]

# Sets of rows that hang on a record and are part of it, by the name of the set.
_SETS: tuple[str, ...] = (
    "contributions",
    "identifiers",
    "files",
    "topics",
    "places",
    "variants",
    "biographies",
    "authority_identifiers",
)
# Sets of which a snapshot knows nothing, in the order in which they are set back.
_TOLD: tuple[str, ...] = ("sections", "footnotes", "quotations", "entries", "evidence")
# What changes along with a value, and alone is no change of the record.
_ALONG = frozenset({"curated", "evidence"})


class Conflict(Exception):
    """A change cannot be undone because the record was changed again since."""


def snapshot(record: Record) -> Snapshot:
    """What a record says now, as JSON."""
    values = {
        column.attname: plain(getattr(record, column.attname))
        for column in record._meta.concrete_fields
        if column.name not in UNSEEN and not column.generated
    }
    for name, rows in _sets(record):
        values[name] = [row_values(row) for row in rows.order_by("pk")]
    return values


class TextChanges:
    """The rows of text and of evidence that a change touches: as they were, and as they are."""

    def __init__(self) -> None:
        self.before: Snapshot = {}
        self.after: Snapshot = {}

    def was(self, name: str, *rows: django_models.Model) -> None:
        """Keeps rows of a set as they are before they are changed or removed."""
        self.before.setdefault(name, []).extend(row_values(row) for row in rows)
        self.after.setdefault(name, [])

    def is_now(self, name: str, *rows: django_models.Model) -> None:
        """Keeps rows of a set as they are after they were changed or made."""
        self.after.setdefault(name, []).extend(row_values(row) for row in rows)
        self.before.setdefault(name, [])


@contextmanager
def recorded(
    *, record: Record, act: str = Act.CHANGED, by: Any = None, reason: str = ""
) -> Iterator[TextChanges]:
    """Notes what changes about a record inside; nothing is noted where nothing does.

    Everything inside and the revision are one transaction. What is yielded is told of the rows
    of text and of evidence that change.
    """
    with transaction.atomic():
        before, text = snapshot(record), TextChanges()
        yield text
        record.refresh_from_db()
        note(record=record, act=act, by=by, reason=reason, before=before, text=text)


def note(
    *,
    record: Record,
    act: str = Act.CHANGED,
    by: Any = None,
    reason: str = "",
    before: Snapshot | None = None,
    moved: list[list[Any]] | None = None,
    text: TextChanges | None = None,
    along_with: Revision | None = None,
) -> Revision | None:
    """Writes the revision from ``before`` to what the record says now.

    A change in which nothing changed leaves none; other acts always do.
    """
    after = snapshot(record)
    was = before or {}
    changed = [name for name in after if was.get(name) != after[name]] if before is not None else []
    old, new = {name: was.get(name) for name in changed}, {name: after[name] for name in changed}
    for name in set(_SETS).intersection(changed):
        old[name], new[name] = _differing(old[name] or [], new[name])
    if text is not None:
        old, new = old | text.before, new | text.after
    if act == Act.CHANGED and not new.keys() - _ALONG:
        return None
    return keep_revision(
        record,
        act=act,
        by=by,
        reason=reason,
        before=old,
        after=new,
        moved=moved,
        along_with=along_with,
    )


@transaction.atomic
def undo(*, revision: Revision, by: Any, along_with: Revision | None = None) -> Revision:
    """Sets back what one revision changed; raises Conflict where that was changed since.

    What changed along with it goes back too (``along_with`` is then the revision that undid it),
    except what was changed again since, and what something else needs.
    """
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    record = find_record(revision.record)
    if record is None:
        raise Conflict("The record is no longer there.")
    if not is_of_kind(revision, record):
        raise Conflict(f"It is read as another kind now: {record._meta.verbose_name}.")
    if revision.undone_by_id:
        raise Conflict("This change was undone already.")
    now = snapshot(record)
    changed = [
        name
        for name in revision.after
        if name not in _ALONG and _changed_since(record, now, name, revision)
    ]
    if changed:
        raise Conflict(
            f"{', '.join(map(label_of, changed))} changed again since. Undo the later change first."
        )
    text = TextChanges()
    text.before = {name: rows for name, rows in revision.after.items() if name in _TOLD}
    text.after = {name: rows for name, rows in revision.before.items() if name in _TOLD}
    values = dict(revision.before)
    if revision.act == Act.IMPORTED:
        # What an editor has set back is not set again by the next import.
        names = {_column_name(record, name) for name in revision.before}
        values["curated"] = sorted({*record.curated, *names})
    restore(record=record, values=values, made=revision.after)
    _forget_rejections(record, revision)
    for model, key, column, *was in reversed(revision.moved):
        _move_back(record, model, key, column, *was)
    record.refresh_from_db()
    reason = f"Undid: {revision.get_act_display()}"
    undone = note(
        record=record,
        act=Act.UNDONE,
        by=by,
        before=now,
        reason=reason,
        text=text,
        along_with=along_with,
    )
    revision.undone_by = undone
    revision.save(update_fields=["undone_by"])
    _undo_company(revision, record, undone, by)
    return undone


def _undo_company(revision: Revision, record: Record, undone: Revision, by: Any) -> None:
    """Works first, sources last: each is needed by what stands before it."""
    order = [model._meta.model_name for model in KINDS]
    rows = revision.company.filter(undone_by=None)
    for each in sorted(rows, key=lambda row: (order.index(row.model), row.pk)):
        other = find_record(each.record)
        if other is None or (not record.is_published and is_needed(other)):
            continue
        try:
            undo(revision=each, by=by, along_with=undone)
        except Conflict:
            continue  # an editor has been there since; the page of the state lists it


def is_of_kind(revision: Revision, record: Record) -> bool:
    """Whether a record is of the kind still that it was when the revision was made."""
    return revision.model == record._meta.model_name


def restore(*, record: Record, values: Snapshot, made: Snapshot) -> None:
    """Sets columns and rows of a record to what a revision kept; ``made`` is what it made."""
    for name in (*_SETS, *_TOLD):
        if name in values:
            _restore_rows(_rows_of(record, name), values[name] or [], made.get(name) or [])
    for name, value in values.items():
        if name in _SETS or name in _TOLD:
            continue
        if name == "date_edtf":
            continue  # below: its derived columns follow it
        else:
            column = next(each for each in record._meta.concrete_fields if each.attname == name)
            setattr(record, name, column.to_python(value))
    if "date_edtf" in values:
        _restore_date(record, values)
    settle_forms(record)
    record.updated_at = timezone.now()
    record.save()


# -- rows ----------------------------------------------------------------------------------


def _sets(record: Record) -> Iterator[tuple[str, Any]]:
    for name in _SETS:
        if hasattr(type(record), name):
            yield name, getattr(record, name).all()


def _rows_of(record: Record, name: str) -> Any:
    """The rows of a set; evidence names its record by identifier."""
    if name == "evidence":
        return models.Evidence.objects.filter(record=record.identifier)
    return getattr(record, name).all()


def _differing(before: list[Snapshot], after: list[Snapshot]) -> tuple[list, list]:
    """The rows of two states of a set that are not in both as they are."""
    return (
        [row for row in before if row not in after],
        [row for row in after if row not in before],
    )


def _changed_since(record: Record, now: Snapshot, name: str, revision: Revision) -> bool:
    """Whether what a revision left behind is no longer as it left it."""
    if name not in _SETS and name not in _TOLD:
        return now.get(name) != revision.after[name]
    left = {row["id"]: row for row in revision.after[name] or []}
    gone = {row["id"] for row in revision.before.get(name) or []} - left.keys()
    rows = _rows_of(record, name).filter(pk__in=[*left, *gone])
    there = {row.pk: row_values(row) for row in rows}
    return there.keys() != left.keys() or not all(
        same_row(there[key], row) for key, row in left.items()
    )


def _restore_rows(rows: Any, wanted: list[Snapshot], made: list[Snapshot]) -> None:
    """Gives a set back the rows that it had, with their primary keys, for those that came."""
    model = rows.model
    keep = {each["id"] for each in wanted}
    gone = [each["id"] for each in made if each["id"] not in keep]
    if model is models.Section:
        rows.filter(parent__in=gone).update(parent=None)  # or they would go with it
    rows.filter(pk__in=gone).delete()
    # A section stands after the one that it is part of.
    for each in sorted(wanted, key=lambda row: (row.get("level", 0), row.get("position") or 0)):
        values = {name: value for name, value in each.items() if name != "words"}
        for column in model._meta.concrete_fields:
            # What a row points at may have gone since; then it points at nothing.
            if column.many_to_one and values.get(column.attname) is not None and column.null:
                if not column.related_model.objects.filter(pk=values[column.attname]).exists():
                    raise Conflict(f"What “{each['words']}” points at is no longer there.")
        row = model(**values)
        row.save()
        if model is models.Section:
            index_section(row)


def _forget_rejections(record: Record, revision: Revision) -> None:
    """A value that comes back is no longer one that was rejected."""
    for name, before in revision.before.items():
        said = [text_of(before)] if not isinstance(before, list) else []
        if name in _SETS or name in _TOLD:
            rows = _rows_of(record, name).filter(pk__in=[each["id"] for each in before or []])
            said = [words[1] for row in rows if (words := worded(row))]
        models.Decision.objects.filter(
            record=record.identifier,
            field=_column_name(record, name),
            value__in=said,
            verdict=Verdict.REJECTED,
        ).delete()


def _column_name(record: Record, name: str) -> str:
    """The field of a column, or the name of a set as it is."""
    columns = {each.attname: each.name for each in record._meta.concrete_fields}
    return columns.get(name, name)


def _restore_date(record: Record, values: Snapshot) -> None:
    edtf = values["date_edtf"]
    printed = values.get("date_printed", record.date_printed) or ""
    record.set_date(PartialDate(edtf) if edtf else None, printed)


def _move_back(record: Record, model: str, key: int, column: str, was: str = "") -> None:
    """Gives a row back to the record that a merge took it from, or a column what it was."""
    kind = apps.get_model("publications", model)
    target = was or (record.identifier if column == "record" else record.pk)
    kind.objects.filter(pk=key).update(**{column: target})
