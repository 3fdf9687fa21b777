"""What an editor rejected of a source is not proposed again, however often it is read."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models as django_models

from publications import models
from publications.choices import Verdict
from publications.importing.rows import Comparison
from publications.models.base import Record

# Rows that can be rejected: the set they stand in, their owners, and how a decision words them.
_AGENT_OF_WORK = ("publication", "event", "news_item", "project")


def worded(row: django_models.Model) -> tuple[str, str] | None:
    """The set a row stands in and its words in a decision; None for rows nobody decides on."""
    if isinstance(row, models.Contribution):
        return "contributions", f"{row.role}: {row.printed or row.agent}"
    if isinstance(row, models.PublishedIdentifier):
        return "identifiers", f"{row.scheme} {row.value}"
    if isinstance(row, models.TopicAssignment):
        return "topics", str(row.topic)
    if isinstance(row, models.PlaceMention):
        return "places", row.name
    if isinstance(row, models.OfferedFile):
        return "files", row.name
    if isinstance(row, models.Section):
        return "sections", row.anchor
    if isinstance(row, models.Footnote):
        return "footnotes", f"{row.number} {row.text}"
    return None


def leave_out(comparison: Comparison) -> None:
    """Takes out of a plan, before anything is written, what was rejected of its source."""
    if comparison.source.pk is None:
        return
    rejected: dict[str, set[tuple[str, str]]] = defaultdict(set)
    rows = models.Decision.objects.filter(source=comparison.source, verdict=Verdict.REJECTED)
    for record, name, value in rows.values_list("record", "field", "value"):
        rejected[record].add((name, value))
    if not rejected:
        return
    plan = comparison.plan
    left_out = [row for row in plan.children if _is_rejected(row, rejected)]
    for row in left_out:
        if isinstance(row, models.Footnote) and row.section is not None:
            row.section.blocks = without_mark(row.section.blocks, row.number)
    gone_rows = {id(row) for row in left_out}
    plan.children = [row for row in plan.children if id(row) not in gone_rows]
    gone: set[tuple[int, str]] = set()
    for record, name, _ in plan.evidence:
        before = comparison.known(record)
        value = text_of(getattr(record, name, ""))
        if before is not None and (name, value) in rejected.get(before.identifier, ()):
            gone.add((id(record), name))
            if name == "date_edtf":
                gone.add((id(record), "date_printed"))
    for record, name, _ in plan.evidence:
        if (id(record), name) in gone:
            before = comparison.known(record)
            if name == "date_edtf":
                record.set_date(before.date, before.date_printed)
            else:
                setattr(record, name, getattr(before, name))
    plan.evidence = [each for each in plan.evidence if (id(each[0]), each[1]) not in gone]


def without_mark(blocks: list[dict[str, Any]], number: str) -> list[dict[str, Any]]:
    """Blocks in which the mark of a note is a figure of the text like any other."""
    return [
        {
            **block,
            "runs": [
                [run[0], "", "", ""] if run[1] == "note" and run[2] == number else run
                for run in block["runs"]
            ],
        }
        if block.get("runs")
        else block
        for block in blocks
    ]


def text_of(value: Any) -> str:
    """A column's value as a decision words it."""
    return "" if value is None else str(value)


def _is_rejected(row: Any, rejected: dict[str, set[tuple[str, str]]]) -> bool:
    if isinstance(row, models.Section):
        return False  # its text stays: ``corrections`` joins it to the section before
    words = worded(row)
    return words is not None and any(
        words in rejected.get(owner.identifier, ()) for owner in _owners(row)
    )


def _owners(row: Any) -> list[Record]:
    found = (getattr(row, name, None) for name in _AGENT_OF_WORK)
    return [owner for owner in found if isinstance(owner, Record)]
