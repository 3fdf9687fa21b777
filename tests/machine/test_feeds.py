"""Atom, iCalendar, sitemaps, robots.txt, OpenSearch and /.well-known/."""

import json
import subprocess
import sys
from pathlib import Path
from urllib import robotparser

import pytest
from icalendar import Calendar
from lxml import etree

from publications import discovery, feeds, models
from publications.identifiers import identifier_for
from tests import builders

PROJECT = Path(__file__).parents[2]
A = "{http://www.w3.org/2005/Atom}"
FEEDS = ("publications", "news", "events", "projects", "authors", "organisations")


def feed(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(response.content)
    for each in (root, *root.iter(f"{A}entry")):  # what RFC 4287 asks of both
        assert [len(each.findall(A + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert each.find(f"{A}published") is None
    return root


def links(root):
    return {link.get("rel"): link.get("href") for link in root.findall(f"{A}link")}


@pytest.mark.parametrize("name", FEEDS)
def test_every_list_has_a_feed(client, archive, hidden, name):
    root = feed(client, f"/{name}/feed/")
    assert root.findall(f"{A}entry")
    assert b"UNSEEN" not in etree.tostring(root)
    updated = [e.text for e in root.iter(f"{A}updated")]
    assert updated[0] == max(updated)
    assert links(root)["alternate"] == f"http://testserver/{name}/"


def test_what_an_entry_says(client, archive):
    root = feed(client, "/publications/feed/?kind=report")
    assert root.findtext(f"{A}title") == "Reports – The Localism Archive"
    entry = root.find(f"{A}entry")
    assert entry.findtext(f"{A}id") == f"tag:archive.example.org,2026:{archive.report.identifier}"
    assert entry.findtext(f"{A}title") == "Power to the Parishes: A report"
    assert entry.findtext(f"{A}author/{A}name") == "Ada van der Parish"
    assert entry.findtext(f"{A}summary") == "Report, March 2010."
    assert {c.get("term") for c in entry.iter(f"{A}category")} == {"report", "Housing"}


def test_a_feed_and_its_id_are_stable(client, archive):
    first = feed(client, "/publications/feed/?kind=report&kind=essay&year=2010")
    same = feed(client, "/publications/feed/?year=2010&kind=essay&kind=report")
    other = feed(client, "/publications/feed/?kind=report")
    ids = [root.findtext(f"{A}id") for root in (first, same, other)]
    assert ids[0] == ids[1] != ids[2]
    assert client.get("/publications/feed/").content == client.get("/publications/feed/").content


def test_pages(client, db, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for number in range(5):
        builders.make_publication(f"Work {number}")
    address, found, seen = "/publications/feed/?q=work", [], []
    while address:
        root = feed(client, address)
        found += [e.text for e in root.findall(f"{A}entry/{A}id")]
        seen.append(links(root))
        address = seen[-1].get("next")
    assert len(found) == len(set(found)) == 5
    assert [sorted(each) for each in seen] == [
        ["alternate", "first", "last", "next", "self"],
        ["alternate", "first", "last", "next", "previous", "self"],
        ["alternate", "first", "last", "previous", "self"],
    ]
    assert (
        seen[2]["last"] == seen[2]["self"] == "http://testserver/publications/feed/?q=work&page=3"
    )
    assert seen[2]["first"] == "http://testserver/publications/feed/?q=work"


def test_an_empty_feed_never_changed(client, db):
    assert feed(client, "/news/feed/").findtext(f"{A}updated") == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=0", 404),
        ("page=2", 404),
        ("page=x", 404),
        ("page=" + "9" * 5000, 404),
        ("page=%00", 404),
        ("kind=nonsense", 400),
        ("year=0", 400),
        ("q=%00", 200),
        ("q=" + "x" * 10_000, 200),
        ("x=%00%01%02", 200),
        ("author=%00", 400),
        ("sort=works", 400),
    ],
)
def test_wrong_questions(client, archive, query, status):
    response = client.get(f"/publications/feed/?{query}")
    assert response.status_code == status
    if status == 200:
        etree.fromstring(response.content)


def test_query_counts(client, db, django_assert_num_queries):
    for number in (1, 3):
        while models.NewsItem.objects.count() < number:
            builders.contribute(builders.make_news_item(), builders.make_author())
            builders.contribute(builders.make_event(date="2010-01-01"), builders.make_author())
        # One of them brings the catalogue up to date, one more reads it in this test's transaction.
        with django_assert_num_queries(4):
            client.get("/news/feed/")
        with django_assert_num_queries(3):
            client.get("/events/calendar.ics")


# -- calendars -----------------------------------------------------------------------------


def calendar(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return Calendar.from_ical(response.content)


def test_the_calendar_of_all_events(client, archive, hidden):
    builders.make_event("Two; days, or \\ more", date="2010-06-01/2010-06-02")
    builders.make_event("Perhaps", date="2010-06-01?")
    found = calendar(client, "/events/calendar.ics")
    entries = found.walk("VEVENT")
    assert [str(e["summary"]) for e in entries] == [
        "Power to the Parishes - Launch",
        "Two; days, or \\ more",
    ]
    first = entries[0]
    assert str(first["uid"]) == f"{archive.event.identifier}@archive.example.org"
    assert first.decoded("dtstart").isoformat() == "2010-03-17"
    assert first.decoded("dtend").isoformat() == "2010-03-18"
    assert entries[1].decoded("dtend").isoformat() == "2010-06-03"
    assert str(first["location"]) == "Town Hall"
    assert "6.30pm" in str(first["description"])
    assert str(found["x-wr-caldesc"]).startswith("2 events are left out")


def test_the_calendar_takes_the_filters(client, archive):
    assert not calendar(client, "/events/calendar.ics?year=2011").walk("VEVENT")
    assert client.get("/events/calendar.ics?year=x").status_code == 400


def test_one_event(client, archive, hidden):
    (entry,) = calendar(client, f"/events/{archive.event.identifier}.ics").walk("VEVENT")
    assert int(entry["sequence"]) == 0
    assert client.get(f"/events/{archive.vague.identifier}.ics").status_code == 404
    assert client.get(f"/events/{hidden[2].identifier}.ics").status_code == 404
    assert client.get(f"/events/{hidden[16].identifier}.ics").status_code == 410


def test_a_merged_event_leads_to_what_it_is_now(client, archive):
    first, second = identifier_for("first"), identifier_for("second")
    for former, successor in ((first, second), (second, archive.event.identifier)):
        models.FormerIdentifier.objects.create(identifier=former, successor=successor)
    for former in (first, second):
        response = client.get(f"/events/{former}.ics")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/events/{archive.event.identifier}.ics"
    models.FormerIdentifier.objects.filter(identifier=second).update(successor=first)
    assert client.get(f"/events/{first}.ics").status_code == 404


# -- discovery -----------------------------------------------------------------------------

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_sitemaps_name_all_that_is_published(client, archive, hidden):
    index = etree.fromstring(client.get("/sitemap.xml").content)
    found = []
    for location in index.iter(f"{S}loc"):
        response = client.get(location.text)
        assert response.headers["Content-Type"] == "application/xml"
        found += [e.text for e in etree.fromstring(response.content).iter(f"{S}loc")]
    rows = [
        row
        for model in (
            models.Publication,
            models.NewsItem,
            models.Event,
            models.Project,
            models.Author,
            models.Organisation,
            models.Series,
        )
        for row in model.objects.published()
    ]
    addresses = [*(row.get_absolute_url() for row in rows), "/topics/", "/abbreviations/"]
    assert sorted(found) == sorted(f"http://testserver{address}" for address in addresses)


def test_sitemaps_in_pages(client, db, monkeypatch):
    from publications.sitemaps import RecordSitemap

    monkeypatch.setattr(RecordSitemap, "limit", 2)
    for number in range(5):
        builders.make_news_item(f"News {number}")
    index = etree.fromstring(client.get("/sitemap.xml").content)
    pages = [e.text for e in index.iter(f"{S}loc") if "news" in e.text]
    assert len(pages) == 3
    assert client.get("/sitemap-news.xml?p=4").status_code == 404
    assert client.get("/sitemap-news.xml?p=x").status_code == 404
    assert client.get("/sitemap-nonsense.xml").status_code == 404


def test_robots(client, archive):
    response = client.get("/robots.txt")
    rules = robotparser.RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]
    assert rules.can_fetch("*", archive.report.get_absolute_url())
    assert not rules.can_fetch("*", "/search/?q=x")
    assert b"Disallow: /*?*&" in response.content


def test_opensearch(client, db):
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    root = etree.fromstring(response.content)
    o = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(root.findtext(f"{o}ShortName")) <= 16
    templates = [url.get("template") for url in root.iter(f"{o}Url")]
    assert "http://testserver/publications/feed/?q={searchTerms}" in templates
    assert client.get(templates[1].replace("{searchTerms}", "parish")).status_code == 200


def test_the_api_catalog_leads_to_what_is_there(client, db):
    response = client.get("/.well-known/api-catalog")
    assert response.headers["Content-Type"].startswith("application/linkset+json")
    addresses = [
        target["href"]
        for context in json.loads(response.content)["linkset"]
        for relation, targets in context.items()
        if relation != "anchor"
        for target in targets
    ]
    assert len(addresses) == 12
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_security_txt_names_no_one_who_is_not_set(client, db, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "security@example.org"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@example.org\nExpires: 20" in text


def test_the_archive_is_named_by_the_environment(monkeypatch):
    monkeypatch.setenv("ARCHIVE_NAME", "Papers of Parishes")
    monkeypatch.setenv("ARCHIVE_DOMAIN", "parishes.example.org")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "localism.settings")
    asked = "from publications import identity as i; print(i.archive_name(), i.archive_email())"
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "Papers of Parishes postmaster@parishes.example.org"


def test_the_feeds_are_named_once_in_each_place():
    assert tuple(feeds.FEEDS) == discovery.FEEDS
