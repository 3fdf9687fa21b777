"""What is published or withdrawn is so in the very next request, wherever it is shown."""

import pytest

from publications import models
from publications.choices import Status
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "Quillwort"
MAKE = {
    "publication": lambda: builders.make_publication(WORD, status="draft"),
    "essay": lambda: builders.make_essay(builders.make_publication("Plants"), WORD, status="draft"),
    "news": lambda: builders.make_news_item(WORD, date="2010", status="draft"),
    "event": lambda: builders.make_event(WORD, date="2010", status="draft"),
    "project": lambda: builders.make_project(WORD, status="draft"),
    "author": lambda: builders.make_author(f"Ada {WORD}", status="draft"),
    "organisation": lambda: builders.make_organisation(f"{WORD} Society", status="draft"),
}
LISTS = {
    models.Publication: "publications",
    models.NewsItem: "news",
    models.Event: "events",
    models.Project: "projects",
    models.Author: "authors",
    models.Organisation: "organisations",
}


def shown(client, record) -> dict[str, bool]:
    """In which places of the site the record is."""
    room = LISTS[type(record)]
    typed = "quill" if room != "authors" else "quillwort"
    places = {
        "search": f"/search/?q={WORD}",
        "titles": f"/search/?q={WORD}&scope=record",
        "everything": "/search/",
        "list": f"/{room}/",
        "list with words": f"/{room}/?q={WORD}",
        "feed": f"/{room}/feed/",
        "API": f"/api/v1/{room}",
        "API with words": f"/api/v1/{room}?q={WORD}",
    }
    if room in ("publications", "authors", "organisations"):
        places["suggestions"] = f"/search/suggest/?q={typed}"
    if room == "news" or (room == "publications" and not record.part_of_id):
        places["home"] = "/"
    mark = WORD if room not in ("publications", "news") else record.title
    found = {}
    for name, address in places.items():
        text = client.get(address).content.decode()
        sign = mark if name == "suggestions" else record.identifier
        found[name] = sign in text
    return found


def number(client, record) -> int:
    return client.get(f"/api/v1/{LISTS[type(record)]}").json()["count"]


@pytest.mark.parametrize("kind", MAKE)
def test_publishing_and_withdrawing_show_in_the_next_request(client, kind):
    record = MAKE[kind]()
    absent = shown(client, record)
    assert set(absent.values()) == {False}
    total = number(client, record)
    for status, there in (
        (Status.PUBLISHED, True),
        (Status.WITHDRAWN, False),
        (Status.PUBLISHED, True),
        (Status.DRAFT, False),
    ):
        type(record).objects.filter(pk=record.pk).update(status=status)
        # Feeds also name what was withdrawn only by leaving it out.
        assert shown(client, record) == dict.fromkeys(absent, there), status
        assert number(client, record) == total + there


def test_facets_follow_a_publication_at_once(client):
    work = builders.make_publication("Of plants", date="2003", status="draft")
    builders.contribute(work, builders.make_author("Ada Parish"))
    builders.assign_topic(work, builders.make_topic("Botany"))

    def said() -> list[bool]:
        text = client.get("/search/?q=plants").content.decode()
        home = client.get("/").content.decode()
        return ["author=" in text, "topic=" in text, "year=2003" in text, "Botany" in home]

    assert said() == [False] * 4
    models.Publication.objects.update(status=Status.PUBLISHED)
    assert said() == [True] * 4
    models.Author.objects.update(status=Status.WITHDRAWN)
    assert said() == [False, True, True, True]
    models.TopicAssignment.objects.all().delete()
    assert said() == [False, False, True, False]
    models.Publication.objects.update(status=Status.WITHDRAWN)
    assert said() == [False] * 4
