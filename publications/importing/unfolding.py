"""Unfolds objects, as lines of records have them, into the rows of tables. Asks no database."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import JSONField, Model

from publications import models
from publications.choices import SectionKind
from publications.importing import abbreviations, keys
from publications.importing.abbreviations import Explained
from publications.importing.allocation import Keys
from publications.importing.passages import passages
from publications.importing.records import Json
from publications.importing.shape import KINDS, Column, Kind, Table, natural_name
from publications.models.base import PRECISION_ORDER
from publications.parsing import names, organisations
from publications.partial_dates import PartialDate
from publications.search import folded

# The rows of each table with their columns, in the order in which the tables are first met.
Rows = dict[tuple[type[Model], tuple[str, ...]], list[tuple]]
Value = Callable[[Json, dict[str, int]], Any]  # of an object; keys of its sections by anchor

PASSAGE = (models.Passage, ("section_id", "position", "first_block", "text"))
_to_json = json.JSONEncoder(ensure_ascii=False).encode


class Unfolder:
    """Makes rows of objects; ``now`` stands for moments that are not given."""

    def __init__(self, known: Keys, now: datetime.datetime) -> None:
        self._keys = known
        self._now = now
        # By table and by the columns that are not read from the object.
        self._readers: dict[tuple[Table, tuple[str, ...]], tuple[tuple, list[Value]]] = {}

    def rows(self, objects: Iterable[Json]) -> tuple[Rows, list[Explained]]:
        """The rows of some objects and of all that hangs on them; and what their texts explain."""
        rows: Rows = defaultdict(list)
        explained: list[Explained] = []
        for found in objects:
            self._unfold(KINDS[found["type"]], found, rows, explained)
        return rows, explained

    def _unfold(self, kind: Kind, found: Json, rows: Rows, explained: list[Explained]) -> None:
        named = natural_name(kind.model)
        has_name = named in kind.table.by_name
        key = (
            self._keys.named(kind.model, found[named]) if has_name else self._keys.next(kind.model)
        )
        anchors = {
            section["anchor"]: self._keys.next(models.Section)
            for section in found.get("sections", ())
        }
        derived = _derived(kind, found)
        self._row(kind.table, found, rows, {"id": key, **derived}, anchors)
        for name, table in kind.children.items():
            hanging = found.get(name)
            if not hanging:
                continue
            if table.owner == "record":
                owner = {table.owner: found["identifier"]}
            else:
                owner = {table.model._meta.get_field(table.owner).attname: key}
            for row in hanging:
                fixed = dict(owner)
                if table.model is models.Section:
                    fixed["id"] = anchors[row["anchor"]]
                    row["blocks"] = [_block(each) for each in row.get("blocks", ())]
                    _index(fixed["id"], row, rows)
                elif table.model is models.NameVariant:
                    match = names if kind.model is models.Author else organisations
                    fixed["key"] = match.match_key(row["printed"])[:300]
                self._row(table, row, rows, fixed, anchors)
        # A work that does not say its abbreviations has them read from its text.
        if "abbreviations" in kind.children and "abbreviations" not in found:
            column = models.AbbreviationUse._meta.get_field(kind.children["abbreviations"].owner)
            explained += [
                Explained(each, column.attname, key, anchors.get(each.anchor))
                for each in abbreviations.explained_in(found)
            ]

    def _row(
        self, table: Table, found: Json, rows: Rows, fixed: Json, anchors: dict[str, int]
    ) -> None:
        given = (table, tuple(fixed))
        if given not in self._readers:
            columns = [each for each in table.columns if each.field.attname not in fixed]
            where = (table.model, (*(each.field.attname for each in columns), *fixed))
            self._readers[given] = where, [self._reader(each) for each in columns]
        where, readers = self._readers[given]
        rows[where].append((*(read(found, anchors) for read in readers), *fixed.values()))

    def _reader(self, column: Column) -> Value:
        """How the value of a column is read from an object."""
        name, blank = column.name, column.blank
        missing = None if column.field.null else self._now

        def plain(found: Json, anchors: dict[str, int]) -> Any:
            value = found.get(name, blank)
            return missing if value is None else value

        def reference(found: Json, anchors: dict[str, int]) -> Any:
            value = found.get(name)
            return None if value is None else known(target, value)

        def local(found: Json, anchors: dict[str, int]) -> Any:
            value = found.get(name)
            return None if value is None else anchors[value]

        if column.is_local:
            return local
        if target := column.target:
            known = self._keys.named
            return reference
        if isinstance(column.field, JSONField):
            blank_json = _to_json(blank)
            return lambda found, anchors: _to_json(found[name]) if name in found else blank_json
        if isinstance(column.field, ArrayField):
            return lambda found, anchors: list(found.get(name, blank))
        return plain


def _index(section: int, row: Json, rows: Rows) -> None:
    if row.get("kind") != SectionKind.CONTENTS:
        listed = rows[PASSAGE]
        for position, (first, text) in enumerate(passages(row.get("title", ""), row["blocks"])):
            listed.append((section, position, first, text))


def _block(block: Json) -> Json:
    """A block as it is kept; one with a plain ``text`` gets a single run."""
    if "runs" in block:
        return block
    text = block.pop("text")
    return {"kind": block.pop("kind"), "runs": [[text, "", "", ""]], "spans": [], **block}


def _derived(kind: Kind, found: Json) -> dict[str, Any]:
    """The columns that follow from others."""
    derived: dict[str, Any] = {}
    columns = {each.attname for each in kind.model._meta.concrete_fields}
    title = found.get("title") or found.get("name") or ""
    if "sort_title" in columns:
        derived["sort_title"] = keys.sort_title(title)
    if "sort_name" in columns:
        person = kind.model is models.Author
        sort_name = keys.person_sort_name if person else keys.organisation_sort_name
        derived["sort_name"] = sort_name(title)
        printed = [each["printed"] for each in found.get("variants", ())]
        forms = dict.fromkeys(folded(form) for form in (title, *printed))
        derived["folded_name"] = " ".join(forms)
    if kind.is_record and "slug" not in found:
        found["slug"] = keys.slug(title)
    if kind.model is models.Abbreviation:
        derived |= abbreviations.keys_of(found["short"], found["expansion"])
    if "date_earliest" in columns:
        edtf = found.get("date_edtf", "")
        date = PartialDate(edtf) if edtf else None
        derived["date_earliest"] = date.earliest if date else None
        derived["date_latest"] = date.latest if date else None
        derived["date_precision"] = PRECISION_ORDER[date.precision] if date else 0
    return derived
