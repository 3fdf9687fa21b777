"""The page of an event: time, venue and summary, none of them twice."""

import pytest
from lxml import html

from tests.builders import make_event

pytestmark = pytest.mark.django_db
VENUE, TIME = "The parish hall, Wells", "6.30pm"


def shown(client, summary: str) -> tuple[list[str], str]:
    """The rows of time and place, and the words of the page's main column."""
    event = make_event(date="2010-03-17", venue=VENUE, time_printed=TIME, summary=summary)
    page = html.fromstring(client.get(event.get_absolute_url()).content)
    (body,) = page.xpath("//article//div[@class='body']")
    rows = [dt.text_content() for dt in body.xpath(".//dl[@class='place']//dt")]
    return rows, " ".join(body.text_content().split())


@pytest.mark.parametrize(
    ("summary", "rows"),
    [
        ("", ["Date", "Time as printed", "Venue"]),
        ("A debate.", ["Date", "Time as printed", "Venue"]),
        (f"{VENUE}, {TIME}", ["Date", "Time as printed", "Venue"]),
        (f"A debate. Venue: {VENUE}.", ["Date", "Time as printed"]),
        (f"A debate. Venue: {VENUE}. Time: {TIME}", []),
    ],
)
def test_what_a_short_summary_says_is_said_once(client, summary, rows):
    found, words = shown(client, summary)
    assert found == rows
    assert words.count(VENUE) == words.count(TIME) == 1


def test_a_long_summary_does_not_hide_the_venue(client):
    found, words = shown(client, f"A debate. {'Words of it. ' * 40} Venue: {VENUE}.")
    assert "Venue" in found
    assert words.count(VENUE) == 2


def calendars(client, address: str) -> list[str]:
    page = html.fromstring(client.get(address).content)
    return page.xpath("//nav[@class='downloads']//a[@type='text/calendar']/@href")


@pytest.mark.parametrize(
    ("date", "known"),
    [("2010-03-17", True), ("2010-03-17/2010-03-19", True), ("2010-03", False), (None, False)],
)
def test_an_event_whose_day_is_known_is_offered_for_a_calendar(client, date, known):
    event = make_event(date=date)
    found = calendars(client, event.get_absolute_url())
    assert found == ([f"/events/{event.identifier}.ics"] if known else [])
    for address in found:
        assert client.get(address).content.count(b"BEGIN:VEVENT") == 1


def test_the_calendar_of_a_list_has_what_the_list_has(client):
    for year in (2009, 2010):
        make_event(f"A debate of {year}", date=f"{year}-03-17")
    assert calendars(client, "/events/?year=none") == []
    (address,) = calendars(client, "/events/?year=2010&page=1")
    assert address == "/events/calendar.ics?year=2010"
    words = client.get(address).content.decode()
    assert words.count("BEGIN:VEVENT") == 1
    assert "A debate of 2010" in words
