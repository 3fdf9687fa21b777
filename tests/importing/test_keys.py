"""The sort forms of titles and names."""

from importlib import import_module

import pytest
from django.apps import apps

from publications.importing import keys
from tests import builders


@pytest.mark.parametrize(
    ("title", "sorted_by"),
    [
        ("The State of the Parishes", "state of the parishes"),
        ("A Pump", "pump"),
        ("An Ode", "ode"),
        ("Can a Parish Plan Ahead?", "can a parish plan ahead"),
        ("Urban and the Rural", "urban and the rural"),
        ("Theatres", "theatres"),
        ("The", "the"),
    ],
)
def test_a_title_is_sorted_without_its_first_article_only(title, sorted_by):
    assert keys.sort_title(title) == sorted_by
    assert keys.organisation_sort_name(title) == sorted_by


@pytest.mark.django_db
def test_the_migration_sorts_titles_anew():
    right, wrong = builders.make_news_item("The pump"), builders.make_news_item("Can pumps")
    wrong.sort_title = "cpumps"
    wrong.save()
    import_module("publications.migrations.0010_sort_titles").sort_anew(apps, None)
    for record, sorted_by in ((right, "pump"), (wrong, "can pumps")):
        record.refresh_from_db()
        assert record.sort_title == sorted_by
