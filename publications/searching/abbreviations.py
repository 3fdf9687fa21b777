"""The archive's own abbreviations in searches: either form finds both."""

from __future__ import annotations

from publications.searching.query import Query

Expansion = dict[str, tuple[str, ...]]


def expansions_of(query: Query) -> Expansion:
    return {}
