"""Every change of a record as a revision: what it was, what it is, and the way back.

A snapshot holds the columns of a record that an editor can set and the rows that hang on it,
the text of works left out: sections are many, are read from sources, and are kept by them.
"""

from __future__ import annotations

import datetime
import decimal
import difflib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models as django_models
from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Act
from publications.desk.records import find_record
from publications.importing import keys
from publications.models.base import Record
from publications.models.desk import Revision
from publications.parsing import names, organisations
from publications.partial_dates import PartialDate
from publications.search import folded

Snapshot = dict[str, Any]

# What no editor sets and no difference shows.
_UNSEEN = frozenset(
    {
        "id",
        "identifier",
        "created_at",
        "updated_at",
        "sort_title",
        "sort_name",
        "folded_name",
        "date_earliest",
        "date_latest",
        "date_precision",
        "text",
        "pages",
        "coverage",
        "warnings",
    }
)
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


class Conflict(Exception):
    """A change cannot be undone because the record was changed again since."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a revision changed, worded for a reader."""

    label: str
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...] = ()  # ("", "del" or "ins", words) of a longer text
    is_row: bool = False  # one of a set of rows that hang on the record


def snapshot(record: Record) -> Snapshot:
    """What a record says now, as JSON."""
    values = {
        column.attname: _plain(getattr(record, column.attname))
        for column in record._meta.concrete_fields
        if column.name not in _UNSEEN and not column.generated
    }
    for name, rows in _sets(record):
        values[name] = [_row(row) for row in rows.order_by("pk")]
    return values


@contextmanager
def recorded(
    *, record: Record, act: str = Act.CHANGED, by: Any = None, reason: str = ""
) -> Iterator[None]:
    """Notes what changes about a record inside; nothing is noted where nothing does.

    Everything inside and the revision are one transaction.
    """
    with transaction.atomic():
        before = snapshot(record)
        yield
        record.refresh_from_db()
        note(record=record, act=act, by=by, reason=reason, before=before)


def note(
    *,
    record: Record,
    act: str = Act.CHANGED,
    by: Any = None,
    reason: str = "",
    before: Snapshot | None = None,
    moved: list[list[Any]] | None = None,
) -> Revision | None:
    """Writes the revision from ``before`` to what the record says now.

    A change in which nothing changed leaves none; other acts always do.
    """
    after = snapshot(record)
    was = before or {}
    changed = [name for name in after if was.get(name) != after[name]] if before is not None else []
    if act == Act.CHANGED and not [name for name in changed if name != "curated"]:
        return None
    return Revision.objects.create(
        record=record.identifier,
        model=record._meta.model_name,
        title=str(record)[:500],
        act=act,
        reason=reason,
        by=by if by is not None and by.pk else None,
        before={name: was.get(name) for name in changed},
        after={name: after[name] for name in changed},
        moved=moved or [],
    )


@transaction.atomic
def undo(*, revision: Revision, by: Any) -> Revision:
    """Sets back what one revision changed; raises Conflict where that was changed since."""
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    record = find_record(revision.record)
    if record is None:
        raise Conflict("The record is no longer there.")
    if revision.undone_by_id:
        raise Conflict("This change was undone already.")
    now = snapshot(record)
    changed = [
        name
        for name, value in revision.after.items()
        if name != "curated" and now.get(name) != value
    ]
    if changed:
        raise Conflict(
            f"{', '.join(map(label_of, changed))} changed again since. Undo the later change first."
        )
    restore(record=record, values=revision.before)
    for model, key, column in reversed(revision.moved):
        _move_back(record, model, key, column)
    record.refresh_from_db()
    reason = f"Undid: {revision.get_act_display()}"
    undone = note(record=record, act=Act.UNDONE, by=by, before=now, reason=reason)
    revision.undone_by = undone
    revision.save(update_fields=["undone_by"])
    return undone


def restore(*, record: Record, values: Snapshot) -> None:
    """Sets columns and sets of rows of a record to values of a snapshot."""
    sets = dict(_sets(record))
    columns = []
    for name, value in values.items():
        if name in sets:
            _restore_rows(sets[name], value or [])
        elif name == "date_edtf":
            continue  # below: its derived columns follow it
        else:
            column = next(each for each in record._meta.concrete_fields if each.attname == name)
            setattr(record, name, column.to_python(value))
            columns.append(column.name)
    if "date_edtf" in values:
        _restore_date(record, values)
    settle_forms(record)
    record.updated_at = timezone.now()
    record.save()


def settle_forms(record: Record) -> None:
    """Derives again what lists are sorted by and names are found by."""
    if hasattr(record, "sort_title"):
        record.sort_title = keys.sort_title(record.title)
    if isinstance(record, models.Author):
        record.sort_name = keys.person_sort_name(record.name)
    if isinstance(record, models.Organisation):
        record.sort_name = keys.organisation_sort_name(record.name)
    if hasattr(record, "folded_name"):
        forms = [record.name, *record.variants.values_list("printed", flat=True)]
        record.folded_name = " ".join(dict.fromkeys(folded(each) for each in forms))


def match_of(agent: Record) -> Callable[[str], str]:
    """How the names of such an agent are compared."""
    return names.match_key if isinstance(agent, models.Author) else organisations.match_key


def changes_of(revision: Revision) -> list[Change]:
    """What a revision changed, value by value, in words."""
    found = []
    for name in dict.fromkeys([*revision.before, *revision.after]):
        if name in {"curated", "import_key", "slug"}:
            continue
        before, after = revision.before.get(name), revision.after.get(name)
        if name in _SETS:
            found += _row_changes(name, before or [], after or [])
        else:
            old, new = _shown(name, before), _shown(name, after)
            found.append(Change(label_of(name), old, new, pieces(old, new)))
    return found


def pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The words of two texts in one sequence, each stretch marked as kept, removed or added."""
    if min(len(old), len(new)) < 20:
        return ()
    ours, theirs = old.split(), new.split()
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if tag == "equal":
            found.append(("", " ".join(ours[a:b])))
            continue
        if b > a:
            found.append(("del", " ".join(ours[a:b])))
        if d > c:
            found.append(("ins", " ".join(theirs[c:d])))
    return tuple(found)


def label_of(name: str) -> str:
    """A column or a set of rows as an editor calls it."""
    if name == "date_edtf":
        return "Date"
    return name.removesuffix("_id").replace("_", " ").capitalize()


# -- rows ----------------------------------------------------------------------------------


def _sets(record: Record) -> Iterator[tuple[str, Any]]:
    for name in _SETS:
        if hasattr(type(record), name):
            yield name, getattr(record, name).all()


def _row(row: django_models.Model) -> dict[str, Any]:
    values = {
        column.attname: _plain(getattr(row, column.attname)) for column in row._meta.concrete_fields
    }
    return values | {"words": str(row)}


def _restore_rows(rows: Any, wanted: list[dict[str, Any]]) -> None:
    """Makes the rows of one set those of a snapshot, with their primary keys."""
    model = rows.model
    keep = [each["id"] for each in wanted]
    rows.exclude(pk__in=keep).delete()
    for each in wanted:
        values = {name: value for name, value in each.items() if name != "words"}
        for column in model._meta.concrete_fields:
            # What a row points at may have gone since; then it points at nothing.
            if column.many_to_one and values.get(column.attname) is not None and column.null:
                if not column.related_model.objects.filter(pk=values[column.attname]).exists():
                    raise Conflict(f"What “{each['words']}” points at is no longer there.")
        model(**values).save()


def _restore_date(record: Record, values: Snapshot) -> None:
    edtf = values["date_edtf"]
    printed = values.get("date_printed", record.date_printed) or ""
    record.set_date(PartialDate(edtf) if edtf else None, printed)


def _move_back(record: Record, model: str, key: int, column: str) -> None:
    """Gives a row back to the record that a merge took it from."""
    kind = apps.get_model("publications", model)
    target = record.identifier if column == "record" else record.pk
    kind.objects.filter(pk=key).update(**{column: target})


def _row_changes(name: str, before: list[dict], after: list[dict]) -> Iterator[Change]:
    old = {each["id"]: each for each in before}
    new = {each["id"]: each for each in after}
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if was != now:
            yield Change(
                label_of(name),
                was["words"] if was else "",
                now["words"] if now else "",
                is_row=True,
            )


# -- values --------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    targets = {
        "series_id": models.Series,
        "part_of_id": models.Publication,
        "organisation_id": models.Organisation,
        "launched_id": models.Publication,
    }
    if name in targets:
        return str(targets[name].objects.filter(pk=value).first() or value)
    return str(value)
