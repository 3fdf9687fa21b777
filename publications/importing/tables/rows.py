"""One row of a table as the record that it wants to be. An empty cell says and takes nothing."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from publications import models
from publications.importing import keys
from publications.importing.particulars import FIELD_OF_WORK, contribute, involve
from publications.importing.plan import Plan, series_of
from publications.importing.tables.known import MODELS
from publications.importing.tables.repeated import without_what_its_whole_says, without_who_is_there
from publications.models.base import Dated, Record
from publications.parsing.tables import Row
from publications.parsing.tables.values import other_isbn
from publications.search import folded

# Values that only some kinds of record have, and the column that each goes into.
_COLUMN = {
    "subtitle": "subtitle", "rights": "rights", "first page": "first_page",
    "last page": "last_page", "venue": "venue", "time": "time_printed", "group": "group",
}  # fmt: skip


@dataclass(slots=True)
class Wanted:
    """A row beside the record that it becomes, and the row of the archive that it is."""

    row: Row
    record: Record
    known: Record | None
    warnings: list[str] = field(default_factory=list)


def want(plan: Plan, row: Row, known: Record | None, topics: dict[str, models.Topic]) -> Wanted:
    """Plans a row as a new record or as a change of the ``known`` one."""
    notices = len(plan.notices)
    record = _begin(plan, row, known)
    wanted = Wanted(row, record, known, list(row.warnings))
    if known is not None:
        plan.known[id(record)] = known
        row = without_what_its_whole_says(row, known)
        if row.whole_title:
            row = without_who_is_there(row, known)
    _set_title(plan, record, row, known)
    plan.point(record, "kind", row.kind_evidence)
    _set_date(plan, record, row, wanted)
    _set_values(plan, record, row, wanted)
    _set_series(plan, record, row, wanted)
    contribute(plan, record, row.people)
    involve(plan, record, row.organisations)
    _set_identifiers(plan, record, row, wanted)
    _set_topics(plan, record, row, wanted, topics)
    wanted.warnings += [each.message for each in plan.notices[notices:]]
    return wanted


def _begin(plan: Plan, row: Row, known: Record | None) -> Record:
    """A new record, or a copy of the known one that may be changed; of the kind that is said."""
    record = copy.copy(known) if known is not None else MODELS[row.type]()
    record._state = copy.copy(record._state)
    says_kind = known is None or row.kind_evidence
    if says_kind and hasattr(record, "kind") and type(record) is MODELS[row.type]:
        record.kind = row.kind or record.kind
    date = row.date.date.edtf if row.date else "undated"
    plan.add(record, keys.entry_key(row.title, date))
    return record


def _set_date(plan: Plan, record: Record, row: Row, wanted: Wanted) -> None:
    if row.date is None:
        return
    if not isinstance(record, Dated):
        wanted.warnings.append("The date is left out: a project has none.")
    elif wanted.known and wanted.known.date_edtf == row.date.date.edtf:
        plan.point(record, "date_edtf", row.date.evidence)
    else:
        plan.set_date(record, row.date)


def _set_values(plan: Plan, record: Record, row: Row, wanted: Wanted) -> None:
    """The summary, and the values that only some kinds of record have."""
    known = wanted.known
    if summary := row.values.get("summary"):
        if known is None or folded(known.summary) != folded(summary.text):
            plan.set_summary(record, summary.text, summary.evidence)
    for name, column in _COLUMN.items():
        if (value := row.values.get(name)) is None:
            continue
        if hasattr(record, column):
            plan.set(record, column, value.text, value.evidence)
        else:
            wanted.warnings.append(f"The {name} is left out: {_a(record)} has none.")


def _set_topics(
    plan: Plan, record: Record, row: Row, wanted: Wanted, topics: dict[str, models.Topic]
) -> None:
    owner = {FIELD_OF_WORK[type(record)]: record}
    for topic in row.topics:
        found = topics.get(folded(topic.text))
        if found is None:
            wanted.warnings.append(f"“{topic.text}” is no topic of the archive; left out.")
            continue
        row_of_topic = models.TopicAssignment(topic=found, words=topic.text[:300], **owner)
        plan.child(row_of_topic, topic.evidence)


def _set_title(plan: Plan, record: Record, row: Row, known: Record | None) -> None:
    """The title; one that holds the subtitle too says what a known record says already."""
    title = row.values["title"]
    subtitle = getattr(known, "subtitle", "")
    if row.whole_title and known is not None and subtitle:
        if folded(title.text) == folded(f"{known.title}: {subtitle}"):
            plan.point(record, "title", title.evidence)
            plan.point(record, "subtitle", title.evidence)
            return
    if known is not None and known.title == title.text:
        plan.point(record, "title", title.evidence)
        return
    slug = record.slug
    plan.set_title(record, title.text, title.evidence)
    if known is not None:
        record.slug = slug


def _set_series(plan: Plan, record: Record, row: Row, wanted: Wanted) -> None:
    if row.series is None:
        return
    if not isinstance(record, models.Publication):
        wanted.warnings.append(f"The series is left out: {_a(record)} has none.")
        return
    same = wanted.known is not None and wanted.known.series_id is not None and (
        folded(wanted.known.series.title) == folded(row.series.title)
    )  # fmt: skip
    if not same:
        record.series = series_of(plan, row.series.title, row.series.evidence)
    plan.point(record, "series", row.series.evidence)
    plan.set(record, "series_number", row.series.number, row.series.evidence)


def _set_identifiers(plan: Plan, record: Record, row: Row, wanted: Wanted) -> None:
    if not row.identifiers:
        return
    if not isinstance(record, models.Publication):
        wanted.warnings.append(f"The {row.identifiers[0].scheme.upper()} is left out: "
                               f"{_a(record)} has none.")  # fmt: skip
        return
    printed = wanted.known.identifiers.all() if wanted.known else ()
    there = {(each.scheme, each.value.lower()) for each in printed}
    for each in row.identifiers:
        values = {each.value, other_isbn(each.value)} if each.scheme == "isbn" else {each.value}
        if any((each.scheme, value.lower()) in there for value in values):
            continue
        plan.child(
            models.PublishedIdentifier(
                publication=record, scheme=each.scheme, value=each.value, printed=each.printed
            ),
            each.evidence,
        )


def _a(record: Record) -> str:
    name = str(record._meta.verbose_name)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
