"""Did you mean: where little or nothing was found, the nearest words of the archive itself.

Near is what one mistake of the hand makes of a word (a letter dropped, doubled, wrong or swapped),
looked up letter by letter; else what shares trigrams and is not many mistakes away. The words are
those of titles and names, then those of texts, the frequent ones first. They may come from works
that are not public; therefore a word is proposed only where the index finds something public by
it, and a whole proposal only where the search finds something by it under the same filters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase

from publications.databases import reading_cursor
from publications.search import folded
from publications.searching.matching import RECORD, TEXT, TITLE, leaf_of, matches
from publications.searching.query import TOKEN, straightened
from publications.searching.results import Results

FEW = 2  # works that a mistake of the archive's own may stand in
TIMES = 10  # what a proposal has to find for each work that the words as typed find
SHORTEST, LONGEST = 4, 40  # letters of a word that is compared
MOST = 6  # words that are compared
MOST_ASKED, MOST_KEPT = 6, 2  # near words of one that the index is asked for, and that are tried
MOST_TRIED = 6  # whole proposals

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'\u2019])*")

# Words of titles come with the number of texts they stand in as well.
KNOWN = """
SELECT word, bool_or(titled), max(works) FROM (
    SELECT word, true AS titled, 0 AS works FROM publications_searchword
        WHERE word = ANY (%(words)s)
    UNION ALL SELECT word, false, works FROM publications_searchtextword
        WHERE word = ANY (%(words)s)) AS found GROUP BY word
"""
_NEAREST = """
SELECT word FROM publications_{} WHERE word %% %(word)s {}
ORDER BY similarity(word, %(word)s) DESC, {} word LIMIT 20
"""
NEAREST_IN_TITLES = _NEAREST.format("searchword", "", "")
NEAREST_IN_TEXTS = _NEAREST.format("searchtextword", "AND frequent", "works DESC,")


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the archive beside one that was typed."""

    word: str
    distance: int
    titled: bool
    works: int


@dataclass(frozen=True, slots=True)
class Doubted:
    """A typed word that finds little: in what part of a record, and how many by itself."""

    word: str
    where: str
    found: int


def meant_instead(results: Results) -> str | None:
    """Other words where little or nothing was found, if they find something, and far more."""
    if not results.asked or results.count > FEW:
        return None
    filterset = results.filterset
    for meant in _respelt(results):
        if results.elsewhere(filterset.address(q=meant)).count > TIMES * results.count:
            return meant
    return None


def _respelt(results: Results) -> Iterator[str]:
    """Whole queries that may be meant instead, the nearest first; to be asked before shown."""
    doubted = _doubted(results)
    if not doubted:
        return
    ways = []
    for each in doubted:
        others = _others(results, each)
        # What stands somewhere may be right, so it is tried as it is as well.
        ways.append([each.word, *others] if each.found or not others else others)
    places = sorted(product(*(range(len(way)) for way in ways)), key=sum)
    for chosen in places[: MOST_TRIED + 1]:
        words = {
            each.word: way[at]
            for each, way, at in zip(doubted, ways, chosen, strict=True)
            if way[at] != each.word
        }
        if words:
            yield _rewritten(results.asked.said, words)


def _doubted(results: Results) -> list[Doubted]:
    """The words of a query that few records have; those that must not occur are left alone."""
    everywhere = RECORD if results.scope == "record" else TEXT
    found: dict[str, Doubted] = {}
    for match in TOKEN.finditer(straightened(results.asked.said)):
        part = _correctable(match)
        field = (match["field"] or "").lower()
        where = TITLE if field in ("author", "title") else everywhere
        for raw in _WORD.findall(match[part] if part else ""):
            word = folded(raw)
            if word in found or not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
                continue
            if (count := _found(results, word, where)) is not None and count <= FEW:
                found[word] = Doubted(word, where, count)
        if len(found) >= MOST:
            break
    return list(found.values())[:MOST]


def _correctable(match: re.Match) -> str | None:
    """The part of a term that holds words: not of what must not occur, a year or a kind."""
    if match["not"] or (match["field"] or "").lower() in ("year", "kind"):
        return None
    return "phrase" if match["phrase"] is not None else "word"


def _found(results: Results, word: str, where: str) -> int | None:
    """How many public records a word finds; None for one that is too common to be looked for."""
    leaf = leaf_of(word, False)
    return None if leaf is None else matches(results.catalogue, leaf, where).count


def _others(results: Results, doubted: Doubted) -> list[str]:
    """The nearest words that find something public, and far more than what was typed."""
    for look in (_one_mistake_away, _alike_in_titles, _alike_in_texts):
        kept = []
        for each in look(doubted.word)[:MOST_ASKED]:
            count = _found(results, each.word, doubted.where) or 0
            if count > TIMES * doubted.found:
                kept.append(each.word)
            if len(kept) == MOST_KEPT:
                break
        if kept:
            return kept
    return []


def _one_mistake_away(word: str) -> list[Near]:
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {a + b[1:] for a, b in parts if b}
    made |= {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    made |= {a + letter + b[1:] for a, b in parts if b for letter in ascii_lowercase}
    made |= {a + letter + b for a, b in parts for letter in ascii_lowercase}
    return _known(word, sorted(made - {word}))


def _alike_in_titles(word: str) -> list[Near]:
    return _alike(word, NEAREST_IN_TITLES)


def _alike_in_texts(word: str) -> list[Near]:
    return _alike(word, NEAREST_IN_TEXTS)


def _alike(word: str, query: str) -> list[Near]:
    with reading_cursor() as cursor:
        cursor.execute(query, {"word": word})
        found = [near for (near,) in cursor.fetchall() if near != word]
    most = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    return [near for near in _known(word, found) if near.distance <= most]


def _known(word: str, words: list[str]) -> list[Near]:
    """Those that are words of the archive, the likeliest first."""
    with reading_cursor() as cursor:
        cursor.execute(KNOWN, {"words": words})
        known = [Near(near, mistakes(word, near), *more) for near, *more in cursor.fetchall()]
    return sorted(known, key=lambda near: (near.distance, not near.titled, -near.works, near.word))


def mistakes(typed: str, meant: str) -> int:
    """How many letters were dropped, added, wrong, or swapped with the next."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for i, a in enumerate(typed, 1):
        row = [i]
        for j, b in enumerate(meant, 1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


def _rewritten(said: str, words: dict[str, str]) -> str:
    """The query with other words in their places; its quotation marks, fields and signs stay."""

    def word(match: re.Match) -> str:
        raw = match[0]
        other = words.get(folded(raw))
        if other is None:
            return raw
        return other.capitalize() if raw[0].isupper() and not raw.isupper() else other

    def term(match: re.Match) -> str:
        part = _correctable(match)
        if part is None:
            return match[0]
        start, stop = (at - match.start() for at in match.span(part))
        return match[0][:start] + _WORD.sub(word, match[part]) + match[0][stop:]

    return TOKEN.sub(term, straightened(said))
