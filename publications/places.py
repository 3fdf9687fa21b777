"""Where publications stand: the collection of each essay, and the series.

Most have neither, and a join with both doubles the columns of every row: with a statement compiled
each time it took a quarter of the page of a record.
"""

from __future__ import annotations

from collections.abc import Sequence


def read_places(works: Sequence, using: str) -> None:
    """Put the collection and the series of some publications where ``part_of`` finds them."""
    wholes = _others(works, "part_of", using)
    _others([*works, *wholes], "series", using)


def _others(works: Sequence, name: str, using: str) -> list:
    """The records that a foreign key leads to, each put on the works that it belongs to."""
    wanted = {getattr(work, f"{name}_id") for work in works} - {None}
    if not wanted:
        return []
    model = works[0]._meta.get_field(name).related_model
    found = model._base_manager.using(using).in_bulk(wanted)
    for work in works:
        if other := found.get(getattr(work, f"{name}_id")):
            setattr(work, name, other)
    return list(found.values())
