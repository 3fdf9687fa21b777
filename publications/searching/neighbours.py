"""Which of the commonest words stand side by side in an entry.

A phrase of common words would have nearly every passage looked at; ``phrases`` asks for their
pairs instead. ``common_words`` says when they are read and why they can be believed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from publications.search import WITH_TEXTS
from publications.searching.phrases import FACTOR

PART = 50  # entries that are read at a time, however long their texts are
_TEXTS = "\n".join(
    f"""
    UNION ALL SELECT e.id, 'text', p.search_vector FROM taken e
        JOIN publications_section s ON s.{column} = e.record
        JOIN publications_passage p ON p.section_id = s.id WHERE e.room = '{room}'
    UNION ALL SELECT e.id, 'text', f.search_vector FROM taken e
        JOIN publications_footnote f ON f.{column} = e.record WHERE e.room = '{room}'"""
    for room, column in WITH_TEXTS.items()
)
# Where common words stand: number of the vector, position in it, number of the word, in one.
STANDING = f"""
WITH taken AS MATERIALIZED (
    SELECT id, room, record, vector FROM publications_searchentry WHERE id = ANY (%s)
), vectors AS MATERIALIZED (
    SELECT row_number() OVER () - 1 AS number, entry, part, vector
    FROM (SELECT id, 'record', vector FROM taken
        UNION ALL SELECT id, 'title', ts_filter(vector, '{{a}}') FROM taken {_TEXTS}
    ) AS every (entry, part, vector)
), standing AS (
    SELECT (v.number << 30) + (unnest(w.positions)::bigint << 15) + c.number AS place
    FROM vectors v, unnest(v.vector) AS w, publications_searchcommon c
    WHERE c.word = w.lexeme AND c.paired
)
SELECT (SELECT array_agg(entry ORDER BY number) FROM vectors),
    (SELECT array_agg(part ORDER BY number) FROM vectors),
    (SELECT string_agg(int8send(place), '') FROM standing)
"""
KEPT = "COPY publications_searchneighbours (entry, record, title, text) FROM STDIN"
# All that a batch brings is taken into an index at once, and none is left for a search to read.
INDEXED = """
SELECT gin_clean_pending_list(name::regclass)
FROM unnest(ARRAY['neighbours_record', 'neighbours_title', 'neighbours_text']) AS name
"""


def read(cursor, entries: list[int]) -> None:
    """Writes the pairs of some entries anew."""
    cursor.execute("DELETE FROM publications_searchneighbours WHERE entry = ANY (%s)", [entries])
    rows: list[tuple] = []
    for start in range(0, len(entries), PART):
        cursor.execute(STANDING, [entries[start : start + PART]])
        rows += _rows(*cursor.fetchone())
    _keep(cursor, rows)


def _rows(
    entries: list[int] | None, parts: list[str] | None, places: bytes | None
) -> Iterator[tuple]:
    """The pairs of some vectors, by their entries and the part of it that they are of."""
    found: dict[int, dict[str, set[int]]] = {}
    for number, pairs in _pairs(np.frombuffer(bytes(places or b""), dtype=">i8")):
        here = found.setdefault(entries[number], {"record": set(), "title": set(), "text": set()})
        here[parts[number]].update(pairs)
    for entry, by_part in found.items():
        yield entry, *map(sorted, by_part.values())


def _keep(cursor, rows: list[tuple]) -> None:
    with cursor.copy(KEPT) as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(INDEXED)


def _pairs(places: np.ndarray) -> Iterator[tuple[int, list[int]]]:
    """The number of each vector and its pairs: what stands at one position and at the next."""
    places = np.sort(places.astype(np.int64))
    at, words = places >> 15, places & (FACTOR - 1)
    first, last = (np.searchsorted(at, at + 1, side) for side in ("left", "right"))
    # Nearly always there is one or none, since two words seldom share a position.
    many = last - first
    left = np.repeat(np.arange(len(at)), many)
    right = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
    pairs = words[left] * FACTOR + words[right]
    vectors, begin = np.unique(at[left] >> 15, return_index=True)
    for vector, start, end in zip(vectors.tolist(), begin, [*begin[1:], len(pairs)], strict=False):
        yield vector, pairs[start:end].tolist()
