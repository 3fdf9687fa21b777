"""What one document wants to be in the database: unsaved rows, and the words behind each value.

A plan is built without writing; ``writer`` then compares it with what is there. Rows point at
each other as unsaved objects, and get their keys when they are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models as django_models

from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.people import Agents
from publications.importing.report import Notice
from publications.models import Event, NewsItem, Passage, Project, Publication, Series, Source
from publications.models.base import Record, Sourced
from publications.parsing.document import DateValue, Document, Evidence

AnyRecord = TypeVar("AnyRecord", bound=Record)
Spans = list[list[int]]
LONGEST_SUMMARY = 5_000  # characters; a summary is indexed whole, and an index has its limits

_TITLED = (Publication, Event, NewsItem, Project)


def spans_of(evidence: Evidence) -> Spans:
    """Evidence as a row keeps it: in order, without repetitions and empty spans."""
    return [list(span) for span in sorted({span for span in evidence if span[1] > span[0]})]


@dataclass(slots=True)
class Plan:
    """Rows that are wanted of one document. ``main`` is what the document as a whole becomes.

    ``known`` maps a wanted record to the row it is already known to be. With ``drafts`` what
    is new is a draft, and what is public stays as it is, unless an editor has ``confirmed`` what
    would change. With ``overrules`` that editor has said that the values hold for the known
    records, whoever set others before.
    """

    document: Document
    source: Source
    agents: Agents
    main: Record | None = None
    records: list[Record] = field(default_factory=list)
    known: dict[int, Record] = field(default_factory=dict)  # id() of the wanted record -> row
    evidence: list[tuple[Record, str, Evidence]] = field(default_factory=list)
    children: list[Sourced] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    drafts: bool = False
    by: Any = None  # who hands it in
    reason: str = ""  # why records change that are there already
    confirmed: bool = False
    overrules: bool = False
    _keys: dict[str, int] = field(default_factory=dict)

    def add(self, record: AnyRecord, key: str) -> AnyRecord:
        """A record under its key; a key used twice in one document is numbered."""
        self._keys[key] = self._keys.get(key, 0) + 1
        if self._keys[key] > 1:
            key = keys.key(key, str(self._keys[key]))
        record.import_key = key
        record.identifier = identifier_for(key)
        self.records.append(record)
        return record

    def set(self, record: Record, name: str, value: object, evidence: Evidence) -> None:
        """One value and the words that it was read from; what is not printed is not set."""
        if value in (None, ""):
            return
        setattr(record, name, self._fitted(record, name, value, evidence))
        self.point(record, name, evidence)

    def point(self, record: Record, name: str, evidence: Evidence) -> None:
        """Evidence for a value that is set already."""
        if evidence:
            self.evidence.append((record, name, evidence))

    def set_title(self, record: Record, title: str, evidence: Evidence) -> None:
        self.set(record, "title", title, evidence)
        record.slug = keys.slug(title)
        if isinstance(record, _TITLED):
            record.sort_title = keys.sort_title(title)

    def set_date(self, record: Record, value: DateValue | None) -> None:
        if value is None:
            return
        record.set_date(value.date, "")
        self.set(record, "date_printed", value.printed, value.evidence)
        self.point(record, "date_edtf", value.evidence)

    def set_summary(self, record: Record, text: str, evidence: Evidence) -> None:
        """A summary, cut at a word where it is longer than an index can hold."""
        if len(text) > LONGEST_SUMMARY:
            self.warn("value_cut", "A summary was too long and was cut.", evidence)
            text = text[:LONGEST_SUMMARY].rpartition(" ")[0] or text[:LONGEST_SUMMARY]
        self.set(record, "summary", text, evidence)

    def child(self, row: Sourced, evidence: Evidence = ()) -> Sourced:
        """A row that hangs on records of this plan, with its place in the source."""
        row.source = self.source
        row.spans = spans_of(evidence)
        for column in row._meta.concrete_fields:
            if isinstance(column, django_models.CharField):
                value = getattr(row, column.attname)
                setattr(row, column.attname, self._fitted(row, column.name, value, evidence))
        self.children.append(row)
        return row

    def warn(self, code: str, message: str, evidence: Evidence = ()) -> None:
        self.notices.append(Notice(code, message, tuple(evidence)))

    def _fitted(
        self, row: django_models.Model, name: str, value: object, evidence: Evidence
    ) -> object:
        """The value, cut to its column with a notice; the source keeps the whole of it."""
        limit = getattr(row._meta.get_field(name), "max_length", None)
        if limit is None or not isinstance(value, str) or len(value) <= limit:
            return value
        what = f"{row._meta.verbose_name} {row._meta.get_field(name).verbose_name}"
        self.warn("value_cut", f"The {what} is longer than {limit} characters; cut.", evidence)
        return value[: limit - 1] + "\N{HORIZONTAL ELLIPSIS}"


def series_of(plan: Plan, title: str, evidence: Evidence) -> Series:
    """The wanted series of that title, one per document."""
    key = keys.series_key(title)
    for record in plan.records:
        if isinstance(record, Series) and record.import_key == key:
            return record
    series = plan.add(Series(), key)
    plan.set_title(series, title, evidence)
    return series


def merged(*evidences: Iterable[tuple[int, int]]) -> Evidence:
    """Several pieces of evidence as one."""
    return tuple(sorted({span for evidence in evidences for span in evidence}))
