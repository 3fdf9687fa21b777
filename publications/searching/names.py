"""Lists of people and organisations: counted and sorted by the catalogue, found by their names."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from publications.searching.catalogue import Around, Chosen
from publications.searching.parts import Parts, parts_of
from publications.searching.results import Results


def results_of(filterset) -> Results:
    """What a filter set of any kind of record finds."""
    named = filterset.room in ("author", "organisation")
    return NamedResults(filterset) if named else Results(filterset)


class NamedResults(Results):
    """What a filter set of people or organisations finds.

    The words are parts of a name, which the database is asked for. Roles, letters, counts, both
    orders and pages are the catalogue's.
    """

    # A part of a name is no abbreviation, none is too common, and all are looked for.
    also, ignored, shortened = (), ((), ()), False

    @cached_property
    def parts(self) -> Parts:
        return parts_of(self.catalogue, self.room)

    @cached_property
    def named(self) -> Chosen | None:
        """Those with a name that was typed in part; None where nothing was typed."""
        if not self.filterset.chosen.get("q"):
            return None
        keys = self.filterset.without("role", "letter").values_list("pk", flat=True)
        return self.catalogue.of_records(self.room, keys)

    @cached_property
    def text(self) -> Chosen | None:
        roles = self.filterset.chosen.get("role")
        if not roles:
            return self.named
        acting = self.catalogue.of_records(self.room, self.parts.in_roles(roles))
        return acting if self.named is None else acting & self.named

    @property
    def order(self) -> str:
        return "works" if self.filterset.sort == "works" else "title"

    @cached_property
    def by_works(self) -> list[int]:
        """All results, those with the most works first, then by name."""
        ids, keys, ranks = [], [], []
        for segment, mask in zip(self.catalogue.segments, self.all.masks, strict=True):
            ids.append(segment.ids[mask])
            keys.append(segment.records[mask])
            ranks.append(segment.ranks["title"][mask])
        number = self.parts.number_of_works(np.concatenate(keys))
        order = np.lexsort((np.concatenate(ranks), -number))
        return np.concatenate(ids)[order].tolist()

    def ids(self, start: int, stop: int) -> list[int]:
        return self.by_works[start:stop] if self.order == "works" else super().ids(start, stop)

    def around(self, entry: int) -> Around | None:
        if self.order != "works":
            return super().around(entry)
        return self.beside(self.by_works.index(entry)) if entry in self.by_works else None

    def facet_rows(self) -> dict[str, list[tuple]]:
        """How many had each role, whatever roles are chosen."""
        found = self.catalogue.choose(self.wanted)
        if self.named is not None:
            found &= self.named
        keys = [
            segment.records[mask]
            for segment, mask in zip(self.catalogue.segments, found.masks, strict=True)
        ]
        counts = self.parts.by_role(np.concatenate(keys))
        return {"role": [(role, "", n) for role, n in counts.items()]}

    @property
    def letters(self) -> dict[str, int]:
        """How many stand under each letter that any stands under, whatever letters are chosen."""
        return self.catalogue.initials(self.fits("initials"))
