"""The records of the archive that the rows of a table may be, looked up for all rows together.

A row is known by its identifier, its ISBN or DOI, its key, else by its title at a time that agrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from publications import models
from publications.importing import keys, matching
from publications.models.base import Dated, Record
from publications.parsing.tables import Row
from publications.parsing.tables.values import other_isbn

MODELS: dict[str, type[Record]] = {
    "publication": models.Publication,
    "news": models.NewsItem,
    "event": models.Event,
    "project": models.Project,
}
_BATCH = 2_000


class Known:
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
        """The record that a row is, if the archive has it."""
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
