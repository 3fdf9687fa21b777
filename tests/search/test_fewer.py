"""Where nothing fits all at once: what is offered instead, each with what it finds."""

import itertools

import pytest
from django.http import QueryDict
from django.urls import reverse
from lxml import html

from publications import models
from publications.filters import AuthorFilterSet, PublicationFilterSet
from publications.searching import fewer
from publications.searching.filters import SearchFilterSet
from publications.searching.names import results_of
from publications.searching.results import Results
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive():
    """Wells and mills of 2008 by Ann, mills and fords of 2009 by Bob."""
    for title, text, year, name in (
        ("Wells", "The mill by the old well of the parish.", "2008", "Ann Webb"),
        ("Fords", "The old mill at the ford, and a parish.", "2009", "Bob Hale"),
    ):
        work = builders.make_publication(title, date=year)
        builders.make_section(work, "Case", text)
        builders.contribute(work, builders.make_author(name))


def search(query: str) -> Results:
    return Results(SearchFilterSet(QueryDict(query), models.SearchEntry.objects.none()))


def ways(query: str) -> dict[str, int]:
    return {way.label: way.count for way in fewer.ways(search(query))}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=mill", {}),
        ("q=zebra", {}),
        ("q=mill+zebra", {"without “zebra”": 2}),
        ("q=well+ford", {"without “well”": 1, "without “ford”": 1}),
        ('q="mill parish"', {"with “mill parish” as words apart": 2}),
        ('q="mill parish" zebra', {}),
        ("q=mill+-parish", {"also with “parish”": 2}),
        ("q=author:hale+well", {"without the author “hale”": 1, "without “well”": 1}),
        ("q=year:2009+well", {"without the year 2009": 1, "without “well”": 1}),
        ("q=title:mill+parish", {"without “mill” in the title": 2}),
        ("q=well&year=2009", {"without “well”": 1, "without “2009”": 1}),
        ("q=parish&scope=record", {"in the full texts": 2}),
        ("q=zebra+ostrich+mill", {"with “mill” alone": 2}),
        ("q=zebra+OR+ostrich", {}),
        ("q=%3F%21", {}),
        ("q=", {}),
        ("", {}),
    ],
)
def test_what_is_offered(query, found):
    assert ways(query) == found


def test_lists_keep_their_own_kind_and_filters():
    address = QueryDict("q=well&year=2009&sort=title")
    results = Results(PublicationFilterSet(address, models.Publication.objects.published()))
    assert [(way.address, way.count) for way in fewer.ways(results)] == [
        ("?year=2009&sort=title", 1),
        ("?q=well&sort=title", 1),
    ]


def test_parts_of_names_are_left_out_as_words_are():
    people = AuthorFilterSet(QueryDict("q=Ann Hale"), models.Author.objects.published())
    assert {way.label for way in fewer.ways(results_of(people))} == {
        "without “Ann”",
        "without “Hale”",
    }


def test_every_way_finds_as_many_as_it_says(client):
    words = ("mill", "well", "ford", "zebra", '"old mill"', "-parish", "author:hale", "year:2008")
    offered = 0
    for typed in itertools.combinations(words, 3):
        page = html.fromstring(client.get(reverse("search"), {"q": " ".join(typed)}).content)
        for link in page.xpath("//div[@class='empty']//li/a"):
            there = html.fromstring(client.get(f"{reverse('search')}{link.get('href')}").content)
            number = link.getparent().findtext("span")
            assert there.xpath("string(//h1/span)") == number != "0", typed
            assert link.get("rel") == "nofollow"
            offered += 1
    assert offered > 20


def test_a_way_costs_one_question_which_is_of_abbreviations(django_assert_max_num_queries):
    results = search(f"q={' '.join(f'mill{number}' for number in range(30))} mill")
    assert results.count == 0
    with django_assert_max_num_queries(2 * fewer.MOST_PARTS):
        assert not fewer.ways(results)
