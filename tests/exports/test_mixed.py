"""Files of several kinds of records at once: a search, and the works of a person."""

import json

import pytest

from publications.choices import Status
from tests.builders import contribute, make_author, make_event, make_news_item, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    person = make_author("Ann Example")
    contribute(make_publication("Parishes at work", date="2010"), person)
    contribute(make_event(title="Parishes meet"), person)
    contribute(make_news_item(title="Parishes in the news", date="2011"), person)
    contribute(make_publication("Parishes unseen", status=Status.DRAFT), person)
    return person


def titles(response) -> list[str]:
    assert response.status_code == 200
    return [each["title"] for each in json.loads(b"".join(response.streaming_content))]


def test_a_search_is_a_file_in_the_order_of_its_results(client, author):
    found = titles(client.get("/search/?q=parishes&sort=oldest&format=json"))
    assert found[:2] == ["Parishes at work", "Parishes in the news"]
    assert "Parishes unseen" not in found
    assert len(found) == 3


def test_all_works_of_a_person_are_a_file(client, author):
    found = titles(client.get(f"{author.get_absolute_url()}?format=json"))
    assert sorted(found) == ["Parishes at work", "Parishes in the news", "Parishes meet"]
    assert client.get(f"/authors/{'0' * 12}/-/?format=json").status_code == 404


@pytest.mark.parametrize("address", ["/search/?q=parishes&format=zzz", "{author}?format=zzz"])
def test_an_unknown_format_is_answered_with_those_there_are(client, author, address):
    response = client.get(address.format(author=author.get_absolute_url()))
    assert response.status_code == 404
    assert b"bib" in response.content
