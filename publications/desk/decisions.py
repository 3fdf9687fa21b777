"""What an editor decides on a proposed value: it is right, it is this instead, or it is wrong.

Each decision is kept with the source, the field and the value it was about, so that no later
reading proposes a rejected value again or changes an accepted one.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from publications import models
from publications.choices import Verdict
from publications.desk import revisions
from publications.desk.columns import column_text, set_column
from publications.desk.naming import agent_named, drop_if_unused, name_as_printed, role_named
from publications.desk.proposals import COLUMNS, ROWS
from publications.desk.records import WORKS
from publications.desk.verdicts import Refused, Span, curate, decide, replace_evidence, stamp
from publications.importing.rejections import worded
from publications.models.base import Record
from publications.search import folded


@transaction.atomic
def accept(*, record: Record, key: str, source: models.Source | None, by: Any) -> None:
    """Notes that a value is right; no import changes it from now on."""
    if key in COLUMNS.get(type(record), ()):
        value = column_text(record, key)
        if not value:
            raise Refused("There is no value to accept.")
        curate(record, key)
        decide(record, source, key, value, Verdict.ACCEPTED, by)
        return
    _, (name, words) = _row(record, key)
    decide(record, source, name, words, Verdict.ACCEPTED, by)


@transaction.atomic
def accept_all(*, record: Record, keys_of_values: list[str], source: Any, by: Any) -> None:
    """Accepts several values at once."""
    for key in keys_of_values:
        accept(record=record, key=key, source=source, by=by)


@transaction.atomic
def correct(
    *,
    record: Record,
    key: str,
    value: str,
    source: models.Source | None,
    by: Any,
    span: Span | None = None,
    role: str = "",
) -> None:
    """Sets another value; ``span`` is the place of its words where the editor marked them."""
    value = " ".join(value.split()) if key not in {"summary", "rights"} else value.strip()
    if key in COLUMNS.get(type(record), ()):
        _correct_column(record, key, value, source, by, span)
    elif key == "contributions:new":
        _add_contribution(record, value, role, source, by, span)
    else:
        _correct_row(record, key, value, role, source, by, span)


@transaction.atomic
def reject(*, record: Record, key: str, source: models.Source | None, by: Any) -> None:
    """Takes a value away and remembers that this source is not to propose it again."""
    reason = "Rejected in review."
    if key in COLUMNS.get(type(record), ()):
        value = rejected = column_text(record, key)
        if key in {"title", "kind"}:
            raise Refused("Every record has one: write the right value instead.")
        if not value:
            raise Refused("There is no value to reject.")
        if key == "series":
            rejected = str(record.series)
        with revisions.recorded(record=record, by=by, reason=reason):
            set_column(record, key, "")
            curate(record, key)
        models.Evidence.objects.filter(
            record=record.identifier, field__in=[key, *_WITH.get(key, ())]
        ).delete()
        decide(record, source, key, rejected, Verdict.REJECTED, by)
        return
    row, (name, words) = _row(record, key)
    decide(record, row.source or source, name, words, Verdict.REJECTED, by)
    with revisions.recorded(record=record, by=by, reason=reason):
        row.delete()
        stamp(record)


@transaction.atomic
def identify(*, record: Record, key: str, agent: Record, by: Any) -> None:
    """Says who is meant by a name: somebody of the archive instead of a new record."""
    row, (name, words) = _row(record, key)
    if not isinstance(row, models.Contribution) or type(agent) is not type(row.agent):
        raise Refused("Only a person can be meant by a person's name, and a body by a body's.")
    mistaken = row.agent
    column = "author" if isinstance(agent, models.Author) else "organisation"
    printed = row.printed or str(mistaken)
    with revisions.recorded(record=record, by=by, reason=f"{printed} is {agent}."):
        setattr(row, column, agent)
        row.printed = printed
        row.save(update_fields=[column, "printed"])
        stamp(record)
    name_as_printed(agent, printed, row.source, row.spans)
    decide(record, row.source, name, words, Verdict.ACCEPTED, by)
    drop_if_unused(mistaken)


# -- columns -------------------------------------------------------------------------------

_WITH = {"date_edtf": ("date_printed",)}


def _correct_column(
    record: Record,
    name: str,
    value: str,
    source: models.Source | None,
    by: Any,
    span: Span | None,
) -> None:
    before = column_text(record, name)
    spoken = models.Evidence.objects.filter(record=record.identifier, field=name)
    with revisions.recorded(record=record, by=by, reason="Corrected in review.") as kept:
        printed = source.text[span[0] : span[1]] if source and span else ""
        set_column(record, name, value, " ".join(printed.split()))
        curate(record, name)
        now = column_text(record, name)
        if span and source:
            replace_evidence(kept, spoken, record, name, source, [span])
        elif folded(now) != folded(before):
            # The words that were marked do not say this.
            replace_evidence(kept, spoken, record, name)
    decide(record, source, name, before, Verdict.CORRECTED, by, instead=now)


# -- rows ----------------------------------------------------------------------------------


def _row(record: Record, key: str) -> tuple[Any, tuple[str, str]]:
    """The row that a key names, and its words in a decision."""
    name, _, number = key.partition(":")
    known = type(record) in WORKS and hasattr(type(record), name)
    if name not in ROWS or not number.isdecimal() or not known:
        raise Refused("There is no such value.")
    row = getattr(record, name).filter(pk=int(number)).first()
    words = worded(row) if row is not None else None
    if words is None:
        raise Refused("This value is no longer there: another editor has changed it.")
    return row, words


def _correct_row(
    record: Record,
    key: str,
    value: str,
    role: str,
    source: models.Source | None,
    by: Any,
    span: Span | None,
) -> None:
    row, (name, words) = _row(record, key)
    if not value:
        raise Refused("Write the right value, or reject this one.")
    mistaken = None
    with revisions.recorded(record=record, by=by, reason="Corrected in review."):
        if isinstance(row, models.Contribution):
            mistaken = _rename(row, value)
            row.role = role_named(role or row.role)
        elif isinstance(row, models.PublishedIdentifier):
            row.value = value[:200]
        elif isinstance(row, models.TopicAssignment):
            topic = models.Topic.objects.filter(name__iexact=value).first()
            if topic is None:
                raise Refused(f"There is no topic “{value}”.")
            row.topic, row.words = topic, ""
        else:
            row.name = value[:200]
        if span and source:
            row.source, row.spans = source, [list(span)]
        row.save()
        stamp(record)
    if mistaken is not None:
        drop_if_unused(mistaken)
    decide(record, row.source or source, name, words, Verdict.REJECTED, by)
    decide(record, row.source or source, name, worded(row)[1], Verdict.ACCEPTED, by)


def _rename(row: models.Contribution, name: str) -> Record | None:
    """Gives a contribution another name; whoever is known by it, else somebody new."""
    before = row.agent
    if folded(name) == folded(row.printed or str(before)):
        row.printed = name[:300]
        return None
    column = "author" if row.author_id else "organisation"
    row.printed = name[:300]
    setattr(row, column, agent_named(type(before), name, row.source, row.spans))
    return before if getattr(row, column) != before else None


def _add_contribution(
    record: Record, name: str, role: str, source: Any, by: Any, span: Span | None
) -> None:
    if not name:
        raise Refused("Write the name of the person or the organisation.")
    if type(record) not in WORKS:
        raise Refused("People and organisations are named under works alone.")
    kind, _, role = role.rpartition(":")
    model = models.Organisation if kind == "organisation" else models.Author
    spans = [list(span)] if span else []
    with revisions.recorded(record=record, by=by, reason="Added in review."):
        agent = agent_named(model, name, source if span else None, spans)
        row = record.contributions.create(
            **{"organisation" if model is models.Organisation else "author": agent},
            role=role_named(role),
            printed=name[:300],
            position=record.contributions.count(),
            source=source if span else None,
            spans=spans,
        )
        stamp(record)
    decide(record, source, *worded(row), Verdict.ACCEPTED, by)
