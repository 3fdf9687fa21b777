"""Lists of people and organisations: counted and sorted by the catalogue, found by their names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from publications.facets import facet_rows
from publications.searching.catalogue import Around, Chosen
from publications.searching.results import Results


def results_of(filterset) -> Results:
    """What a filter set of any kind of record finds."""
    named = filterset.room in ("author", "organisation")
    return NamedResults(filterset) if named else Results(filterset)


class NamedResults(Results):
    """What a filter set of people or organisations finds.

    The words are parts of a name and the roles are those of contributions; both are asked of the
    database, as is the order by works. Counts, the order by name and pages are the catalogue's.
    """

    filtered = ("q", "role")
    also = ()  # a part of a name is no abbreviation

    @cached_property
    def text(self) -> Chosen | None:
        if not any(self.filterset.chosen.get(name) for name in self.filtered):
            return None
        return self.catalogue.of_records(self.room, self._keys(self.filterset.without()))

    @staticmethod
    def _keys(rows) -> Iterable[int]:
        return rows.values_list("pk", flat=True)

    @property
    def order(self) -> str:
        return "works" if self.filterset.sort == "works" else "title"

    @cached_property
    def by_works(self) -> list[int]:
        """All results, those with the most works first."""
        entries = self.catalogue.entries(self.room)
        return [entries[key] for key in self._keys(self.filterset.qs) if key in entries]

    def ids(self, start: int, stop: int) -> list[int]:
        return self.by_works[start:stop] if self.order == "works" else super().ids(start, stop)

    def around(self, entry: int) -> Around | None:
        if self.order != "works":
            return super().around(entry)
        return self.beside(self.by_works.index(entry)) if entry in self.by_works else None

    def facet_rows(self) -> dict[str, list[tuple]]:
        return facet_rows(self.filterset)
