"""From a plan to rows: compares what is wanted with what is there and writes the difference.

Runs inside the transaction of its caller. A row that is as wanted is not written; a row that
stays keeps its primary key; a record never changes its identifier. Fields and sets of rows
that an editor has set (``Record.curated``) and fields that another source speaks for are left
as they are. Few queries, however long the text is. What changes about a record that was there
is kept as a revision.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from publications import models
from publications.choices import Status
from publications.importing import keys, matching, merging, namesakes, rejections
from publications.importing.children import write_children
from publications.importing.holding import PUBLIC, Holding
from publications.importing.plan import Plan, merged, spans_of
from publications.importing.rows import (
    BATCH,
    RECORDS,
    Comparison,
    Written,
    agree,
    changes,
    column_names,
    settle,
)
from publications.models.base import Record
from publications.parsing import names, organisations
from publications.parsing.document import Evidence
from publications.search import folded

GONE = "No source of the archive prints it any more."

# Columns that follow another one: who may set the first may set the rest.
_FOLLOWS = {
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
_NEVER = frozenset(
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


def write(plan: Plan) -> Written:
    """Write a plan, its source first. The caller holds the transaction and the lock."""
    return _Writer(plan).write()


class _Writer:
    def __init__(self, plan: Plan):
        self.comparison = Comparison(plan, before=dict(plan.known))
        self.plan = plan
        self.source = plan.source
        self.written = self.comparison.written
        self.before = self.comparison.before
        self.wanted = self.comparison.wanted
        self.holding: Holding
        self.unspoken: set[tuple[int, str]] = set()  # fields for which this source is no evidence

    def write(self) -> Written:
        is_new = self.source.pk is None
        own = self._own_evidence()
        self._gather_agents()
        self._recognise(own)
        namesakes.tell_apart(self.comparison)
        rejections.leave_out(self.comparison)
        self._name_main()
        self._write_source()
        self.holding = Holding(self.comparison)
        foreign = self._foreign_evidence()
        self._write_records(own, foreign)
        write_children(
            self.comparison,
            is_new=is_new,
            put_aside=self.holding.put_aside,
            apart=self.holding.without_held,
        )
        self._write_evidence(own)
        self._retire(own, foreign)
        self.holding.write()
        self._stamp()
        self.comparison.changes.write(self.plan.by, self.plan.reason)
        return self.written

    # -- recognising -----------------------------------------------------------------------

    def _own_evidence(self) -> list[models.Evidence]:
        if self.source.pk is None:
            return []
        return list(models.Evidence.objects.filter(source=self.source).order_by("pk"))

    def _gather_agents(self) -> None:
        """People and organisations come first: the rest points at them."""
        printed: dict[tuple[int, str], Evidence] = {}
        rows: dict[int, Record] = {}
        for agent in self.plan.agents:
            if id(agent.row) not in rows:
                rows[id(agent.row)] = agent.row
                self.wanted.append(agent.row)
                if agent.before is not None:
                    self.before[id(agent.row)] = agent.before
                agent.row.slug = keys.slug(agent.row.name)
                agent.row.sort_name = (
                    keys.person_sort_name(agent.row.name)
                    if isinstance(agent.row, models.Author)
                    else keys.organisation_sort_name(agent.row.name)
                )
            self.plan.point(agent.row, "name", agent.named_by)
            self.plan.point(agent.row, "abbreviation", agent.abbreviated_by)
            if agent.note:
                self.plan.warn("organisation_renamed", agent.note, agent.named_by)
            # Two names of one text can lead to one row, which has each printed form once.
            for form, spans in agent.forms.items():
                place = id(agent.row), form
                printed[place] = merged(printed.get(place, ()), spans)
        for (row, form), evidence in printed.items():
            self._variant(rows[row], form, evidence)
        self.wanted += self.plan.records

    def _variant(self, row: Record, printed: str, evidence: Evidence) -> None:
        person = isinstance(row, models.Author)
        match = names.match_key if person else organisations.match_key
        self.plan.child(
            models.NameVariant(
                printed=printed,
                key=match(printed)[:300],
                **{"author" if person else "organisation": row},
            ),
            evidence,
        )

    def _recognise(self, own: Sequence[models.Evidence]) -> None:
        """Finds the row of each wanted record: by key, then by what this source had before."""
        had = {each.record for each in own}
        for model in RECORDS:
            wanted = [
                each
                for each in self.plan.records
                if isinstance(each, model) and id(each) not in self.before
            ]
            if not wanted:
                continue
            condition = Q(import_key__in=[each.import_key for each in wanted])
            if had:
                condition |= Q(identifier__in=had)
            titles = hasattr(model, "sort_title") and model is not models.Project
            if titles:
                condition |= Q(sort_title__in=[each.sort_title for each in wanted])
            rows = list(model.objects.filter(condition).order_by("pk"))
            taken = {row.pk for row in self.before.values() if isinstance(row, model)}
            self._match_rows(wanted, [row for row in rows if row.pk not in taken], had)
        for record in self.wanted:
            if row := self.before.get(id(record)):
                record.pk = row.pk
                record.identifier, record.import_key = row.identifier, row.import_key

    def _match_rows(self, wanted: list[Record], rows: list[Record], had: set[str]) -> None:
        by_key = {row.import_key: row for row in rows}
        free = {row.pk: row for row in rows}
        left: list[Record] = []
        for record in wanted:
            row = by_key.get(record.import_key)
            if row is not None and row.pk in free:
                self.before[id(record)] = free.pop(row.pk)
            else:
                left.append(record)
        pairs = sorted(
            (
                (_likeness(record, row, row.identifier in had), at, row.pk)
                for at, record in enumerate(left)
                for row in free.values()
                # What the whole document is was looked for with all that is known of it.
                if record is not self.plan.main or row.identifier in had
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        for likeness, at, pk in pairs:
            if likeness > 0 and pk in free and id(left[at]) not in self.before:
                self.before[id(left[at])] = free.pop(pk)

    # -- the source ------------------------------------------------------------------------

    def _name_main(self) -> None:
        if self.plan.main is not None:
            self.source.main_record = self.plan.main.identifier

    def _write_source(self) -> None:
        if self.source.pk is None:
            self.source.save(force_insert=True)
            self.written.changed = True
            return
        before = models.Source.objects.get(pk=self.source.pk)
        self.comparison.changes.moved = before.sha256 != self.source.sha256
        changed = changes(self.source, before, column_names(models.Source) - _NEVER)
        if changed:
            if changed != {"parser_version"}:
                self.written.changed = True
                self.source.updated_at = timezone.now()
                changed.add("updated_at")
            self.source.save(update_fields=changed)

    # -- records ---------------------------------------------------------------------------

    def _foreign_evidence(self) -> dict[str, set[str]]:
        """Which fields of the known records other sources speak for."""
        known = [row.identifier for row in self.before.values()]
        found: dict[str, set[str]] = defaultdict(set)
        if known:
            pairs = (
                models.Evidence.objects.filter(record__in=known)
                .exclude(source=self.source)
                .values_list("record", "field")
                .distinct()
                .order_by()
            )
            for record, name in pairs:
                found[record].add(name)
        return found

    def _write_records(self, own: Sequence[models.Evidence], foreign: dict[str, set[str]]) -> None:
        self._rename_bodies()
        self._join_bodies()
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

    def _rename_bodies(self) -> None:
        """What other sources say of a body known by its abbreviation is said of that."""
        renamed = [
            agent.before
            for agent in self.plan.agents
            if agent.renamed
            and agent.before
            and "name" not in agent.before.curated
            and not self.holding.holds(agent.row)
        ]
        for row in renamed:
            models.Evidence.objects.filter(record=row.identifier, field="name").update(
                field="abbreviation"
            )

    def _join_bodies(self) -> None:
        """Merges a body known by its abbreviation alone into the one whose abbreviation it is.

        Only where a text prints both names together, and where no editor has said otherwise.
        """
        for agent in self.plan.agents:
            for row in agent.duplicates:
                survivor = agent.before
                if not self._may_be_joined(row) or _is_withdrawn_by_an_editor(survivor):
                    continue
                merging.merge(
                    survivor=survivor,
                    merged=row,
                    by=self.plan.by,
                    reason=f"{self.source.name} prints “{agent.row.name}” and “{row.name}” as one.",
                    said_as="abbreviation",
                )
                self.comparison.touch(agent.row)
                message = f"{row.name} and {survivor.name} are one and were joined."
                self.plan.warn("organisations_joined", message, agent.abbreviated_by)

    def _may_be_joined(self, row: models.Organisation) -> bool:
        return not (
            "name" in row.curated
            or (self.plan.drafts and row.status in PUBLIC)
            or _is_withdrawn_by_an_editor(row)
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
        columns = column_names(model) - _NEVER
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
                base = _FOLLOWS.get(name, name)
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
        if self.plan.drafts or _is_withdrawn_by_an_editor(before):
            return before.status
        if (
            before.status == Status.DRAFT
            and not hasattr(record, "sort_title")
            and "status" not in before.curated
        ):
            return Status.PUBLISHED
        return record.status

    # -- evidence --------------------------------------------------------------------------

    def _write_evidence(self, own: Sequence[models.Evidence]) -> None:
        wanted: dict[tuple[str, str, int, int], models.Evidence] = {}
        for record, name, evidence in self.plan.evidence:
            if (id(record), name) in self.unspoken:
                continue
            for start, end in spans_of(evidence):
                page = self.plan.document.source.page_at(start)
                wanted[record.identifier, name, start, end] = models.Evidence(
                    source=self.source,
                    record=record.identifier,
                    field=name,
                    start=start,
                    end=end,
                    page=(page.label if page else "")[:12],
                )
        gone = []
        for row in own:
            same = wanted.get((row.record, row.field, row.start, row.end))
            if same is not None and same.page == row.page:
                del wanted[row.record, row.field, row.start, row.end]
            else:
                gone.append(row.pk)
        if gone:
            models.Evidence.objects.filter(pk__in=gone).delete()
        if wanted:
            models.Evidence.objects.bulk_create(list(wanted.values()), batch_size=BATCH)

    # -- what is no longer there -----------------------------------------------------------

    def _retire(self, own: Sequence[models.Evidence], foreign: dict[str, set[str]]) -> None:
        """Withdraws records that only this source printed and that it prints no more."""
        here = {record.identifier for record in self.wanted}
        gone = {each.record for each in own} - {row.identifier for row in self.before.values()}
        moved = {each.record for each in own} & here
        if gone:
            gone -= set(
                models.Evidence.objects.filter(record__in=gone)
                .exclude(source=self.source)
                .values_list("record", flat=True)
            )
        for model in RECORDS:
            present = {each.identifier for each in self.wanted if isinstance(each, model)}
            if stale := moved - present:
                self._drop_moved(model, stale)
            if not gone:
                continue
            rows = model.objects.filter(identifier__in=gone).exclude(status=Status.WITHDRAWN)
            if self.plan.drafts:
                rows = rows.exclude(status__in=PUBLIC)
            for row in rows.exclude(curated__contains=["status"]):
                before = copy.copy(row)
                row.status, row.withdrawn_reason = Status.WITHDRAWN, GONE
                row.updated_at = timezone.now()
                row.save(update_fields=["status", "withdrawn_reason", "updated_at"])
                self.comparison.changes.columns(before, row, ("status", "withdrawn_reason"))
                self.written.changed = True
                self.written.records[f"{model._meta.verbose_name} withdrawn"] += 1
                self.plan.warn("record_withdrawn", f"{row} is no longer printed; withdrawn.")

    def _drop_moved(self, model: type[Record], identifiers: Iterable[str]) -> None:
        """A record that is now read as another kind lives on there, with its identifier."""
        for row in model.objects.filter(identifier__in=identifiers):
            row.delete()
            self.written.changed = True

    def _stamp(self) -> None:
        """Marks the records of which anything changed as updated now, and no others."""
        now = timezone.now()
        for model in RECORDS:
            rows = [
                each
                for each in self.wanted
                if isinstance(each, model) and id(each) in self.comparison.touched
            ]
            if rows:
                model.objects.filter(pk__in=[row.pk for row in rows]).update(updated_at=now)
                self.written.records[f"{model._meta.verbose_name} updated"] += len(rows)


def _is_withdrawn_by_an_editor(row: Record) -> bool:
    return row.status == Status.WITHDRAWN and row.withdrawn_reason != GONE


def _likeness(record: Record, row: Record, ours: bool) -> float:
    """How sure it is that a wanted record is a row of another key; 0 is: it is not.

    A row that this source made before may have got another title or date. A row of another
    source must have the same title and a date that agrees, and is no part of a collection.
    """
    if not hasattr(record, "sort_title"):
        return 0
    if not ours:
        parts = getattr(record, "part_of", None) or getattr(row, "part_of_id", None)
        return 1.0 if not parts and matching.same_work(record, row) else 0
    title = matching.alike_titles(record.sort_title, row.sort_title)
    same_date = getattr(record, "date_edtf", "") == getattr(row, "date_edtf", "")
    if title >= 0.95 or (title >= 0.7 and same_date):
        return 1.0 + title + (0.5 if same_date else 0)
    return 0
