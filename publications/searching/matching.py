"""Which entries a query matches: a set for each word or phrase, joined as the query says.

A set is asked of the database once and kept as long as the base of the catalogue lasts, since
whatever changes later is asked for anew, entry by entry. So the commonest words cost no more
than rare ones but for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np
from django.db import connections, transaction

from publications.databases import reading_alias, reading_cursor
from publications.search import ARCHIVE
from publications.searching.catalogue import Catalogue, Chosen
from publications.searching.phrases import FURTHER, IN_TEXT_OF, IN_TEXTS, by_neighbours
from publications.searching.query import Query, Term
from publications.searching.spellings import spellings
from publications.searching.word_sets import by_sets

MOST_BYTES = 64_000_000  # of sets that are kept
LARGE = 5_000  # entries from which a look at all of them takes long
RECORD, TEXT, TITLE = "record", "text", "title"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A term as the database understands it: ``words`` anywhere, ``exact`` as it stands."""

    words: str
    exact: str
    phrase: bool
    title_words: str  # the same, in a title or a name only
    title_exact: str

    @property
    def query(self) -> str:
        return self.exact if self.phrase else self.words

    @property
    def in_title(self) -> str:
        return self.title_exact if self.phrase else self.title_words


# What has an index for each place.
LOOKED_IN = {TEXT: "e.words", RECORD: "e.vector", TITLE: "ts_filter(e.vector, '{a}')"}

# A query for each lexeme of which its field's weight is asked too.
WEIGHTED = r"regexp_replace({}, '(''(?:[^'']|'''')*'')', '\1:A', 'g')"
MEANING = f"""
SELECT words, exact, {WEIGHTED.format("words")}, {WEIGHTED.format("exact")}
FROM (SELECT plainto_tsquery(%s::regconfig, archive_plain(%s))::text AS words,
    phraseto_tsquery(%s::regconfig, archive_plain(%s))::text AS exact) AS meant"""


_FIGURES = re.compile(r"\d/\d")


@lru_cache(maxsize=4096)
def leaf_of(text: str, phrase: bool) -> Leaf | None:
    """None for what is no word to the index: one too common to be looked for, or a mark.

    A word is also looked for as it may be spelt otherwise. A slash parts words, which may stand
    apart from each other; figures do not: "2010/11" is one thing.
    """
    # Dots alone are a path of files to PostgreSQL, or nothing: it depends on what follows them.
    text = " ".join(piece for piece in text.split() if re.search(r"\w", piece))
    phrase = phrase or bool(_FIGURES.search(text))
    with reading_cursor() as cursor:
        meant = []
        for spelling in (text, *(() if phrase else spellings(text))):
            cursor.execute(MEANING, [ARCHIVE, spelling, ARCHIVE, spelling])
            meant.append(cursor.fetchone())
    if not meant[0][0]:
        return None
    if len(meant) > 1:
        joined = [" | ".join(f"({form})" for form in forms) for forms in zip(*meant, strict=True)]
        return Leaf(joined[0], joined[1], False, joined[2], joined[3])
    words, exact, title_words, title_exact = meant[0]
    return Leaf(words, exact, phrase and words != exact, title_words, title_exact)


def statement(leaf: Leaf, where: str) -> tuple[str, str, dict]:
    """How to ask for all entries that a leaf matches, how for one of some, and by what.

    Of a phrase in texts, all are those that have it in a passage or a note; records come besides.
    """
    if where == TEXT and leaf.phrase:
        return IN_TEXTS, IN_TEXT_OF, {"words": leaf.words, "phrase": leaf.exact}
    condition = f"{LOOKED_IN[where]} @@ %(query)s::tsquery"
    every = f"SELECT e.id FROM publications_searchentry e WHERE {condition}"
    if where == TEXT:
        further = FURTHER.format("%(query)s")
        every += f" UNION ALL SELECT e.id FROM publications_searchentry e WHERE {further}"
        condition = f"({condition} OR {further})"
    return every, condition, {"query": leaf.query}


def _ids(cursor, query: str, parameters: dict) -> np.ndarray:
    cursor.execute(f"SELECT string_agg(int4send(id), '') FROM ({query}) AS found", parameters)
    raw = cursor.fetchone()[0]
    return np.frombuffer(bytes(raw or b""), dtype=">i4").astype(np.int32)


# The planner does not count that vectors lie beside their rows, so for a common word it would
# rather fetch all of them.
BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"


@contextmanager
def _by_index(alias: str) -> Iterator[None]:
    """Has a large archive asked as the planner would not: it misjudges these questions."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(BY_INDEX)
        yield
        transaction.set_rollback(True, using=alias)  # which takes the settings back


def _every(cursor, leaf: Leaf, where: str, large: bool) -> np.ndarray:
    """All entries that a leaf matches, published or not."""
    every, some, parameters = statement(leaf, where)
    if not large:
        return _ids(cursor, every, parameters)
    if leaf.phrase:
        with _by_index(cursor.db.alias):
            found = by_neighbours(cursor, leaf.exact, where, some)
            if found is not None:
                return _ids(cursor, found[0], parameters | found[1])
    else:
        with _by_index(cursor.db.alias):
            ids = by_sets(cursor, leaf.words, where, some, parameters)
            if ids is not None:
                return ids
    if where == TEXT and leaf.phrase:
        return _ids(cursor, every, parameters)
    with _by_index(cursor.db.alias):
        return _ids(cursor, every, parameters)


def matches(catalogue: Catalogue, leaf: Leaf, where: str) -> Chosen:
    """The published entries that a leaf matches."""
    found = catalogue.remembered(("leaf", leaf, where), lambda: _matches(catalogue, leaf, where))
    if where == TEXT and leaf.phrase:
        return found | matches(catalogue, leaf, RECORD)
    return found


def _matches(catalogue: Catalogue, leaf: Leaf, where: str) -> Chosen:
    kept = catalogue.base_kept.setdefault("sets", {})
    alias = reading_alias()
    with connections[alias].cursor() as cursor:
        packed = kept.get((leaf, where))
        if packed is None:
            ids = _every(cursor, leaf, where, len(catalogue.base) >= LARGE)
            mask = catalogue.base.mask_of(catalogue.base.positions_of(ids))
            _keep(kept, (leaf, where), np.packbits(mask))
        else:
            mask = np.unpackbits(packed, count=len(catalogue.base)).astype(bool)
        found = np.flatnonzero(mask)
        ids = catalogue.base.ids[found[~np.isin(found, catalogue.stale)]]
        if catalogue.changed:
            _, some, parameters = statement(leaf, where)
            asked = (
                f"SELECT e.id FROM publications_searchentry e WHERE e.id = ANY (%(ids)s) AND {some}"
            )
            recent = _ids(cursor, asked, parameters | {"ids": list(catalogue.changed)})
            ids = np.concatenate([ids, recent])
    return catalogue.of_ids(ids)


def _keep(kept: dict, key, packed: np.ndarray) -> None:
    if (len(kept) + 1) * packed.nbytes > MOST_BYTES:
        for old in list(kept)[: len(kept) // 2]:
            del kept[old]
    kept[key] = packed


def ignored_words(query: Query) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms that are too common to be looked for, and those that have no word at all."""
    ignored = [term for term in query.terms if leaf_of(term.text, term.phrase) is None]
    common = {term: _has_words(term.text) for term in ignored}
    return (
        tuple(str(term) for term in ignored if common[term]),
        tuple(str(term) for term in ignored if not common[term]),
    )


@lru_cache(maxsize=4096)
def _has_words(text: str) -> bool:
    """Whether anything of a text is a word, however common: a tag or a sign is none."""
    with reading_cursor() as cursor:
        cursor.execute("SELECT to_tsvector('simple', archive_plain(%s)) <> ''", [text])
        return cursor.fetchone()[0]


def match(catalogue: Catalogue, query: Query, where: str) -> Chosen | None:
    """The entries that fit a query in some place; None where no word is left to look for."""
    alternatives = []
    for terms in query.alternatives:
        wanted, unwanted = [], []
        for term in terms:
            found = _term(catalogue, term, where)
            if found is not None:
                (unwanted if term.negated else wanted).append(found)
        if wanted:
            fits = reduce(lambda one, other: one & other, wanted)
            alternatives.append(reduce(lambda one, other: one - other, unwanted, fits))
    if not alternatives:
        return None
    return reduce(lambda one, other: one | other, alternatives)


def _term(catalogue: Catalogue, term: Term, where: str) -> Chosen | None:
    leaf = leaf_of(term.text, term.phrase)
    return None if leaf is None else matches(catalogue, leaf, TITLE if term.title else where)
