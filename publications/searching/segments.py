"""A part of the catalogue: entries as arrays, so that filters and counts are a few operations.

A segment never changes. Positions are places in its arrays, ids are those of ``SearchEntry``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

FACETS = ("authors", "organisations", "projects", "series", "topics")
# Who wrote or spoke: of news and events the authors are all people who are in them.
LISTINGS = (*FACETS, "writers")
ORDERS = ("newest", "oldest", "title")
UNDATED = 0  # as an ordinal day and as a year

Mask = np.ndarray  # of bool, one for each entry of a segment


@dataclass(frozen=True)
class Listing:
    """The values of one facet: ``owners`` are positions, ``codes`` places in ``values``."""

    owners: np.ndarray
    codes: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, owners: np.ndarray, values: np.ndarray) -> Listing:
        unique, codes = np.unique(values, return_inverse=True)
        return cls(owners, codes, unique)

    @cached_property
    def _by_value(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.codes, kind="stable")
        return order, np.searchsorted(self.codes[order], np.arange(len(self.values) + 1))

    def positions(self, value: int) -> np.ndarray:
        """The entries that have a value."""
        code = int(np.searchsorted(self.values, value))
        if code == len(self.values) or self.values[code] != value:
            return np.empty(0, dtype=np.int64)
        order, starts = self._by_value
        return self.owners[order[starts[code] : starts[code + 1]]]

    def values_of(self, position: int) -> np.ndarray:
        """The values of one entry."""
        start, stop = np.searchsorted(self.owners, (position, position + 1))
        return self.values[self.codes[start:stop]]

    def counts(self, mask: Mask | None) -> np.ndarray:
        """How many of the chosen entries have each value."""
        codes = self.codes if mask is None else self.codes[mask[self.owners]]
        return np.bincount(codes, minlength=len(self.values))


@dataclass(frozen=True)
class Segment:
    """Entries by position; only published ones, since a search shows no others."""

    ids: np.ndarray  # ascending
    records: np.ndarray  # primary keys in the records' own tables
    kinds: np.ndarray  # codes of (room, kind)
    kind_names: list[tuple[str, str]]
    first_days: np.ndarray
    last_days: np.ndarray
    first_years: np.ndarray
    last_years: np.ndarray
    listings: dict[str, Listing]
    ranks: dict[str, np.ndarray]  # by order: smaller comes first, comparable between segments
    masks: dict[object, Mask] = field(default_factory=dict)  # of single filters, kept

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def ordered(self) -> dict[str, np.ndarray]:
        """All positions in each order."""
        return {name: np.argsort(rank, kind="stable") for name, rank in self.ranks.items()}

    def positions_of(self, ids: np.ndarray) -> np.ndarray:
        """The positions of those ids that stand here."""
        if not len(self.ids):
            return np.empty(0, dtype=np.int64)
        places = np.searchsorted(self.ids, ids)
        places[places == len(self.ids)] = 0
        return places[self.ids[places] == ids]

    def mask_of(self, positions: np.ndarray) -> Mask:
        mask = np.zeros(len(self.ids), dtype=bool)
        mask[positions] = True
        return mask

    # -- single filters

    def of_kinds(self, wanted: Iterable[tuple[str, str]]) -> Mask:
        """Entries of some kinds; an empty kind means the whole room."""
        wanted = frozenset(wanted)
        key = ("kinds", wanted)
        if key not in self.masks:
            codes = [
                code
                for code, (room, kind) in enumerate(self.kind_names)
                if (room, kind) in wanted or (room, "") in wanted
            ]
            self.masks[key] = np.isin(self.kinds, codes)
        return self.masks[key]

    def having(self, facet: str, values: Sequence[int]) -> Mask:
        """Entries with any of some values of a facet."""
        mask = np.zeros(len(self.ids), dtype=bool)
        for value in values:
            mask[self.listings[facet].positions(value)] = True
        return mask

    def touching(self, first: int | None, last: int | None) -> Mask:
        """Entries whose days touch a span of ordinal days."""
        mask = self.first_days != UNDATED
        if first:
            mask &= self.last_days >= first
        if last:
            mask &= self.first_days <= last
        return mask

    def at_times(self, times: Sequence[str], today: int) -> Mask:
        """Entries that are coming, past or undated, seen from an ordinal day."""
        mask = np.zeros(len(self.ids), dtype=bool)
        if "coming" in times:
            mask |= self.last_days >= today
        if "past" in times:
            mask |= (self.last_days < today) & (self.last_days != UNDATED)
        if "undated" in times:
            mask |= self.last_days == UNDATED
        return mask

    # -- counts

    def year_counts(self, mask: Mask | None) -> tuple[dict[int, int], int]:
        """How many of the chosen entries touch each year, and how many have no date."""
        first = self.first_years if mask is None else self.first_years[mask]
        last = self.last_years if mask is None else self.last_years[mask]
        dated = first != UNDATED
        undated = int(len(first) - dated.sum())
        first, last = first[dated], last[dated]
        if not len(first):
            return {}, undated
        start = int(first.min())
        length = int(last.max()) - start + 2
        steps = np.bincount(first - start, minlength=length) - np.bincount(
            last - start + 1, minlength=length
        )
        counts = np.cumsum(steps)
        return {start + at: int(n) for at, n in enumerate(counts) if n}, undated

    def kind_counts(self, mask: Mask | None) -> dict[tuple[str, str], int]:
        codes = self.kinds if mask is None else self.kinds[mask]
        counts = np.bincount(codes, minlength=len(self.kind_names))
        return {name: int(n) for name, n in zip(self.kind_names, counts, strict=True) if n}

    # -- order

    def first(self, order: str, mask: Mask, count: int, most: int) -> np.ndarray:
        """The positions of the chosen entries that come first, at most ``most``, in order.

        ``count`` is how many are chosen: where they are many, the whole order is walked until
        enough are found; where they are few, they alone are sorted.
        """
        if not count or not most:
            return np.empty(0, dtype=np.int64)
        if count * 16 < len(self.ids):
            chosen = np.flatnonzero(mask)
            return chosen[np.argsort(self.ranks[order][chosen], kind="stable")][:most]
        walked = self.ordered[order]
        step = max(4096, 2 * most * len(self.ids) // count)
        found: list[np.ndarray] = []
        missing = most
        for at in range(0, len(walked), step):
            part = walked[at : at + step]
            part = part[mask[part]][:missing]
            found.append(part)
            missing -= len(part)
            if missing <= 0:
                break
        return np.concatenate(found)
