"""What an import changes about records that are there already, as revisions with a way back.

Noted while the difference is written, so that nothing is read for it; what did not change costs
nothing, and a load of new records is one line and not one for each.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models as django_models

from publications import models
from publications.choices import Act
from publications.models.base import Record

# What no editor sets and no difference shows.
UNSEEN = frozenset(
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

Values = dict[str, Any]


@dataclass(slots=True)
class _Noted:
    """What changed about one record."""

    record: Record
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


class Changes:
    """Gathers what a writer changes; ``write`` makes the revisions, in one statement.

    With ``moved`` the source reads otherwise than before, so that the places which rows had in
    it lead to nothing any more and are not kept.
    """

    def __init__(self) -> None:
        self.moved = False
        self._noted: dict[int, _Noted] = {}  # by id() of the record as it was

    def columns(self, before: Record, after: Record, names: Iterable[str]) -> None:
        """Notes columns of a record that changed."""
        noted = self._of(before)
        for name in names:
            column = before._meta.get_field(name)
            if name not in UNSEEN and not column.generated:
                noted.before[column.attname] = plain(getattr(before, column.attname))
                noted.after[column.attname] = plain(getattr(after, column.attname))

    def row(
        self,
        record: Record | None,
        name: str,
        before: django_models.Model | None,
        after: django_models.Model | None,
    ) -> None:
        """Notes a row of a set that came, went or changed."""
        if record is None:
            return
        noted = self._of(record)
        for values, row in ((noted.before, before), (noted.after, after)):
            rows = values.setdefault(name, [])
            if row is not None:
                found = row_values(row)
                if row is before and self.moved:
                    without_places(found)
                rows.append(found)

    def write(self, by: Any, reason: str) -> None:
        rows = [
            models.Revision(
                record=each.record.identifier,
                model=each.record._meta.model_name,
                title=str(each.record)[:500],
                act=Act.IMPORTED,
                reason=reason,
                by=by if by is not None and by.pk else None,
                before=each.before,
                after=each.after,
            )
            for each in self._noted.values()
            if each.before
        ]
        if rows:
            models.Revision.objects.bulk_create(rows)

    def _of(self, before: Record) -> _Noted:
        return self._noted.setdefault(id(before), _Noted(before))


def keep_revision(
    record: Record,
    *,
    act: str = Act.CHANGED,
    by: Any,
    reason: str,
    before: Values | None = None,
    after: Values | None = None,
    moved: list[list[Any]] | None = None,
    along_with: models.Revision | None = None,
) -> models.Revision:
    """Writes one revision of a record as it is told."""
    return models.Revision.objects.create(
        record=record.identifier,
        model=record._meta.model_name,
        title=str(record)[:500],
        act=act,
        reason=reason,
        by=by if by is not None and by.pk else None,
        before=before or {},
        after=after or {},
        moved=moved or [],
        along_with=along_with,
    )


def note_load(*, by: Any, title: str, reason: str) -> None:
    """Leaves the one line of a load of new records."""
    models.Revision.objects.create(
        act=Act.LOADED,
        title=title[:500],
        reason=reason,
        by=by if by is not None and by.pk else None,
    )


# -- values --------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value


def row_values(row: django_models.Model) -> Values:
    """A row as a revision keeps it: its columns, and its words for a reader."""
    values = {
        column.attname: plain(getattr(row, column.attname))
        for column in row._meta.concrete_fields
        if not column.generated
    }
    return values | {"words": str(row)}


def same_row(one: Values, other: Values) -> bool:
    """Whether two rows say the same, wherever in the source they were read from."""
    return _said(one) == _said(other)


def _said(values: Values) -> Values:
    found = {name: value for name, value in values.items() if name not in {"spans", "words"}}
    if "blocks" in found:
        found["blocks"] = [
            {name: value for name, value in block.items() if name != "spans"}
            for block in found["blocks"]
        ]
    return found


def without_places(values: Values) -> None:
    """Takes out of a kept row where its words stood in the source."""
    values["spans"] = []
    if "blocks" in values:
        values["blocks"] = [{**block, "spans": []} for block in values["blocks"]]
