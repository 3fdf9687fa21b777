"""Which works are like one: those that share the most values of a facet with it.

Counted in the catalogue, since in the tables all works of all those values would be looked at for
each page.
"""

from __future__ import annotations

import numpy as np

from publications.searching.catalogue import Catalogue, Wanted

Shared = dict[str, list[tuple[int, int]]]  # by room: primary keys and how many each shares


def sharing(
    catalogue: Catalogue, facet: str, room: str, key: int, among: tuple[str, ...], most: int
) -> Shared:
    """The published works of some rooms that share most with a record.

    Of those that share as many the newest come first. The record itself, given by its own room and
    primary key, is not among them; where it is not public there are none.
    """
    values = _values_of(catalogue, facet, room, key)
    found = catalogue.remembered(
        ("sharing", facet, values, among, most),
        lambda: _sharing(catalogue, facet, values, among, most),
    )
    return {
        other: [pair for pair in pairs if (other, pair[0]) != (room, key)][:most]
        for other, pairs in found.items()
    }


def _sharing(
    catalogue: Catalogue, facet: str, values: tuple[int, ...], among: tuple[str, ...], most: int
) -> Shared:
    """The same for some values, with one more: the record itself may be the first."""
    if not values:
        return {room: [] for room in among}
    counts = []
    for segment in catalogue.segments:
        listing = segment.listings[facet]
        shared = np.zeros(len(segment), dtype=np.int16)
        for value in values:
            shared[listing.positions(value)] += 1  # no entry has one value twice
        counts.append(shared)
    return {room: _most(catalogue, room, counts, most + 1) for room in among}


def _most(
    catalogue: Catalogue, room: str, counts: list[np.ndarray], most: int
) -> list[tuple[int, int]]:
    """Those of a room that have the highest counts, the newest first."""
    found: list[tuple[int, float, int]] = []
    masks = catalogue.choose(Wanted(rooms=(room,))).masks
    for segment, mask, shared in zip(catalogue.segments, masks, counts, strict=True):
        places = np.flatnonzero((shared > 0) & mask)
        # Only those that share as many as the last one shown are put in order.
        many = np.cumsum(np.bincount(shared[places])[::-1])[::-1]
        places = places[shared[places] >= np.flatnonzero(many >= most).max(initial=1)]
        ranks = segment.ranks["newest"][places]
        first = np.lexsort((ranks, -shared[places]))[:most]
        found += zip(
            (-shared[places[first]]).tolist(),
            ranks[first].tolist(),
            segment.records[places[first]].tolist(),
            strict=True,
        )
    return [(key, -shared) for shared, _, key in sorted(found)[:most]]


def _values_of(catalogue: Catalogue, facet: str, room: str, key: int) -> tuple[int, ...]:
    masks = catalogue.of_records(room, [key]).masks
    for segment, mask in zip(catalogue.segments, masks, strict=True):
        for position in np.flatnonzero(mask):
            return tuple(segment.listings[facet].values_of(position).tolist())
    return ()
