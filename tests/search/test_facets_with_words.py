"""Facets of searches with words: the same as counting by hand, record by record."""

import itertools
import random
from collections import Counter
from dataclasses import dataclass

import pytest
from django.http import QueryDict

from publications import models
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from tests import builders

WORDS = ("pump", "well", "barn", "mill", "ford", "lane")
KINDS = ("report", "essay", "briefing", "news", "blog")
YEARS = ("2008", "2009", "2010")


@dataclass(frozen=True)
class Made:
    kind: str
    year: str
    author: str
    topic: str
    title: frozenset[str]
    text: frozenset[str]

    def fits(self, leaf: str) -> bool:
        where, _, word = leaf.rpartition(":")
        return word in (self.title if where else self.title | self.text)


def matches(made: Made, query: str) -> bool:
    """What a query of words, OR and minus means, said once more and slowly."""
    for alternative in query.split(" OR "):
        leaves = alternative.split()
        if all(
            not made.fits(leaf[1:]) if leaf.startswith("-") else made.fits(leaf) for leaf in leaves
        ):
            return True
    return False


def some_query(chance: random.Random) -> str:
    alternatives = []
    for _ in range(chance.choice((1, 1, 2))):
        words = chance.sample(WORDS, chance.choice((1, 2, 3)))
        leaves = [chance.choice(("", "", "title:")) + words[0]]
        leaves += [chance.choice(("", "-")) + word for word in words[1:]]
        alternatives.append(" ".join(leaves))
    return " OR ".join(alternatives)


@pytest.mark.django_db
def test_facets_with_words_count_as_by_hand():
    chance = random.Random(11)
    authors = [builders.make_author(f"Ann {name}") for name in ("One", "Two", "Three")]
    topics = [builders.make_topic(name) for name in ("Housing", "Health")]
    made: list[Made] = []
    for _ in range(48):
        title, text = chance.sample(WORDS, 2), chance.sample(WORDS, 2)
        kind, year = chance.choice(KINDS), chance.choice(YEARS)
        author, topic = chance.choice(authors), chance.choice(topics)
        make = builders.make_news_item if kind in ("news", "blog") else builders.make_publication
        work = make(" ".join(title).capitalize(), kind=kind, date=year)
        builders.make_section(work, "", " ".join(text))
        builders.contribute(work, author)
        builders.assign_topic(work, topic)
        made.append(
            Made(kind, year, author.identifier, topic.slug, frozenset(title), frozenset(text))
        )
    parts = ("kind", "year", "author", "topic")
    seen = 0
    for _ in range(40):
        query = some_query(chance)
        one = chance.choice(made)
        filters = {
            part: getattr(one, part) for part in chance.sample(parts, chance.choice((0, 1, 2)))
        }
        typed = QueryDict(mutable=True)
        typed.update({"q": query, **filters})
        here = Results(SearchFilterSet(typed, models.SearchEntry.objects.none()))
        rows = here.facet_rows()
        fitting = [each for each in made if matches(each, query)]

        def by_hand(but: str = "", fitting=fitting, filters=filters) -> list[Made]:
            return [
                each
                for each in fitting
                if all(
                    getattr(each, part) == value for part, value in filters.items() if part != but
                )
            ]

        assert here.count == len(by_hand()), (query, filters)
        seen += here.count
        for part in parts:
            counted = {value: n for value, _, n in rows[part] if n}
            expected = Counter(getattr(each, part) for each in by_hand(part))
            assert counted == expected, (part, query, filters)
    assert seen > 100


def test_the_queries_differ():
    chance = random.Random(11)
    queries = {some_query(chance) for _ in range(40)}
    assert len(queries) > 30
    joined = " ".join(itertools.chain(queries))
    assert all(sign in joined for sign in (" OR ", " -", "title:"))
