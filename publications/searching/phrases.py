"""How entries are asked for a phrase: of all texts, of the text of some, of neighbouring words.

Where all words of a phrase are among the archive's commonest, the entries that have them as
neighbours were read before (``searching.neighbours``), and only the texts of those with a note
are looked at, which changed since: in one statement, so that one snapshot tells which are which.
"""

from __future__ import annotations

import re
from itertools import pairwise

from publications.search import WITH_TEXTS
from publications.searching.known_words import MOST, NOTED, known

# The entry of the work that a row of a text belongs to.
ENTRY_OF = """publications_searchentry e ON e.room = CASE
    WHEN s.publication_id IS NOT NULL THEN 'publication'
    WHEN s.news_item_id IS NOT NULL THEN 'news' ELSE 'project' END
    AND e.record = coalesce(s.publication_id, s.news_item_id, s.project_id)"""
# The passages first and alone: the planner has no idea how few are left of them, and would look
# through the sections of all entries instead.
IN_TEXTS = f"""
    WITH found AS MATERIALIZED (SELECT DISTINCT p.section_id AS id FROM publications_passage p
        WHERE p.search_vector @@ %(phrase)s::tsquery)
    SELECT e.id FROM found JOIN publications_section s ON s.id = found.id JOIN {ENTRY_OF}
    UNION SELECT e.id FROM publications_footnote s JOIN {ENTRY_OF}
    WHERE s.search_vector @@ %(phrase)s::tsquery"""
# Of words anywhere: also in the rows of a text that has more than one vector holds.
FURTHER = """(e.room, e.record) IN
    (SELECT f.room, f.record FROM search_further({}::tsquery) AS f)"""

# Room by room, so that the text of each entry is found by an index.
OWN_TEXTS = " OR ".join(
    f"""(e.room = '{room}' AND (
            EXISTS (SELECT FROM publications_section s
                JOIN publications_passage p ON p.section_id = s.id
                WHERE s.{column} = e.record AND p.search_vector @@ %(phrase)s::tsquery)
            OR EXISTS (SELECT FROM publications_footnote s
                WHERE s.{column} = e.record AND s.search_vector @@ %(phrase)s::tsquery)))"""
    for room, column in WITH_TEXTS.items()
)
IN_TEXT_OF = f"""
    (e.words @@ %(words)s::tsquery OR {FURTHER.format("%(words)s")})
    AND (e.vector @@ %(phrase)s::tsquery OR {OWN_TEXTS})"""

FACTOR = 32_768  # a pair is the number of its first word times this, and that of the second
CHAIN = re.compile(r"'\w+'(?: <-> '\w+')+")

HAVING = """
    SELECT n.entry AS id FROM publications_searchneighbours n
    WHERE n.{column} @> %(pairs)s::int[]"""
# In an array, so that these entries are fetched first and the condition is asked of no other.
SOME = "SELECT e.id FROM publications_searchentry e WHERE e.id = ANY (ARRAY({})) AND {{some}}"
# Two words are a pair or are not: nothing more is to be looked at.
EXACT = f"{HAVING} AND n.entry NOT IN ({NOTED}) UNION ALL {SOME.format(NOTED)}"
# The pairs of more words may stand apart from each other.
CHECKED = SOME.format(f"{NOTED} UNION {HAVING}")


def by_neighbours(cursor, phrase: str, where: str, some: str) -> tuple[str, dict] | None:
    """How to ask for the entries that have a phrase, and by what; None where its words do not help.

    ``where`` is the part of an entry and the column of its pairs; ``some`` is the condition of an
    entry by itself.
    """
    if not CHAIN.fullmatch(phrase):
        return None
    words = [word.strip("'") for word in phrase.split(" <-> ")]
    numbers = known(cursor, words, paired=True)
    if numbers is None:
        return None
    pairs = sorted({a * FACTOR + b for a, b in pairwise(numbers)})
    having = HAVING.format(column=where)
    if len(words) == 2:
        return EXACT.format(column=where, some=some), {"pairs": pairs}
    few = f"SELECT count(*) FROM ({having} LIMIT {MOST + 1}) AS found"
    cursor.execute(few, {"pairs": pairs})
    if cursor.fetchone()[0] > MOST:
        return None
    return CHECKED.format(column=where, some=some), {"pairs": pairs}
