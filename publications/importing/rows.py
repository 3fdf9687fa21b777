"""Comparing rows: which columns differ, whether that is content, and what was changed so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models as django_models

from publications import models
from publications.importing.plan import Plan
from publications.importing.revising import Changes
from publications.models.base import Record
from publications.search import folded

# In the order in which they are written: a record points at those before it.
RECORDS: tuple[type[Record], ...] = (
    models.Organisation,
    models.Author,
    models.Series,
    models.Project,
    models.Publication,
    models.Event,
    models.NewsItem,
)
BATCH = 500  # rows of one statement


@dataclass(slots=True)
class Written:
    """What was written: records by kind and fate, and whether any content changed at all."""

    records: Counter[str] = field(default_factory=Counter)
    changed: bool = False


@dataclass(slots=True)
class Comparison:
    """A plan beside what is in the database, while the difference is being written.

    ``wanted`` are the records of the plan; ``before`` maps ``id()`` of those that exist to
    their rows as they were; ``touched`` holds ``id()`` of those of which content changed, and
    ``changes`` what that was.
    """

    plan: Plan
    wanted: list[Record] = field(default_factory=list)
    before: dict[int, Record] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    written: Written = field(default_factory=Written)
    changes: Changes = field(default_factory=Changes)

    @property
    def source(self) -> models.Source:
        return self.plan.source

    def known(self, record: Record | None) -> Record | None:
        """The row of a wanted record as it was; None for a new one."""
        return self.before.get(id(record)) if record is not None else None

    def touch(self, record: Record | None) -> None:
        """Notes that something of a record changed."""
        self.written.changed = True
        if self.known(record) is not None:
            self.touched.add(id(record))


def column_names(model: type[django_models.Model]) -> set[str]:
    return {each.name for each in model._meta.concrete_fields if not each.generated}


def changes(row: Any, before: Any, names_of_columns: Iterable[str]) -> set[str]:
    """The columns in which two rows differ."""
    changed = set()
    for name in names_of_columns:
        column = row._meta.get_field(name).attname
        if getattr(row, column) != getattr(before, column):
            changed.add(name)
    return changed


def agree(one: object, other: object) -> bool:
    """Whether two values say the same, for which either source is evidence."""
    if isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other)
    return one == other


def content_differs(row: Any, before: Any, difference: set[str]) -> bool:
    """Whether more than places in the source changed."""
    for name in difference - {"spans", "source"}:
        if name != "blocks":
            return True
        ours = [{k: v for k, v in block.items() if k != "spans"} for block in row.blocks]
        theirs = [{k: v for k, v in block.items() if k != "spans"} for block in before.blocks]
        if ours != theirs:
            return True
    return False


def settle(row: django_models.Model) -> None:
    """Takes over the primary keys of related objects that were written since they were set."""
    for each in row._meta.concrete_fields:
        if each.is_relation and each.is_cached(row):
            # Set as an object and not by its key, which would make the row forget the object.
            setattr(row, each.name, getattr(row, each.name))
