"""The order of what was found: by where the words stand, then as near as they stand together.

Titles and names come before summaries, summaries before texts; a whole phrase before scattered
words; then the newest. That order needs no vector to be fetched, so it holds however many match.
The first ones in it are then weighed in full: at most ``WEIGHED`` by their record and
``WEIGHED_TEXTS`` by their text, so that a search for the commonest word costs no more.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from publications.databases import reading_cursor
from publications.search import WITH_TEXTS, folded
from publications.searching.catalogue import Catalogue, Chosen
from publications.searching.lexemes import numbers_of_words
from publications.searching.matching import RECORD, TITLE, leaf_of, match
from publications.searching.query import Query

WEIGHED = 200
WEIGHED_TEXTS = 60
_CUT = 3  # letters that the stemmer takes off a word and makes another one of it

# ``named`` is how many of the typed words are in a title or a name.
SCORES = """
SELECT e.id, e.room, e.sort_title,
    e.vector @@ %(title)s::tsquery, e.vector @@ %(title_phrase)s::tsquery,
    2.5 * (e.vector @@ %(phrase)s::tsquery)::int + 1.5 * (e.vector @@ %(record)s::tsquery)::int
    + ts_rank('{{0.05, 0.15, 0.4, 1.0}}', e.vector, %(any)s::tsquery, 1) + 1.5 * ({named})
FROM publications_searchentry e WHERE e.id = ANY (%(ids)s)
"""

# The best passage of each work: with the phrase, then with all words, then with words as they
# were typed where the stemmer takes others for them, then with most of them.
PASSAGES = """
SELECT e.id, b.id, b.whole, b.every, b.score
FROM unnest(%({room}_entries)s::int[], %({room}_records)s::bigint[]) AS e (id, record)
CROSS JOIN LATERAL (
    SELECT p.id, {whole} AS whole, {every} AS every, {bent} AS bent,
        ts_rank(p.search_vector, %(any)s::tsquery, 1) AS score
    FROM publications_section s JOIN publications_passage p ON p.section_id = s.id
    WHERE p.search_vector @@ %(any)s::tsquery AND s.{column} = e.record
    ORDER BY 2 DESC, 3 DESC, 4 DESC, 5 DESC, s.position, p.position LIMIT 1
) b
"""


@dataclass(frozen=True, slots=True)
class Words:
    """The positive words of a query as queries of the database, for weighing and marking."""

    any: str  # some word of it
    all: str  # every word of one of the alternatives
    phrase: str  # all words of an alternative as one phrase
    title: str  # every word, in the title or a name
    title_phrase: str
    titles: tuple[str, ...]  # each word, in the title or a name
    single: str  # some word of it that is looked for by itself, where there is any
    phrased: str  # some phrase of it
    typed: frozenset[str]  # the words themselves, in small type
    bent: tuple[str, ...]  # those of them that the stemmer cuts short: "localism", as "local"

    def parameters(self) -> dict[str, str]:
        return {"any": self.any, "all": self.all, "phrase": self.phrase}

    def having(self, vector: str, name: str) -> str:
        """The condition that a vector, which has some word, has ``all`` words or the ``phrase``."""
        wanted, some = (re.sub("[()]", "", each) for each in (getattr(self, name), self.any))
        return "true" if wanted == some else f"{vector} @@ %({name})s::tsquery"


def words_of(query: Query) -> Words | None:
    """None where no word is left."""
    every, some, phrases, titles, title_phrases = [], [], [], [], []
    each: list[str] = []
    single: list[str] = []
    phrased: list[str] = []
    typed: set[str] = set()
    bent: dict[str, None] = {}
    for terms in query.alternatives:
        parts, in_title = [], []
        for term in terms:
            leaf = None if term.negated else leaf_of(term.text, term.phrase)
            if leaf is None:
                continue
            some.append(leaf.query)
            (phrased if leaf.phrase else single).append(leaf.query)
            parts.append(leaf.query)
            typed.update(term.text.casefold().split())
            if not leaf.phrase and _is_bent(term.text, leaf.query):
                bent[term.text] = None
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
    whole = map(_either, (some, every, phrases, titles, title_phrases))
    return Words(
        *whole,
        titles=tuple(each),
        single=_either(single),
        phrased=_either(phrased),
        typed=frozenset(typed),
        bent=tuple(bent),
    )


def _is_bent(word: str, query: str) -> bool:
    """Whether the stemmer takes so much off a word that it may mean another one."""
    return query.startswith("'") and len(word) - len(query.strip("'")) >= _CUT


def _either(queries: list[str]) -> str:
    return " | ".join(f"({query})" for query in queries)


def ranked(
    catalogue: Catalogue, query: Query, words: Words, found: Chosen
) -> tuple[list[int], dict[int, int | None]]:
    """The ids of the best entries in order, at most ``WEIGHED``; the rest follows by tiers.

    And the best passage of each entry that was weighed by its text.
    """
    tiers = _tiers(catalogue, query, found)
    ids: list[int] = []
    for tier in tiers:
        ids += catalogue.ids(tier, "newest", 0, WEIGHED - len(ids))
    place = {entry: number for number, entry in enumerate(ids)}
    scores = _scores(query, words, ids)
    texts = ids[:WEIGHED_TEXTS]
    best: dict[int, int | None] = dict.fromkeys(texts)
    for entry, passage, whole, every, score in best_passages(catalogue, words, texts):
        scores[entry] = scores.get(entry, 0) + 1.6 * whole + 0.6 * every + 2 * score
        best[entry] = passage
    # Nearly equal ones stay as they were: the newest first, then by their identifier.
    ordered = sorted(ids, key=lambda entry: (-round(scores.get(entry, 0), 1), place[entry]))
    return ordered, best


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
    times = Counter(words.titles)
    parameters = words.parameters() | {
        "ids": ids,
        "record": words.all,
        "title": words.title,
        "title_phrase": words.title_phrase,
    }
    parameters |= {f"title_{number}": title for number, title in enumerate(times)}
    named = " + ".join(
        f"{n / len(words.titles)} * (e.vector @@ %(title_{number})s::tsquery)::int"
        for number, n in enumerate(times.values())
    )
    with reading_cursor() as cursor:
        cursor.execute(SCORES.format(named=named), parameters)
        rows = cursor.fetchall()
    titled = {title for _, _, title, in_title, phrase, _ in rows if in_title or phrase}
    numbers = numbers_of_words({said} | titled)
    plain = folded(said)
    return {
        entry: float(score)
        + (
            _of_title(room, title, in_title, phrase, plain, numbers[said] / max(numbers[title], 1))
            if in_title or phrase
            else 0
        )
        + _in_full(title, plain)
        for entry, room, title, in_title, phrase, score in rows
    }


def _of_title(
    room: str, title: str, in_title: bool, phrase: bool, typed: str, share: float
) -> float:
    """What a title or a name counts that has all of the words, or all as a phrase.

    ``whole`` is how much of it was typed, ``spelt`` how many of the typed words are in it as they
    were typed: the stemmer takes "localism" for "local", and who types the one does not mean the
    Local Trust.
    """
    whole = min(1.0, share)
    words = typed.split(" ")
    spelt = sum(f" {word} " in f" {title} " for word in words) / len(words)
    score = phrase * (1.5 + 3 * whole)
    if in_title:
        score += 2.8 + 1.5 * spelt
        if room in ("author", "organisation", "project"):
            score += spelt * (1 + 4 * whole)
    return score


def _in_full(title: str, typed: str) -> float:
    """What counts a title that was typed in full, with the words too common for the index."""
    return 3.0 * len(title) / len(typed) if title and f" {title} " in f" {typed} " else 0


def best_passages(catalogue: Catalogue, words: Words, ids: list[int]) -> list[tuple]:
    """``(entry, passage, has the phrase, has all words, score)`` of each work with any word."""
    rooms: dict[str, dict[int, int]] = {}
    for entry, (room, record) in zip(ids, catalogue.records(ids), strict=True):
        rooms.setdefault(room, {})[entry] = record
    parameters: dict[str, object] = dict(words.parameters())
    parameters |= {f"bent_{n}": f"%{_literal(word)}%" for n, word in enumerate(words.bent)}
    bent = " + ".join(f"(p.text ILIKE %(bent_{n})s)::int" for n in range(len(words.bent)))
    parts = []
    for room in WITH_TEXTS.keys() & rooms.keys():
        parts.append(
            PASSAGES.format(
                room=room,
                column=WITH_TEXTS[room],
                whole=words.having("p.search_vector", "phrase"),
                every=words.having("p.search_vector", "all"),
                bent=bent or "0",
            )
        )
        parameters[f"{room}_entries"] = list(rooms[room])
        parameters[f"{room}_records"] = list(rooms[room].values())
    if not parts:
        return []
    with reading_cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({part})" for part in parts), parameters)
        return cursor.fetchall()


def _literal(word: str) -> str:
    """A word for LIKE, of whose signs none means anything."""
    return re.sub(r"([\\%_])", r"\\\1", word)
