"""Several records at once: shown before, done after, by editors only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications import models
from tests import builders

pytestmark = pytest.mark.django_db


def act(client, action, rows, **fields):
    url = reverse("admin:publications_publication_changelist")
    data = {"action": action, "_selected_action": [row.pk for row in rows], **fields}
    return client.post(url, data, follow=True)


def test_publishing_shows_first_what_becomes_of_each(desk):
    draft = builders.make_publication("A draft", status="draft")
    public = builders.make_publication("A public one")
    page = act(desk, "publish_chosen", [draft, public]).content.decode()
    assert "appears with 0 more" in page
    assert "It is published already." in page
    draft.refresh_from_db()
    assert draft.status == "draft"
    page = act(desk, "publish_chosen", [draft, public], apply="1").content.decode()
    assert "1 published." in page
    draft.refresh_from_db()
    assert draft.is_published


def test_a_topic_is_added_where_it_is_missing(desk):
    topic = builders.make_topic()
    rows = [builders.make_publication(f"Number {n}") for n in range(2)]
    builders.assign_topic(rows[0], topic)
    assert "will have it" in act(desk, "add_topic", rows).content.decode()
    page = act(desk, "add_topic", rows, apply="1", topic=topic.pk).content.decode()
    assert "1 changed." in page
    assert models.TopicAssignment.objects.count() == 2
    assert models.Revision.objects.get().record == rows[1].identifier


def test_a_series_is_set_and_kept_from_imports(desk):
    series = builders.make_series()
    row = builders.make_publication()
    assert "is in none now" in act(desk, "set_series", [row]).content.decode()
    act(desk, "set_series", [row], apply="1", series=series.pk)
    row.refresh_from_db()
    assert (row.series, row.curated) == (series, ["series"])


@pytest.mark.parametrize("action", ["publish_chosen", "add_topic", "set_series"])
def test_contributors_may_not(client, contributor, action):
    row = builders.make_publication()
    client.force_login(contributor)
    assert act(client, action, [row], apply="1").status_code == 403


def test_the_quality_filters_and_counts_agree(desk):
    builders.make_publication()
    builders.make_publication(date="2010", rights="All rights reserved")
    front = desk.get(reverse("admin:index")).context["quality"]
    for check in front:
        rows = desk.get(check["address"]).context["cl"].queryset
        assert rows.count() == check["count"], check["label"]
    assert {each["label"]: each["count"] for each in front}["Publications without a date"] == 1


def test_the_front_page_asks_as_much_for_many_as_for_few(desk):
    counts = []
    for wanted in (1, 6):
        for number in range(models.Publication.objects.count(), wanted):
            builders.make_publication(f"Number {number}", status="draft")
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse("admin:index"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 40  # each check of what is not right yet is one


def test_the_search_box_is_the_sites_own_search_and_finds_drafts(desk):
    work = builders.make_publication("A work", status="draft")
    builders.make_section(work, "Of pumps", "The charging of parish pumps was resolved in council.")
    builders.make_publication("Another")
    for words in ("resolved pumps", "a wor", work.identifier):
        url = reverse("admin:publications_publication_changelist")
        assert list(desk.get(url, {"q": words}).context["cl"].queryset) == [work], words


def test_where_an_editor_set_something_else_the_review_shows_both(desk, editor):
    from publications.desk import proposals, revisions

    work = builders.make_publication(subtitle="As it was read")
    with revisions.recorded(record=work, by=editor):
        work.subtitle, work.curated = "As set by hand", ["subtitle"]
        work.save()
    shown = {each.key: each for each in proposals.review_of(work).proposals}
    assert shown["subtitle"].source_says == "As it was read"
    page = desk.get(reverse("admin:desk-review", args=[work.identifier])).content.decode()
    assert "The source says: “As it was read”" in page
