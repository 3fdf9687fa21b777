"""Which row of the archive each wanted record is: by key, then by what its source had before."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from publications import models
from publications.importing import keys, matching
from publications.importing.derived import match_of
from publications.importing.plan import Plan, merged
from publications.importing.rows import RECORDS, Comparison
from publications.models.base import Record
from publications.parsing.document import Evidence


def gather_agents(comparison: Comparison) -> None:
    """People and organisations come first: the rest points at them."""
    plan = comparison.plan
    printed: dict[tuple[int, str], Evidence] = {}
    rows: dict[int, Record] = {}
    for agent in plan.agents:
        if id(agent.row) not in rows:
            rows[id(agent.row)] = agent.row
            comparison.wanted.append(agent.row)
            if agent.before is not None:
                comparison.before[id(agent.row)] = agent.before
            agent.row.slug = keys.slug(agent.row.name)
            agent.row.sort_name = (
                keys.person_sort_name(agent.row.name)
                if isinstance(agent.row, models.Author)
                else keys.organisation_sort_name(agent.row.name)
            )
        plan.point(agent.row, "name", agent.named_by)
        plan.point(agent.row, "abbreviation", agent.abbreviated_by)
        if agent.note:
            plan.warn("organisation_renamed", agent.note, agent.named_by)
        # Two names of one text can lead to one row, which has each printed form once.
        for form, spans in agent.forms.items():
            place = id(agent.row), form
            printed[place] = merged(printed.get(place, ()), spans)
    for (row, form), evidence in printed.items():
        _variant(plan, rows[row], form, evidence)
    comparison.wanted += plan.records


def _variant(plan: Plan, row: Record, printed: str, evidence: Evidence) -> None:
    column = "author" if isinstance(row, models.Author) else "organisation"
    plan.child(
        models.NameVariant(
            printed=printed,
            key=match_of(row)(printed)[:300],
            **{column: row},
        ),
        evidence,
    )


def recognise(comparison: Comparison, own: Iterable[models.Evidence]) -> None:
    """Finds the row of each wanted record: by key, then by what this source had before."""
    plan = comparison.plan
    had = {each.record for each in own}
    for model in RECORDS:
        wanted = [
            each
            for each in plan.records
            if isinstance(each, model) and id(each) not in comparison.before
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
        taken = {row.pk for row in comparison.before.values() if isinstance(row, model)}
        _match_rows(comparison, wanted, [row for row in rows if row.pk not in taken], had)
    for record in comparison.wanted:
        if row := comparison.before.get(id(record)):
            record.pk = row.pk
            record.identifier, record.import_key = row.identifier, row.import_key


def _match_rows(
    comparison: Comparison, wanted: list[Record], rows: list[Record], had: set[str]
) -> None:
    by_key = {row.import_key: row for row in rows}
    free = {row.pk: row for row in rows}
    left: list[Record] = []
    for record in wanted:
        row = by_key.get(record.import_key)
        if row is not None and row.pk in free:
            comparison.before[id(record)] = free.pop(row.pk)
        else:
            left.append(record)
    pairs = sorted(
        (
            (_likeness(record, row, row.identifier in had), at, row.pk)
            for at, record in enumerate(left)
            for row in free.values()
            # What the whole document is was looked for with all that is known of it.
            if record is not comparison.plan.main or row.identifier in had
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    for likeness, at, pk in pairs:
        if likeness > 0 and pk in free and id(left[at]) not in comparison.before:
            comparison.before[id(left[at])] = free.pop(pk)


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
