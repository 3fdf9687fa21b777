"""A table of works planned at once: which rows the archive knows, and what each would change.

What is known of all rows is looked up together, so that the number of rows does not count. A
row is known by its identifier, its ISBN or DOI, its key, else by its title at a time that agrees.
An empty cell says nothing, and takes nothing away.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from publications import models
from publications.choices import Status
from publications.identifiers import identifier_for
from publications.importing import keys, matching
from publications.importing.importer import free_source_key
from publications.importing.particulars import FIELD_OF_WORK, contribute, involve
from publications.importing.people import Agents
from publications.importing.plan import Plan, series_of
from publications.importing.versions import parser_version
from publications.models.base import Dated, Record
from publications.parsing import names, organisations
from publications.parsing.document import Document, Organisation
from publications.parsing.tables import Refusal, Row, Table
from publications.parsing.tables.values import other_isbn
from publications.search import folded

KIND = "table"  # of document
MODELS: dict[str, type[Record]] = {
    "publication": models.Publication,
    "news": models.NewsItem,
    "event": models.Event,
    "project": models.Project,
}
_BATCH = 2_000
# Values that only some kinds of record have, and the column that each goes into.
_COLUMN = {
    "subtitle": "subtitle", "rights": "rights", "first page": "first_page", "venue": "venue",
    "time": "time_printed", "group": "group",
}  # fmt: skip


@dataclass(slots=True)
class Wanted:
    """A row beside the record that it becomes, and the row of the archive that it is."""

    row: Row
    record: Record
    known: Record | None
    warnings: list[str] = field(default_factory=list)


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
    _call_bodies_bodies(rows)
    _part_joint_bodies(rows)
    document = Document(
        table.source,
        KIND,
        people=tuple(person for row in rows for person in row.people),
        organisations=tuple(body for row in rows for body in row.organisations),
    )
    plan = Plan(document, source, Agents(document), drafts=True, confirmed=confirmed,
                overrules=overrules)  # fmt: skip
    made = TablePlan(plan, refused=list(table.refused))
    known = _Known(rows)
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
        made.wanted.append(_want(plan, row, before, topics))
    made.refused.sort(key=lambda each: each.number)
    return made


# -- one row -------------------------------------------------------------------------------


def _want(plan: Plan, row: Row, known: Record | None, topics: dict[str, models.Topic]) -> Wanted:
    notices = len(plan.notices)
    model = type(known) if known is not None else MODELS[row.type]
    record = copy.copy(known) if known is not None else model()
    record._state = copy.copy(record._state)
    if known is None or row.kind_evidence:
        if hasattr(record, "kind") and type(record) is MODELS[row.type]:
            record.kind = row.kind or record.kind
    date = row.date.date.edtf if row.date else "undated"
    plan.add(record, keys.entry_key(row.title, date))
    wanted = Wanted(row, record, known, list(row.warnings))
    if known is not None:
        plan.known[id(record)] = known
        row = _without_what_its_whole_says(row, known)
        if row.whole_title:
            row = _without_who_is_there(row, known)
    _set_title(plan, record, row, known)
    plan.point(record, "kind", row.kind_evidence)
    if isinstance(record, Dated):
        if row.date is not None and not (known and known.date_edtf == row.date.date.edtf):
            plan.set_date(record, row.date)
        elif row.date is not None:
            plan.point(record, "date_edtf", row.date.evidence)
    elif row.date is not None:
        wanted.warnings.append("The date is left out: a project has none.")
    if summary := row.values.get("summary"):
        if known is None or folded(known.summary) != folded(summary.text):
            plan.set_summary(record, summary.text, summary.evidence)
    for name, column in _COLUMN.items():
        if (value := row.values.get(name)) is not None:
            if hasattr(record, column):
                plan.set(record, column, value.text, value.evidence)
            else:
                wanted.warnings.append(f"The {name} is left out: {_a(record)} has none.")
    _set_series(plan, record, row, wanted)
    contribute(plan, record, row.people)
    involve(plan, record, row.organisations)
    _set_identifiers(plan, record, row, wanted)
    for topic in row.topics:
        if found := topics.get(folded(topic.text)):
            owner = {FIELD_OF_WORK[type(record)]: record}
            plan.child(
                models.TopicAssignment(topic=found, words=topic.text[:300], **owner),
                topic.evidence,
            )
        else:
            wanted.warnings.append(f"“{topic.text}” is no topic of the archive; left out.")
    wanted.warnings += [each.message for each in plan.notices[notices:]]
    return wanted


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


def _without_what_its_whole_says(row: Row, known: Record) -> Row:
    """A list of works gives an essay the date and numbers of its collection; they stay there."""
    whole = getattr(known, "part_of", None)
    if whole is None:
        return row
    theirs = {value.lower() for value in whole.identifiers.values_list("value", flat=True)}
    publishers = {
        each.organisation_id: {organisations.match_key(each.organisation.name),
                               organisations.match_key(each.printed)}
        for each in whole.contributions.select_related("organisation")
        if each.organisation_id
    }  # fmt: skip
    shared = {key for found in publishers.values() for key in found}
    series = whole.series
    return replace(
        row,
        date=None if row.date and row.date.date.edtf == whole.date_edtf else row.date,
        identifiers=[each for each in row.identifiers if each.value.lower() not in theirs],
        series=None
        if row.series and series and folded(series.title) == folded(row.series.title)
        else row.series,
        values={
            name: value
            for name, value in row.values.items()
            if not (name == "rights" and value.text == whole.rights)
        },
        organisations=[
            each for each in row.organisations
            if not (each.role == "publisher" and organisations.match_key(each.name) in shared)
        ],
        people=[
            each for each in row.people
            if not (each.role == "editor" and whole.contributions.filter(
                role="editor", author__name=each.name).exists())
        ],
    )  # fmt: skip


def _without_who_is_there(row: Row, known: Record) -> Row:
    """RIS calls whoever comes first an author; those who are there have their role already."""
    people, bodies = set(), set()
    for each in known.contributions.select_related("author", "organisation"):
        if each.author_id:
            people |= {names.match_key(name) for name in (each.author.name, each.printed)}
        else:
            bodies |= {
                organisations.match_key(name) for name in (each.organisation.name, each.printed)
            }
    return replace(
        row,
        people=[each for each in row.people if names.match_key(each.name) not in people],
        organisations=[
            each for each in row.organisations if organisations.match_key(each.name) not in bodies
        ],
    )


def _call_bodies_bodies(rows: Iterable[Row]) -> None:
    """A name with the form of a person's that the archive knows as a body's, and of nobody else."""
    bodies = {organisations.match_key(each.printed) for row in rows for each in row.people}
    known = models.NameVariant.objects.order_by().values_list("key", flat=True)
    bodies = set(known.filter(key__in=bodies, organisation__isnull=False))
    if not bodies:
        return
    people = {names.match_key(each.name) for row in rows for each in row.people}
    people = set(known.filter(key__in=people, author__isnull=False))
    for row in rows:
        for each in list(row.people):
            key = organisations.match_key(each.printed)
            if key in bodies and names.match_key(each.name) not in people:
                row.people.remove(each)
                row.organisations.append(Organisation(each.printed, each.role, "", each.evidence))


def _part_joint_bodies(rows: Iterable[Row]) -> None:
    """ "One and Another" is two bodies where the archive knows both and not the whole."""
    joint = [
        (row, at, body)
        for row in rows
        for at, body in enumerate(row.organisations)
        if " and " in body.name
    ]
    if not joint:
        return
    parts = {id(body): [each.strip() for each in body.name.split(" and ")] for _, _, body in joint}
    wanted = {organisations.match_key(each) for found in parts.values() for each in found}
    wanted |= {organisations.match_key(body.name) for _, _, body in joint}
    there = set(
        models.NameVariant.objects.filter(key__in=wanted, organisation__isnull=False)
        .order_by().values_list("key", flat=True)
    )  # fmt: skip
    for row, at, body in reversed(joint):
        found = parts[id(body)]
        if organisations.match_key(body.name) in there:
            continue
        if all(organisations.match_key(each) in there for each in found):
            row.organisations[at : at + 1] = [replace(body, name=each) for each in found]


def _a(record: Record) -> str:
    name = str(record._meta.verbose_name)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


# -- what is known -------------------------------------------------------------------------


class _Known:
    """The records that any row may be, read with a few queries for all rows."""

    def __init__(self, rows: list[Row]):
        self._by_identifier: dict[str, Record] = {}
        self._by_key: dict[tuple[type, str], Record] = {}
        self._by_title: dict[tuple[type, str], list[Record]] = defaultdict(list)
        self._by_number: dict[tuple[str, str], Record] = {}
        identifiers = {row.identifier for row in rows if row.identifier}
        for model in MODELS.values():
            mine = [row for row in rows if MODELS[row.type] is model]
            for part in _parts(identifiers):
                found = model.objects.filter(identifier__in=part)
                self._by_identifier |= {each.identifier: each for each in _with_whole(found)}
            for part in _parts({_key(row) for row in mine}):
                for each in _with_whole(model.objects.filter(import_key__in=part)):
                    self._by_key[model, each.import_key] = each
            for part in _parts({keys.sort_title(row.title) for row in mine}):
                found = model.objects.filter(sort_title__in=part)
                if model is models.Publication:
                    found = found.filter(part_of=None)
                for each in _with_whole(found.order_by("pk")):
                    self._by_title[model, each.sort_title].append(each)
        numbers = {
            value
            for row in rows
            for each in row.identifiers
            for value in (each.value, other_isbn(each.value) if each.scheme == "isbn" else "")
        } - {""}
        for part in _parts(numbers):
            held = models.PublishedIdentifier.objects.filter(value__in=part, scheme__in=(
                "isbn", "doi")).select_related("publication", "publication__series",
                                               "publication__part_of").order_by("-pk")  # fmt: skip
            for each in held:
                self._by_number[each.scheme, each.value] = each.publication

    def find(self, row: Row) -> Record | None:
        if row.identifier:
            return self._by_identifier.get(row.identifier)
        model = MODELS[row.type]
        for each in row.identifiers if model is models.Publication else ():
            for value in (each.value, other_isbn(each.value) if each.scheme == "isbn" else ""):
                if found := self._by_number.get((each.scheme, value)):
                    return found
        if found := self._by_key.get((model, _key(row))):
            return found
        wanted = model(title=row.title, sort_title=keys.sort_title(row.title))
        if row.date is not None and isinstance(wanted, Dated):
            wanted.set_date(row.date.date)
        alike = self._by_title.get((model, wanted.sort_title), [])
        return next((each for each in alike if matching.same_work(wanted, each)), None)


def _key(row: Row) -> str:
    return keys.entry_key(row.title, row.date.date.edtf if row.date else "undated")


def _with_whole(rows: Any) -> Any:
    if rows.model is models.Publication:
        related = rows.select_related("series", "part_of", "part_of__series")
        return related.prefetch_related("identifiers")
    return rows


def _parts(values: Iterable[str]) -> Iterable[list[str]]:
    every = sorted(values)
    return [every[at : at + _BATCH] for at in range(0, len(every), _BATCH)]
