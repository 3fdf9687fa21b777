"""What a file that was handed in says of a public record, and the record does not.

An editor takes each value or leaves it; until then the record is as it was. What is left is not
shown again for this source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as django_models
from django.db import transaction

from publications import models
from publications.choices import Status, Verdict
from publications.desk import revisions, states
from publications.desk.changes import label_of, pieces
from publications.desk.columns import column_text, set_column
from publications.desk.places import Place, place_of
from publications.desk.verdicts import Refused, curate, decide, replace_evidence, stamp
from publications.importing.blocks import block_text
from publications.importing.derived import settle_forms
from publications.importing.passages import index_section
from publications.models.base import Record
from publications.models.desk import HeldValue
from publications.partial_dates import PartialDate

# Sets by name, with their rows; each name is that of the relation too.
ROWS: dict[str, type[django_models.Model]] = {
    "variants": models.NameVariant,
    "contributions": models.Contribution,
    "identifiers": models.PublishedIdentifier,
    "files": models.OfferedFile,
    "biographies": models.Biography,
    "places": models.PlaceMention,
    "entries": models.ProjectEntry,
    "topics": models.TopicAssignment,
}
TEXT = ("sections", "footnotes", "quotations")
MOST = 4_000  # characters of a text that are compared word by word


@dataclass(slots=True)
class Difference:
    """One value of a source beside what the public record says."""

    key: str
    field: str
    label: str
    now: str
    value: str
    places: list[Place] = field(default_factory=list)
    pieces: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        return "value-" + self.key.replace(":", "-")


def is_held(key: str) -> bool:
    """Whether a key names a value that waits."""
    return key.startswith("held:")


def held_sources(record: Record) -> set[int]:
    """The sources that say something else of a record."""
    rows = HeldValue.objects.filter(record=record.identifier)
    return set(rows.order_by().values_list("source", flat=True))


def differences_of(record: Record, source: models.Source) -> list[Difference]:
    """What waits of one source, in the order in which it was read."""
    return [
        Difference(
            key=f"held:{row.pk}",
            field=row.field,
            label=label_of(row.field),
            now=_now(record, row.field),
            value=row.value,
            places=[place_of(source, start, end) for start, end in row.spans],
            pieces=_pieces(record, row),
        )
        for row in HeldValue.objects.filter(record=record.identifier, source=source)
    ]


def _pieces(record: Record, row: HeldValue) -> tuple[tuple[str, str], ...]:
    """What is another in a text or a longer value, word by word; of a text only what differs."""
    if row.field == "text":
        ours = _paragraphs(record.sections.values_list("title", "blocks"))
        theirs = _paragraphs(
            (each["values"]["title"], each["values"]["blocks"])
            for each in row.content["text"]["sections"]
        )
        left, came = set(theirs), set(ours)
        old = " ".join(each for each in ours if each not in left)[:MOST]
        new = " ".join(each for each in theirs if each not in came)[:MOST]
        return pieces(old, new) or tuple(
            (mark, words) for mark, words in (("del", old), ("ins", new)) if words
        )
    return () if row.field in ROWS else pieces(column_text(record, row.field), row.value[:MOST])


def _paragraphs(sections: Iterable[tuple[str, list[dict[str, Any]]]]) -> list[str]:
    return [
        words
        for title, blocks in sections
        for words in (title, *(block_text(block) for block in blocks))
        if words
    ]


def _now(record: Record, name: str) -> str:
    """What the record says now, where a value would take its place."""
    if name == "text":
        count = record.sections.count()
        return f"{count} section{'' if count == 1 else 's'}" if count else ""
    return "" if name in ROWS else column_text(record, name)


@transaction.atomic
def take(*, record: Record, key: str, by: Any) -> None:
    """Makes a value that waited one of the public record, with its source as evidence."""
    row = _row(key, record)
    source = row.source
    reason = f"Taken from {source.name}, which was handed in."
    with revisions.recorded(record=record, by=by, reason=reason) as text:
        if row.field == "text":
            made = _take_text(record, row, text)
            for name in TEXT:
                curate(record, name)
        elif row.field in ROWS:
            made = [_write(ROWS[row.field], row.content["row"], record, source)]
            stamp(record)
        else:
            _take_column(record, row)
            former = models.Evidence.objects.filter(
                record=record.identifier, field=row.field, source=source
            )
            replace_evidence(text, former, record, row.field, source, row.spans)
            made = [record]
    decide(record, source, row.field, row.value, Verdict.ACCEPTED, by)
    row.delete()
    if record.status == Status.PUBLISHED:
        states.appear(rows=[source, *_company(made)], by=by, reason=f"Part of what {record} says.")


@transaction.atomic
def leave(*, record: Record, key: str, by: Any) -> None:
    """Leaves the record as it is; this source does not propose the value again."""
    row = _row(key, record)
    decide(record, row.source, row.field, row.value, Verdict.REJECTED, by)
    row.delete()


def _row(key: str, record: Record) -> HeldValue:
    number = key.removeprefix("held:")
    rows = HeldValue.objects.filter(record=record.identifier).select_for_update(of=("self",))
    row = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    if row is None:
        raise Refused("This value no longer waits: another editor has decided on it.")
    return row


# -- writing -------------------------------------------------------------------------------


def _take_column(record: Record, row: HeldValue) -> None:
    column = record._meta.get_field(row.field)
    if row.field == "date_edtf":
        record.set_date(PartialDate(row.content["value"]), row.content.get("printed", ""))
    elif column.many_to_one:
        setattr(record, row.field, _target(column, row.content["record"]))
    elif isinstance(column, django_models.CharField | django_models.TextField):
        set_column(record, row.field, row.content["value"])
    else:
        try:
            setattr(record, row.field, column.clean(row.content["value"], record))
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
    settle_forms(record)
    curate(record, row.field)


def _target(column: Any, named: str) -> Any:
    """What a value points at, wherever it has gone since."""
    model = column.related_model
    if model is models.Topic:
        found = model.objects.filter(slug=named).first()
    else:
        current = models.FormerIdentifier.objects.last_of(named)
        found = model.objects.filter(identifier=current).first()
    if found is None:
        raise Refused("What this value names is no longer in the archive.")
    return found


def _write(
    model: type[django_models.Model], content: dict[str, Any], record: Record, source: Any,
    **more: Any,
) -> Any:  # fmt: skip
    """Makes a row of a set from what was kept of it."""
    row = model(**content["values"], source=source, spans=content["spans"], **more)
    for name, named in content["records"].items():
        setattr(row, name, _target(model._meta.get_field(name), named))
    for column in model._meta.concrete_fields:
        # The key to the record that it hangs on was not kept: it is known.
        if column.many_to_one and column.related_model is type(record):
            if getattr(row, column.attname) is None and column.name not in content["records"]:
                setattr(row, column.name, record)
    if hasattr(row, "position") and model is models.Contribution:
        row.position = record.contributions.count()
    row.save()
    return row


def _take_text(
    record: Record, row: HeldValue, text: revisions.TextChanges
) -> list[django_models.Model]:
    """Puts the text of a source in the place of the one that the record has."""
    source, content = row.source, row.content["text"]
    for name in TEXT:
        old = list(getattr(record, name).all())
        text.was(name, *old)
    for name in reversed(TEXT):
        getattr(record, name).all().delete()
    sections: list[models.Section] = []
    for each in content["sections"]:
        parent = sections[each["parent"]] if each["parent"] is not None else None
        section = _write(models.Section, each, record, source, parent=parent)
        index_section(section)
        sections.append(section)
    notes = [
        _write(models.Footnote, each, record, source,
               section=sections[each["section"]] if each["section"] is not None else None)
        for each in content["footnotes"]
    ]  # fmt: skip
    quotations = [_write(models.Quotation, each, record, source) for each in content["quotations"]]
    text.is_now("sections", *sections)
    text.is_now("footnotes", *notes)
    text.is_now("quotations", *quotations)
    stamp(record)
    return quotations


def _company(made: list[django_models.Model]) -> list[Record]:
    """The drafts that a value which was taken names: they appear with it."""
    found: list[Record] = []
    for row in made:
        for column in row._meta.concrete_fields:
            if column.many_to_one and issubclass(column.related_model, Record):
                named = getattr(row, column.name)
                if isinstance(named, models.Author | models.Organisation | models.Series):
                    found.append(named)
    return list(dict.fromkeys(found))
