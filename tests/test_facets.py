"""Facets: every count without its own filter, in order, with words and links."""

import pytest
from django.http import QueryDict

from publications.facets import facets_and_years
from publications.filters import AuthorFilterSet, PublicationFilterSet
from publications.models import Author, Publication
from publications.searching.names import results_of
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_organisation,
    make_publication,
    make_topic,
)

pytestmark = pytest.mark.django_db


def beside(query: str, filterset=PublicationFilterSet, model=Publication):
    asked = filterset(QueryDict(query), model.objects.published())
    found, years = facets_and_years(asked, results_of(asked).facet_rows())
    return {facet.name: facet for facet in found}, years


def counts(facet) -> dict[str, int]:
    return {value.label: value.count for value in facet.values}


@pytest.fixture
def works():
    ada, body, topic = make_author("Ada Parish"), make_organisation("NLGN"), make_topic("Housing")
    for number in range(3):
        work = make_publication(f"Report {number}", kind="report", date=f"201{number}")
        contribute(work, ada)
        contribute(work, body, "publisher")
    essay = make_publication("Essay", kind="essay", date="2011/2013")
    contribute(essay, ada)
    contribute(essay, ada, "editor")
    assign_topic(essay, topic)
    make_publication("Undated", kind="essay")
    return ada


def test_a_facet_is_counted_without_its_own_filter(works):
    found, _ = beside("kind=report")
    assert counts(found["kind"]) == {"Reports": 3, "Essays": 2}
    assert counts(found["author"]) == {"Ada Parish": 3}
    assert "topic" not in found


def test_two_roles_in_one_work_count_once(works):
    found, _ = beside("kind=essay")
    assert counts(found["author"]) == {"Ada Parish": 1}


def test_chosen_values_come_first_and_stay_when_nothing_is_left(works):
    found, _ = beside(f"author={works.identifier}&q=zebra")
    (value,) = found["author"].values
    assert (value.label, value.count, value.chosen, value.href) == (
        "Ada Parish",
        0,
        True,
        "?q=zebra",
    )


def test_the_histogram_counts_each_year_that_a_date_touches(works):
    _, years = beside("year=2012")
    assert {bar.year: bar.count for bar in years.bars} == {2010: 1, 2011: 2, 2012: 2, 2013: 1}
    assert [bar.year for bar in years.bars if bar.chosen] == [2012]
    assert years.undated == 1
    assert years.bars[0].href == "?year=2012&year=2010"
    assert max(bar.height for bar in years.bars) == 60


def test_the_histogram_shows_the_span(works):
    _, years = beside("from=2011&to=2012&kind=report")
    assert {bar.year: bar.chosen for bar in years.bars} == {2010: False, 2011: True, 2012: True}


def test_every_year_of_the_histogram_leads_to_as_many_items(works):
    _, years = beside("")
    for bar in years.bars:
        query = QueryDict(f"year={bar.year}")
        assert PublicationFilterSet(query, Publication.objects.all()).qs.count() == bar.count


def test_people_are_counted_by_role(works):
    found, years = beside("", AuthorFilterSet, Author)
    assert counts(found["role"]) == {"Author": 1, "Editor": 1}
    assert years is None


def test_what_was_counted_asks_nothing_more(works, django_assert_num_queries):
    query = QueryDict(f"author={works.identifier}&kind=report&topic=housing&from=2010")
    asked = PublicationFilterSet(query, Publication.objects.published())
    rows = results_of(asked).facet_rows()
    with django_assert_num_queries(0):
        facets_and_years(asked, rows)
