"""A part of the catalogue: entries as arrays, so that filters and counts are a few operations.

A segment never changes. Positions are places in its arrays, ids are those of ``SearchEntry``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

FACETS = ("authors", "organisations", "projects", "series", "topics")
# Who wrote or spoke: of news and events the authors are all people who are in them.
LISTINGS = (*FACETS, "writers")
ORDERS = ("newest", "oldest", "title")
UNDATED = 0  # as an ordinal day and as a year
FEW = 32  # one in so many: it is sooner to go through what is chosen than through all

Mask = np.ndarray  # of bool, one for each entry of a segment


@dataclass(frozen=True)
class Listing:
    """The values of one facet: ``owners`` are positions, ``codes`` places in ``values``.

    Owners ascend; ``entries`` is how many there may be.
    """

    owners: np.ndarray
    codes: np.ndarray
    values: np.ndarray
    entries: int

    @classmethod
    def of(cls, owners: np.ndarray, values: np.ndarray, entries: int) -> Listing:
        order = np.argsort(owners, kind="stable")
        unique, codes = np.unique(values[order], return_inverse=True)
        return cls(owners[order], codes, unique, entries)

    @cached_property
    def _starts(self) -> np.ndarray:
        """Where the values of each entry begin, and where those of the last one end."""
        many = np.bincount(self.owners, minlength=self.entries)
        return np.concatenate([[0], np.cumsum(many)])

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
        start, stop = self._starts[position : position + 2]
        return self.values[self.codes[start:stop]]

    def counts(self, mask: Mask | None) -> np.ndarray:
        """How many of the chosen entries have each value."""
        if mask is None:
            codes = self.codes
        elif np.count_nonzero(mask) * FEW < len(mask):
            chosen = np.flatnonzero(mask)
            first = self._starts[chosen]
            many = self._starts[chosen + 1] - first
            within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            codes = self.codes[np.repeat(first, many) + within]
        else:
            codes = self.codes[mask[self.owners]]
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
    initials: np.ndarray  # places in ``initials.LETTERS``
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
        if len(ids) * FEW > len(self.ids) and self._places is not None:
            places = self._places[ids[ids < len(self._places)]]
            return places[places >= 0]
        return _found(self.ids, ids)

    @cached_property
    def _places(self) -> np.ndarray | None:
        """The position of each id, -1 where none stands; None where ids lie far apart."""
        if not len(self.ids) or self.ids[-1] > 8 * len(self.ids):
            return None
        places = np.full(int(self.ids[-1]) + 1, -1, dtype=np.int32)
        places[self.ids] = np.arange(len(self.ids))
        return places

    def positions_of_records(self, room: str, keys: np.ndarray) -> np.ndarray:
        """The positions of those records of a room that stand here, by their primary keys."""
        if room not in self._by_record:
            of_room = np.flatnonzero(self.of_kinds([(room, "")]))
            order = of_room[np.argsort(self.records[of_room], kind="stable")]
            self._by_record[room] = order, self.records[order]
        order, records = self._by_record[room]
        return order[_found(records, keys)]

    @cached_property
    def _by_record(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """By room: positions in the order of their records, and these."""
        return {}

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

    def initial_counts(self, mask: Mask, most: int) -> np.ndarray:
        """How many of the chosen entries stand under each letter."""
        return np.bincount(self.initials[_places_in(mask)], minlength=most)

    @cached_property
    def _spans(self) -> tuple[np.ndarray, list[tuple[int, int]]]:
        """The span of years of each entry as a code, and the different spans, which are few."""
        both = self.first_years.astype(np.int64) << 32 | self.last_years
        spans, codes = np.unique(both, return_inverse=True)
        return codes.astype(np.int32), [(span >> 32, span & 0xFFFFFFFF) for span in spans.tolist()]

    def year_counts(self, mask: Mask) -> tuple[dict[int, int], int]:
        """How many of the chosen entries touch each year, and how many have no date."""
        codes, spans = self._spans
        counts: Counter[int] = Counter()
        undated = 0
        chosen = np.bincount(codes[_places_in(mask)], minlength=len(spans)).tolist()
        for (first, last), n in zip(spans, chosen, strict=True):
            if first == UNDATED:
                undated += n
            elif n:
                for year in range(first, last + 1):
                    counts[year] += n
        return dict(sorted(counts.items())), undated

    def kind_counts(self, mask: Mask) -> dict[tuple[str, str], int]:
        counts = np.bincount(self.kinds[_places_in(mask)], minlength=len(self.kind_names))
        return {name: int(n) for name, n in zip(self.kind_names, counts, strict=True) if n}

    # -- order

    def first(self, order: str, mask: Mask, count: int, most: int) -> np.ndarray:
        """The positions of the chosen entries that come first, at most ``most``, in order.

        ``count`` is how many are chosen: where they are many, the whole order is walked until
        enough are found; where they are few, the first of them are picked out and sorted.
        """
        if not count or not most:
            return np.empty(0, dtype=np.int64)
        if count * 16 < len(self.ids):
            chosen = np.flatnonzero(mask)
            ranks = self.ranks[order][chosen]
            if len(chosen) > most:
                first = np.argpartition(ranks, most)[:most]
                chosen, ranks = chosen[first], ranks[first]
            return chosen[np.argsort(ranks)]
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


def _found(ascending: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The places of what is wanted in an ascending array, of what stands there."""
    if not len(ascending):
        return np.empty(0, dtype=np.int64)
    places = np.searchsorted(ascending, wanted)
    places[places == len(ascending)] = 0
    return places[ascending[places] == wanted]


def _places_in(mask: Mask) -> np.ndarray:
    """What picks the chosen ones out of an array soonest: the mask, or the places of a few."""
    return np.flatnonzero(mask) if np.count_nonzero(mask) * FEW < len(mask) else mask
