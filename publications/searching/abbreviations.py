"""The archive's own abbreviations in searches: either form finds both."""

from __future__ import annotations

from dataclasses import dataclass

from publications.searching.query import Query


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A query with further alternatives, and what was looked for besides what was typed."""

    query: Query
    also: tuple[str, ...] = ()


def written_out(query: Query, exact: bool = False) -> WrittenOut:
    """The query in which an abbreviation may be written out, and a long form abbreviated."""
    return WrittenOut(query)
