"""Lists: their pages, their dates, the words found in them, and news and events by time."""

import pytest
from django.utils import timezone
from lxml import html

from tests.builders import (
    assign_topic,
    make_event,
    make_news_item,
    make_publication,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def test_a_list_has_twenty_a_page(client):
    for n in range(45):
        make_publication(f"Report {n}", date="2010")
    first, last = client.get("/publications/"), client.get("/publications/?page=3")
    assert b'Publications: <span class="count">45</span>' in first.content
    assert first.content.count(b'<article class="entry') == 20
    assert last.content.count(b'<article class="entry') == 5
    assert client.get("/publications/?page=4").status_code == 404
    assert client.get("/publications/?page=0").status_code == 404


def test_no_day_is_shown_that_nobody_printed(client):
    make_publication("Year", date="2010")
    make_publication("Month", date="2011-03")
    make_publication("Range", date="2008/2009")
    words = client.get("/publications/").content.decode()
    assert "March 2011" in words
    assert "2008–2009" in words
    assert "January" not in words
    assert "December" not in words


def test_found_words_are_marked(client):
    work = make_publication("Other")
    make_section(work, "Heading", "Before & the parishes after.", anchor="there")
    words = client.get("/publications/?q=parish").content.decode()
    assert "Before &amp; the <mark>parishes</mark> after" in words
    assert f"{work.get_absolute_url()}text/there/" in words


def test_the_home_page_searches_all_kinds_and_an_empty_list_leads_there(client):
    home = html.fromstring(client.get("/").content)
    assert home.xpath("//form[@role='search']/@action") == ["/search/"]
    page = html.fromstring(client.get("/publications/?q=regoinal+%26").content)
    assert "/search/?q=regoinal+%26" in page.xpath("//main//a/@href")


def test_the_news_of_a_year_stands_under_its_months(client):
    make_news_item("In May", date="2009-05-02")
    make_news_item("Some time", date="2009")
    make_news_item("Before", date="2007")
    page = html.fromstring(client.get("/news/2009/").content)
    assert [h.text_content() for h in page.findall(".//main//h2")] == ["May 2009", "2009"]
    assert page.xpath("//a[@rel='prev']/@href") == ["/news/2007/"]
    assert not page.xpath("//a[@rel='next']")


def test_events_are_coming_past_or_undated(client):
    year = timezone.localdate().year
    make_event("Next year", date=str(year + 1))
    make_event("Some time this year", date=str(year))
    make_event("Long ago", date="1999-02-03")
    make_event("Whenever")
    page = html.fromstring(client.get("/events/").content)
    entries = page.xpath("//ol[@class='entries']/li")
    shown = [
        (li.xpath("string(.//p[@class='opens'])"), li.xpath("normalize-space(.//h2)"))
        for li in entries
    ]
    assert shown == [
        ("Coming", "Next year"),
        ("", "Some time this year"),
        ("Past", "Long ago"),
        ("Undated", "Whenever"),
    ]
    assert b'class="opens"' not in client.get("/events/?sort=title").content


def test_months_in_the_page_of_a_year_go_without_the_year(client):
    make_news_item("In May", date="2009-05-02")
    make_news_item("Some time", date="2009")
    page = html.fromstring(client.get("/news/2009/").content)
    assert page.xpath("//ul[@class='months']//a/text()") == ["May", "2009"]


def test_words_are_no_filter(client):
    work = make_publication("Parish clocks", date="2010")
    make_section(work, "The hands", "They do not move.")
    for asked, said in (("q=clocks", "Filters"), ("q=clocks&kind=report", "Filters (1 chosen)")):
        page = html.fromstring(client.get(f"/publications/?{asked}").content)
        assert page.xpath("string(//details[@id='filters']/summary)") == said


def test_a_topic_without_works_is_named_and_leads_nowhere(client):
    topic = make_topic("Housing")
    make_topic("Clocks")
    assign_topic(make_publication(), topic)
    page = html.fromstring(client.get("/topics/").content)
    assert page.xpath("//main//a/text()") == ["Housing"]
    assert page.xpath("string(//main//h1)") == "Topics: 1"
    assert "Nothing yet on: Clocks" in page.find(".//main").text_content()
