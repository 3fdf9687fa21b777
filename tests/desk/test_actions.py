"""Several records at once: shown before, done after, by editors only."""

import pytest
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


def test_the_front_page_asks_as_much_for_many_as_for_few(desk, django_assert_max_num_queries):
    for number in range(6):
        builders.make_publication(f"Number {number}", status="draft")
    with django_assert_max_num_queries(32):
        desk.get(reverse("admin:index"))
