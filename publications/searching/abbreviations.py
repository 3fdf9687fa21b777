"""The archive's own abbreviations in searches: either form finds both.

A query is rewritten before it is matched, ranked and marked: ``LSP grants`` becomes ``LSP grants
OR "Local Strategic Partnerships" grants``. What stands for what is read from an index for each
query, so that it is true the moment a work is published or withdrawn, in every process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, product

from publications.choices import Status
from publications.databases import reading_cursor
from publications.parsing.abbreviations import LONGEST_SHORT, long_key, short_key
from publications.searching.matching import leaf_of
from publications.searching.query import Query, Term

MOST_MEANINGS = 3  # of one form, those that most works explain
MOST_ALTERNATIVES = 20
LONGEST = 8  # words of a long form that is typed without quotation marks
ENOUGH = 20  # works that are counted, to tell the meanings that matter

MEANINGS = f"""
SELECT a.short, a.expansion, a.short_key, a.expansion_key
FROM publications_abbreviation a CROSS JOIN LATERAL (
    SELECT count(*) AS works FROM (
        SELECT FROM publications_abbreviationuse u
        LEFT JOIN publications_publication p ON p.id = u.publication_id
        LEFT JOIN publications_newsitem n ON n.id = u.news_item_id
        LEFT JOIN publications_project j ON j.id = u.project_id
        LEFT JOIN publications_event v ON v.id = u.event_id
        WHERE u.abbreviation_id = a.id
            AND '{Status.PUBLISHED.value}' IN (p.status, n.status, j.status, v.status)
        LIMIT {ENOUGH}
    ) AS first_ones
) AS explained
WHERE (a.short_key = ANY (%(shorts)s) OR a.expansion_key = ANY (%(longs)s)) AND works > 0
ORDER BY works DESC, a.id
"""


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A query with further alternatives, and what was looked for besides what was typed."""

    query: Query
    also: tuple[str, ...] = ()


def written_out(query: Query, exact: bool = False) -> WrittenOut:
    """The query in which an abbreviation may be written out, and a long form abbreviated.

    ``exact`` leaves it as it was typed; plurals and other spellings (``matching.leaf_of``) are the
    same word there as anywhere. One query where there is anything to look up.
    """
    if exact or not query.alternatives:
        return WrittenOut(query)
    meanings = _Meanings(query)
    if not meanings.found:
        return WrittenOut(query)
    also: dict[str, None] = {}
    ways = [_ways(terms, meanings, also) for terms in query.alternatives]
    # What was typed comes first and in its order: with that a title is compared.
    every = dict.fromkeys([each[0] for each in ways] + [way for each in ways for way in each])
    kept = tuple(every)[: max(MOST_ALTERNATIVES, len(ways))]
    return WrittenOut(replace(query, alternatives=kept), tuple(also))


Terms = tuple[Term, ...]


class _Meanings:
    """What the forms in a query stand for, both ways, by their keys."""

    def __init__(self, query: Query) -> None:
        shorts: set[str] = set()
        longs: set[str] = set()
        for terms in query.alternatives:
            for start in range(len(terms)):
                for stop in _stops(terms, start):
                    shorts.update(_short_keys(terms[start:stop]))
                    longs.update(_long_keys(terms[start:stop]))
        self.found: dict[tuple[str, str], list[str]] = {}
        self.printed: dict[str, str] = {}  # short forms by their keys
        if not shorts and not longs:
            return
        with reading_cursor() as cursor:
            cursor.execute(MEANINGS, {"shorts": sorted(shorts), "longs": sorted(longs)})
            for short, long, key_of_short, key_of_long in cursor.fetchall():
                self.printed.setdefault(key_of_short, short)
                self.found.setdefault(("short", key_of_short), []).append(long)
                self.found.setdefault(("long", key_of_long), []).append(short)

    def of(self, terms: Terms) -> tuple[list[Term], list[str]]:
        """What else some neighbouring terms are called, the commonest first; and what to say of it.

        A short form is also looked for as it is printed, since only so its plural is known for one:
        of "pfis" no spelling tells that it is many of PFI.
        """
        keys = _short_keys(terms)
        longs = self._found("short", keys)
        shorts = self._found("long", _long_keys(terms))
        own = [self.printed[key] for key in keys if key in self.printed]
        # Whoever looks for words finds them as a phrase as well.
        seen = {_meaning(each) for term in terms for each in (term, replace(term, phrase=True))}
        seen.add(None)
        called: list[Term] = []
        for text in (*longs, *shorts, *own):
            whole = leaf_of(text, True)
            term = replace(terms[0], text=text, phrase=whole is not None and whole.phrase)
            if (meaning := _meaning(term)) not in seen:
                seen.add(meaning)
                called.append(term)
        texts = {term.text for term in called}
        return called, [text for text in (*longs, *shorts) if text in texts]

    def _found(self, kind: str, keys: list[str]) -> list[str]:
        found = [form for key in keys for form in self.found.get((kind, key), ())]
        return list(dict.fromkeys(found))[:MOST_MEANINGS]


def _meaning(term: Term) -> frozenset[str] | None:
    """What the index is asked for by a term, whichever of its spellings was typed."""
    leaf = leaf_of(term.text, term.phrase)
    return frozenset(leaf.query.split(" | ")) if leaf else None


def _stops(terms: Terms, start: int) -> range:
    """Where a form that begins with a term may end, the longest first: words that only stand."""
    stop = start + 1
    while (
        stop < min(len(terms), start + LONGEST)
        and all(not each.phrase and not each.negated for each in (terms[start], terms[stop]))
        and terms[stop].title == terms[start].title
    ):
        stop += 1
    return range(stop, start, -1)


def _short_keys(terms: Terms) -> list[str]:
    """How a word may be written as a short form: as it is, and without the s of a plural.

    A word that is too common to be looked for is one only in capitals: "WHO", and not "who".
    """
    text = terms[0].text
    if len(terms) > 1 or " " in text or len(text) > LONGEST_SHORT + 2:
        return []
    if leaf_of(text, False) is None and not text.isupper():
        return []
    key = short_key(text)
    return [key, key[:-1]] if len(key) > 2 and key.endswith("s") else [key] if key else []


def _long_keys(terms: Terms) -> list[str]:
    key = long_key(" ".join(term.text for term in terms))
    return [key] if " " in key else []


def _ways(terms: Terms, meanings: _Meanings, also: dict[str, None]) -> list[Terms]:
    """The ways to say some terms, the one that was typed first."""
    slots: list[list[Terms]] = []
    start = 0
    while start < len(terms):
        for stop in _stops(terms, start):
            others, said = meanings.of(terms[start:stop])
            if others:
                break
        typed = terms[start:stop]
        also.update(dict.fromkeys(said))
        # What must not occur must not occur under another name.
        unwanted = typed[0].negated
        slots.append([(*typed, *others)] if unwanted else [typed, *((each,) for each in others)])
        start = stop
    return [sum(way, ()) for way in islice(product(*slots), MOST_ALTERNATIVES)]
