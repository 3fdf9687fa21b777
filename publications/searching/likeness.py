"""Which works are like one: those that share the most values of a facet with it.

Counted in the catalogue, since in the tables all works of all those values would be looked at for
each page.
"""

from __future__ import annotations

import numpy as np

from publications.searching.catalogue import Catalogue, Wanted


def sharing(catalogue: Catalogue, facet: str, room: str, key: int, among: str, most: int):
    """``(primary key, how many are shared)`` of the published works of a room that share most.

    Of those that share as many the newest come first. The record itself, given by its own room and
    primary key, is not among them; where it is not public there are none.
    """
    values = _values_of(catalogue, facet, room, key)
    found = catalogue.remembered(
        ("sharing", facet, values, among, most),
        lambda: _sharing(catalogue, facet, values, among, most),
    )
    return [each for each in found if (among, each[0]) != (room, key)][:most]


def _sharing(catalogue: Catalogue, facet: str, values: tuple[int, ...], among: str, most: int):
    """The same for some values, with one more: the record itself may be the first."""
    if not values:
        return []
    found: list[tuple[int, float, int]] = []
    masks = catalogue.choose(Wanted(rooms=(among,))).masks
    for segment, mask in zip(catalogue.segments, masks, strict=True):
        listing = segment.listings[facet]
        shared = np.zeros(len(segment), dtype=np.int16)
        for value in values:
            shared[listing.positions(value)] += 1  # no entry has one value twice
        places = np.flatnonzero((shared > 0) & mask)
        # Only those that share as many as the last one shown are put in order.
        many = np.cumsum(np.bincount(shared[places], minlength=len(values) + 1)[::-1])[::-1]
        places = places[shared[places] >= np.flatnonzero(many > most).max(initial=1)]
        ranks = segment.ranks["newest"][places]
        first = np.lexsort((ranks, -shared[places]))[: most + 1]
        found += zip(
            (-shared[places[first]]).tolist(),
            ranks[first].tolist(),
            segment.records[places[first]].tolist(),
            strict=True,
        )
    return [(key, -shared) for shared, _, key in sorted(found)[: most + 1]]


def _values_of(catalogue: Catalogue, facet: str, room: str, key: int) -> tuple[int, ...]:
    masks = catalogue.of_records(room, [key]).masks
    for segment, mask in zip(catalogue.segments, masks, strict=True):
        for position in np.flatnonzero(mask):
            return tuple(segment.listings[facet].values_of(position).tolist())
    return ()
