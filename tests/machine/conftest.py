"""What the tests of the outputs for machines share: rows of every kind and state."""

from types import SimpleNamespace

import pytest

from publications import models
from publications.choices import Status
from tests import builders


@pytest.fixture(autouse=True)
def own_domain(settings):
    settings.ARCHIVE_DOMAIN = "archive.example.org"


@pytest.fixture
def archive(db):
    """A small archive: a collection with an essay, a report, news, an event, a project, people."""
    author = builders.make_author("Ada van der Parish")
    body = builders.make_organisation("Institute of Parishes & Towns", "IPT")
    source = builders.make_source("Power to the Parishes\n\nMarch 2010\n\nA text.")
    collection = builders.make_publication(
        "Essays <on> Parishes",
        kind="essay_collection",
        date="2008",
        rights="© Institute of Parishes",
    )
    essay = builders.make_essay(collection, "On Parish Pumps", first_page="11", position=1)
    report = builders.make_publication(
        "Power to the Parishes", subtitle="A report", date="2010-03", date_printed="March 2010"
    )
    for work in (collection, report):
        builders.contribute(work, author)
        builders.contribute(work, body, "publisher")
    builders.contribute(essay, author)
    models.PublishedIdentifier.objects.create(
        publication=report, scheme="isbn", value="9780000000002", printed="978-0-000000-00-2"
    )
    section = builders.make_section(report, "The case", "First words.", "Second words.")
    builders.make_footnote(section, "1", "Ibid., p. 3.", urls=["http://example.org/"])
    builders.make_evidence(report, "title", source, "Power to the Parishes")
    topic = builders.make_topic("Housing")
    builders.assign_topic(report, topic, "house")
    event = builders.make_event(date="2010-03-17", venue="Town Hall", time_printed="6.30pm")
    vague = builders.make_event("A day to come", date="2010-05")
    news = builders.make_news_item(date="2009-01-02", kind="press_release")
    project = builders.make_project()
    builders.make_entry(project, report)
    builders.contribute(project, body, "partner")
    return SimpleNamespace(**{k: v for k, v in locals().items() if k != "db"})


@pytest.fixture
def hidden(db):
    """A draft, one in review and a withdrawn one of every kind; every title holds UNSEEN."""
    rows = []
    for status in (Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN):
        state = {"status": status, "withdrawn_reason": "A mistake."}
        rows += [
            builders.make_publication("UNSEEN report", date="2010", **state),
            builders.make_news_item("UNSEEN news", date="2010", **state),
            builders.make_event("UNSEEN event", date="2010-03-17", **state),
            builders.make_project("UNSEEN project", **state),
            builders.make_author("Una UNSEEN", **state),
            builders.make_organisation("UNSEEN body", **state),
            builders.make_series("UNSEEN series", **state),
        ]
        builders.make_section(rows[-7], "UNSEEN", "UNSEEN words")
    return rows
