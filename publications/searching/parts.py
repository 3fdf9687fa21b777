"""Who had which part in which published works, in memory: counts by role and by works.

The contributions of the base are read once, at the first question for them, and serve as long as
the base does; those of works that changed since are read for each moment. A contribution that is
written is logged as a change of its work (migration ``contributions_are_logged``), so that works
without a logged change have the contributions that they had when the base was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db import connections

from publications.choices import Role
from publications.databases import reading_alias
from publications.search import WORKS
from publications.searching.arrays import int4_array, int8_array
from publications.searching.catalogue import Catalogue

ROLES = tuple(Role.values)
READING = """
    SELECT string_agg(int4send(entry), '' ORDER BY entry, agent, role),
        string_agg(int8send(agent), '' ORDER BY entry, agent, role),
        string_agg(int4send(role), '' ORDER BY entry, agent, role)
    FROM ({}) AS parts
"""
PART = """
    SELECT e.id AS entry, c.{agent}_id AS agent, array_position(%(roles)s, c.role::text) - 1 AS role
    FROM publications_contribution c
    JOIN publications_searchentry e ON e.room = '{room}' AND e.record = c.{column}
    WHERE c.{agent}_id IS NOT NULL AND e.status = 'published' AND {which}
"""


@dataclass(frozen=True)
class Rows:
    """Contributions as arrays of one length, by work: entries, primary keys of agents, roles."""

    works: np.ndarray
    agents: np.ndarray
    roles: np.ndarray  # places in ``ROLES``

    def __getitem__(self, chosen) -> Rows:
        return Rows(self.works[chosen], self.agents[chosen], self.roles[chosen])

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            np.concatenate([self.works, other.works]),
            np.concatenate([self.agents, other.agents]),
            np.concatenate([self.roles, other.roles]),
        )


@dataclass(frozen=True)
class Parts:
    """What is counted of all contributions at one moment.

    ``agents`` and ``roles`` are the different pairs that any published work has, by agent, and
    ``times`` how often; ``works`` is the number of works of each agent, by primary key.
    """

    agents: np.ndarray
    roles: np.ndarray
    times: np.ndarray
    works: np.ndarray

    def by_role(self, agents: np.ndarray) -> dict[str, int]:
        """How many of some agents had each role; none is left out."""
        among = np.zeros(len(self.works), dtype=bool)
        among[agents[agents < len(among)]] = True
        counts = np.bincount(self.roles[among[self.agents]], minlength=len(ROLES))
        return {ROLES[code]: int(n) for code, n in enumerate(counts) if n}

    def in_roles(self, roles: Iterable[str]) -> np.ndarray:
        """The agents who had any of some roles."""
        codes = [ROLES.index(role) for role in roles]
        return np.unique(self.agents[np.isin(self.roles, codes)])

    def of(self, agent: int) -> dict[str, int]:
        """How often an agent had each role, most often first."""
        start, stop = np.searchsorted(self.agents, (agent, agent + 1))
        found = zip(self.roles[start:stop].tolist(), self.times[start:stop].tolist(), strict=True)
        return dict(sorted(((ROLES[code], n) for code, n in found), key=lambda item: -item[1]))

    def number_of_works(self, agents: np.ndarray) -> np.ndarray:
        """How many published works each of some agents had a part in, in whatever roles."""
        known = agents < len(self.works)
        return np.where(known, self.works[np.where(known, agents, 0)], 0)


def parts_of(catalogue: Catalogue, agent: str) -> Parts:
    """The parts of people or of organisations ("author", "organisation") as of a moment."""
    return catalogue.remembered(("parts", agent), lambda: _parts_of(catalogue, agent))


def _parts_of(catalogue: Catalogue, agent: str) -> Parts:
    kept = catalogue.base_kept
    if ("parts", agent) not in kept:
        kept["parts", agent] = _read(agent)
    rows = kept["parts", agent]
    if catalogue.changed:
        changed = np.array(sorted(catalogue.changed), dtype=np.int32)
        rows = rows[~np.isin(rows.works, changed)] + _read(agent, catalogue.changed)
    return _counted(rows)


def _counted(rows: Rows) -> Parts:
    pairs, times = np.unique(rows.agents * len(ROLES) + rows.roles, return_counts=True)
    each = np.ones(len(rows.works), dtype=bool)  # the first of an agent's rows in a work
    each[1:] = (rows.works[1:] != rows.works[:-1]) | (rows.agents[1:] != rows.agents[:-1])
    works = np.bincount(rows.agents[each], minlength=1)
    return Parts(pairs // len(ROLES), pairs % len(ROLES), times, works)


def _read(agent: str, entries: frozenset[int] | None = None) -> Rows:
    which = "true" if entries is None else "e.id = ANY (%(entries)s)"
    parts = " UNION ALL ".join(
        PART.format(agent=agent, room=room, column=column, which=which)
        for room, column in WORKS.items()
    )
    parameters = {"roles": list(ROLES), "entries": list(entries or ())}
    connection = connections[reading_alias()]
    # What all later readers use is not cut by the time that one reader has.
    with connection.unhurried(), connection.cursor() as cursor:
        cursor.execute(READING.format(parts), parameters)
        works, agents, roles = (bytes(raw or b"") for raw in cursor.fetchone())
    return Rows(int4_array(works), int8_array(agents), int4_array(roles).astype(np.int64))
