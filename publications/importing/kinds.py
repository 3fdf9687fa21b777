"""What is read as another kind than before goes on as a record of that kind.

That is a dated entry of a page, or what a whole source is: an article that was taken for a project.
Evidence, history and harvesters name a record by its identifier alone, so an identifier stands in
one table only: the row of the former kind is removed, with a revision that keeps all it said, and
the one of the new kind has its identifier, what an editor has set, and the visitors of its address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models as django_models

from publications import models
from publications.choices import Act
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.holding import PUBLIC
from publications.importing.merging import pointing_at
from publications.importing.record_writer import FOLLOWS, NEVER
from publications.importing.revising import UNSEEN, keep_revision, plain, row_values
from publications.importing.rows import Comparison, agree, column_names
from publications.importing.withdrawing import is_withdrawn_by_an_editor
from publications.models.base import Record

# What an entry of a page can become, whose key says nothing of the kind, or a whole source.
KINDS: tuple[type[Record], ...] = (
    models.Publication,
    models.Event,
    models.NewsItem,
    models.Project,
)
# Sets that works of every kind have, by name.
SETS = ("contributions", "topics")


def keep_apart(comparison: Comparison, own: Iterable[models.Evidence]) -> None:
    """Gives an entry a key of its own where a record of another kind has to keep its identifier.

    That is so where another source prints it as that kind, and where an upload may not change
    what is public.
    """
    wanted = {
        each.identifier: each
        for each in comparison.plan.records
        if type(each) in KINDS
        and id(each) not in comparison.before
        and keys.is_entry(each.import_key)
    }
    had = {each.record for each in own}
    for model in KINDS if wanted else ():
        names = [name for name, record in wanted.items() if not isinstance(record, model)]
        for row in model.objects.filter(identifier__in=names):
            if _may_go_on(comparison, row, had):
                continue
            record = wanted[row.identifier]
            name = record._meta.model_name
            record.import_key = keys.key(record.import_key, name)
            record.identifier = identifier_for(record.import_key)
            comparison.plan.warn(
                "kind_differs",
                f"{row} is {_a(row)} by another source, and by this one {_a(record)}:"
                " they are two records.",
            )


def keep_identifier(comparison: Comparison, own: Iterable[models.Evidence]) -> None:
    """Gives what a source is the identifier that it had when it was read as another kind."""
    main, former = comparison.plan.main, comparison.source.main_record
    if main is None or not former or id(main) in comparison.before:
        return
    had = {each.record for each in own}
    for model in KINDS:
        row = model.objects.filter(identifier=former).first()
        if row is None or isinstance(main, model) or not _may_go_on(comparison, row, had):
            continue
        # The essays of a collection go on as parts of it.
        if not isinstance(row, models.Publication) or not row.parts.exists():
            main.identifier = former


def _may_go_on(comparison: Comparison, row: Record, had: set[str]) -> bool:
    """Whether a record is this source's to read as another kind."""
    if row.identifier not in had or (comparison.plan.drafts and row.status in PUBLIC):
        return False
    others = models.Evidence.objects.filter(record=row.identifier)
    return not others.exclude(source=comparison.source).exists()


def move(comparison: Comparison, own: Iterable[models.Evidence]) -> None:
    """Lets the records that are read as another kind now go on as such."""
    had = {each.record for each in own}
    new = {
        each.identifier: each
        for each in comparison.wanted
        if type(each) in KINDS and each.identifier in had and id(each) not in comparison.before
    }
    for model in KINDS if new else ():
        names = [name for name, record in new.items() if not isinstance(record, model)]
        for row in model.objects.filter(identifier__in=names):
            _go_on(comparison, row, new[row.identifier])


def _go_on(comparison: Comparison, row: Record, record: Record) -> None:
    plan = comparison.plan
    said = f"It is read as {_a(record)} now, and was read as {_a(row)}."
    before, gone = _columns(row), _rows(row)
    _keep_what_editors_set(comparison, row, record)
    row.delete()
    after, came = _columns(record), _rows(record)
    for name, rows in gone.items():
        there = {each["words"] for each in came.get(name, ())}
        gone[name] = [each for each in rows if each["words"] not in there]
    differing = [name for name in before | after if before.get(name) != after.get(name)]
    keep_revision(
        row,
        act=Act.IMPORTED,
        by=plan.by,
        reason=" ".join(filter(None, [plan.reason, said])),
        before={name: before.get(name) for name in differing}
        | {name: rows for name, rows in gone.items() if rows},
        after={name: after.get(name) for name in differing},
    )
    comparison.written.changed = True
    comparison.written.records[f"{row._meta.verbose_name} read as another kind"] += 1
    plan.warn("kind_changed", f"{record}: {said}")


def _keep_what_editors_set(comparison: Comparison, row: Record, record: Record) -> None:
    """What no import touches stays so, as far as the new kind has it; so does a withdrawal."""
    shared = column_names(type(row)) & column_names(type(record)) - NEVER - {"kind"}
    kept = {name for name in shared if {name, FOLLOWS.get(name, name)} & set(row.curated)}
    kept.discard("status")
    if "status" in row.curated or is_withdrawn_by_an_editor(row):
        kept |= {"status", "withdrawn_reason"}
    unspoken = [name for name in kept if not agree(getattr(row, name), getattr(record, name))]
    for name in kept | {"created_at"}:
        setattr(record, name, getattr(row, name))
    stays = {*shared, *SETS}
    record.curated = sorted({*record.curated, *(name for name in row.curated if name in stays)})
    record.save(update_fields=[*kept, "created_at", "curated"])
    models.Evidence.objects.filter(
        source=comparison.source, record=record.identifier, field__in=unspoken
    ).delete()
    for name in SETS:
        if name in row.curated:
            rows = getattr(row, name)
            getattr(record, name).all().delete()
            rows.update(**{rows.field.name: None, getattr(record, name).field.name: record})


def _columns(record: Record) -> dict[str, Any]:
    """What the columns of a record say, and as what it is read."""
    values = {
        column.attname: plain(getattr(record, column.attname))
        for column in record._meta.concrete_fields
        if column.name not in UNSEEN and not column.generated
    }
    said = {name: value for name, value in values.items() if value not in (None, "", [])}
    return said | {"read_as": str(record._meta.verbose_name)}


def _rows(record: Record) -> dict[str, list[dict[str, Any]]]:
    """The rows that hang on a record, by the name of their set."""
    return {
        relation.get_accessor_name(): [row_values(each) for each in rows]
        for relation, rows in pointing_at(record)
        if relation.related_model is not models.Passage  # made of its sections
    }


def _a(record: Record | type[django_models.Model]) -> str:
    name = str(record._meta.verbose_name)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
