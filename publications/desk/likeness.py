"""Records that may be one and the same, with the reasons; found in the database, in few queries.

People are compared within a surname and a first letter, so that the work grows with the number
of namesakes and not with the square of all people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from publications import models
from publications.models.base import Record

MOST = 200  # pairs of one kind that are shown


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and why they may be one."""

    first: Record
    second: Record
    reason: str


def likely_duplicates() -> list[Pair]:
    """Pairs of works, people and organisations that an editor should look at."""
    found: dict[tuple[type, int, int], Pair] = {}
    for model, rows in (
        (models.Publication, [*_same_identifier(), *_same_title()]),
        (models.Author, [*_namesakes()]),
        (models.Organisation, [*_like_bodies()]),
    ):
        keys = {key for one, other, _ in rows for key in (one, other)}
        records = model.objects.in_bulk(keys)
        for one, other, reason in rows:
            if one in records and other in records:
                place = (model, one, other)
                found.setdefault(place, Pair(records[one], records[other], reason))
    return list(found.values())


Row = tuple[int, int, str]


def _same_identifier() -> Iterator[Row]:
    yield from _rows(
        """
        SELECT a.publication_id, b.publication_id,
               'the same ' || upper(a.scheme) || ', ' || a.value
        FROM publications_publishedidentifier a
        JOIN publications_publishedidentifier b
          ON a.scheme = b.scheme AND a.value = b.value AND a.publication_id < b.publication_id
        JOIN publications_publication p ON p.id = a.publication_id
        JOIN publications_publication q ON q.id = b.publication_id
        WHERE a.scheme IN ('isbn', 'issn', 'doi') AND p.status <> 'withdrawn'
          AND q.status <> 'withdrawn'
        ORDER BY 1, 2 LIMIT %s
        """
    )


def _same_title() -> Iterator[Row]:
    """Works whose titles begin alike and are similar, at most a year apart."""
    yield from _rows(
        """
        SELECT a.id, b.id,
               CASE WHEN a.sort_title = b.sort_title THEN 'the same title'
                    ELSE 'similar titles' END || ' within a year'
        FROM publications_publication a
        JOIN publications_publication b
          ON left(a.sort_title, 6) = left(b.sort_title, 6) AND a.id < b.id
        WHERE a.sort_title <> '' AND a.status <> 'withdrawn' AND b.status <> 'withdrawn'
          AND a.part_of_id IS NOT DISTINCT FROM b.part_of_id
          AND similarity(a.sort_title, b.sort_title) >= 0.6
          AND (a.date_earliest IS NULL OR b.date_earliest IS NULL
               OR abs(a.date_earliest - b.date_earliest) <= 366)
        ORDER BY 1, 2 LIMIT %s
        """
    )


# As the index has it: the surname and the first letter after it.
_NAMESAKE = "left({0}.sort_name, length(split_part({0}.sort_name, ' ', 1)) + 2)"
_GIVEN = "substr({0}.sort_name, length(split_part({0}.sort_name, ' ', 1)) + 2)"


def _namesakes() -> Iterator[Row]:
    """People of one surname whose other names begin with the same letter.

    Read along the index, in the order of surnames, until there are enough.
    """
    ours, theirs = _NAMESAKE.format("a"), _NAMESAKE.format("b")
    given, other = _GIVEN.format("a"), _GIVEN.format("b")
    yield from _rows(
        f"""
        SELECT a.id, b.id,
               CASE WHEN a.sort_name = b.sort_name THEN 'the same name'
                    WHEN length({given}) < 3 OR length({other}) < 3
                    THEN 'the same surname and initial'
                    ELSE 'the same surname and similar first names' END
        FROM publications_author a JOIN publications_author b
          ON {ours} = {theirs} AND a.id < b.id
        WHERE a.sort_name <> '' AND a.status <> 'withdrawn' AND b.status <> 'withdrawn'
          AND (length({given}) < 3 OR length({other}) < 3 OR similarity({given}, {other}) >= 0.4)
        ORDER BY {ours}, a.id, b.id LIMIT %s
        """  # noqa: S608 - nothing of it comes from outside
    )


def _like_bodies() -> Iterator[Row]:
    yield from _rows(
        """
        SELECT a.id, b.id,
               CASE WHEN a.sort_name = b.sort_name THEN 'the same name'
                    WHEN a.abbreviation <> '' AND a.abbreviation = b.abbreviation
                    THEN 'the same abbreviation, ' || a.abbreviation
                    ELSE 'similar names' END
        FROM publications_organisation a JOIN publications_organisation b
          ON a.id < b.id AND (left(a.sort_name, 4) = left(b.sort_name, 4)
             OR (a.abbreviation <> '' AND a.abbreviation = b.abbreviation))
        WHERE a.status <> 'withdrawn' AND b.status <> 'withdrawn'
          AND (similarity(a.sort_name, b.sort_name) >= 0.65
               OR (a.abbreviation <> '' AND a.abbreviation = b.abbreviation))
        ORDER BY 1, 2 LIMIT %s
        """
    )


def _rows(query: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, [MOST])
        return cursor.fetchall()
