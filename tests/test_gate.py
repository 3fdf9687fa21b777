"""The public gate: what is a draft or was withdrawn is on no list, in no count and in no search."""

import pytest

from publications import models
from publications.identifiers import identifier_for
from tests.archive import addresses, make_archive
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_entry,
    make_essay,
    make_event,
    make_news_item,
    make_organisation,
    make_project,
    make_publication,
    make_quotation,
    make_section,
    make_series,
)

pytestmark = pytest.mark.django_db

HIDDEN = "Zanzibar"
MAKERS = {
    "publications": make_publication,
    "news": make_news_item,
    "events": make_event,
    "authors": make_author,
    "organisations": make_organisation,
    "projects": make_project,
    "series": make_series,
}
DATED = ("publications", "news", "events")


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_public_is_nowhere(client, status):
    archive = make_archive()
    pages = [
        *addresses(archive),
        *(f"/{room}/?q={HIDDEN}" for room in MAKERS if room != "series"),
        *(f"/{room}/?year=1987" for room in DATED),
        "/publications/?undated=1",
        f"/{archive.report.identifier}/",
    ]
    before = {page: client.get(page).content for page in pages}

    hidden = {"status": status}
    author = make_author(f"{HIDDEN} Author", **hidden)
    body = make_organisation(f"{HIDDEN} Body", **hidden)
    project = make_project(f"{HIDDEN} project", **hidden)
    series = make_series(f"{HIDDEN} series", organisation=archive.organisation, **hidden)
    work = make_publication(f"{HIDDEN} report", date="1987", series=archive.series, **hidden)
    essay = make_essay(archive.collection, f"{HIDDEN} essay", position=4, **hidden)
    event = make_event(f"{HIDDEN} event", date="1987", launched=archive.report, **hidden)
    news = make_news_item(f"{HIDDEN} news", date="2009-05", **hidden)
    old = make_news_item(f"{HIDDEN} old news", date="1987", **hidden)
    for each in (work, essay, event, news, old):
        contribute(each, archive.author)
        contribute(each, archive.organisation, "publisher")
        assign_topic(each, archive.topic)
        make_entry(archive.project, each)
        contribute(each, author)
    make_section(work, f"{HIDDEN} heading", f"{HIDDEN} in the text")
    make_quotation(work, f"{HIDDEN} quoted", author=archive.author)
    contribute(archive.report, author, "introduction")
    contribute(archive.report, body, "partner")
    make_entry(project, archive.report)
    models.Publication.objects.filter(pk=archive.essay.pk).update(series=series)

    for page in pages:
        after = client.get(page).content
        assert (
            HIDDEN
            not in after.decode()
            .replace(f"q={HIDDEN}", "")
            .replace(f"“{HIDDEN}”", "")
            .replace(f'value="{HIDDEN}"', "")
            or HIDDEN in before[page].decode()
        ), page
        assert after == before[page], page


@pytest.mark.parametrize(("room", "make"), MAKERS.items())
def test_a_draft_is_not_there_and_a_withdrawn_record_is_gone_with_its_reason(client, room, make):
    draft = make(f"{HIDDEN} draft", status="draft")
    dated = {"date": "1987-06"} if room in DATED else {}
    gone = make("Once here", status="withdrawn", withdrawn_reason="A wrong file.", **dated)
    for page in ("", "evidence/"):
        assert client.get(f"{draft.get_absolute_url()}{page}").status_code == 404
        answer = client.get(f"{gone.get_absolute_url()}{page}")
        assert answer.status_code == 410
        words = answer.content.decode()
        assert "<h1>Once here</h1>" in words
        assert "A wrong file." in words
        assert "June 1987" in words or room not in DATED
    assert client.get(f"/{draft.identifier}/").status_code == 404
    assert client.get(f"/{gone.identifier}/").status_code == 410


@pytest.mark.parametrize("page", ["text/", "text/the-case-0/", "evidence/"])
def test_the_pages_below_a_record_are_closed_with_it(client, page):
    gone = make_publication(status="withdrawn")
    make_section(gone, "The case", "Words.")
    assert client.get(f"{gone.get_absolute_url()}{page}").status_code == 410
    assert client.get(f"/publications/{gone.identifier}/cover.svg").status_code == 410


def test_a_former_identifier_leads_to_its_successor_for_ever(client):
    kept, merged, older = make_author("Ada Parish"), make_author("A. Parish"), make_author("A P")
    for former, successor in ((older, merged), (merged, kept)):
        models.FormerIdentifier.objects.create(
            identifier=former.identifier, successor=successor.identifier
        )
        former.delete()
    for former in (merged, older):
        for address in (f"/{former.identifier}/", f"/authors/{former.identifier}/any-slug/"):
            answer = client.get(address)
            assert (answer.status_code, answer.url) == (301, kept.get_absolute_url())


def test_what_stands_for_a_withdrawn_record_is_named_as_it_is_after_a_merge(client):
    gone = make_publication(status="withdrawn")
    kept, merged = make_author("Ada Parish"), identifier_for("merged")
    models.Arrangement.objects.create(record=gone.identifier, replacement=merged)
    models.FormerIdentifier.objects.create(identifier=merged, successor=kept.identifier)
    answer = client.get(gone.get_absolute_url())
    assert (answer.status_code, kept.get_absolute_url() in answer.text) == (410, True)


def test_a_ring_of_former_identifiers_ends(client):
    one, two = make_author("One"), make_author("Two")
    for former, successor in ((one, two), (two, one)):
        models.FormerIdentifier.objects.create(
            identifier=former.identifier, successor=successor.identifier
        )
    identifiers = [one.identifier, two.identifier]
    models.Author.objects.all().delete()
    for identifier in identifiers:
        assert client.get(f"/{identifier}/").status_code == 404


def test_an_essay_of_a_collection_that_is_not_public_stands_alone(client):
    collection = make_publication(f"{HIDDEN} collection", status="draft")
    essay = make_essay(collection, "On its own")
    make_section(essay, "Text", "Words.")
    for page in (essay.get_absolute_url(), f"{essay.get_absolute_url()}text/", "/publications/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert HIDDEN not in answer.content.decode()
