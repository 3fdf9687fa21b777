"""The list that a reader came from: the same order, the same neighbours, and the way back."""

import datetime
import random

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from lxml import html

from publications import filters, models
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from publications.views.within import ROOMS, carried, within
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_event,
    make_news_item,
    make_publication,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def place(record, query: str):
    return within(RequestFactory().get(f"/{query}"), record)


def walk(records, state: str) -> list[str]:
    """The titles from the first record of a list on, by its links alone."""
    by_address = {each.get_absolute_url(): each for each in records}
    here = next(each for each in records if place(each, state).number == 1)
    found, titles = place(here, state), [str(here)]
    while found.next:
        path, _, query = found.next.href.partition("?")
        before, here = here, by_address[path]
        found = place(here, f"?{query}")
        assert found.previous.title == str(before)
        assert found.number == len(titles) + 1
        titles.append(str(here))
    return titles


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_the_way_through_a_list_is_the_order_of_the_list(sort):
    chance = random.Random(3)
    dates = [None, "1999", "2001-05", "2001-05-02", "2002"]
    works = [
        make_publication(f"{chance.choice('abc')} {n}", date=chance.choice(dates), kind="report")
        for n in range(23)
    ]
    make_publication("Of another kind", kind="speech")
    query = QueryDict(f"kind=report&sort={sort}")
    listed = filters.PublicationFilterSet(query, models.Publication.objects.published())
    titles = walk(works, f"?in=publications&{query.urlencode()}")
    assert titles == [work.title for work in listed.qs]


def test_the_way_through_a_search_crosses_kinds_in_the_order_of_its_hits(monkeypatch):
    # So that some results stand behind those that are weighed.
    monkeypatch.setattr("publications.searching.ranking.WEIGHED", 4)
    records = [
        make_publication("Parish pump"),
        make_news_item("The parish", date="2004"),
        make_event("A parish launch", date="2005"),
        make_author("Ada Parish"),
    ]
    for number in range(4):
        work = make_publication(f"Report {number}", date=f"200{number}")
        make_section(work, "Case", "Of a parish.")
        records.append(work)
    listed = Results(SearchFilterSet(QueryDict("q=parish"), models.SearchEntry.objects.none()))
    hits = listed.catalogue.records(listed.ids(0, 100))
    titles = [str(ROOMS[room].objects.get(pk=key)) for room, key in hits]
    assert len(titles) == 8
    assert walk(records, "?in=search&q=parish") == titles


@pytest.mark.parametrize("query", ["q=ann", "q=ann&sort=works", "role=editor&sort=works"])
def test_the_way_through_a_list_of_people_is_its_order(query):
    works = [make_publication(f"Work {n}") for n in range(3)]
    people = [make_author(f"Ann {name}") for name in ("Cole", "Álvarez", "Boyd")]
    for number, person in enumerate(people):
        for work in works[: number + 1]:
            contribute(work, person, "editor")
    make_author("Ben")
    listed = filters.AuthorFilterSet(QueryDict(query), models.Author.objects.published())
    assert walk(people, f"?in=authors&{query}") == [person.name for person in listed.qs]


def test_the_way_back_leads_to_the_page_and_the_place():
    works = [make_publication(f"Work {n:02}", date="2010") for n in range(45)]
    found = place(works[41], "?in=publications&year=2010&sort=title&page=1&colour=red")
    assert found.sentence == "Publications, 2010"
    assert (found.number, found.count) == (42, 45)
    back = "/publications/?year=2010&sort=title&page=3"
    assert found.address == f"{back}#{works[41].identifier}"
    state = "?in=publications&year=2010&sort=title"
    assert found.previous.href == f"{works[40].get_absolute_url()}{state}"
    assert place(works[0], state).previous is None
    assert place(works[44], state).next is None


def test_a_record_that_left_the_list_says_so_and_leads_back():
    work = make_publication("Was a report", kind="essay")
    make_publication("A report", kind="report")
    found = place(work, "?in=publications&kind=report")
    assert (found.number, found.count, found.previous, found.next) == (0, 1, None, None)
    assert found.address == "/publications/?kind=report"


def test_a_neighbour_that_was_withdrawn_is_passed_over():
    first, second, third = (make_publication(f"Work {n}", date="2010") for n in "abc")
    state = "?in=publications&year=2010&sort=title"
    assert place(first, state).next.title == second.title
    second.status = "withdrawn"
    second.save()
    assert place(first, state).next.title == third.title
    assert place(third, state).number == 2


def test_the_list_of_coming_events_is_that_of_the_day(monkeypatch):
    first, second = make_event("First", date="2010-06-30"), make_event("Second", date="2010-07")
    state = "?in=events&when=coming"
    now = datetime.datetime(2010, 6, 30, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert place(first, state).next.title == "Second"
    now += datetime.timedelta(days=1)
    assert place(first, state).number == 0
    assert (place(second, state).number, place(second, state).count) == (1, 1)


@pytest.mark.parametrize(
    "state",
    [
        "",
        "?in=",
        "?in=publications",
        "?in=nowhere&kind=report",
        "?in=publications&kind=novel",
        "?in=publications&page=3",
        "?in=%00&q=a",
        "?in=search",
        "?kind=report",
    ],
)
def test_without_a_list_nothing_is_said(client, state):
    work = make_publication(kind="report")
    assert place(work, state) is None
    assert client.get(f"{work.get_absolute_url()}{state}").status_code == 200


def test_a_list_carries_only_what_is_chosen():
    make_topic("Housing")

    def state(query: str) -> str:
        rows = models.Publication.objects.published()
        return carried(filters.PublicationFilterSet(QueryDict(query), rows), "publications")

    for bare in ("", "page=4", "kind=&q=+", "utm_source=x", "kind=novel"):
        assert state(bare) == ""
    assert state("kind=report&kind=essay&from=2010&to=&page=2&year=abc") == (
        "?in=publications&kind=report&kind=essay&from=2010"
    )
    assert state("topic=housing&sort=oldest") == "?in=publications&topic=housing&sort=oldest"


def test_the_place_in_a_list_costs_few_queries(django_assert_max_num_queries):
    topic = make_topic("Housing")
    works = [make_publication(f"Work {n}") for n in range(3)]
    for work in works:
        assign_topic(work, topic)
    place(works[1], "?in=publications&topic=housing")
    # What is named, the catalogue (made anew inside a test's transaction), the two neighbours.
    with django_assert_max_num_queries(4):
        assert place(works[1], "?in=publications&topic=housing").number == 2


def test_pages_lead_through_the_list_and_back_without_a_script(client):
    works = [make_publication(f"Work {n:02}", date="2010", kind="report") for n in range(22)]
    make_publication("Of another kind", date="2010", kind="speech")

    def page_of(address: str):
        return html.fromstring(client.get(address).content)

    listed = page_of("/publications/?kind=report&sort=title&page=2")
    (link, _) = listed.xpath("//ol[@class='entries']//h2/a")
    assert link.get("rel") == "nofollow"
    assert (
        link.get("href") == f"{works[20].get_absolute_url()}?in=publications&kind=report&sort=title"
    )
    record = page_of(link.get("href"))
    (bar,) = record.xpath("//nav[@class='came-from']")
    assert " ".join(bar.xpath("string(p)").split()) == "21 of 22 in Reports"
    assert [each.get("rel") for each in bar.xpath("a")] == ["prev nofollow", "next nofollow"]
    back = bar.xpath("string(p/a/@href)")
    assert page_of(back).xpath(f"//li[@id='{works[20].identifier}']")
    last = page_of(bar.xpath("string(a[@class='next']/@href)"))
    assert last.xpath("string(//h1)") == "Work 21"
    assert not last.xpath("//nav[@class='came-from']/a[@class='next']")
    # What is shared is the clean address.
    clean = f"http://testserver{works[20].get_absolute_url()}"
    assert record.xpath("string(//link[@rel='canonical']/@href)") == clean
    (cited,) = record.xpath("//*[@class='cite citation']")
    assert "?in=" not in html.tostring(cited).decode()
    assert works[20].identifier in cited.text_content()
    bare = page_of("/publications/?page=2")
    for link in bare.xpath("//ol[@class='entries']//h2/a"):
        assert (link.get("rel"), "?" in link.get("href")) == (None, False)


def test_hits_of_a_search_and_people_carry_their_list(client):
    person = make_author("Ada Parish")
    make_publication("Parish pump")
    for address, state in (
        ("/search/?q=parish", "?in=search&q=parish"),
        ("/authors/?q=ADA", "?in=authors&q=ADA"),
    ):
        page = html.fromstring(client.get(address).content)
        links = page.xpath("//ol[@class='entries']//h2/a/@href")
        assert f"{person.get_absolute_url()}{state}" in links
        record = html.fromstring(client.get(f"{person.get_absolute_url()}{state}").content)
        assert record.xpath("//nav[@class='came-from']//a[@rel='nofollow']/@href")


def test_a_page_says_that_the_list_no_longer_has_it(client):
    work = make_publication("Was a report", kind="essay")
    page = html.fromstring(
        client.get(f"{work.get_absolute_url()}?in=publications&kind=report").content
    )
    (bar,) = page.xpath("//nav[@class='came-from']")
    assert " ".join(bar.text_content().split()) == "No longer in Reports"
    assert bar.xpath(".//a/@href") == ["/publications/?kind=report"]
