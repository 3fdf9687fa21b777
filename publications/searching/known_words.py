"""The numbers of common words, where what is kept of them is believed (``common_words``)."""

from __future__ import annotations

MOST = 2_000  # entries whose texts are looked at one by one, rather than all texts
NOTED = "SELECT entry FROM publications_searchunpaired"  # of which nothing kept is believed
KNOWN = """
SELECT array_agg(c.number ORDER BY w.place), count(*) = count(c.number),
    (SELECT count(*) FROM (SELECT FROM publications_searchunpaired LIMIT %s) AS noted)
FROM unnest(%s::text[]) WITH ORDINALITY AS w (word, place)
    LEFT JOIN publications_searchcommon c ON c.word = w.word AND (c.paired OR NOT %s)
"""


def known(cursor, words: list[str], *, paired: bool = False) -> list[int] | None:
    """The numbers of some words; None where one is not common, or too much is noted to help.

    ``paired`` asks for words whose neighbours are kept.
    """
    cursor.execute(KNOWN, [MOST + 1, words, paired])
    numbers, all_common, noted = cursor.fetchone()
    return numbers if all_common and noted <= MOST else None
