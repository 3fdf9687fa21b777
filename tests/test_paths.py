"""The addresses of named pages are those that Django's own ``reverse`` gives."""

import random

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse, set_script_prefix

from publications import models
from publications.identifiers import ALPHABET, identifier_for
from publications.paths import PLAIN, path_of
from publications.views.addresses import RECORDS

SLUG = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"


@pytest.fixture
def below():
    set_script_prefix("/archive of/")
    yield
    set_script_prefix("/")


def slugs(count: int) -> list[str]:
    chance = random.Random(3)
    made = ["".join(chance.choices(SLUG, k=chance.randint(1, 80))) for _ in range(count)]
    return ["-", "s", "publications", "000000000000", "111111111111", *made]


@pytest.mark.parametrize("model", RECORDS)
def test_records_of_all_kinds_and_slugs(model):
    for number, slug in enumerate(["", *slugs(200)]):
        record = model(identifier=identifier_for(str(number)), slug=slug)
        expected = reverse(model.url_name, args=[record.identifier, slug or "-"])
        assert record.get_absolute_url() == expected


def test_topics_and_pages_below_a_record():
    for slug in slugs(100):
        assert models.Topic(slug=slug).get_absolute_url() == reverse("topic-detail", args=[slug])
        values = [ALPHABET[:12], "a-slug", slug]
        expected = reverse("publication-section", args=values)
        assert path_of("publication-section", *values) == expected


def test_pages_without_values():
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    known = 0
    for name in names:
        try:
            expected = reverse(name)
        except NoReverseMatch:
            continue
        known += 1
        assert path_of(name) == expected
    assert known > 15


def test_values_of_other_kinds():
    assert path_of("news-year", 2010) == reverse("news-year", args=[2010]) == "/news/2010/"
    token = "a b/é%?"
    assert not PLAIN(token)
    with pytest.raises(NoReverseMatch):
        path_of("preview", token)
    assert path_of("preview", "a b") == reverse("preview", args=["a b"]) == "/preview/a%20b/"
    with pytest.raises(NoReverseMatch):
        path_of("topic-detail", "")
    with pytest.raises(NoReverseMatch):
        path_of("no-such-page")


def test_a_site_below_another_address(below):
    topic = models.Topic(slug="housing")
    assert topic.get_absolute_url() == reverse("topic-detail", args=["housing"])
    assert topic.get_absolute_url().startswith("/archive%20of/")


def test_a_site_with_other_addresses(settings):
    path_of("home")
    settings.ROOT_URLCONF = "publications.exports.urls"
    with pytest.raises(NoReverseMatch):
        path_of("topic-list")
