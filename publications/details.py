"""What belongs to works: credits, topics, printed identifiers, files and essays.

As in ``credits``: few columns, one statement, no models. The page of a record would else ask five
times for what most records have one or two of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from publications.credits import COLUMNS, ORDER, READ, TABLES, keep, keep_credits


@dataclass(frozen=True, slots=True)
class Topic:
    name: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Read like ``models.TopicAssignment``."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class Identifier:
    """Read like ``models.PublishedIdentifier``."""

    scheme: str
    value: str
    printed: str


@dataclass(frozen=True, slots=True)
class File:
    """Read like ``models.OfferedFile``."""

    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Part:
    """A public essay of a collection, as far as it is named there."""

    pk: int
    position: int
    identifier: str
    kind: str
    title: str
    subtitle: str
    first_page: str
    is_published: bool = True


def _rows(columns: str, order: str, tables: str) -> str:
    """Rows as one JSON value, each beginning with its work: read at once, not cell by cell."""
    rows = f"json_agg(json_build_array({columns}) ORDER BY {order})"
    return f"(SELECT coalesce({rows}, '[]') FROM {tables} = ANY (%(works)s))"


def _credits(column: str) -> str:
    return _rows(f"c.{column}, {READ}", ORDER, f"{TABLES} AND c.{column}")


def _topics(column: str) -> str:
    return _rows(
        f"x.{column}, t.name",
        "t.name, t.id, x.id",
        f"publications_topicassignment x JOIN publications_topic t ON t.id = x.topic_id "
        f"WHERE x.{column}",
    )


# By the model of a work: the list of a work that each column is, and its statement.
OF_ALL = {"topics": lambda name: Assignment(Topic(name))}
OF_PUBLICATIONS = OF_ALL | {"identifiers": Identifier, "files": File, "parts": Part}
LISTS = {model: OF_PUBLICATIONS if model == "publication" else OF_ALL for model in COLUMNS}
STATEMENTS = {
    model: f"SELECT {_credits(column)}, {_topics(column)}" for model, column in COLUMNS.items()
}
STATEMENTS["publication"] += ", " + ", ".join(
    (
        _rows(
            "x.publication_id, x.scheme, x.value, x.printed",
            "x.id",
            "publications_publishedidentifier x WHERE x.publication_id",
        ),
        _rows(
            "x.publication_id, x.name, x.media_type",
            "x.id",
            "publications_offeredfile x WHERE x.publication_id",
        ),
        _rows(
            "x.part_of_id, x.id, x.position, x.identifier, x.kind, x.title, x.subtitle, "
            "x.first_page",
            "x.position, x.id",
            "publications_publication x WHERE x.status = 'published' AND x.part_of_id",
        ),
    )
)


def read_details(works: Sequence, using: str) -> None:
    """Put what belongs to some works of one model where ``topics.all()`` and the like find it.

    An essay says what its collection says, so that the collections that are at hand are read too.
    """
    if not works:
        return
    wholes = (work._state.fields_cache.get("part_of") for work in works)
    every = [*works, *filter(None, wholes)]
    model = works[0]._meta.model_name
    with connections[using].cursor() as cursor:
        cursor.execute(STATEMENTS[model], {"works": [work.pk for work in every]})
        credit_rows, *columns = cursor.fetchone()
    keep_credits(every, credit_rows)
    for (name, make), rows in zip(LISTS[model].items(), columns, strict=True):
        found: dict[int, list] = {work.pk: [] for work in every}
        for work, *values in rows:
            found[work].append(make(*values))
        keep(every, name, found)
