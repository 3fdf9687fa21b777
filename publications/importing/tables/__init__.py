"""A table of works planned at once: which rows the archive knows, and what each would change.

What is known of all rows is looked up together, so that the number of rows does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publications import models
from publications.choices import Status
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.people import Agents
from publications.importing.plan import Plan
from publications.importing.sources import free_source_key
from publications.importing.tables.known import Known
from publications.importing.tables.names import call_bodies_bodies, part_joint_bodies
from publications.importing.tables.rows import Wanted, want
from publications.importing.versions import parser_version
from publications.parsing.document import Document
from publications.parsing.tables import Refusal, Table
from publications.search import folded

KIND = "table"  # of document


@dataclass(slots=True)
class TablePlan:
    plan: Plan
    wanted: list[Wanted] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def source_for(table: Table, path: str) -> models.Source:
    """The unsaved source of a table; a draft, for it holds what is not public yet."""
    text = table.source
    row = models.Source(
        import_key=free_source_key(text.sha256),
        name=text.name[:300],
        path=path,
        slug=keys.slug(text.name),
        status=Status.DRAFT,
        sha256=text.sha256,
        media_type=text.media_type,
        encoding=text.encoding,
        size=text.bytes,
        text=text.text,
        pages=[[page.label, page.start, page.end] for page in text.pages],
        document_kind=KIND,
        rights_holder="",
        parser_version=parser_version(),
        curated=["status"],
    )
    row.identifier = identifier_for(row.import_key)
    refused = [[each.start, each.end, each.reason] for each in table.refused]
    left_out = sum(end - start for start, end, _ in refused)
    row.coverage = {
        "characters": len(text.text),
        "placed": len(text.text) - left_out,
        "left_out": refused,
    }
    return row


def plan_table(
    table: Table,
    source: models.Source,
    *,
    confirmed: bool = False,
    overrules: bool = False,
    off_limits: Any = None,
) -> TablePlan:
    """What a table wants to be; writes nothing.

    ``off_limits(record)`` gives the reason why a known record may not be changed, or nothing.
    """
    rows = list(table.rows)
    call_bodies_bodies(rows)
    part_joint_bodies(rows)
    document = Document(
        table.source,
        KIND,
        people=tuple(person for row in rows for person in row.people),
        organisations=tuple(body for row in rows for body in row.organisations),
    )
    plan = Plan(document, source, Agents(document), drafts=True, confirmed=confirmed,
                overrules=overrules)  # fmt: skip
    made = TablePlan(plan, refused=list(table.refused))
    known = Known(rows)
    topics = {folded(name): topic for topic in models.Topic.objects.all()
              for name in (topic.name, topic.slug)}  # fmt: skip
    seen: dict[Any, int] = {}
    for row in rows:
        before = known.find(row)
        reason = ""
        mark = before or (row.type, folded(row.title), row.date.date.edtf if row.date else "")
        if row.identifier and before is None:
            reason = f"No record of the archive has the identifier {row.identifier}."
        elif mark in seen:
            reason = f"It is the same work as row {seen[mark]}."
        elif before is not None and off_limits is not None:
            reason = off_limits(before) or ""
        if reason:
            ((start, end),) = row.evidence
            made.refused.append(Refusal(row.number, row.title[:200], reason, start, end))
            continue
        seen[mark] = row.number
        made.wanted.append(want(plan, row, before, topics))
    made.refused.sort(key=lambda each: each.number)
    return made
