"""The commonest words of a large archive: which they are, and when what is known of them is read.

A common word stands in half of all entries and a phrase of two in nearly every passage, so that
the database would fetch all of them for one search. So a large archive has numbers for its
commonest words and keeps which entries have each (``word_sets``) and, of those in many passages,
which two stand side by side in an entry (``neighbours``). The triggers only note the entries
whose words changed, in the transaction that changes them; whoever has time (the worker, the end
of an import) reads those and takes the notes away. A search believes only what no note stands
for, so it finds what is there at any moment.

A note goes in the transaction that keeps what was read, and only one that was there before the
entry was read: what changed meanwhile has a note of its own. Nobody who writes waits for this, for
he only adds notes, and what is kept here no one else touches.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from publications.searching import matching, neighbours, word_sets

BATCH = 500  # entries that are read in one transaction


@dataclass(slots=True)
class Measure:
    """What share of the rows of a table a word needs to be common, and how many words may be.

    For a new one that is well above both limits all entries are read again. What a sample says of
    the words near the limits changes with each ANALYZE.
    """

    table: str
    column: str
    share: float
    surely: float
    most: int

    def new(self, cursor, known: set[str]) -> tuple[list[str], bool]:
        """The words that are common and not known, and whether one of them surely is."""
        cursor.execute(COMMONEST, [self.table, self.column, self.share, self.most])
        found = cursor.fetchall()
        new = [word for word, _ in found if word not in known]
        first = {word for word, share in found[: self.most * 3 // 4] if share > self.surely}
        return new, not known or not first.isdisjoint(new)


# A pair of words is worth its row where both are in many passages; a set sooner.
PAIRED = Measure("publications_passage", "search_vector", 1 / 12, 1 / 10, 300)
HELD = Measure("publications_searchentry", "words", 1 / 50, 1 / 40, 1000)

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
WHERE s.schemaname = current_schema AND s.tablename = %s
    AND s.attname = %s AND word IS NOT NULL AND share > %s
ORDER BY share DESC, word LIMIT %s
"""
NUMBERED = """
INSERT INTO publications_searchcommon (number, word, paired)
SELECT (SELECT coalesce(max(number), 0) FROM publications_searchcommon) + n, word, paired
FROM unnest(%s::text[], %s::boolean[]) WITH ORDINALITY AS t (word, paired, n)
ON CONFLICT (word) DO UPDATE SET paired = TRUE
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
        cursor.execute("SELECT word, paired FROM publications_searchcommon")
        known = dict(cursor.fetchall())
        cursor.execute(ENTRIES)
        if cursor.fetchone()[0] >= matching.LARGE:
            paired, surely_paired = PAIRED.new(cursor, {word for word in known if known[word]})
            held, surely_held = HELD.new(cursor, {*known, *paired})
            new = dict.fromkeys(paired, True) | dict.fromkeys(held, False)
            if new and (surely_paired or surely_held):
                # All entries are noted with them, so that a search that knows the words knows that.
                cursor.execute(NUMBERED, [list(new), list(new.values())])
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
        entries = sorted({entry for (entry,) in cursor})
        if entries:
            word_sets.read(cursor, entries)
            neighbours.read(cursor, entries)
        return len(entries)
