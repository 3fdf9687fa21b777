"""Coming and past events: by the day in the United Kingdom, and never by a day nobody printed."""

import datetime

import pytest
from django.http import QueryDict
from lxml import html

from publications.filters import EventFilterSet
from publications.models import Event
from tests.builders import contribute, make_event, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is, in UTC."""

    def set_to(moment: str) -> None:
        now = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return set_to


def heading(client, query: str = "") -> str:
    page = html.fromstring(client.get(f"/events/{query}").content)
    return " ".join(page.xpath("string(//h1)").split())


def facet(client, name: str, query: str = "") -> dict[str, int]:
    page = html.fromstring(client.get(f"/events/{query}").content)
    (section,) = page.xpath(f"//section[h2/@id='facet-{name}']")
    labels, counts = (section.xpath(f".//*[@class='{part}']") for part in ("label", "count"))
    return {
        label.text_content().strip(): int(count.text_content())
        for label, count in zip(labels, counts, strict=True)
    }


@pytest.mark.parametrize(
    ("date", "now", "time"),
    [
        ("2010-03-17", "2010-03-17T12:00", "coming"),
        ("2010-03-17", "2010-03-18T12:00", "past"),
        ("2010-03", "2010-03-31T12:00", "coming"),  # may still be on its last day
        ("2010-03", "2010-04-01T12:00", "past"),
        ("2010", "2010-12-31T12:00", "coming"),
        ("2010", "2011-01-01T12:00", "past"),
        ("2010-03-17/2010-03-19", "2010-03-19T12:00", "coming"),
        ("2010-03-17/2010-03-19", "2010-03-20T12:00", "past"),
        (None, "2010-03-17T12:00", "undated"),
    ],
)
def test_an_event_is_coming_until_the_last_day_that_its_date_can_mean(
    client, clock, date, now, time
):
    clock(now)
    make_event("Launch", date=date)
    for asked in ("coming", "past", "undated"):
        count = "1" if asked == time else "0"
        assert heading(client, f"?when={asked}") == f"{asked.capitalize()} events: {count}"
        rows = EventFilterSet(QueryDict(f"when={asked}"), Event.objects.published()).qs
        assert rows.count() == int(count)
    assert facet(client, "when") == {time.capitalize(): 1}


def test_the_day_changes_at_midnight_in_the_united_kingdom(client, clock):
    make_event("Launch", date="2010-06-30")
    clock("2010-06-30T22:59")  # a minute to midnight in British Summer Time
    assert facet(client, "when") == {"Coming": 1}
    assert heading(client, "?when=coming") == "Coming events: 1"
    clock("2010-06-30T23:00")  # nothing was written meanwhile
    assert facet(client, "when") == {"Past": 1}
    assert heading(client, "?when=coming") == "Coming events: 0"
    assert heading(client, "?when=past") == "Past events: 1"


def test_times_are_joined_with_the_other_filters(client, clock):
    clock("2010-03-17T12:00")
    body = make_organisation("NLGN")
    for title, date, kind in (
        ("Old launch", "2009", "launch"),
        ("Old debate", "2009-05", "debate"),
        ("New launch", "2010-05", "launch"),
        ("Some launch", None, "launch"),
    ):
        contribute(make_event(title, date=date, kind=kind), body, "host")
    query = f"?when=past&when=undated&kind=launch&organisation={body.identifier}"
    assert heading(client, query) == "Past and undated launches by NLGN: 2"
    # Counted without its own filter, the chosen ones first.
    assert facet(client, "when", query) == {"Past": 1, "Undated": 1, "Coming": 1}
    page = html.fromstring(client.get(f"/events/{query}").content)
    chips = page.xpath("//ul[@class='chips']//a/@href")
    assert f"?when=undated&kind=launch&organisation={body.identifier}" in chips
    assert heading(client, "?when=past&from=2009-05") == "Past events, May 2009 and later: 2"
    assert facet(client, "kind", "?when=past") == {"Launches": 1, "Debates": 1}


def test_of_coming_events_alone_the_next_stands_first(client, clock):
    clock("2010-03-17T12:00")
    for date in ("2010-05", "2010-04", "2011"):
        make_event(date, date=date)
    page = html.fromstring(client.get("/events/?when=coming").content)
    assert page.xpath("//ol[@class='entries']//h2/a/text()") == ["2010-04", "2010-05", "2011"]
    assert page.xpath("//select[@id='sort']/option[@selected]/text()") == ["Earliest first"]


def test_a_wrong_time_is_said_in_words_and_left_out(client):
    make_event("Launch", date="2010")
    page = html.fromstring(client.get("/events/?when=soon").content)
    assert "“soon” is none of: Coming, Past, Undated." in page.xpath("string(//*[@class='errors'])")
    assert heading(client, "?when=soon") == "Events: 1"


def test_feed_calendar_and_api_know_the_times(client, clock):
    clock("2010-03-17T12:00")
    make_event("Old launch", date="2009-01-02")
    make_event("New launch", date="2010-05-06")
    for address in ("/events/feed/", "/events/calendar.ics", "/api/v1/events"):
        said = client.get(f"{address}?when=coming").content.decode()
        assert "New launch" in said
        assert "Old launch" not in said
