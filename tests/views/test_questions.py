"""Pages: how many questions they ask of the database, whatever number of records there is."""

from copy import copy

import pytest
from django.db import connection
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext

from publications.identifiers import identifier_for
from publications.models import (
    Author,
    Contribution,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
)
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_entry,
    make_essay,
    make_event,
    make_evidence,
    make_news_item,
    make_organisation,
    make_project,
    make_publication,
    make_quotation,
    make_section,
    make_series,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 9
MOST_OF_A_SEARCH = 16  # what matches, how well, where, in which words


def make_many(number: int, ties) -> None:
    """So many works of every kind, all tied to the same few records."""
    for n in range(number):
        work = make_publication(f"Report {n}", date="2010", series=ties["series"])
        essay = make_essay(ties["collection"], f"Essay {n}", date="2010", position=n)
        event = make_event(f"Event {n}", date="2010", launched=ties["report"])
        news = make_news_item(f"News {n}", date="2010-02", summary="Of parishes.")
        make_section(work, f"Section {n}", "Of parishes and their powers.")
        make_section(essay, "", "Of parishes.", kind="body")
        make_section(ties["report"], f"Section {n}", "Of parishes.", anchor=f"s{ties['n']}-{n}")
        make_project(f"Project {n}")
        other = make_author(f"Author {n}")
        for each in (work, essay, event, news, ties["report"], ties["event"], ties["news"]):
            contribute(each, ties["author"])
            contribute(each, other)
            contribute(each, make_organisation(f"Body {n}"), "publisher")
            contribute(each, ties["organisation"], "publisher")
        for each in (work, essay, event, news):
            assign_topic(each, ties["topic"])
            make_entry(ties["project"], each)
            make_evidence(each, "title", ties["source"], "Words")
        make_quotation(ties["news"], author=other)
        make_quotation(ties["project"], author=other, kind="testimonial")
    ties["n"] += 1


@pytest.fixture
def ties():
    topic = make_topic()
    tied = {
        "series": make_series(),
        "collection": make_publication("Collection", kind="essay_collection"),
        "report": make_publication("The report", date="2010"),
        "event": make_event(),
        "news": make_news_item(date="2010"),
        "author": make_author(),
        "organisation": make_organisation(),
        "project": make_project(),
        "topic": topic,
        "source": make_source("Words of a source"),
        "n": 0,
    }
    for name in ("report", "event", "news", "project"):
        assign_topic(tied[name], topic)
    make_many(1, tied)
    return tied


def pages(ties) -> list[str]:
    report = ties["report"].get_absolute_url()
    essay = ties["collection"].parts.first()
    lists = [f"/{room}/" for room in (
        "publications", "news", "events", "authors", "organisations", "projects"
    )]  # fmt: skip
    return [
        "/",
        *lists,
        *(f"{each}?q=parishes" for each in lists),
        f"/publications/?kind=report&year=2010&author={ties['author'].identifier}",
        "/news/2010/",
        "/topics/",
        ties["topic"].get_absolute_url(),
        "/sources/",
        ties["source"].get_absolute_url(),
        *(each.get_absolute_url() for each in (
            ties["report"], ties["collection"], essay, ties["event"], ties["news"],
            ties["author"], ties["organisation"], ties["project"], ties["series"],
        )),
        f"{report}text/",
        f"{report}text/s0-0/",
        f"{report}evidence/",
        f"{essay.get_absolute_url()}text/",
    ]  # fmt: skip


def query_counts(client, addresses) -> dict[str, int]:
    counts = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        counts[address] = len(queries)
    return counts


def test_pages_ask_few_questions_and_no_more_of_three_than_of_one(client, ties):
    addresses = pages(ties)
    query_counts(client, addresses)  # what a word means to the index is asked once
    one = query_counts(client, addresses)
    make_many(2, ties)
    query_counts(client, addresses)
    three = query_counts(client, addresses)
    assert one == three
    over = {
        address: n
        for address, n in one.items()
        if n > (MOST_OF_A_SEARCH if "?q=" in address else MOST_QUERIES)
    }
    assert over == {}


def test_lists_ask_no_more_of_three_hundred_than_of_one(client, ties):
    addresses = [each for each in pages(ties) if each.count("/") == 2] + ["/", "/news/2010/"]
    query_counts(client, addresses)
    few = query_counts(client, addresses)
    for model in (Publication, NewsItem, Event, Author, Organisation, Project):
        copy_many(model, 300)
    assert Publication.objects.published().count() > 300
    assert query_counts(client, addresses) == few


def copy_many(model, number: int) -> None:
    """So many more of the first published record of a kind, each credited to the same person."""
    first = model.objects.published().first()
    author = Author.objects.published().first()
    copies = []
    for n in range(number):
        each = copy(first)
        each.pk, each._state = None, ModelState()
        each.import_key = None
        each.identifier = identifier_for(f"{first.identifier}-{n}")
        copies.append(each)
    model.objects.bulk_create(copies)
    if name := {Publication: "publication", NewsItem: "news_item", Event: "event"}.get(model):
        Contribution.objects.bulk_create(
            Contribution(**{name: each}, author=author, role="author") for each in copies
        )
