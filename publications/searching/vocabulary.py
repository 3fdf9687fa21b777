"""The words of the archive's texts, learnt after the texts are in.

The triggers only note which entries have a text that is new or changed. Whoever has time (the
worker, the end of an import) reads those texts and keeps their words. So no writer waits for the
words of another, no request ever counts any, and what a million texts cost is the sum of what
each cost once. A word is taken when a second record has it, or one has it three times: what stands
less often may be a mistake of its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from django.db import connection, transaction

from publications.search import WORKS

SHORTEST, LONGEST = 4, 40  # letters
BATCH = 1000  # entries that are read in one transaction
SURE = 3  # times that a word stands in one record
SHARE = 20_000  # entries of the archive for each work that a frequent word stands in
AT_ONCE = 5000  # entries that an import does not leave to the worker

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")

TAKEN = """
WITH taken AS (DELETE FROM publications_searchunread WHERE id IN (
    SELECT id FROM publications_searchunread ORDER BY id LIMIT %s) RETURNING entry)
SELECT DISTINCT e.id, e.room, e.record FROM taken JOIN publications_searchentry e
    ON e.id = taken.entry ORDER BY e.id
"""
# As the planner has it: about so many, without counting them.
ENTRIES = """
SELECT greatest(reltuples, 0)::bigint FROM pg_class
WHERE oid = 'publications_searchentry'::regclass
"""
_WORK = """
SELECT p.text FROM publications_passage p
    JOIN publications_section s ON s.id = p.section_id WHERE s.{column} = %(record)s
UNION ALL SELECT text FROM publications_footnote WHERE {column} = %(record)s
UNION ALL SELECT summary FROM publications_{table} WHERE id = %(record)s
"""
TEXTS = {
    "publication": _WORK.format(table="publication", column=WORKS["publication"]),
    "news": _WORK.format(table="newsitem", column=WORKS["news"]),
    "project": _WORK.format(table="project", column=WORKS["project"]),
    "event": "SELECT summary FROM publications_event WHERE id = %(record)s",
    "author": "SELECT text FROM publications_biography WHERE author_id = %(record)s",
}


def words_in(text: str) -> list[str]:
    """The words of a text that can be offered: small, without accents, figures and marks."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return [word for word in _WORD.findall(text.casefold()) if len(word) <= LONGEST]


def learn(most: int | None = None) -> int:
    """Read what is unread, all of it or about so many entries; return how many were read."""
    read = 0
    while most is None or read < most:
        taken = _learn_some()
        if taken is None:
            break
        read += taken
    return read


def _learn_some() -> int | None:
    """One batch in one transaction, so that a worker that is killed has read it or has not."""
    with transaction.atomic(), connection.cursor() as cursor:
        # One reader at a time, for each would wait for the other's words; who adds does not wait.
        cursor.execute("LOCK TABLE publications_searchunread IN SHARE UPDATE EXCLUSIVE MODE")
        cursor.execute(TAKEN, [BATCH])
        if not cursor.rowcount:
            # Either nothing is left, or what was noted is gone with its records.
            cursor.execute("SELECT EXISTS (SELECT FROM publications_searchunread)")
            return 0 if cursor.fetchone()[0] else None
        works: Counter[str] = Counter()
        where: dict[str, int] = {}
        sure: set[str] = set()
        entries = cursor.fetchall()
        for entry, room, record in entries:
            if room in TEXTS:
                cursor.execute(TEXTS[room], {"record": record})
                words = Counter[str]()
                for (text,) in cursor:
                    words.update(words_in(text))
                works.update(words.keys())
                where.update(dict.fromkeys(words, entry))
                sure.update(word for word, times in words.items() if times >= SURE)
        if works:
            _keep(cursor, works, where, sure)
        return len(entries)


def _keep(cursor, works: Counter[str], where: dict[str, int], sure: set[str]) -> None:
    """Counts known words, takes in those that are one by now, and notes the others' records."""
    cursor.execute(ENTRIES)
    floor = cursor.fetchone()[0] // SHARE
    cursor.execute(
        "UPDATE publications_searchtextword t"
        " SET works = t.works + n.works, frequent = t.works + n.works >= %s"
        " FROM unnest(%s::text[], %s::int[]) AS n (word, works) WHERE t.word = n.word"
        " RETURNING t.word",
        [floor, list(works), list(works.values())],
    )
    new = works.keys() - {word for (word,) in cursor}
    cursor.execute(
        "SELECT word, entry FROM publications_searchrareword WHERE word = ANY (%s)", [list(new)]
    )
    once = dict(cursor.fetchall())
    common, rare = {}, {}
    for word in new:
        before = int(once.get(word, where[word]) != where[word])
        if works[word] + before > 1 or word in sure:
            common[word] = works[word] + before
        elif word not in once:
            rare[word] = where[word]
    cursor.execute(
        "INSERT INTO publications_searchtextword (word, works, frequent)"
        " SELECT word, works, works >= %s FROM unnest(%s::text[], %s::int[]) AS n (word, works)",
        [floor, list(common), list(common.values())],
    )
    cursor.execute(
        "INSERT INTO publications_searchrareword (word, entry)"
        " SELECT * FROM unnest(%s::text[], %s::int[])",
        [list(rare), list(rare.values())],
    )
    cursor.execute("DELETE FROM publications_searchrareword WHERE word = ANY (%s)", [list(common)])
