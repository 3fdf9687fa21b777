"""An entry that is read as another kind than before: one identifier, one record, its history."""

import pytest
from django.urls import reverse

from publications import models
from publications.choices import Act
from publications.desk import changes, revisions
from publications.importing import importer
from tests import builders

pytestmark = pytest.mark.django_db
TITLE = "Parishes need freedoms"


def read_as_an_event(three):
    three.edit("c-project.txt", "news_item | press release", "event | debate")
    return three.run()


@pytest.fixture
def news(three):
    return models.NewsItem.objects.get(title=TITLE)


def test_it_goes_on_under_its_identifier(three, news):
    report = read_as_an_event(three)
    assert not models.NewsItem.objects.filter(identifier=news.identifier).exists()
    event = models.Event.objects.get(title=TITLE)
    assert (event.identifier, event.created_at) == (news.identifier, news.created_at)
    assert event.is_published
    assert event.project_entries.count() == 1
    assert "kind_changed" in [each.code for each in report.results[2].notices]
    assert three.run().counts["unchanged"] == 3


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("/news/{}/any-slug/", "/events/{}/parishes-need-freedoms/"),
        ("/news/{}.json", "http://testserver/events/{}.json"),
        ("/api/v1/news/{}", "/api/v1/events/{}"),
    ],
)
def test_its_former_addresses_lead_to_it(three, news, client, former, present):
    read_as_an_event(three)
    answer = client.get(former.format(news.identifier))
    assert (answer.status_code, answer.headers.get("Location")) == (
        301,
        present.format(news.identifier),
    )
    models.Event.objects.update(status="draft")
    assert client.get(former.format(news.identifier)).status_code == 404


def test_its_history_keeps_what_the_former_kind_said(three, news, admin_client):
    builders.contribute(news, builders.make_author("Dee Ditor"), "author")
    news.group = "News of ours"
    news.save()
    read_as_an_event(three)
    revision = models.Revision.objects.get(record=news.identifier)
    assert (revision.act, revision.model) == (Act.IMPORTED, "newsitem")
    assert revision.reason.endswith("It is read as an event now, and was read as a news item.")
    said = {(each.label, each.before, each.after) for each in changes.changes_of(revision)}
    assert ("Read as", "news item", "event") in said
    assert ("Group", "News of ours", "") in said
    assert [row["author_id"] for row in revision.before["contributions"]] == [
        models.Author.objects.get(name="Dee Ditor").pk
    ]
    with pytest.raises(revisions.Conflict, match="another kind now: event"):
        revisions.undo(revision=revision, by=None)
    page = admin_client.get(reverse("admin:desk-history", args=[news.identifier]))
    assert page.status_code == 200
    assert "Undo<" not in page.text


def test_what_an_editor_has_set_stays_set(three, news):
    news.title, news.slug, news.sort_title = "By the editor", "by-the-editor", "by the editor"
    news.curated = ["title", "group", "contributions"]
    news.save()
    credit = builders.contribute(news, builders.make_author("Dee Ditor"), "author")
    read_as_an_event(three)
    event = models.Event.objects.get(identifier=news.identifier)
    assert (event.title, event.slug) == ("By the editor", "by-the-editor")
    assert event.curated == ["contributions", "title"]
    assert list(event.contributions.all()) == [credit]
    said = models.Evidence.objects.filter(record=event.identifier).values_list("field", flat=True)
    assert "summary" in said
    assert "title" not in said
    assert three.run().counts["unchanged"] == 3


def test_what_an_editor_withdrew_stays_withdrawn(three, news, client):
    news.status, news.withdrawn_reason, news.curated = "withdrawn", "Asked to.", ["status"]
    news.save()
    read_as_an_event(three)
    event = models.Event.objects.get(identifier=news.identifier)
    assert (event.status, event.withdrawn_reason) == ("withdrawn", "Asked to.")
    assert client.get(f"/{event.identifier}/").status_code == 410


def test_two_sources_that_disagree_have_two_records(three, news):
    three.write("d-project.txt", "KIND project_page", "TITLE Another view",
                f"ITEM 2009-10-06 | event | debate | {TITLE} | They say so.")  # fmt: skip
    report = three.run()
    event = models.Event.objects.get(title=TITLE)
    assert models.NewsItem.objects.get(title=TITLE) == news
    assert event.identifier != news.identifier
    assert [each.message for each in report.results[3].notices if each.code == "kind_differs"] == [
        f"{TITLE} is a news item by another source, and by this one an event: they are two records."
    ]
    models.Source.objects.update(parser_version="older")
    assert three.run().counts["unchanged"] == 4
    assert models.Event.objects.filter(title=TITLE).count() == 1


def test_an_upload_takes_no_public_record_to_another_kind(three, news):
    line = f"ITEM 2009-10-06 | event | debate | {TITLE} | They say so."
    path = three.write("d-project.txt", "KIND project_page", "TITLE Another view", line)
    importer.import_paths([path], drafts=True)
    news.refresh_from_db()
    assert news.is_published
    assert models.Event.objects.get(title=TITLE).status == "draft"


WORK = ("TITLE Warm homes", "PERSON Ada Parish | author", "# What we found", "Cold rooms.")


@pytest.mark.parametrize(
    ("former", "model", "present", "now"),
    [
        ("project_page", models.Project, "news_article", models.NewsItem),
        ("news_article", models.NewsItem, "report_page", models.Publication),
        ("unknown", models.Publication, "news_article", models.NewsItem),
        ("report", models.Publication, "project_page", models.Project),
    ],
)
def test_a_whole_source_goes_on_under_its_identifier(folder, client, former, model, present, now):
    folder.write("a.txt", f"KIND {former}", *WORK)
    folder.run()
    before = model.objects.get(title="Warm homes")
    address = before.get_absolute_url()
    folder.edit("a.txt", f"KIND {former}", f"KIND {present}")
    report = folder.run()
    after = now.objects.get(title="Warm homes")
    assert (after.identifier, after.created_at) == (before.identifier, before.created_at)
    assert not model.objects.filter(identifier=before.identifier).exists()
    assert models.Source.objects.get().main_record == after.identifier
    assert "kind_changed" in [each.code for each in report.results[0].notices]
    answer = client.get(address)
    if after.is_published:
        assert (answer.status_code, answer["Location"]) == (301, after.get_absolute_url())
    assert models.Revision.objects.get(record=after.identifier).model == model._meta.model_name
    assert folder.run().counts["unchanged"] == 1
    # And back again.
    folder.edit("a.txt", f"KIND {present}", f"KIND {former}")
    folder.run()
    again = model.objects.get(title="Warm homes")
    assert (again.identifier, again.get_absolute_url()) == (before.identifier, address)
    assert client.get(after.get_absolute_url()).status_code in {301, 404}


def test_a_collection_that_is_read_as_another_kind_keeps_its_essays(folder, client):
    essay = ("ESSAY On parishes | Ada Parish | 8", "They meet.")
    folder.write("a.txt", "KIND essay_collection", "TITLE Essays on parishes", *essay)
    folder.run()
    before = models.Publication.objects.get(title="Essays on parishes")
    folder.write("a.txt", "KIND news_article", "TITLE Essays on parishes", "They meet.")
    folder.run()
    assert models.NewsItem.objects.get().identifier != before.identifier
    before.refresh_from_db()
    assert (before.status, before.parts.count()) == ("withdrawn", 1)
    assert client.get(before.get_absolute_url()).status_code == 410
