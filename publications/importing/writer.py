"""From a plan to rows: compares what is wanted with what is there and writes the difference.

Runs inside the transaction of its caller. A row that is as wanted is not written; a row that
stays keeps its primary key; a record never changes its identifier. Fields and sets of rows
that an editor has set (``Record.curated``) and fields that another source speaks for are left
as they are. Few queries, however long the text is. What changes about a record that was there
is kept as a revision.
"""

from __future__ import annotations

from collections import defaultdict

from django.utils import timezone

from publications import models
from publications.importing import kinds, namesakes, rejections
from publications.importing.bodies import join_bodies, rename_bodies
from publications.importing.children import write_children
from publications.importing.evidence import write_evidence
from publications.importing.holding import Holding
from publications.importing.plan import Plan
from publications.importing.recognition import gather_agents, recognise
from publications.importing.record_writer import NEVER, RecordWriter
from publications.importing.rows import RECORDS, Comparison, Written, changes, column_names
from publications.importing.withdrawing import withdraw_unprinted


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

    def write(self) -> Written:
        is_new = self.source.pk is None
        own = self._own_evidence()
        gather_agents(self.comparison)
        kinds.keep_apart(self.comparison, own)
        recognise(self.comparison, own)
        kinds.keep_identifier(self.comparison, own)
        namesakes.tell_apart(self.comparison)
        rejections.leave_out(self.comparison)
        self._name_main()
        self._write_source()
        holding = Holding(self.comparison)
        foreign = self._foreign_evidence()
        rename_bodies(self.comparison, holding)
        join_bodies(self.comparison)
        records = RecordWriter(self.comparison, holding)
        records.write(own, foreign)
        write_children(
            self.comparison,
            is_new=is_new,
            put_aside=holding.put_aside,
            apart=holding.without_held,
        )
        write_evidence(self.comparison, own, records.unspoken)
        withdraw_unprinted(self.comparison, own)
        kinds.move(self.comparison, own)
        holding.write()
        self._stamp()
        self.comparison.changes.write(self.plan.by, self.plan.reason)
        return self.written

    def _own_evidence(self) -> list[models.Evidence]:
        if self.source.pk is None:
            return []
        return list(models.Evidence.objects.filter(source=self.source).order_by("pk"))

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
        changed = changes(self.source, before, column_names(models.Source) - NEVER)
        if changed:
            if changed != {"parser_version"}:
                self.written.changed = True
                self.source.updated_at = timezone.now()
                changed.add("updated_at")
            self.source.save(update_fields=changed)

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
