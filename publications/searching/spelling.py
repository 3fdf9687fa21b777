"""Did you mean: where nothing was found, the nearest words of the archive's titles and names.

Near is what shares trigrams. The words are kept by the database with the entries, so a word is
there as soon as a title has it. They may come from works that are not public; therefore a
suggestion is made only where a search for it finds something.
"""

from __future__ import annotations

from publications.databases import reading_cursor
from publications.search import folded
from publications.searching.query import Query

NEAREST = """
SELECT typed.word, (SELECT w.word FROM publications_searchword w WHERE w.word %% typed.word
    ORDER BY similarity(w.word, typed.word) DESC, w.word LIMIT 1)
FROM unnest(%s::text[]) AS typed (word)
WHERE NOT EXISTS (SELECT FROM publications_searchword w WHERE w.word = typed.word)
"""
MOST = 6  # words that are compared


def respelt(query: Query) -> str | None:
    """The query with its unknown words replaced by the nearest ones; None where none is near."""
    words = {
        word for term in query.positive for word in folded(term.text).split() if 3 < len(word) <= 40
    }
    if not words:
        return None
    with reading_cursor() as cursor:
        cursor.execute(NEAREST, [sorted(words)[:MOST]])
        nearest = {word: near for word, near in cursor.fetchall() if near}
    if not nearest:
        return None
    return " ".join(
        word if word == "OR" or ":" in word else _replaced(word, nearest)
        for word in query.said.split()
    )


def _replaced(word: str, nearest: dict[str, str]) -> str:
    plain = folded(word)
    if plain not in nearest:
        return word
    core = word.strip("\"'-.,;!?")
    return word.replace(core, nearest[plain])
