"""The records of a plan: what is new is inserted, and what may change of the others is updated.

Fields that an editor has set and fields that another source speaks for stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from publications import models
from publications.choices import Status
from publications.importing.holding import Holding
from publications.importing.rows import (
    BATCH,
    RECORDS,
    Comparison,
    agree,
    changes,
    column_names,
    settle,
)
from publications.importing.withdrawing import GONE, is_withdrawn_by_an_editor
from publications.models.base import Record
from publications.search import folded

# Columns that follow another one: who may set the first may set the rest.
FOLLOWS = {
    "slug": "title",
    "sort_title": "title",
    "kind": "title",
    "status": "title",
    "part_of": "title",
    "position": "title",
    "sort_name": "name",
    "date_printed": "date_edtf",
    "date_earliest": "date_edtf",
    "date_latest": "date_edtf",
    "date_precision": "date_edtf",
}
NEVER = frozenset(
    {
        "id",
        "identifier",
        "import_key",
        "curated",
        "created_at",
        "updated_at",
        "search_vector",
        "withdrawn_reason",
        "folded_name",
    }
)


class RecordWriter:
    """Writes the records of a comparison, those that others point at first.

    ``unspoken`` gathers the fields ``(id() of the record, name)`` for which the source turns out
    to be no evidence: the value that stays is not the one that it prints.
    """

    def __init__(self, comparison: Comparison, holding: Holding) -> None:
        self.comparison, self.holding = comparison, holding
        self.plan, self.written = comparison.plan, comparison.written
        self.wanted, self.before = comparison.wanted, comparison.before
        self.unspoken: set[tuple[int, str]] = set()

    def write(self, own: Iterable[models.Evidence], foreign: dict[str, set[str]]) -> None:
        """Inserts and updates; ``own`` and ``foreign`` are what this source and others say."""
        spoken: dict[str, set[str]] = defaultdict(set)
        for each in own:
            spoken[each.record].add(each.field)
        for model in RECORDS:
            of_model = [each for each in self.wanted if isinstance(each, model)]
            # A part is written after its whole, an event after the work that it launched.
            stages = [of_model]
            if model is models.Publication:
                stages = [
                    [each for each in of_model if each.part_of is None],
                    [each for each in of_model if each.part_of is not None],
                ]
            for stage in stages:
                for record in stage:
                    settle(record)
                self._insert([each for each in stage if id(each) not in self.before], model)
                self._update(
                    [each for each in stage if id(each) in self.before], model, spoken, foreign
                )

    def _insert(self, records: list[Record], model: type[Record]) -> None:
        if not records:
            return
        for record in records:
            if hasattr(record, "folded_name"):
                record.folded_name = folded(record.name)
            if self.plan.drafts:
                record.status = Status.DRAFT
                # A work waits for its editor; who wrote it appears with any text that does.
                record.curated = ["status"] if hasattr(record, "sort_title") else []
        model.objects.bulk_create(records, batch_size=BATCH)
        self.written.changed = True
        self.written.records[f"{model._meta.verbose_name} created"] += len(records)

    def _update(
        self,
        records: list[Record],
        model: type[Record],
        spoken: dict[str, set[str]],
        foreign: dict[str, set[str]],
    ) -> None:
        renamed = {id(agent.row) for agent in self.plan.agents if agent.renamed}
        columns = column_names(model) - NEVER
        titled = "title" if "title" in columns else "name"
        changed: set[str] = set()
        rows: list[Record] = []
        for record in records:
            before = self.before[id(record)]
            if self.holding.holds(record):
                differing = self.holding.keep_columns(record)
                self.unspoken |= {(id(record), name) for name in differing}
                continue
            others = foreign.get(before.identifier, set())
            mine = spoken.get(before.identifier, set())
            if id(record) in renamed:
                others = others - {"name", "abbreviation"}
            for name in columns:
                base = FOLLOWS.get(name, name)
                base = titled if base == "title" else base
                kept = name in before.curated or base in before.curated
                kept |= base in others
                # A value that no import has set is an editor's, and an empty one is nobody's.
                empty = getattr(record, model._meta.get_field(name).attname) in (None, "")
                kept |= empty and base not in mine
                kept &= not (self.plan.overrules and id(record) in self.plan.known)
                if kept:
                    column = model._meta.get_field(name).attname
                    if not agree(getattr(record, column), getattr(before, column)):
                        self.unspoken.add((id(record), name))
                    setattr(record, column, getattr(before, column))
            record.status = self._status_of(record, before)
            if record.status != Status.WITHDRAWN and before.withdrawn_reason == GONE:
                record.withdrawn_reason = ""
            else:
                record.withdrawn_reason = before.withdrawn_reason
            record.curated = before.curated
            record.created_at, record.updated_at = before.created_at, before.updated_at
            if hasattr(record, "folded_name"):
                record.folded_name = before.folded_name
            if difference := changes(record, before, columns | {"withdrawn_reason"}):
                changed |= difference
                rows.append(record)
                self.comparison.touch(record)
                self.comparison.changes.columns(before, record, difference)
        if rows:
            model.objects.bulk_update(rows, sorted(changed), batch_size=BATCH)
            self.written.changed = True

    def _status_of(self, record: Record, before: Record) -> str:
        """The state of a record that is there already, as far as an import may change it."""
        if self.plan.drafts or is_withdrawn_by_an_editor(before):
            return before.status
        if (
            before.status == Status.DRAFT
            and not hasattr(record, "sort_title")
            and "status" not in before.curated
        ):
            return Status.PUBLISHED
        return record.status
