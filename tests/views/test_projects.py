"""A project's page leads to the lists of what it has, and to no empty one."""

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


def test_only_lists_with_something_in_them_are_offered(client):
    project = builders.make_project()
    builders.make_entry(project, builders.make_news_item("A bus is asked for"))
    builders.make_entry(project, builders.make_event("Of buses", status="draft"))
    page = client.get(project.get_absolute_url()).content.decode()
    assert f'/news/?project={project.identifier}" rel="nofollow">Its news</a>' in page
    assert "Its publications" not in page
    assert "Its events" not in page


def test_a_project_in_prose_offers_none(client):
    page = client.get(builders.make_project().get_absolute_url()).content.decode()
    assert "Where this comes from" in page
    assert "Its news" not in page
