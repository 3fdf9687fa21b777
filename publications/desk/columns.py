"""Columns of a record set from what an editor wrote or took, with all that follows them."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from publications import models
from publications.choices import Status
from publications.desk.verdicts import Refused
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.derived import settle_forms
from publications.models.base import Record
from publications.partial_dates import PartialDate, parse


def column_text(record: Record, name: str) -> str:
    """A column as a form shows it."""
    value = getattr(record, name)
    return "" if value is None else str(value)


def set_column(record: Record, name: str, value: str, printed: str = "") -> None:
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
    settle_forms(record)


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
