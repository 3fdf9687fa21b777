"""Pages are kept as long as nothing is written, and not one request longer."""

import datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from localism import keeping, rates
from publications.exports import embedding
from publications.models import Publication, Topic
from publications.views.publications import PublicationView
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

NOT_NOTED = {
    "searchchange": "it is the log",
    "searchcommon": "by it a search finds sooner what it finds",
    "searchentry": "its changes are logged one by one",
    "searchfurther": "written with its entry, which is logged",
    "searchneighbours": "by it a search finds sooner what it finds",
    "searchset": "by it a search finds sooner what it finds",
    "searchpending": "it is empty outside a transaction",
    "searchunpaired": "written with its entry, or when that is read",
    "searchunread": "only the worker reads it",
    "previewlink": "a preview is never kept",
    "tablecheck": "only the desk shows it",
    "upload": "only the desk shows it",
}


@pytest.fixture
def work():
    return builders.make_publication("Quillwort in the parish")


@pytest.fixture
def made(monkeypatch):
    """How often pages of publications were made."""
    seen = []
    usual = PublicationView.context

    def context(self, record, **place):
        seen.append(record.pk)
        return usual(self, record, **place)

    monkeypatch.setattr(PublicationView, "context", context)
    return seen


def warm(client) -> None:
    """Pages are kept from the first list on: that reads the catalogue, by which they are."""
    assert client.get("/publications/").status_code == 200


def test_a_kept_page_may_lead_to_a_file_that_is_gone_and_that_is_said(
    client, work, made, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    file = tmp_path / "uploads" / "report.pdf"
    file.parent.mkdir()
    file.write_bytes(b"%PDF-1.4")
    source = builders.make_source(
        media_type="application/pdf", path=str(file), size=8, main_record=work.identifier
    )
    link = f"{source.get_absolute_url()}original/"
    warm(client)
    assert link in client.get(work.get_absolute_url()).content.decode()
    assert client.get(link).getvalue() == b"%PDF-1.4"
    file.unlink()
    assert link in client.get(work.get_absolute_url()).content.decode()
    assert len(made) == 1
    answer = client.get(link)
    assert answer.status_code == 404
    assert b"This file is not here any more" in answer.content
    file.write_bytes(b"%PDF-1.4")
    assert client.get(link).getvalue() == b"%PDF-1.4"


def test_a_kept_page_asks_the_log_and_nothing_else(client, work, made):
    warm(client)
    first = client.get(work.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        again = client.get(work.get_absolute_url())
    assert (len(queries), len(made)) == (1, 1)
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())


@pytest.mark.parametrize(
    "address",
    ["/", "/publications/", "/search/?q=quillwort", "/api/v1/publications", "/publications/feed/"],
)
def test_lists_and_searches_are_kept_too(client, work, address):
    warm(client)
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).content == first.content
    assert len(queries) == 1


def test_every_table_is_noted_but_those_that_no_page_shows():
    tables = {
        model._meta.db_table.removeprefix("publications_")
        for model in apps.get_app_config("publications").get_models(include_auto_created=True)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT replace(tgrelid::regclass::text, 'publications_', '') FROM pg_trigger"
            " WHERE tgname = 'search_note'"
        )
        noted = {table for (table,) in cursor.fetchall()}
    assert tables - noted == NOT_NOTED.keys()


def test_whatever_is_written_is_in_the_next_page(client, work, made):
    assignment = builders.assign_topic(work, builders.make_topic("Allotments"))
    warm(client)
    address = work.get_absolute_url()
    assert b"Allotments" in client.get(address).content
    assert b"Allotments" in client.get("/publications/").content
    # A name that stands in no entry of the search; by hand, as at ``psql``.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publications_topic SET name = 'Orchards'")
    for page in (address, "/publications/"):
        content = client.get(page).content
        assert b"Orchards" in content
        assert b"Allotments" not in content
    assignment.delete()
    assert b"Orchards" not in client.get(address).content
    for title in (
        "The level for negotiations",
        "What comes next",
    ):  # contents of one are not listed
        builders.make_section(work, title)
    assert b"The level for negotiations" in client.get(address).content
    work.status = "withdrawn"
    work.save()
    assert client.get(address).status_code == 410
    assert len(made) == 4


def test_a_rolled_back_savepoint_hides_no_later_write(client, work):
    builders.assign_topic(work, builders.make_topic("Allotments"))
    warm(client)
    assert b"Allotments" in client.get(work.get_absolute_url()).content
    with transaction.atomic():
        with transaction.atomic():
            Topic.objects.update(name="Hedges")
            transaction.set_rollback(True)
        Topic.objects.update(name="Orchards")
    assert b"Orchards" in client.get(work.get_absolute_url()).content


def test_an_emptied_table_is_noticed(client, work):
    builders.assign_topic(work, builders.make_topic("Allotments"))
    warm(client)
    assert b"Allotments" in client.get(work.get_absolute_url()).content
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE publications_topicassignment")
    assert b"Allotments" not in client.get(work.get_absolute_url()).content


def test_a_page_that_was_overtaken_is_not_sent_again(client, work, monkeypatch):
    """What is committed while a page is made may be missing in it: then it is made anew."""
    warm(client)
    usual = PublicationView.context

    def context(self, record, **place):
        found = usual(self, record, **place)
        Publication.objects.filter(pk=work.pk).update(summary="Written meanwhile")
        return found

    monkeypatch.setattr(PublicationView, "context", context)
    address = work.get_absolute_url()
    assert b"Written meanwhile" not in client.get(address).content
    monkeypatch.setattr(PublicationView, "context", usual)
    assert b"Written meanwhile" in client.get(address).content


def test_inside_a_transaction_that_writes_nothing_is_kept(client, work, made):
    warm(client)
    with transaction.atomic():
        Publication.objects.filter(pk=work.pk).update(summary="Not yet true")
        for _ in range(2):
            assert b"Not yet true" in client.get(work.get_absolute_url()).content
        transaction.set_rollback(True)
    assert b"Not yet true" not in client.get(work.get_absolute_url()).content
    assert len(made) == 3


def test_each_form_of_a_page_is_kept_for_itself(client, work):
    warm(client)
    address = work.get_absolute_url()
    as_page = client.get(address)
    as_data = client.get(address, headers={"accept": "application/ld+json"})
    small = client.get(address, headers={"accept-encoding": "gzip"})
    assert as_page.content == client.get(address).content
    again = client.get(address, headers={"accept": "application/ld+json"})
    assert (again["Content-Type"], again.content) == (as_data["Content-Type"], as_data.content)
    again = client.get(address, headers={"accept-encoding": "gzip"})
    assert (again["Content-Encoding"], again.content) == ("gzip", small.content)
    assert b"//testserver/" in as_page.content
    assert b"//127.0.0.1/" in client.get(address, headers={"host": "127.0.0.1"}).content


def test_a_reader_who_has_the_page_is_told_so(client, work):
    warm(client)
    address = work.get_absolute_url()
    etag = client.get(address, headers={"accept-encoding": "gzip"})["ETag"]
    asked = {"if-none-match": etag, "accept-encoding": "gzip"}
    answer = client.get(address, headers=asked)
    assert (answer.status_code, answer.content) == (304, b"")
    Publication.objects.filter(pk=work.pk).update(summary="Changed since")
    assert client.get(address, headers=asked).status_code == 200


def test_editors_are_never_sent_a_kept_page(client, work, made):
    warm(client)
    client.get(work.get_absolute_url())
    client.force_login(get_user_model().objects.create_superuser("editor"))
    for _ in range(2):
        client.get(work.get_absolute_url())
    assert len(made) == 3


def test_a_new_day_makes_new_pages(client, work, made, monkeypatch):
    warm(client)
    days = iter([datetime.date(2026, 3, 1)] * 4 + [datetime.date(2026, 3, 2)] * 4)
    monkeypatch.setattr(keeping.timezone, "localdate", lambda: next(days))
    for _ in range(3):
        client.get(work.get_absolute_url())
    assert len(made) == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, {}),
        (200, {"Cache-Control": "no-store"}),
        (200, {"Cache-Control": "private, max-age=5"}),
        (200, {"Vary": "Cookie"}),
        (200, {"Content-Type": "application/pdf"}),
    ],
)
def test_other_answers_are_not_kept(status, headers):
    assert keeping.is_to_be_kept(HttpResponse("x"))
    assert not keeping.is_to_be_kept(HttpResponse("x", status=status, headers=headers))


def test_answers_that_set_a_cookie_are_not_kept():
    response = HttpResponse("x")
    response.set_cookie("any", "thing")
    assert not keeping.is_to_be_kept(response)


def test_kept_pages_have_a_bound():
    page = keeping.Page(b"x" * 1000, ())
    pages, moment, most = keeping.Pages(), object(), 10 * page.size
    for number in range(10):
        assert pages.find(moment, (str(number),)) is None
        pages.keep(moment, (str(number),), page, most)
    assert pages.find(moment, ("0",)) is page
    pages.keep(moment, ("another",), page, most)
    assert pages.size == sum(each.size for each in pages.pages.values()) == most
    assert pages.find(moment, ("0",)) is page
    assert pages.find(moment, ("1",)) is None  # the longest unused one had gone
    assert pages.find(object(), ("0",)) is None
    assert pages.size == 0
    pages.keep(moment, ("late",), page, most)  # begun at the moment before
    assert not pages.pages


def test_they_can_be_turned_off(client, work, made, settings):
    settings.KEPT_PAGES = 0
    warm(client)
    for _ in range(2):
        client.get(work.get_absolute_url())
    assert len(made) == 2


def test_a_kept_page_counts_as_a_page(client, work, settings):
    rates.windows.reset()
    settings.READER_RATE = "5/minute"
    warm(client)
    asked = {"REMOTE_ADDR": "203.0.113.9"}
    address = "/publications/?q=quillwort"
    assert client.get(address, **asked).status_code == 200  # for 3
    statuses = [client.get(address, **asked).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    rates.windows.reset()


def test_evidence_is_noted(client, work):
    page = f"{work.get_absolute_url()}evidence/"
    source = builders.make_source("Quillwort in the parish: what is written")
    warm(client)
    before = client.get(page)
    builders.make_evidence(work, "title", source, "Quillwort")
    assert client.get(page).content != before.content


def test_what_machines_read_of_an_entry_is_made_once_until_something_is_written(
    client, work, settings, monkeypatch
):
    settings.KEPT_PAGES = 0
    warm(client)
    Publication.objects.update(summary="What was noted before is forgotten")
    seen = []
    usual = embedding.coins
    monkeypatch.setattr(embedding, "coins", lambda record: seen.append(record) or usual(record))
    pages = [client.get(f"/publications/?sort={sort}").content for sort in ("title", "oldest")]
    assert len(seen) == 1
    assert all(b"Quillwort+in+the+parish" in page for page in pages)
    Publication.objects.filter(pk=work.pk).update(title="Quillwort in the town")
    assert b"Quillwort+in+the+town" in client.get("/publications/").content
    assert len(seen) == 2
