"""The record of a page, read by a statement that is written once."""

import pytest
from django.db import models as fields

from publications import models
from publications.choices import Status
from publications.models import Event, NewsItem, Publication
from publications.views.addresses import RECORDS
from publications.views.one_record import OneRecord
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay():
    book = make.make_publication("Essays on parishes", kind="essay_collection")
    found = make.make_essay(
        book, "Small is able", price_amount="12.50", summary="A ‘summary’: 100%."
    )
    make.contribute(found, make.make_author("Ada Parish"))
    make.assign_topic(found, make.make_topic("Housing"))
    return found


def values(record) -> dict:
    return {each.attname: getattr(record, each.attname) for each in record._meta.concrete_fields}


@pytest.mark.parametrize("model", RECORDS)
def test_it_is_what_the_orm_reads(model):
    """With each of its columns, so that one of a kind that needs converting is noticed."""
    found = OneRecord(model.objects.published())
    made = {
        models.Publication: make.make_publication,
        models.NewsItem: make.make_news_item,
        models.Event: make.make_event,
        models.Project: make.make_project,
        models.Series: make.make_series,
        models.Author: make.make_author,
        models.Organisation: make.make_organisation,
        models.Source: make.make_source,
    }[model]()
    record = found.read(made.identifier)
    assert type(record) is model
    assert values(record) == values(model.objects.get(pk=made.pk))
    assert not record.get_deferred_fields()
    assert record._state.db == "default"
    assert not record._state.adding


def test_the_statement_is_not_written_again(essay, monkeypatch, django_assert_num_queries):
    reads = OneRecord(Publication.objects.published().detailed())
    monkeypatch.setattr(fields.QuerySet, "filter", None)
    with django_assert_num_queries(2):
        record = reads.read(essay.identifier)
        assert [str(each.agent) for each in record.contributions.all()] == ["Ada Parish"]
        assert [each.topic.name for each in record.topics.all()] == ["Housing"]


def test_nothing_is_kept_of_a_record(essay):
    reads = OneRecord(Publication.objects.published())
    assert reads.read(essay.identifier).title == "Small is able"
    Publication.objects.filter(pk=essay.pk).update(title="Small is bright")
    assert reads.read(essay.identifier).title == "Small is bright"
    Publication.objects.filter(pk=essay.pk).update(status=Status.WITHDRAWN)
    assert reads.read(essay.identifier) is None
    assert reads.read("zzzzzzzzzzzz") is None


def test_what_is_read_besides_is_read(essay, django_assert_num_queries):
    reads = OneRecord(Publication.objects.published().placed())
    with django_assert_num_queries(2):
        assert reads.read(essay.identifier).part_of.title == "Essays on parishes"
    item = make.make_news_item()
    reads = OneRecord(NewsItem.objects.published().prefetch_related("places"))
    with django_assert_num_queries(2):
        assert list(reads.read(item.identifier).places.all()) == []


def test_what_is_joined_is_read_by_the_orm(essay, django_assert_num_queries):
    event = make.make_event(launched=essay)
    reads = OneRecord(Event.objects.published().select_related("launched"))
    with django_assert_num_queries(1):
        assert reads.read(event.identifier).launched.title == "Small is able"


def test_a_page_tells_of_a_change_and_of_a_withdrawal(client, essay):
    address = essay.get_absolute_url()
    assert "Small is able" in client.get(address).text
    Publication.objects.filter(pk=essay.pk).update(title="Small is bright")
    assert "Small is bright" in client.get(address).text
    Publication.objects.filter(pk=essay.pk).update(status=Status.WITHDRAWN)
    assert client.get(address).status_code == 410
