"""Any search as a feed, and as a file: with the same conditions as its page."""

import pytest
from lxml import etree

from publications.choices import Status
from tests import builders

pytestmark = pytest.mark.django_db

A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def pumps():
    work = builders.make_publication("Pumps of parishes", date="2010")
    return [work, builders.make_news_item("Pumps again", date="2012"), builders.make_author("Ada")]


def feed(client, query: str) -> etree._Element:
    answer = client.get(f"/search/feed/{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def titles(found: etree._Element) -> list[str]:
    return [entry.findtext(f"{A}title") for entry in found.iter(f"{A}entry")]


def test_all_kinds_what_came_last_first(client, pumps):
    assert titles(feed(client, "?q=pumps")) == ["Pumps again", "Pumps of parishes"]
    assert titles(feed(client, "")) == ["Ada", "Pumps again", "Pumps of parishes"]
    builders.make_event("A pump is launched")
    assert titles(feed(client, "?q=pumps"))[0] == "A pump is launched"


def test_it_has_the_conditions_of_its_page(client, pumps):
    page = client.get("/search/?q=pumps&year=2010&exact=1").content.decode()
    address = "/search/feed/?q=pumps&amp;year=2010&amp;exact=1"
    assert f'<link rel="alternate" type="application/atom+xml" href="{address}"' in page
    assert page.count(address) == 2  # in the head and in the body
    found = feed(client, "?q=pumps&year=2010&exact=1")
    assert titles(found) == ["Pumps of parishes"]
    assert "pumps" in found.findtext(f"{A}title")
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{A}link")}
    assert links["alternate"].endswith("/search/?exact=1&q=pumps&year=2010")
    assert titles(feed(client, "?q=pumps&scope=record&kind=news")) == ["Pumps again"]


def test_pages_and_what_is_not_there(client):
    for number in range(51):
        builders.make_publication(f"Pump {number}")
    assert len(titles(feed(client, "?q=pump"))) == 50
    assert titles(feed(client, "?q=pump&page=2")) == ["Pump 0"]
    assert client.get("/search/feed/?page=3").status_code == 404
    assert client.get("/search/feed/?year=wrong").status_code == 400
    assert titles(feed(client, "?q=nothing-of-the-kind")) == []


def test_withdrawn_is_gone_from_the_next_feed(client, pumps):
    assert len(titles(feed(client, "?q=pumps"))) == 2
    pumps[0].status = Status.WITHDRAWN
    pumps[0].save()
    assert titles(feed(client, "?q=pumps")) == ["Pumps again"]


@pytest.mark.parametrize("query", ["q=pumps", "q=pumps&year=2010", "q=parishes&exact=1"])
def test_the_file_holds_what_the_page_shows(client, pumps, query):
    page = client.get(f"/search/?{query}").content.decode()
    file = client.get(f"/search/?{query}&format=json")
    lines = b"".join(file.streaming_content).decode()
    for each in pumps:
        assert (each.identifier in lines) == (each.get_absolute_url() in page), each


def test_query_count_does_not_grow(client, django_assert_num_queries):
    for number in (1, 3):
        while builders.models.NewsItem.objects.count() < number:
            builders.contribute(builders.make_news_item("Pumps"), builders.make_author())
        feed(client, "?q=pumps")
        with django_assert_num_queries(8):
            feed(client, "?q=pumps")
