"""The catalogue: every published entry in memory, as arrays.

Counting and sorting a whole archive for each request is what makes lists slow. Each process
keeps the entries as arrays: a large *base*, and a small *recent* part with all that changed
since the base was made. How it stays true to the last commit is told in ``shelf``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from publications.searching.initials import LETTERS
from publications.searching.segments import LISTINGS, UNDATED, Mask, Segment

MOST_KEPT = 200  # results of one moment: masks are as long as the archive


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the catalogue; an empty part asks nothing.

    ``kinds`` are pairs of room and kind, the kind empty for all of a room. ``years`` and the
    days ``first`` and ``last`` (ordinals) are as in ``filters.dated.DatedFilterSet.by_dates``.
    """

    rooms: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    authors: tuple[int, ...] = ()
    writers: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None
    undated: bool = False
    times: tuple[str, ...] = ()  # as in ``filters.times``, seen from the day ``today``
    today: int | None = None
    initials: tuple[int, ...] = ()  # places in ``initials.LETTERS``
    nothing: bool = False  # a filter names what no record has

    def without(self, facet: str) -> Wanted:
        """The same but for one facet, as its own counts need it."""
        if facet == "dates":
            return replace(self, years=(), first=None, last=None, undated=False)
        return replace(self, **{facet: ()}) if getattr(self, facet) else self


@dataclass(frozen=True)
class Chosen:
    """What fits: a mask for each segment, and how many they are."""

    masks: tuple[Mask, ...]
    count: int

    def __and__(self, other: Chosen) -> Chosen:
        return chosen(a & b for a, b in zip(self.masks, other.masks, strict=True))

    def __or__(self, other: Chosen) -> Chosen:
        return chosen(a | b for a, b in zip(self.masks, other.masks, strict=True))

    def __sub__(self, other: Chosen) -> Chosen:
        return chosen(a & ~b for a, b in zip(self.masks, other.masks, strict=True))


@dataclass(frozen=True, slots=True)
class Around:
    """How many come before an entry in an order, and the ids of its neighbours."""

    position: int
    before: int | None
    after: int | None


def chosen(masks) -> Chosen:
    masks = tuple(masks)
    return Chosen(masks, sum(int(np.count_nonzero(mask)) for mask in masks))


@dataclass(frozen=True)
class Catalogue:
    """The entries at one moment. ``stale`` are those of the base that changed since."""

    base: Segment
    recent: Segment
    stale: np.ndarray  # positions in the base
    changed: frozenset[int]  # ids of the recent part, and of what is gone
    kept: dict = field(default_factory=dict)  # results, as long as this moment lasts
    base_kept: dict = field(default_factory=dict)  # what holds as long as the base does

    @property
    def segments(self) -> tuple[Segment, Segment]:
        return self.base, self.recent

    @property
    def _live(self) -> Chosen:
        if "live" not in self.kept:
            live = np.ones(len(self.base), dtype=bool)
            live[self.stale] = False
            self.kept["live"] = chosen((live, np.ones(len(self.recent), dtype=bool)))
        return self.kept["live"]

    def choose(self, wanted: Wanted) -> Chosen:
        """The entries that fit all parts of what is wanted."""
        key = ("choose", wanted)
        if key not in self.kept:
            self._make_room()
            masks = (
                live & self._mask(segment, wanted)
                for segment, live in zip(self.segments, self._live.masks, strict=True)
            )
            self.kept[key] = chosen(masks)
        return self.kept[key]

    def of_ids(self, ids: np.ndarray) -> Chosen:
        """The published entries among some ids."""
        live = self._live.masks
        return chosen(
            segment.mask_of(segment.positions_of(ids)) & mask
            for segment, mask in zip(self.segments, live, strict=True)
        )

    def of_records(self, room: str, keys: Iterable[int]) -> Chosen:
        """The published entries of some records of a room, by their primary keys."""
        wanted = np.array(list(keys), dtype=np.int64)
        return chosen(
            segment.mask_of(segment.positions_of_records(room, wanted)) & live
            for segment, live in zip(self.segments, self._live.masks, strict=True)
        )

    @staticmethod
    def _mask(segment: Segment, wanted: Wanted) -> Mask:
        mask = np.ones(len(segment), dtype=bool)
        if wanted.nothing:
            return ~mask
        if wanted.rooms:
            mask &= segment.of_kinds((room, "") for room in wanted.rooms)
        if wanted.kinds:
            mask &= segment.of_kinds(wanted.kinds)
        for facet in LISTINGS:
            if values := getattr(wanted, facet):
                mask &= segment.having(facet, values)
        if wanted.initials:
            mask &= np.isin(segment.initials, wanted.initials)
        dates = None
        if wanted.first or wanted.last:
            dates = segment.touching(wanted.first, wanted.last)
        if wanted.years:
            some = np.zeros(len(segment), dtype=bool)
            for year in wanted.years:
                some |= (segment.first_years <= year) & (segment.last_years >= year)
            dates = some if dates is None else dates & some
        if wanted.undated:
            none = segment.first_days == UNDATED
            dates = none if dates is None else dates | none
        if wanted.times:
            mask &= segment.at_times(wanted.times, wanted.today)
        return mask if dates is None else mask & dates

    # -- counts

    def facet(self, name: str, fits: Chosen, most: int, always: tuple[int, ...] = ()):
        """``(value, count)`` of the values that most entries have; some values in any case."""
        values, counts = [], []
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            listing = segment.listings[name]
            values.append(listing.values)
            counts.append(listing.counts(None if mask.all() else mask))
        value, count = np.concatenate(values), np.concatenate(counts)
        always = tuple(always)
        if len(values[1]):
            value, inverse = np.unique(value, return_inverse=True)
            count = np.bincount(inverse, weights=count).astype(np.int64)
        shown = np.union1d(_largest(count, most), np.flatnonzero(np.isin(value, always)))
        found = zip(value[shown].tolist(), count[shown].tolist(), strict=True)
        return sorted(found, key=lambda item: -item[1])

    def years(self, fits: Chosen) -> tuple[dict[int, int], int]:
        counts: dict[int, int] = {}
        undated = 0
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            some, none = segment.year_counts(mask)
            undated += none
            for year, n in some.items():
                counts[year] = counts.get(year, 0) + n
        return counts, undated

    def years_of(self, wanted: Wanted) -> dict[int, int]:
        """How many of what is wanted touch each year; remembered, as start pages ask for it."""
        return self.remembered(("years", wanted), lambda: self.years(self.choose(wanted))[0])

    def kinds(self, fits: Chosen) -> dict[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = {}
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            for name, n in segment.kind_counts(mask).items():
                counts[name] = counts.get(name, 0) + n
        return counts

    def times(self, fits: Chosen, today: int) -> dict[str, int]:
        """How many are coming, past and undated, seen from a day."""
        counts = {
            time: sum(
                int(np.count_nonzero(mask & segment.at_times((time,), today)))
                for segment, mask in zip(self.segments, fits.masks, strict=True)
            )
            for time in ("coming", "past", "undated")
        }
        return {time: n for time, n in counts.items() if n}

    def initials(self, fits: Chosen) -> dict[str, int]:
        """How many stand under each letter that any stands under, in the order of letters."""
        counts = sum(
            segment.initial_counts(mask, len(LETTERS))
            for segment, mask in zip(self.segments, fits.masks, strict=True)
        )
        return {letter: n for letter, n in zip(LETTERS, counts.tolist(), strict=True) if n}

    # -- order

    def ids(self, fits: Chosen, order: str, start: int, stop: int) -> list[int]:
        """The ids of a slice of what fits, in one of the orders."""
        found, ranks = [], []
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            count = int(np.count_nonzero(mask))
            places = segment.first(order, mask, count, stop)
            found.append(segment.ids[places])
            ranks.append(segment.ranks[order][places])
        ids = np.concatenate(found)
        return ids[np.argsort(np.concatenate(ranks), kind="stable")][start:stop].tolist()

    def latest(self, fits: Chosen, start: int, stop: int) -> list[int]:
        """The ids of a slice of what fits, what came into the archive last first."""
        last = [
            segment.ids[np.flatnonzero(mask)[-stop:]]
            for segment, mask in zip(self.segments, fits.masks, strict=True)
        ]
        return np.sort(np.concatenate(last))[::-1][start:stop].tolist()

    def around(self, fits: Chosen, order: str, entry: int) -> Around | None:
        """Where an entry stands among what fits; None where it is not among it."""
        alone = self.of_ids(np.array([entry], dtype=np.int32)) & fits
        if not alone.count:
            return None
        own = next(
            segment.ranks[order][np.argmax(mask)]
            for segment, mask in zip(self.segments, alone.masks, strict=True)
            if mask.any()
        )
        position = 0
        before: list[tuple[float, int]] = []  # the last one of each segment
        after: list[tuple[float, int]] = []
        for segment, mask in zip(self.segments, fits.masks, strict=True):
            places = np.flatnonzero(mask)
            ranks = segment.ranks[order][places]
            earlier, later = ranks < own, ranks > own
            position += int(np.count_nonzero(earlier))
            if earlier.any():
                at = np.argmax(np.where(earlier, ranks, -np.inf))
                before.append((float(ranks[at]), int(segment.ids[places[at]])))
            if later.any():
                at = np.argmin(np.where(later, ranks, np.inf))
                after.append((float(ranks[at]), int(segment.ids[places[at]])))
        return Around(
            position, max(before)[1] if before else None, min(after)[1] if after else None
        )

    def records(self, ids: list[int]) -> list[tuple[str, int]]:
        """The room and the primary key of some entries of this catalogue, in their order."""
        found = {}
        wanted = np.array(ids, dtype=np.int32)
        for segment in self.segments:
            for at in segment.positions_of(wanted):
                room = segment.kind_names[segment.kinds[at]][0]
                found[int(segment.ids[at])] = (room, int(segment.records[at]))
        return [found[entry] for entry in ids]

    def entries(self, room: str) -> dict[int, int]:
        """The entries of a room by the primary keys of their records."""
        found: dict[int, int] = {}
        masks = self.choose(Wanted(rooms=(room,))).masks
        for segment, mask in zip(self.segments, masks, strict=True):
            keys, ids = segment.records[mask].tolist(), segment.ids[mask].tolist()
            found |= zip(keys, ids, strict=True)
        return found

    def entry_of(self, room: str, key: int) -> int | None:
        """The published entry of one record."""
        return next(iter(self.ids(self.of_records(room, [key]), "title", 0, 1)), None)

    def remembered(self, key, make):
        """A result that holds as long as nothing changes."""
        if key not in self.kept:
            self._make_room()
            self.kept[key] = make()
        return self.kept[key]

    def _make_room(self) -> None:
        if len(self.kept) > MOST_KEPT:
            self.kept.clear()


def _largest(counts: np.ndarray, most: int) -> np.ndarray:
    """The places of the largest counts above zero; of those that tie at the end, the first."""
    places = np.flatnonzero(counts)
    if len(places) > most:
        least = np.partition(counts[places], len(places) - most)[len(places) - most]
        places = places[counts[places] >= least]
    return places[np.argsort(-counts[places], kind="stable")][:most]


def ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None
