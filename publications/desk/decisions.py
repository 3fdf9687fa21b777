"""What an editor decides on a proposed value: it is right, it is this instead, or it is wrong.

Each decision is kept with the source, the field and the value it was about, so that no later
reading proposes a rejected value again or changes an accepted one.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from publications import models
from publications.choices import Role, Status, Verdict
from publications.desk import revisions
from publications.desk.proposals import COLUMNS, ROWS, column_text
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.rejections import worded
from publications.models.base import Record
from publications.models.desk import Decision
from publications.parsing import names, organisations
from publications.partial_dates import PartialDate, parse
from publications.search import folded

Span = tuple[int, int]


class Refused(Exception):
    """A decision that makes no sense; the message says why to the editor."""


@transaction.atomic
def accept(*, record: Record, key: str, source: models.Source | None, by: Any) -> None:
    """Notes that a value is right; no import changes it from now on."""
    if key in COLUMNS.get(type(record), ()):
        value = column_text(record, key)
        if not value:
            raise Refused("There is no value to accept.")
        _curate(record, key)
        _decide(record, source, key, value, Verdict.ACCEPTED, by)
        return
    _, (name, words) = _row(record, key)
    _decide(record, source, name, words, Verdict.ACCEPTED, by)


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
            _set_column(record, key, "")
            _curate(record, key)
        models.Evidence.objects.filter(
            record=record.identifier, field__in=[key, *_WITH.get(key, ())]
        ).delete()
        _decide(record, source, key, rejected, Verdict.REJECTED, by)
        return
    row, (name, words) = _row(record, key)
    _decide(record, row.source or source, name, words, Verdict.REJECTED, by)
    with revisions.recorded(record=record, by=by, reason=reason):
        row.delete()
        _stamp(record)


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
        _stamp(record)
    _name_as_printed(agent, printed, row.source, row.spans)
    _decide(record, row.source, name, words, Verdict.ACCEPTED, by)
    _drop_if_unused(mistaken)


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
    with revisions.recorded(record=record, by=by, reason="Corrected in review."):
        printed = source.text[span[0] : span[1]] if source and span else ""
        _set_column(record, name, value, " ".join(printed.split()))
        _curate(record, name)
    now = column_text(record, name)
    spoken = models.Evidence.objects.filter(record=record.identifier, field=name)
    if span and source:
        spoken.delete()
        _point(record, name, source, span)
    elif folded(now) != folded(before):
        # The words that were marked do not say this.
        spoken.delete()
    _decide(record, source, name, before, Verdict.CORRECTED, by, instead=now)


def _set_column(record: Record, name: str, value: str, printed: str = "") -> None:
    """Sets one column from text, with all that follows it."""
    if name == "date_edtf":
        record.set_date(_date(value), printed)
    elif name == "series":
        record.series = _series(value)
    else:
        column = record._meta.get_field(name)
        try:
            setattr(record, name, column.clean(value, record))
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
    if name == "title":
        record.slug = keys.slug(record.title) or record.slug
    revisions.settle_forms(record)


def _date(text: str) -> PartialDate | None:
    if not text:
        return None
    try:
        return PartialDate(text)
    except ValueError:
        date = parse(text)
    if date is None:
        raise Refused(f"“{text}” is not a date: write 2010, 2010-03, 2010-03-17 or March 2010.")
    return date


def _series(title: str) -> models.Series | None:
    """The series of that title, made as a draft where there is none."""
    if not title:
        return None
    known = models.Series.objects.filter(title__iexact=title).order_by("pk").first()
    if known:
        return known
    key = keys.series_key(title)
    row, _ = models.Series.objects.get_or_create(
        import_key=key,
        defaults={
            "identifier": identifier_for(key),
            "title": title[:300],
            "slug": keys.slug(title),
            "status": Status.DRAFT,
        },
    )
    return row


def _point(record: Record, name: str, source: models.Source, span: Span) -> None:
    start, end = max(0, span[0]), min(span[1], len(source.text))
    if start >= end:
        raise Refused("The marked words are not in this source.")
    page = next((str(label) for label, first, last in source.pages if first <= start < last), "")
    models.Evidence.objects.create(
        record=record.identifier, field=name, source=source, start=start, end=end, page=page[:12]
    )


# -- rows ----------------------------------------------------------------------------------


def _row(record: Record, key: str) -> tuple[Any, tuple[str, str]]:
    """The row that a key names, and its words in a decision."""
    name, _, number = key.partition(":")
    if name not in ROWS or not number.isdecimal() or not hasattr(type(record), name):
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
            row.role = _role(role or row.role)
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
        _stamp(record)
    if mistaken is not None:
        _drop_if_unused(mistaken)
    _decide(record, row.source or source, name, words, Verdict.REJECTED, by)
    _decide(record, row.source or source, name, worded(row)[1], Verdict.ACCEPTED, by)


def _rename(row: models.Contribution, name: str) -> Record | None:
    """Gives a contribution another name; whoever is known by it, else somebody new."""
    before = row.agent
    if folded(name) == folded(row.printed or str(before)):
        row.printed = name[:300]
        return None
    column = "author" if row.author_id else "organisation"
    row.printed = name[:300]
    setattr(row, column, _agent(type(before), name, row.source, row.spans))
    return before if getattr(row, column) != before else None


def _add_contribution(
    record: Record, name: str, role: str, source: Any, by: Any, span: Span | None
) -> None:
    if not name:
        raise Refused("Write the name of the person or the organisation.")
    kind, _, role = role.rpartition(":")
    model = models.Organisation if kind == "organisation" else models.Author
    spans = [list(span)] if span else []
    with revisions.recorded(record=record, by=by, reason="Added in review."):
        agent = _agent(model, name, source if span else None, spans)
        row = record.contributions.create(
            **{"organisation" if model is models.Organisation else "author": agent},
            role=_role(role),
            printed=name[:300],
            position=record.contributions.count(),
            source=source if span else None,
            spans=spans,
        )
        _stamp(record)
    _decide(record, source, *worded(row), Verdict.ACCEPTED, by)


def _role(role: str) -> str:
    if role not in Role.values:
        raise Refused("Choose what they did.")
    return role


def _agent(model: type[Record], name: str, source: Any, spans: list) -> Record:
    """Whoever is known by a name, else a new draft of a person or a body."""
    person = model is models.Author
    match = names.match_key(name) if person else organisations.match_key(name)
    if not match:
        raise Refused(f"“{name}” is not a name.")
    column = "author" if person else "organisation"
    known = (
        models.NameVariant.objects.filter(key=match[:300], **{f"{column}__isnull": False})
        .exclude(**{f"{column}__status": Status.WITHDRAWN})
        .order_by("pk")
        .first()
    )
    if known:
        agent = getattr(known, column)
    else:
        key = keys.key("person" if person else "organisation", match)
        if model.objects.filter(import_key=key).exists():
            key = keys.random_key(column)
        agent = model(
            import_key=key,
            identifier=identifier_for(key),
            name=name[:200],
            slug=keys.slug(name),
            status=Status.DRAFT,
        )
        agent.sort_name = (
            keys.person_sort_name(name) if person else keys.organisation_sort_name(name)
        )
        agent.folded_name = folded(name)
        agent.save()
    _name_as_printed(agent, name, source, spans)
    return agent


def _name_as_printed(agent: Record, printed: str, source: Any, spans: list) -> None:
    """Keeps a printed name with whom it means."""
    if agent.variants.filter(printed=printed[:300]).exists():
        return
    match = names if isinstance(agent, models.Author) else organisations
    agent.variants.create(
        printed=printed[:300], key=match.match_key(printed)[:300], source=source, spans=spans
    )
    revisions.settle_forms(agent)
    agent.save(update_fields=["folded_name", "sort_name"])


def _drop_if_unused(agent: Record) -> None:
    """Removes a draft of somebody that nothing names any more."""
    if agent.status != Status.DRAFT or agent.contributions.exists():
        return
    for name in ("biographies", "quotations", "series"):
        if hasattr(type(agent), name) and getattr(agent, name).exists():
            return
    models.Evidence.objects.filter(record=agent.identifier).delete()
    agent.delete()


# -- notes ---------------------------------------------------------------------------------


def _decide(
    record: Record,
    source: models.Source | None,
    name: str,
    value: str,
    verdict: str,
    by: Any,
    instead: str = "",
) -> None:
    Decision.objects.filter(
        record=record.identifier, source=source, field=name, value=value
    ).delete()
    Decision.objects.create(
        record=record.identifier,
        source=source,
        field=name,
        value=value,
        verdict=verdict,
        instead=instead,
        by=by,
    )


def _curate(record: Record, name: str) -> None:
    also = ("date_printed",) if name == "date_edtf" else ()
    record.curated = sorted({*record.curated, name, *also})
    record.updated_at = timezone.now()
    record.save()


def _stamp(record: Record) -> None:
    record.updated_at = timezone.now()
    record.save(update_fields=["updated_at"])
