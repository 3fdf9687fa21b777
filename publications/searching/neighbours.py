"""Which of the commonest words stand side by side, learnt after the texts are in.

A phrase of common words would have nearly every passage looked at. So a large archive has numbers
for its commonest words and keeps, for each entry, which two of them are neighbours somewhere in
it. The triggers only note the entries whose text changed, in the transaction that changes it;
whoever has time (the worker, the end of an import) reads those and takes the notes away. A search
believes only what no note stands for, so it finds what is there at any moment
(``searching.phrases``).

A note goes in the transaction that keeps what was read, and only one that was there before the
text was read: what changed meanwhile has a note of its own. Nobody who writes waits for this, for
he only adds notes, and what is kept here no one else touches.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from django.db import connection, transaction

from publications.search import WITH_TEXTS
from publications.searching import matching
from publications.searching.phrases import FACTOR

BATCH = 500  # entries that are read in one transaction
PART = 50  # of them are read at a time, however long their texts are
MOST = 300  # words at a time
COMMON = 1 / 12  # of the passages have a common word
# For one that is new and well above both limits all texts are read again. What a sample says of
# the words near the limits changes with each ANALYZE.
NEW, SURELY = 1 / 10, MOST * 3 // 4

# One at a time: of two who read one entry the slower would keep what is old. Who adds waits not.
ALONE = "LOCK TABLE publications_searchunpaired IN SHARE UPDATE EXCLUSIVE MODE"
# As the planner has it: about so many, without counting them.
ENTRIES = """
SELECT greatest(reltuples, 0)::bigint FROM pg_class
WHERE oid = 'publications_searchentry'::regclass
"""
COMMONEST = """
SELECT word, share FROM pg_stats s,
    unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS t (word, share)
WHERE s.schemaname = current_schema AND s.tablename = 'publications_passage'
    AND s.attname = 'search_vector' AND word IS NOT NULL AND share > %s
ORDER BY share DESC, word LIMIT %s
"""
NUMBERED = """
INSERT INTO publications_searchcommon (number, word)
SELECT (SELECT coalesce(max(number), 0) FROM publications_searchcommon) + n, word
FROM unnest(%s::text[]) WITH ORDINALITY AS t (word, n)
"""
# In place of the notes that there are, so that nothing is read twice.
ALL_NOTED = """
INSERT INTO publications_searchunpaired (entry)
SELECT id FROM publications_searchentry UNION SELECT entry FROM publications_searchneighbours
ORDER BY 1
"""
NONE_NOTED = "DELETE FROM publications_searchunpaired"
TAKEN = """
DELETE FROM publications_searchunpaired WHERE id IN (
    SELECT id FROM publications_searchunpaired ORDER BY id LIMIT %s) RETURNING entry
"""
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
    FROM vectors v, unnest(v.vector) AS w, publications_searchcommon c WHERE c.word = w.lexeme
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


def learn(most: int | None = None) -> int:
    """Read what is noted, all of it or about so many entries; return how many were read.

    A small archive needs none of this: its notes go as they come.
    """
    if not _choose():
        return 0
    read = 0
    while most is None or read < most:
        taken = _learn_some()
        if not taken:
            break
        read += taken
    return read


def _choose() -> bool:
    """Give numbers to words that are common now; tell whether there are any."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONE)
        cursor.execute("SELECT word FROM publications_searchcommon")
        known = {word for (word,) in cursor}
        cursor.execute(ENTRIES)
        large = cursor.fetchone()[0] >= matching.LARGE
        if large:
            cursor.execute(COMMONEST, [COMMON, MOST])
            found = cursor.fetchall()
            new = [word for word, _ in found if word not in known]
            rising = any(word in new and share > NEW for word, share in found[:SURELY])
            if new and (rising or not known):
                # All entries are noted with them, so that a search that knows the words knows that.
                cursor.execute(NUMBERED, [new])
                cursor.execute(NONE_NOTED)
                cursor.execute(ALL_NOTED)
                return True
        if not known:
            cursor.execute(NONE_NOTED)
        return bool(known)


def _learn_some() -> int:
    """One batch in one transaction, so that a worker that is killed has read it or has not."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONE)
        cursor.execute(TAKEN, [BATCH])
        entries = list({entry for (entry,) in cursor})
        if entries:
            cursor.execute(
                "DELETE FROM publications_searchneighbours WHERE entry = ANY (%s)", [entries]
            )
            rows: list[tuple] = []
            for start in range(0, len(entries), PART):
                cursor.execute(STANDING, [entries[start : start + PART]])
                rows += _rows(*cursor.fetchone())
            _keep(cursor, rows)
        return len(entries)


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
