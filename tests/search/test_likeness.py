"""Works on the same topics, by the catalogue, are those that the tables say."""

import random

import pytest

from publications.choices import Status
from publications.searching import shelf as shelves
from publications.views import related
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

MAKERS = {
    "publication": builders.make_publication,
    "news_item": builders.make_news_item,
    "event": builders.make_event,
}


def compare(works, monkeypatch) -> int:
    """How many related works there are of all; the same by the catalogue and by the tables."""
    seen = 0
    for column, work in works:
        shelves.current()
        by_catalogue = related.related_to(work, column)
        with monkeypatch.context() as patched:
            patched.setattr(related, "shared", lambda: None)
            by_tables = related.related_to(work, column)
        assert by_catalogue == by_tables
        seen += sum(len(by_catalogue.get(why, ())) for why in related.REASONS_BY_TOPIC)
    return seen


def test_the_catalogue_and_the_tables_agree(monkeypatch):
    chance = random.Random(5)
    topics = [builders.make_topic(f"Topic {n}") for n in range(4)]
    works = []
    for number in range(36):
        column = chance.choice(list(MAKERS))
        date = chance.choice(["1999", "2001-05", "2003-04-05", None])
        status = Status.DRAFT if number % 9 == 8 else Status.PUBLISHED
        work = MAKERS[column](f"Work {number}", date=date, status=status)
        for topic in chance.sample(topics, chance.randint(0, 3)):
            builders.assign_topic(work, topic)
        if status == Status.PUBLISHED:
            works.append((column, work))
    assert compare(works, monkeypatch) > 100
    # What changes afterwards stands beside the base of the catalogue.
    new = builders.make_topic("New")
    builders.assign_topic(works[0][1], new)
    works[1][1].status = Status.WITHDRAWN
    works[1][1].save()
    late = builders.make_event("Late", date="2004")
    for topic in (new, topics[0]):
        builders.assign_topic(late, topic)
    assert compare([*works[2:], works[0], ("event", late)], monkeypatch) > 100


def test_who_wrote_both_is_said_before_topics():
    author, topic = builders.make_author(), builders.make_topic()
    works = [builders.make_publication(f"Work {number}") for number in range(3)]
    for work in works[:2]:
        builders.contribute(work, author)
    for work in works:
        builders.assign_topic(work, topic)
    found = related.related_to(works[0], "publication")
    assert [why for why in found if why != "topics"] == [
        "By the same person",
        "Publications on the same topics",
    ]
