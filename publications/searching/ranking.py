"""The order of what was found: by where the words stand, then as near as they stand together.

Titles and names come before summaries, summaries before texts; a whole phrase before scattered
words; then the newest. That order needs no vector to be fetched, so it holds however many match.
The first ones in it are then weighed in full: at most ``WEIGHED`` by their record and
``WEIGHED_TEXTS`` by their text, so that a search for the commonest word costs no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from publications.databases import reading_cursor
from publications.search import folded
from publications.searching.catalogue import Catalogue, Chosen
from publications.searching.matching import RECORD, TITLE, leaf_of, match
from publications.searching.query import Query

WEIGHED = 200
WEIGHED_TEXTS = 60

# ``whole`` is how much of a title or a name was typed, ``named`` how many of the typed words are
# in it, ``spelt`` how many are in it as they were typed: the stemmer takes "localism" for "local",
# and who types the one does not mean the Local Trust. The words of a title that are too common
# for the index count where it was typed in full.
SCORES = """
WITH typed AS (SELECT length(to_tsvector('archive', archive_plain(%(said)s))) AS words)
SELECT e.id,
    (e.vector @@ %(title)s::tsquery)::int * (2.8 + 1.5 * t.spelt) + 1.5 * t.named
    + (e.vector @@ %(title_phrase)s::tsquery)::int * (1.5 + 3 * t.whole)
    + 2.5 * (e.vector @@ %(phrase)s::tsquery)::int
    + 1.5 * (e.vector @@ %(record)s::tsquery)::int
    + ts_rank('{0.05, 0.15, 0.4, 1.0}', e.vector, %(any)s::tsquery, 1)
    + CASE WHEN e.room IN ('author', 'organisation', 'project')
        THEN (e.vector @@ %(title)s::tsquery)::int * t.spelt * (1 + 4 * t.whole) ELSE 0 END
    + CASE WHEN e.sort_title <> ''
            AND position(' ' || e.sort_title || ' ' IN ' ' || %(folded)s || ' ') > 0
        THEN 3.0 * length(e.sort_title) / length(%(folded)s) ELSE 0 END
FROM publications_searchentry e CROSS JOIN typed CROSS JOIN LATERAL (
    SELECT least(1.0, typed.words::float
            / greatest(1, length(to_tsvector('archive', archive_plain(e.sort_title))))) AS whole,
        (SELECT avg((e.vector @@ w::tsquery)::int)::float FROM unnest(%(titles)s::text[]) w)
            AS named,
        (SELECT coalesce(avg((position(' ' || w || ' ' IN ' ' || e.sort_title || ' ') > 0)::int), 0)
            FROM regexp_split_to_table(%(folded)s, ' ') w)::float AS spelt
) t WHERE e.id = ANY (%(ids)s)
"""

# The best passage of each work: with the phrase, then with all words, then with most of them.
PASSAGES = """
SELECT e.id, b.id, b.whole, b.every, b.score
FROM publications_searchentry e CROSS JOIN LATERAL (
    SELECT p.id, p.search_vector @@ %(phrase)s::tsquery AS whole,
        p.search_vector @@ %(all)s::tsquery AS every,
        ts_rank(p.search_vector, %(any)s::tsquery, 1) AS score
    FROM publications_section s JOIN publications_passage p ON p.section_id = s.id
    WHERE p.search_vector @@ %(any)s::tsquery AND {owner}
    ORDER BY 2 DESC, 3 DESC, 4 DESC, s.position, p.position LIMIT 1
) b WHERE e.id = ANY (%(ids)s) AND e.room = '{room}'
"""
BEST_PASSAGES = " UNION ALL ".join(
    PASSAGES.replace("{room}", room).replace("{owner}", f"s.{column} = e.record")
    for room, column in (
        ("publication", "publication_id"),
        ("news", "news_item_id"),
        ("project", "project_id"),
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """The positive words of a query as queries of the database, for weighing and marking."""

    any: str  # some word of it
    all: str  # every word of one of the alternatives
    phrase: str  # all words of an alternative as one phrase
    title: str  # every word, in the title or a name
    title_phrase: str
    titles: tuple[str, ...]  # each word, in the title or a name

    def parameters(self) -> dict[str, str]:
        return {"any": self.any, "all": self.all, "phrase": self.phrase}


def words_of(query: Query) -> Words | None:
    """None where no word is left."""
    every, some, phrases, titles, title_phrases = [], [], [], [], []
    each: list[str] = []
    for terms in query.alternatives:
        parts, in_title = [], []
        for term in terms:
            leaf = None if term.negated else leaf_of(term.text, term.phrase)
            if leaf is None:
                continue
            some.append(leaf.query)
            parts.append(leaf.query)
            in_title.append(leaf.in_title)
        each += in_title
        if parts:
            every.append(" & ".join(f"({part})" for part in parts))
            titles.append(" & ".join(f"({part})" for part in in_title))
        whole = leaf_of(" ".join(t.text for t in terms if not t.negated), True)
        if whole:
            phrases.append(whole.exact)
            title_phrases.append(whole.title_exact)
    if not some:
        return None
    return Words(*map(_either, (some, every, phrases, titles, title_phrases)), tuple(each))


def _either(queries: list[str]) -> str:
    return " | ".join(f"({query})" for query in queries)


def ranked(catalogue: Catalogue, query: Query, words: Words, found: Chosen) -> list[int]:
    """The ids of the best entries in order, at most ``WEIGHED``; the rest follows by tiers."""
    tiers = _tiers(catalogue, query, found)
    ids: list[int] = []
    for tier in tiers:
        ids += catalogue.ids(tier, "newest", 0, WEIGHED - len(ids))
    place = {entry: number for number, entry in enumerate(ids)}
    scores = _scores(query, words, ids)
    for entry, _, whole, every, score in best_passages(words, ids[:WEIGHED_TEXTS]):
        scores[entry] += 1.6 * whole + 0.6 * every + 2 * score
    # Nearly equal ones stay as they were: the newest first, then by their identifier.
    return sorted(ids, key=lambda entry: (-round(scores.get(entry, 0), 1), place[entry]))


def following(
    catalogue: Catalogue,
    query: Query,
    found: Chosen,
    weighed: list[int],
    start: int,
    stop: int,
) -> list[int]:
    """A slice of the results: the weighed ones, then the others tier by tier, newest first."""
    ids = weighed[start:stop]
    if len(weighed) == found.count:
        return ids
    first = catalogue.of_ids(np.array(weighed, dtype=np.int32))
    at = len(weighed)
    for tier in _tiers(catalogue, query, found - first):
        missing, low = stop - start - len(ids), max(start - at, 0)
        if missing > 0 and low < tier.count:
            ids += catalogue.ids(tier, "newest", low, low + missing)
        at += tier.count
    return ids


def position(
    catalogue: Catalogue, query: Query, found: Chosen, weighed: list[int], entry: int
) -> int | None:
    """How many results come before an entry in the order of ``following``; None if it is none."""
    if entry in weighed:
        return weighed.index(entry)
    at = len(weighed)
    rest = found - catalogue.of_ids(np.array(weighed, dtype=np.int32))
    for tier in _tiers(catalogue, query, rest):
        if place := catalogue.around(tier, "newest", entry):
            return at + place.position
        at += tier.count
    return None


def _tiers(catalogue: Catalogue, query: Query, found: Chosen) -> list[Chosen]:
    """What was found, parted: in titles and names, in records, in texts."""
    tiers, rest = [], found
    for where in (TITLE, RECORD):
        there = match(catalogue, query, where)
        if there is not None:
            tiers.append(rest & there)
            rest = rest - there
    return [*tiers, rest]


def _scores(query: Query, words: Words, ids: list[int]) -> dict[int, float]:
    # The first alternative is what was typed; others may be abbreviations written out.
    said = " ".join(term.text for term in query.alternatives[0] if not term.negated)
    parameters = words.parameters() | {
        "ids": ids,
        "said": said,
        "folded": folded(said),
        "titles": list(words.titles),
        "record": words.all,
        "title": words.title,
        "title_phrase": words.title_phrase,
    }
    with reading_cursor() as cursor:
        cursor.execute(SCORES, parameters)
        return {entry: float(score) for entry, score in cursor.fetchall()}


def best_passages(words: Words, ids: list[int]) -> list[tuple]:
    """``(entry, passage, has the phrase, has all words, score)`` of each work with any word."""
    with reading_cursor() as cursor:
        cursor.execute(BEST_PASSAGES, words.parameters() | {"ids": ids})
        return cursor.fetchall()
