"""Crawlers find every record and lose themselves in no combination of filters."""

from urllib import robotparser

import pytest
from lxml import html

from tests import builders
from tests.archive import make_archive

pytestmark = pytest.mark.django_db
LISTS = ("/publications/", "/news/", "/events/", "/authors/", "/organisations/", "/projects/")


def page(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def robots(client, address: str) -> str:
    return "".join(page(client, address).xpath("//meta[@name='robots']/@content"))


def test_combinations_of_filters_are_not_indexed(client):
    make_archive()
    for address in LISTS:
        assert robots(client, address) == ""
    assert robots(client, "/publications/?year=2010") == ""
    assert robots(client, "/search/?q=parish") == ""
    for room in ("publications", "news", "events"):
        assert robots(client, f"/{room}/?year=2010&q=parish") == "noindex"
    assert robots(client, "/publications/?year=2010&year=2011") == "noindex"
    assert robots(client, "/search/?q=parish&year=2010") == "noindex"


def test_further_pages_of_a_filter_are_not_indexed_and_those_of_a_list_are(client):
    for number in range(41):
        builders.make_publication(f"Work {number}", date="2010")
    assert robots(client, "/publications/?page=3") == ""
    assert robots(client, "/publications/?year=2010&page=2") == "noindex"
    assert robots(client, "/search/?q=work&page=2") == "noindex"


@pytest.mark.parametrize("address", [*LISTS, "/search/?q=parish", "/publications/?year=2010"])
def test_every_link_with_a_filter_says_nofollow(client, address):
    make_archive()
    links = page(client, address).xpath("//a[contains(@href, '?')]")
    followed = [each.get("href") for each in links if "nofollow" not in each.get("rel", "")]
    # The one that takes all filters away is a list that any page leads to.
    assert [href for href in followed if href != "?"] == []
    assert links


ABSURD = (
    *("4", "0", "-1", "999999999", "9" * 20, "9" * 5000),
    *("x", "1e3", "1_0", "\N{SUPERSCRIPT TWO}", "\N{ARABIC-INDIC DIGIT THREE}", "1.0", "last"),
)


def test_a_page_beyond_the_end_says_where_the_end_is(client):
    for count in range(41):
        builders.make_publication(f"Work {count}", date="2010")
    for address in ("/publications/", "/search/"):
        for number in ABSURD:
            answer = client.get(address, {"year": "2010", "page": number})
            assert answer.status_code == 404, number
            found = html.fromstring(answer.content)
            assert "This list has 3 pages now" in " ".join(found.text_content().split())
            (link,) = found.xpath("//a[contains(text(), 'last page')]")
        last = page(client, address + link.get("href"))
        assert "page 3" in last.findtext(".//title")


def test_other_pages_that_are_not_there_say_nothing_of_lists(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "This list" not in answer.content.decode()


def test_robots_txt_leaves_records_open_and_combinations_out(client):
    archive = make_archive()
    text = client.get("/robots.txt").content.decode()
    rules = robotparser.RobotFileParser()
    rules.parse(text.splitlines())
    assert rules.can_fetch("*", archive.report.get_absolute_url())
    assert not rules.can_fetch("*", "/search/?q=x")
    for rule in ("/*?*&", "/*?*format=", "/*?*sort=", "/*?in="):
        assert f"Disallow: {rule}\n" in text
