"""What an upload says of a public record is held back until an editor has looked at it.

The record stays as it is. Where the source says something else, or something more, that is
kept as a ``HeldValue``; where both agree, the source is one more piece of evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models as django_models

from publications import models
from publications.choices import PublicationKind, Status, Verdict
from publications.importing.child_kinds import (
    CHILDREN,
    ChildKind,
    key_of_owner,
    owner_key,
    owner_record,
    under,
)
from publications.importing.plan import spans_of
from publications.importing.rejections import worded
from publications.importing.revising import plain
from publications.importing.rows import Comparison, agree, column_names, settle
from publications.models.base import Record
from publications.search import folded

PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)
# Rows that are the text of a work: taken or left as one.
TEXT = (models.Section, models.Footnote, models.Quotation)
# Columns that come with another one.
_ALONG = frozenset({"date_printed"})


class Holding:
    """The records of a plan that an upload may not change, and what it says of them."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.plan = comparison.plan
        self.records: dict[int, Record] = {
            id(row): before
            for row in comparison.wanted
            if (before := comparison.known(row)) is not None
            and self.plan.drafts
            and not self.plan.confirmed
            and before.status in PUBLIC
        }
        self._held: list[models.HeldValue] = []
        self._rejected: dict[str, set[tuple[str, str]]] = defaultdict(set)
        if self.records and comparison.source.pk is not None:
            rows = models.Decision.objects.filter(
                source=comparison.source, verdict=Verdict.REJECTED
            )
            for record, name, value in rows.values_list("record", "field", "value"):
                self._rejected[record].add((name, value))

    def holds(self, record: Record | None) -> bool:
        return record is not None and id(record) in self.records

    # -- columns ---------------------------------------------------------------------------

    def keep_columns(self, record: Record) -> set[str]:
        """Sets a wanted record back to what it is; returns the fields that disagree."""
        before = self.records[id(record)]
        spoken: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for owner, name, evidence in self.plan.evidence:
            if owner is record:
                spoken[name].extend(evidence)
        if "kind" in column_names(type(record)) and "title" in spoken:
            spoken["kind"] = []
        differing = set()
        for name, spans in spoken.items():
            column = record._meta.get_field(name)
            ours = getattr(record, column.attname)
            if agree(ours, getattr(before, column.attname)):
                continue
            differing.add(name)
            if name in _ALONG or ours in (None, "") or ours == PublicationKind.OTHER:
                continue
            self._hold(before, name, self._said(record, name), self._content(record, name), spans)
        for name in column_names(type(record)):
            column = record._meta.get_field(name).attname
            setattr(record, column, getattr(before, column))
        if "date_edtf" in differing:
            differing.add("date_printed")
        return differing

    def _said(self, record: Record, name: str) -> str:
        if record._meta.get_field(name).many_to_one:
            return str(getattr(record, name))
        return str(plain(getattr(record, name)))

    def _content(self, record: Record, name: str) -> dict[str, Any]:
        if record._meta.get_field(name).many_to_one:
            return {"record": getattr(record, name).identifier}
        found = {"value": plain(getattr(record, name))}
        if name == "date_edtf":
            found["printed"] = record.date_printed
        return found

    # -- rows ------------------------------------------------------------------------------

    def put_aside(self, by_model: dict[type, list[Any]]) -> None:
        """Takes the rows of held records out of what is written, and keeps what is new in them."""
        if not self.records:
            return
        texts: dict[int, dict[type, list[Any]]] = defaultdict(dict)
        for kind in CHILDREN:
            rows = by_model.get(kind.model, [])
            aside = [row for row in rows if self.holds(owner_record(kind, row))]
            if not aside:
                continue
            by_model[kind.model] = [row for row in rows if not self.holds(owner_record(kind, row))]
            if kind.model in TEXT:
                for row in aside:
                    texts[id(owner_record(kind, row))].setdefault(kind.model, []).append(row)
            else:
                self._hold_rows(kind, aside)
        for key, text in texts.items():
            self._hold_text(self.records[key], text)
        kept = {id(row) for row in by_model.get(models.Section, [])}
        self.plan.passages = [row for row in self.plan.passages if id(row.section) in kept]

    def without_held(self, kind: ChildKind, rows: list[Any]) -> list[Any]:
        """The rows of this source that do not hang on a held record."""
        held = {key_of_owner(kind, record) for record in self.records.values()}
        return [row for row in rows if owner_key(kind, row) not in held]

    def _hold_rows(self, kind: ChildKind, rows: list[Any]) -> None:
        for row in rows:
            settle(row)
        there = {
            (owner_key(kind, row), _telling(kind, row))
            for row in kind.model.objects.filter(under(kind.owners, rows))
        }
        for row in rows:
            before = self.records[id(owner_record(kind, row))]
            place = (owner_key(kind, row), _telling(kind, row))
            if place in there:
                continue
            there.add(place)
            words = worded(row)
            self._hold(
                before,
                kind.curated,
                words[1] if words else str(row),
                {"row": row_content(row, kind.owners)},
                row.spans,
            )

    def _hold_text(self, before: Record, text: dict[type, list[Any]]) -> None:
        sections = text.get(models.Section, [])
        notes, quotations = text.get(models.Footnote, []), text.get(models.Quotation, [])
        if self._has_this_text(before, sections):
            return
        counted = [
            f"{len(rows)} {name if len(rows) > 1 else name.removesuffix('s')}"
            for rows, name in ((sections, "sections"), (notes, "notes"), (quotations, "quotations"))
            if rows
        ]
        at = {id(row): index for index, row in enumerate(sections)}
        content = {
            "sections": [
                row_content(row, _OWNERS) | {"parent": at.get(id(row.parent))} for row in sections
            ],
            "footnotes": [
                row_content(row, _OWNERS) | {"section": at.get(id(row.section))} for row in notes
            ],
            "quotations": [row_content(row, _OWNERS) for row in quotations],
        }
        spans = sections[0].spans[:1] if sections else []
        self._hold(before, "text", ", ".join(counted), {"text": content}, spans)

    def _has_this_text(self, before: Record, sections: list[models.Section]) -> bool:
        """Whether the record has all of these words already, under the same headings."""
        there = {
            (folded(row.title), _words_of(row.blocks))
            for row in before.sections.only("title", "blocks")
        }
        return all((folded(row.title), _words_of(row.blocks)) in there for row in sections)

    # -- keeping ---------------------------------------------------------------------------

    def _hold(
        self, before: Record, name: str, value: str, content: dict[str, Any], spans: Iterable[Any]
    ) -> None:
        if (name, value) in self._rejected.get(before.identifier, ()):
            return
        self._held.append(
            models.HeldValue(
                record=before.identifier,
                field=name,
                value=value,
                content=content,
                spans=spans_of([tuple(span) for span in spans]),
            )
        )

    def write(self) -> None:
        """Keeps what this source says now, in place of what it said before."""
        if not self.plan.drafts:
            return
        source = self.comparison.source
        models.HeldValue.objects.filter(source=source).delete()
        for row in self._held:
            row.source = source
        models.HeldValue.objects.bulk_create(self._held)
        if self._held:
            self.comparison.written.changed = True


def row_content(row: django_models.Model, owners: Iterable[str]) -> dict[str, Any]:
    """A row as it is kept to be written later; what it points at by permanent identifier."""
    values: dict[str, Any] = {}
    records: dict[str, str] = {}
    for column in row._meta.concrete_fields:
        if column.primary_key or column.generated or column.attname in owners:
            continue
        if column.name in {"source", "spans", "parent", "section"}:
            continue
        if not column.many_to_one:
            values[column.name] = plain(getattr(row, column.attname))
        elif (target := getattr(row, column.name)) is not None:
            records[column.name] = getattr(target, "identifier", "") or target.slug
    return {"values": values, "records": records, "spans": row.spans}


_OWNERS = ("publication_id", "news_item_id", "project_id")


def _telling(kind: ChildKind, row: Any) -> Any:
    """What makes a row another one for a reader."""
    if kind.model is models.Biography:
        return row.author_id, folded(row.text)
    if kind.model is models.NameVariant:
        return row.printed
    return kind.key(row)


def _words_of(blocks: list[dict[str, Any]]) -> str:
    return " ".join(
        folded(" ".join(run[0] for run in block["runs"])) for block in blocks if block.get("runs")
    )
