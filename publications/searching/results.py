"""What a filter set finds: how many, which, in what order, under which facets.

The lists are fixed filters of one search: every list and the search itself ask here, so they
count alike. Where the words stand is found by ``hits``.
"""

from __future__ import annotations

from functools import cached_property, reduce

from django.http import QueryDict

from publications.databases import reading_cursor
from publications.facets import MOST_SHOWN
from publications.filters import RecordFilterSet
from publications.searching import ranking
from publications.searching.abbreviations import WrittenOut, written_out
from publications.searching.catalogue import Around, Catalogue, Chosen, Wanted
from publications.searching.conditions import people_named, years
from publications.searching.filters import KINDS
from publications.searching.hits import Hit, hits_of
from publications.searching.initials import LETTERS
from publications.searching.kinds import GROUPS, SINGLE, WORDS, spoken
from publications.searching.matching import RECORD, TEXT, ignored_words, match
from publications.searching.query import read
from publications.searching.shelf import current

FACET_OF = {
    "author": "authors",
    "organisation": "organisations",
    "project": "projects",
    "series": "series",
    "topic": "topics",
}
# Where records of all kinds stand, an author is who made them; lists of news and events say "with".
FACET_OF_ALL = FACET_OF | {"author": "writers"}
PAGE_SIZE = 20  # records on one page of a list

LABELS = {
    "author": ("publications_author", "identifier", "name", "status = 'published'"),
    "organisation": ("publications_organisation", "identifier", "name", "status = 'published'"),
    "project": ("publications_project", "identifier", "title", "status = 'published'"),
    "series": ("publications_series", "identifier", "title", "status = 'published'"),
    "topic": ("publications_topic", "slug", "name", "true"),
}


class Results:
    """The results of a filter set at one moment."""

    def __init__(self, filterset: RecordFilterSet, catalogue: Catalogue | None = None) -> None:
        self.filterset = filterset
        self.catalogue = catalogue or current()
        self.asked = read(filterset.words)
        self.scope = filterset.chosen.get("scope") or TEXT
        self.room = filterset.room
        # Known to this request only: a text may be corrected without any change of an entry.
        self.best: dict[int, int | None] = {}

    # -- what fits

    @property
    def facet_of(self) -> dict[str, str]:
        """The part of the catalogue that each filter by a name asks."""
        return FACET_OF if self.room else FACET_OF_ALL

    @cached_property
    def wanted(self) -> Wanted:
        chosen, named = self.filterset.chosen, self.filterset.named
        keys = {
            facet: tuple(named[name][value].key for value in chosen.get(name, []))
            for name, facet in self.facet_of.items()
        }
        first, last = chosen.get("from"), chosen.get("to")
        return Wanted(
            rooms=(self.room,) if self.room else (),
            kinds=tuple(self._kind(value) for value in chosen.get("kind", [])),
            years=tuple(chosen.get("year", [])),
            first=first.earliest.toordinal() if first else None,
            last=last.latest.toordinal() if last else None,
            undated=bool(chosen.get("undated")),
            times=tuple(chosen.get("when", [])),
            today=self.filterset.today.toordinal() if self.filterset.today else None,
            initials=tuple(LETTERS.index(letter) for letter in chosen.get("letter", [])),
            **keys,
        )

    def _kind(self, value: str) -> tuple[str, str]:
        return (self.room, value) if self.room else (SINGLE | GROUPS)[value]

    @cached_property
    def meant(self) -> WrittenOut:
        """The query with its abbreviations written out, unless it asks for them as typed."""
        return written_out(self.asked, exact=self.filterset.exact)

    @property
    def also(self) -> tuple[str, ...]:
        """What was looked for besides what was typed."""
        return self.meant.also

    @property
    def said(self) -> dict[str, str]:
        """What was typed, as the address of a text carries it along to mark the words there."""
        return {"q": self.filterset.words} | ({"exact": "1"} if self.filterset.exact else {})

    @cached_property
    def text(self) -> Chosen | None:
        """What the words and their fields match; None where nothing was typed."""
        if not self.filterset.words:
            return None
        parts = [self.catalogue.choose(wanted) for wanted in self._fields()]
        if self.asked.alternatives:
            where = RECORD if self.scope == "record" else TEXT
            found = match(self.catalogue, self.meant.query, where)
            if found is not None:
                parts.append(found)
        if not parts:
            return self.catalogue.choose(Wanted(nothing=True))
        return reduce(lambda one, other: one & other, parts)

    def _fields(self) -> list[Wanted]:
        """The fields of a query, each as something to choose by."""
        asked = []
        for value in self.asked.fields.get("author", ()):
            keys = tuple(key for (key,) in people_named(value))
            asked.append(Wanted(nothing=not keys, **{self.facet_of["author"]: keys}))
        for value in self.asked.fields.get("year", ()):
            span = years(value)
            asked.append(
                Wanted(first=span[0].toordinal(), last=span[1].toordinal())
                if span
                else Wanted(nothing=True)
            )
        for value in self.asked.fields.get("kind", ()):
            found = spoken(value)
            asked.append(Wanted(kinds=(found,)) if found else Wanted(nothing=True))
        return asked

    def fits(self, without: str = "") -> Chosen:
        """What all filters leave, or all but those of one facet."""
        found = self.catalogue.choose(self.wanted.without(without) if without else self.wanted)
        return found if self.text is None else found & self.text

    @cached_property
    def all(self) -> Chosen:
        return self.fits()

    @property
    def count(self) -> int:
        return self.all.count

    def elsewhere(self, address: str) -> Results:
        """What the same list finds at this moment under another query string, as ``?q=rent``."""
        asked = type(self.filterset)(QueryDict(address.removeprefix("?")), self.filterset.queryset)
        return type(self)(asked, self.catalogue)

    @cached_property
    def ignored(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is not looked for: words that are too common, and what is no word."""
        return ignored_words(self.asked)

    @property
    def shortened(self) -> bool:
        """Whether only the first words of what was typed are looked for."""
        return self.asked.shortened

    # -- in order

    @cached_property
    def words(self) -> ranking.Words | None:
        return ranking.words_of(self.meant.query) if self.asked.positive else None

    @cached_property
    def weighed(self) -> list[int]:
        if self.words is None:
            return []
        key = ("weighed", type(self.filterset), self.wanted, self.filterset.words, self.scope)
        return self.catalogue.remembered(
            (*key, self.meant.query.alternatives),
            self._weigh,
        )

    def _weigh(self) -> list[int]:
        ids, self.best = ranking.ranked(self.catalogue, self.meant.query, self.words, self.all)
        return ids

    @property
    def order(self) -> str:
        """The order of the catalogue in which the results stand, or ``relevance``."""
        sort = self.filterset.sort
        if sort == "relevance" and self.words is not None:
            return sort
        return sort if sort in ("oldest", "title") else "newest"

    def ids(self, start: int, stop: int) -> list[int]:
        """The entries of a slice of the results."""
        if self.order == "relevance":
            return ranking.following(
                self.catalogue, self.meant.query, self.all, self.weighed, start, stop
            )
        return self.catalogue.ids(self.all, self.order, start, stop)

    def around(self, entry: int) -> Around | None:
        """Where an entry stands in the results; None where it is none of them."""
        if self.order != "relevance":
            return self.catalogue.around(self.all, self.order, entry)
        at = ranking.position(self.catalogue, self.meant.query, self.all, self.weighed, entry)
        return None if at is None else self.beside(at)

    def beside(self, at: int) -> Around:
        """The neighbours of the result that has a place."""
        before = self.ids(at - 1, at) if at else []
        after = self.ids(at + 1, at + 2)
        return Around(at, *((ids[0] if ids else None) for ids in (before, after)))

    def hits(self, ids: list[int]) -> list[Hit]:
        """Where the words stand in the records of some entries."""
        texts = self.best if self.scope == TEXT else None
        return hits_of(self.catalogue, ids, self.words, self.said, texts)

    # -- facets

    def facet_rows(self) -> dict[str, list[tuple]]:
        """``(value, label, count)`` of every facet, each without its own filter, and the years."""
        key = ("facets", type(self.filterset), self.wanted, self.filterset.words, self.scope)
        return self.catalogue.remembered((*key, self.meant.query.alternatives), self._facet_rows)

    def _facet_rows(self) -> dict[str, list[tuple]]:
        rows: dict[str, list[tuple]] = {}
        named: dict[str, list[tuple[int, int]]] = {}
        for name in self.filterset.facets:
            if name == "kind":
                rows["kind"] = self._kind_rows()
            elif name == "when":
                counts = self.catalogue.times(self.fits("times"), self.wanted.today)
                rows["when"] = [(time, "", n) for time, n in counts.items()]
            elif name in self.facet_of:
                facet = self.facet_of[name]
                named[name] = self.catalogue.facet(
                    facet, self.fits(facet), MOST_SHOWN + 10, getattr(self.wanted, facet)
                )
        rows |= _labelled(named)
        counts, undated = self.catalogue.years(self.fits("dates"))
        rows["year"] = [(str(year), str(year), n) for year, n in counts.items()]
        if undated:
            rows["year"].append((None, None, undated))
        return rows

    def _kind_rows(self) -> list[tuple[str, str, int]]:
        counts = self.catalogue.kinds(self.fits("kinds"))
        if self.room:
            return [(kind, "", n) for (_, kind), n in counts.items()]
        rows: dict[str, int] = {}
        for (room, kind), n in counts.items():
            word = WORDS.get((room, kind), "other")
            rows[word] = rows.get(word, 0) + n
        for word, (room, _) in GROUPS.items():
            if (room, "") in self.wanted.kinds:
                rows[word] = sum(n for (of, _), n in counts.items() if of == room)
        return [(word, KINDS.get(word, word), n) for word, n in rows.items()]


def _labelled(named: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[str, str, int]]]:
    """Values of facets by what the public knows them as; those that it may not see are left out."""
    parts, parameters = [], []
    for name, counted in named.items():
        if counted:
            table, key, label, condition = LABELS[name]
            parts.append(
                f"SELECT '{name}', id, {key}, {label} FROM {table} "
                f"WHERE id = ANY (%s) AND {condition}"
            )
            parameters.append([value for value, _ in counted])
    found: dict[tuple[str, int], tuple[str, str]] = {}
    if parts:
        with reading_cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for name, pk, value, label in cursor.fetchall():
                found[name, pk] = (value, label)
    return {
        name: [(*found[name, pk], n) for pk, n in counted if (name, pk) in found][:MOST_SHOWN]
        for name, counted in named.items()
    }
