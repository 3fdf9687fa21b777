"""One archive of the seed texts and one server for all tests of a file.

Not of the session: the tests of other files, which run in any order, expect empty tables.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from publications.models import Author, Event, NewsItem, Organisation, Project, Publication, Source


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The address of a server over the ingested seeds; its rows are gone afterwards."""
    with django_db_blocker.unblock():
        call_command("ingest", verbosity=0)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        tables = ", ".join(
            connection.ops.quote_name(table)
            for table in connection.introspection.table_names()
            if table.startswith("publications_")
        )
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {tables} CASCADE")


@pytest.fixture(scope="module")
def addresses(site, django_db_blocker) -> dict[str, str]:
    """A page of every kind, by a short name."""
    with django_db_blocker.unblock():
        works = Publication.objects.published()
        report = works.filter(kind="report", sections__isnull=False).order_by("-footnotes")
        report = report.filter(footnotes__isnull=False).distinct().first() or report.first()
        essay = works.filter(kind="essay").alias(notes=Count("footnotes"))
        essay = essay.order_by("-notes", "pk").first()
        source = Source.objects.published().order_by("size").first()
        words = source.evidence.filter(field="summary").first() or source.evidence.first()
        first = {
            "project": Project, "event": Event, "news item": NewsItem, "organisation": Organisation,
        }  # fmt: skip
        return {
            "home": "/",
            "publications": "/publications/",
            "search": "/publications/?q=accountability&kind=report",
            "errors": "/publications/?year=99999&from=2014&to=2010",
            "nothing": "/publications/?q=zebra&kind=report",
            "news": "/news/",
            "news year": "/news/2009/",
            "events": "/events/",
            "people": "/authors/",
            "organisations": "/organisations/",
            "projects": "/projects/",
            "topics": "/topics/",
            "abbreviations": "/abbreviations/",
            "sources": "/sources/",
            "source": f"{source.get_absolute_url()}?start={words.start}&end={words.end}#words",
            "report": report.get_absolute_url(),
            "text": f"{report.get_absolute_url()}text/",
            "section": f"{report.get_absolute_url()}text/"
            f"{report.sections.exclude(title='').filter(level=1, kind='section')[0].anchor}/",
            "evidence": f"{report.get_absolute_url()}evidence/",
            "person's evidence": f"{Author.objects.published()[0].get_absolute_url()}evidence/",
            "collection": essay.part_of.get_absolute_url(),
            "essay": f"{essay.get_absolute_url()}text/",
            "person": Author.objects.filter(biographies__isnull=False)[0].get_absolute_url(),
            **{
                name: model.objects.published()[0].get_absolute_url()
                for name, model in first.items()
            },
            "not found": "/nothing/",
        }


@pytest.fixture
def browser_context_args(browser_context_args, site):
    return browser_context_args | {"base_url": site, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page):
    """A page whose console may not say anything wrong."""
    page.set_default_timeout(10_000)
    expect.set_options(timeout=10_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    yield page
    assert [each for each in said if "404" not in each] == []
