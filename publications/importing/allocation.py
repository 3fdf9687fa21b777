"""Primary keys for a load, all known before its first row is written.

So lines may refer to each other in any order, and rows can be made without asking the database.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator

from django.db import connection
from django.db.models import Model

from publications import models
from publications.importing.records import Read
from publications.importing.shape import natural_name

LOOKED_UP = 5000  # names looked up in one query


class Keys:
    """The keys of what a file brings, and of what it refers to in the archive."""

    def __init__(self, read: Read) -> None:
        self._by_name: dict[type[Model], dict[str, int]] = defaultdict(dict)
        named: dict[type[Model], list[str]] = defaultdict(list)
        nameless: Counter[type[Model]] = Counter({models.Section: read.sections})
        for model, name in read.good.values():
            if name:
                named[model].append(name)
            else:
                nameless[model] += 1
        for model, names in named.items():
            self._by_name[model].update(zip(names, allocated(model, len(names)), strict=True))
        self._next: dict[type[Model], Iterator[int]] = {
            model: iter(allocated(model, count)) for model, count in nameless.items()
        }
        for model, outside in read.outside.items():
            column = natural_name(model)
            every = sorted(outside)
            for start in range(0, len(every), LOOKED_UP):
                part = {f"{column}__in": every[start : start + LOOKED_UP]}
                rows = model.objects.filter(**part).order_by().values_list(column, "pk")
                self._by_name[model].update(rows)

    def named(self, model: type[Model], name: str) -> int:
        """The key of what is referred to by that name."""
        return self._by_name[model][name]

    def find(self, model: type[Model], name: str) -> int | None:
        """The key of what has that name, if the file brings it or refers to it."""
        return self._by_name[model].get(name)

    def next(self, model: type[Model]) -> int:
        """The key of the next row of a model whose rows have no name."""
        return next(self._next[model])


def allocated(model: type[Model], count: int) -> array[int]:
    """Primary keys for some rows, ascending, from the table's own sequence."""
    if not count:
        return array("q")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return array("q", (key for (key,) in cursor.fetchall()))
