"""Rows that hang on records: contributions, sections, notes, quotations, topics and the like.

A row is recognised by what it says, so that it keeps its primary key from one import to the
next. Only the rows of the plan's own source are compared; what other sources and editors have
put under the same record stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from publications import models
from publications.importing import corrections
from publications.importing.child_kinds import (
    CHILDREN,
    WORK_MODELS,
    ChildKind,
    key_of_owner,
    owner_key,
    owner_record,
    under,
)
from publications.importing.derived import fold_names
from publications.importing.passages import write_passages
from publications.importing.rows import (
    BATCH,
    Comparison,
    changes,
    column_names,
    content_differs,
    settle,
)
from publications.importing.shared_text import leave_text_to_others, make_room
from publications.models.base import Record

PutAside = Callable[[dict[type, list[Any]]], None]
Apart = Callable[["ChildKind", list[Any]], list[Any]]


def write_children(
    comparison: Comparison,
    *,
    is_new: bool,
    put_aside: PutAside = lambda by_model: None,
    apart: Apart = lambda kind, rows: rows,
) -> None:
    """Write the rows of a plan; ``is_new`` says that its source was not known before.

    ``put_aside`` takes out what is not to be written, ``apart`` what is not to be compared.
    """
    _Children(comparison).write(is_new, put_aside, apart)


class _Children:
    def __init__(self, comparison: Comparison):
        self.comparison = comparison
        self.plan = comparison.plan
        self.source = comparison.source
        self.wanted = comparison.wanted
        self.before = comparison.before
        # Whether anyone else can have put rows under the works of this plan.
        self.shared = any(type(row) in WORK_MODELS for row in comparison.before.values())

    def write(self, is_new: bool, put_aside: PutAside, apart: Apart) -> None:
        by_model: dict[type, list[Any]] = defaultdict(list)
        for row in self.plan.children:
            by_model[type(row)].append(row)
        for rows in by_model.values():
            for row in rows:
                settle(row)
        put_aside(by_model)
        if self.shared:
            leave_text_to_others(self.plan, by_model)
        self._correct_text(by_model, is_new)
        # All are read before any is written: a note forgets its section when that goes.
        there = {
            kind.model: [] if is_new else apart(kind, self._of_source(kind)) for kind in CHILDREN
        }
        for kind in CHILDREN:
            wanted = by_model.get(kind.model, [])
            for row in wanted:
                settle(row)  # again: sections have been written since
            before = there[kind.model]
            if kind.model is models.Section:
                self._write_sections(kind, wanted, before)
            else:
                wanted = self._without_what_others_say(kind, wanted)
                self._reconcile(kind, wanted, before)
            if kind.model is models.NameVariant:
                fold_names(self.wanted)

    def _correct_text(self, by_model: dict[type, list[Any]], is_new: bool) -> None:
        """Gives the sections addresses of their own, and does again what editors decided."""
        sections = by_model.get(models.Section, [])
        if self.shared:
            make_room(self.source, sections)
        if sections and not is_new:
            notes = by_model.get(models.Footnote, [])
            by_model[models.Section], self.plan.passages = corrections.redo(
                self.source, sections, notes, self.plan.passages
            )

    def _of_source(self, kind: ChildKind) -> list[Any]:
        return list(kind.model.objects.filter(source=self.source))

    def _without_what_others_say(self, kind: ChildKind, wanted: list[Any]) -> list[Any]:
        """The wanted rows less those that another source or an editor has already made."""
        if not kind.once or not wanted or not self.shared:
            return wanted
        condition = under(kind.owners, wanted)
        others = kind.model.objects.filter(condition).exclude(source=self.source)
        said = {(owner_key(kind, row), kind.key(row)) for row in others}
        return [row for row in wanted if (owner_key(kind, row), kind.key(row)) not in said]

    def _reconcile(
        self,
        kind: ChildKind,
        wanted: list[Any],
        before: list[Any],
    ) -> None:
        """Insert, update and remove so that this source's rows of one kind are the wanted ones."""
        wanted = [row for row in wanted if not self._is_curated(kind, row)]
        there: dict[Hashable, list[Any]] = defaultdict(list)
        for row in sorted(before, key=lambda row: row.pk):
            there[owner_key(kind, row), kind.key(row)].append(row)
        inserted, updated, changed = [], [], set()
        columns = column_names(kind.model) - {"id"}
        for row in wanted:
            same = there.get((owner_key(kind, row), kind.key(row)))
            if not same:
                inserted.append(row)
                continue
            old = same.pop(0)
            row.pk = old.pk
            if difference := changes(row, old, columns):
                changed |= difference
                updated.append(row)
                if content_differs(row, old, difference):
                    self.comparison.touch(owner_record(kind, row))
                    self._note(kind, owner_record(kind, row), old, row)
        removed = [
            row for rows in there.values() for row in rows if not self._is_curated_row(kind, row)
        ]
        if removed:
            self._touch_by_id(kind, removed)
            for row in removed:
                self._note(kind, self._known_owner(kind, row), row, None)
            kind.model.objects.filter(pk__in=[row.pk for row in removed]).delete()
        if inserted:
            for row in inserted:
                self.comparison.touch(owner_record(kind, row))
            kind.model.objects.bulk_create(inserted, batch_size=BATCH)
            for row in inserted:
                self._note(kind, owner_record(kind, row), None, row)
        if updated:
            kind.model.objects.bulk_update(updated, sorted(changed), batch_size=BATCH)

    def _write_sections(
        self,
        kind: ChildKind,
        wanted: list[models.Section],
        before: list[models.Section],
    ) -> None:
        """Sections level by level, for each points at its parent; then their passages."""
        kept = {(owner_key(kind, row), row.anchor): row.pk for row in before}
        free = [row for row in wanted if not self._is_curated(kind, row)]
        for row in wanted:
            row.pk = kept.get((owner_key(kind, row), row.anchor))
        generations: dict[int, list[models.Section]] = defaultdict(list)
        for row in free:
            generations[_depth(row)].append(row)
        remaining = {row.pk: row for row in before}
        for _, generation in sorted(generations.items()):
            for row in generation:
                settle(row)
            mine = [remaining.pop(row.pk) for row in generation if row.pk in remaining]
            self._reconcile(kind, generation, mine)
        self._reconcile(kind, [], list(remaining.values()))
        write_passages(self.comparison, {id(row) for row in free}, {row.pk for row in before})

    # -- what editors have set -------------------------------------------------------------

    def _is_curated(self, kind: ChildKind, row: Any) -> bool:
        record = owner_record(kind, row)
        before = self.before.get(id(record)) if record is not None else None
        return before is not None and kind.curated in before.curated

    def _is_curated_row(self, kind: ChildKind, row: Any) -> bool:
        """Whether the set that a row of the database stands in was set by an editor."""
        whose = owner_key(kind, row)
        for before in self.before.values():
            if kind.curated in before.curated and whose == key_of_owner(kind, before):
                return True
        return False

    def _note(self, kind: ChildKind, record: Record | None, old: Any, new: Any) -> None:
        """Keeps what a row was and is, where it hangs on a record that was there before."""
        before = self.comparison.known(record)
        if before is not None:
            self.comparison.changes.row(before, kind.curated, old, new)

    def _known_owner(self, kind: ChildKind, row: Any) -> Record | None:
        whose = owner_key(kind, row)
        return next((each for each in self.wanted if key_of_owner(kind, each) == whose), None)

    def _touch_by_id(self, kind: ChildKind, rows: Iterable[Any]) -> None:
        whose = {owner_key(kind, row) for row in rows}
        self.comparison.written.changed = True
        for record in self.wanted:
            if key_of_owner(kind, record) in whose:
                self.comparison.touch(record)


def _depth(section: models.Section) -> int:
    """How many sections a section stands inside of."""
    depth = 0
    while (section := section.parent) is not None:
        depth += 1
    return depth
