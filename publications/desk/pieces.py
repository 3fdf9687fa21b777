"""Everything that hangs on a person or a body, worded so that an editor can tell whose it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import models as django_models

from publications import models
from publications.models.base import Record, Sourced


@dataclass(frozen=True, slots=True)
class Piece:
    """One row that hangs on the record, worded so that an editor can tell whose it is."""

    code: str  # "contribution-12"
    kind: str
    words: str
    where: str  # the work or the source that it stands in
    row: django_models.Model


def pieces_of(record: Record) -> list[Piece]:
    """Everything that points at a person or a body, works first."""
    found = []
    for relation in type(record)._meta.related_objects:
        if relation.many_to_many or not relation.field.concrete:
            continue
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: record}).order_by("pk")
        related = [each.name for each in model._meta.concrete_fields if each.many_to_one]
        for row in rows.select_related(*related):
            code = f"{model._meta.model_name}-{row.pk}"
            kind = str(model._meta.verbose_name)
            found.append(Piece(code, kind, _words(row), _where(row), row))
    order = {models.Contribution: 0, models.Biography: 1, models.Quotation: 2}
    return sorted(found, key=lambda piece: (order.get(type(piece.row), 9), piece.kind))


def places_of(pieces: list[Piece]) -> dict[int | None, list[list[int]]]:
    """The places in each source that rows were read from; names are no place of their own."""
    found: dict[int | None, list[list[int]]] = defaultdict(list)
    for piece in pieces:
        if isinstance(piece.row, Sourced) and not isinstance(piece.row, models.NameVariant):
            if piece.row.source_id is not None:
                found[piece.row.source_id] += piece.row.spans
    return found


def touches(span: list[int], others: list[list[int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _words(row: django_models.Model) -> str:
    if isinstance(row, models.Contribution):
        office = f", {row.affiliation}" if row.affiliation else ""
        return f"{row}{office}"
    if isinstance(row, models.Biography):
        return row.text[:300]
    return str(row)


def _where(row: django_models.Model) -> str:
    """The work that a row stands in with its date, else its source."""
    for name in ("publication", "news_item", "event", "project"):
        work = getattr(row, name, None)
        if work is not None:
            date = getattr(work, "date_edtf", "")
            return f"{work} ({date})" if date else str(work)
    source = getattr(row, "source", None)
    return str(source) if source else ""
