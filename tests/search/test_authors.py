"""An author in the search over all kinds is who made a work, and not everyone who is in it."""

import random
from collections import Counter

import pytest
from django.http import QueryDict

from publications import filters, models
from publications.choices import WRITING, Status
from publications.search import WORKS
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from tests import builders
from tests.search.test_catalogue import garden


@pytest.mark.django_db
def test_a_facet_of_all_kinds_counts_what_its_link_finds_and_an_author_is_who_made_it():
    chance = random.Random(23)
    values = garden(chance)
    values["kind"] = ["all_news", "all_events", "report"]
    for _ in range(20):
        query = QueryDict(mutable=True)
        for name in chance.sample(list(values), chance.randrange(3)):
            if name in SearchFilterSet.base_filters:
                query.setlist(name, chance.sample(values[name], 1))
        asked = SearchFilterSet(query, models.SearchEntry.objects.none())
        fast = Results(asked)
        found = fast.facet_rows()
        for name in asked.facets:
            for value, _, n in found.get(name, []):
                link = QueryDict(asked.address(**{name: [value]})[1:])
                other = Results(SearchFilterSet(link, models.SearchEntry.objects.none()))
                assert n == other.count, (query, name, value)
        without = QueryDict(asked.address(author=[])[1:])
        others = Results(SearchFilterSet(without, models.SearchEntry.objects.none()))
        authors = {value: n for value, _, n in found["author"] if n}
        assert authors == made_by(others), query


def made_by(results: Results) -> dict[str, int]:
    """How many of some results each public person made, by their contributions."""
    counts: Counter = Counter()
    for room, record in results.catalogue.records(results.ids(0, 1000)):
        if room in WORKS:
            people = models.Contribution.objects.filter(
                **{WORKS[room]: record}, author__status=Status.PUBLISHED, role__in=WRITING
            )
            counts.update(set(people.values_list("author__identifier", flat=True)))
    return dict(counts)


@pytest.mark.django_db(transaction=True)
def test_the_author_of_a_piece_of_news_is_who_wrote_it():
    """In the search; the list of news shows people, whatever their part. After each change too."""
    ada, ben = builders.make_author("Ada Parish"), builders.make_author("Ben Borough")
    news = builders.make_news_item("Of pumps")
    builders.contribute(news, ada)
    quoted = builders.contribute(news, ben, "quoted")

    def authors(filterset, query="") -> set[str]:
        asked = filterset(QueryDict(query), models.NewsItem.objects.none())
        return {label for _, label, n in Results(asked).facet_rows()["author"] if n}

    assert authors(SearchFilterSet) == {"Ada Parish"}
    assert authors(filters.NewsFilterSet) == {"Ada Parish", "Ben Borough"}
    by = SearchFilterSet(QueryDict(f"author={ben.identifier}"), models.NewsItem.objects.none())
    assert Results(by).count == 0
    by_ben = SearchFilterSet(QueryDict("q=author:borough"), models.NewsItem.objects.none())
    assert Results(by_ben).count == 0
    quoted.role = "author"
    quoted.save()
    assert authors(SearchFilterSet) == {"Ada Parish", "Ben Borough"}
    assert Results(by).count == Results(by_ben).count == 1
