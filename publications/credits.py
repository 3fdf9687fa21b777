"""Who did what for works, as pages and citations name them: few columns, one statement, no models.

A page of a list names some two hundred people and bodies. As rows of models, with every column and
a statement compiled each time, they would take longer than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections

from publications.paths import path_of
from publications.search import WORKS

# By the model of a work: its column in contributions.
COLUMNS = {column.removesuffix("_id").replace("_", ""): column for column in WORKS.values()}
# What is read of a contribution, behind its work; whom it names may not be public.
READ = """c.role, c.affiliation,
    a.id, a.name, a.identifier, a.slug, o.id, o.name, o.identifier, o.slug"""
TABLES = """publications_contribution c
    LEFT JOIN publications_author a ON a.id = c.author_id AND a.status = 'published'
    LEFT JOIN publications_organisation o ON o.id = c.organisation_id AND o.status = 'published'
    WHERE (a.id IS NOT NULL OR o.id IS NOT NULL)"""
ORDER = "c.position, c.id"
STATEMENTS = {
    model: f"SELECT c.{column}, {READ} FROM {TABLES} AND c.{column} = ANY (%s) ORDER BY {ORDER}"
    for model, column in COLUMNS.items()
}


@dataclass(frozen=True, slots=True)
class Agent:
    """A public person or body, as far as its name and its address need."""

    pk: int
    name: str
    identifier: str
    slug: str
    url_name: str
    is_published: bool = True

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of(self.url_name, self.identifier, self.slug or "-")


@dataclass(frozen=True, slots=True)
class Credit:
    """A contribution of a public person or body: read like ``models.Contribution``."""

    role: str
    affiliation: str
    author: Agent | None
    organisation: Agent | None

    @property
    def agent(self) -> Agent:
        return self.author or self.organisation

    @property
    def author_id(self) -> int | None:
        return self.author and self.author.pk

    @property
    def organisation_id(self) -> int | None:
        return self.organisation and self.organisation.pk


def read_credits(works: Sequence, using: str) -> None:
    """Put the credits of some works of one model where ``contributions.all()`` finds them."""
    if not works:
        return
    statement = STATEMENTS[works[0]._meta.model_name]
    with connections[using].cursor() as cursor:
        cursor.execute(statement, [[work.pk for work in works]])
        keep_credits(works, cursor.fetchall())


def keep_credits(works: Sequence, rows: Iterable[Sequence]) -> None:
    """Put credits that were read, each as its work and ``READ``, on their works."""
    found: dict[int, list[Credit]] = {work.pk: [] for work in works}
    people: dict[int, Agent] = {}
    bodies: dict[int, Agent] = {}
    for work, role, affiliation, *columns in rows:
        author = _agent(people, columns[:4], "author-detail")
        body = _agent(bodies, columns[4:], "organisation-detail")
        found[work].append(Credit(role, affiliation, author, body))
    keep(works, "contributions", found)


def keep(works: Sequence, name: str, found: dict[int, list]) -> None:
    """Put what was read of some works where ``name.all()`` finds it, as a prefetch does."""
    for work in works:
        work.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found[work.pk]


def _agent(known: dict[int, Agent], columns: list, url_name: str) -> Agent | None:
    pk = columns[0]
    if pk is None:
        return None
    if pk not in known:
        known[pk] = Agent(*columns, url_name)
    return known[pk]
