"""The catalogue is true to the last commit, in every process, in whatever order commits come."""

import datetime
import random
import threading

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.http import QueryDict

from publications import filters, models
from publications.choices import Status
from publications.searching import shelf as shelves
from publications.searching.catalogue import Wanted
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from publications.searching.shelf import Shelf
from tests import builders
from tests.search.slow_counts import facet_rows
from tests.search.waiting import await_others

committed = pytest.mark.django_db(transaction=True)


def count(shelf: Shelf, **wanted) -> int:
    return shelf.current().choose(Wanted(**wanted)).count


def titles(shelf: Shelf, order: str) -> list[str]:
    now = shelf.current()
    records = now.records(now.ids(now.choose(Wanted()), order, 0, 1000))
    return [models.Publication.objects.get(pk=pk).title for _, pk in records]


def search(query: str) -> int:
    return Results(SearchFilterSet(QueryDict(query), models.SearchEntry.objects.none())).count


@committed
def test_the_next_request_sees_what_was_published_and_what_was_withdrawn():
    shelves = [Shelf("default"), Shelf("default")]  # as two processes have them
    assert [count(shelf) for shelf in shelves] == [0, 0]
    work = builders.make_publication("Turnips", date="2010")
    section = builders.make_section(work, "Case", "Red swedes.")
    assert [count(shelf) for shelf in shelves] == [1, 1]
    assert (search("q=turnips"), search("q=swedes"), search('q="red+swedes"')) == (1, 1, 1)
    work.status = Status.WITHDRAWN
    work.save()
    assert [count(shelf) for shelf in shelves] == [0, 0]
    assert (search("q=turnips"), search("q=swedes"), search('q="red+swedes"')) == (0, 0, 0)
    work.status = Status.PUBLISHED
    work.title = "Parsnips"
    work.save()
    assert (search("q=turnips"), search("q=parsnips"), search("q=swedes")) == (0, 1, 1)
    models.Passage.objects.filter(section=section).update(text="Swedes red")
    assert (search('q="red+swedes"'), search("q=swedes")) == (0, 1)
    work.delete()
    assert [count(shelf) for shelf in shelves] == [0, 0]


@committed
def test_a_commit_that_comes_late_is_not_skipped():
    shelf = Shelf("default")
    builders.make_publication("First")
    assert count(shelf) == 1
    written, go_on = threading.Event(), threading.Event()

    def late():
        try:
            with transaction.atomic():
                builders.make_publication("Late")
                written.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    thread = threading.Thread(target=late)
    thread.start()
    assert written.wait(10)
    builders.make_publication("Second")  # logged after the late one, committed before it
    assert count(shelf) == 2
    builders.make_publication("Third")
    assert count(shelf) == 3
    go_on.set()
    thread.join(10)
    assert count(shelf) == 4


@committed
def test_what_a_transaction_takes_back_was_never_there():
    shelf = Shelf("default")
    builders.make_publication("First")
    assert count(shelf) == 1
    with transaction.atomic():
        builders.make_publication("Second")
        assert count(shelf) == 2  # for itself
        transaction.set_rollback(True)
    assert count(shelf) == 1
    assert Shelf("default").current().choose(Wanted()).count == 1


@committed
def test_an_emptied_table_is_an_empty_catalogue():
    shelf = Shelf("default")
    builders.make_publication("First")
    assert count(shelf) == 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE publications_searchentry")
    assert count(shelf) == 0


@committed
def test_what_changed_stands_in_the_order_of_all():
    shelf = Shelf("default")
    chance = random.Random(4)
    works = [
        builders.make_publication(
            f"{chance.choice('abcdef')} {n}", date=chance.choice(["1999", "2001-05", "2001-05-02"])
        )
        for n in range(12)
    ]
    builders.make_publication("Undated")
    shelf.current()
    for number in range(30):
        work = chance.choice(works)
        work.title = f"{chance.choice('abcdef')} again {number}"
        work.sort_title = work.title
        work.set_date(builders.PartialDate(chance.choice(["1999", "2001-05", "2001-05-03"])))
        work.save()
        if number % 5 == 0:
            works.append(builders.make_publication(f"c new {number}", date="2001-05"))
        for order in ("newest", "oldest"):
            rows = getattr(models.Publication.objects.published(), order)()
            assert titles(shelf, order) == [work.title for work in rows]
        rows = models.Publication.objects.published().order_by("sort_title", "pk")
        assert titles(shelf, "title") == [work.title for work in rows]
    assert shelf.catalogue.changed  # it was not simply made anew


@committed
def test_a_large_part_that_changed_becomes_the_base(monkeypatch):
    monkeypatch.setattr(shelves, "RECENT", 3)
    shelf = Shelf("default")
    shelf.current()
    for number in range(6):
        builders.make_publication(f"Work {number}")
        assert count(shelf) == number + 1
    assert len(shelf.catalogue.base) >= 4


@committed
def test_readers_go_on_while_another_base_is_read(monkeypatch):
    """And what is committed meanwhile is missing at no moment."""
    works = [builders.make_publication(f"Work {number}") for number in range(8)]
    await_others()
    shelf = Shelf("default")
    assert count(shelf) == 8
    first = shelf.catalogue.base
    reading, go_on = threading.Event(), threading.Event()
    usual = shelves.read_segment

    def read_segment(cursor, *changed):
        if changed:
            return usual(cursor, *changed)
        base = usual(cursor)
        reading.set()
        assert go_on.wait(60)
        return base

    monkeypatch.setattr(shelves, "read_segment", read_segment)
    monkeypatch.setattr(shelves, "RECENT", 2)
    for work in works[:3]:
        work.delete()
    assert count(shelf) == 5
    assert reading.wait(60)
    works[3].delete()
    builders.make_publication("New")
    assert count(shelf) == 5
    assert shelf.catalogue.base is first
    # What another transaction of this server keeps in the log asks for no third base.
    monkeypatch.setattr(shelves, "RECENT", 1000)
    go_on.set()
    shelf.renewal.join()
    assert shelf.catalogue.base is not first
    assert (count(shelf), len(titles(shelf, "title"))) == (5, 5)
    assert "New" in titles(shelf, "title")
    assert shelf.catalogue.changed  # caught up from the moment at which the base was read


@committed
def test_a_base_that_cannot_be_read_leaves_the_old_one(monkeypatch, caplog):
    builders.make_publication("Work")
    await_others()
    shelf = Shelf("default")
    assert count(shelf) == 1
    first = shelf.catalogue

    def fail(cursor):
        raise OperationalError("no more memory\nand more words")

    monkeypatch.setattr(shelves, "read_segment", fail)
    shelf._renew("default")
    shelf.renewal.join()
    assert "no more memory" in caplog.text
    assert shelf.catalogue is first
    assert count(shelf) == 1


FILTERSETS = {
    filters.PublicationFilterSet: models.Publication,
    filters.NewsFilterSet: models.NewsItem,
    filters.EventFilterSet: models.Event,
}


def garden(chance: random.Random) -> dict[str, list]:
    """A small archive of everything, at random."""
    authors = [builders.make_author(f"Ann {n}") for n in range(5)]
    authors.append(builders.make_author("Hidden", status=Status.DRAFT))
    bodies = [builders.make_organisation(f"Body {n}") for n in range(3)]
    topics = [builders.make_topic(f"Topic {n}") for n in range(4)]
    projects = [builders.make_project(f"Project {n}") for n in range(2)]
    series = [builders.make_series(f"Series {n}") for n in range(2)]
    dates = [None, "1999", "2001", "2001-05", "2002-03-04", "1998/2003"]
    makers = [
        lambda **f: builders.make_publication(series=chance.choice([None, *series]), **f),
        builders.make_news_item,
        builders.make_event,
    ]
    for number in range(45):
        make = makers[number % 3]
        status = Status.DRAFT if number % 9 == 8 else Status.PUBLISHED
        words = chance.choice(["pump", "well", "pump and well"])
        work = make(title=f"A {words} {number}", date=chance.choice(dates), status=status)
        for author in chance.sample(authors, chance.randrange(3)):
            role = chance.choice(["author", "editor", "quoted", "mentioned"])
            builders.contribute(work, author, role)
        for body in chance.sample(bodies, chance.randrange(3)):
            role = chance.choice(["publisher", "mentioned", "host"])
            builders.contribute(work, body, role)
        for topic in chance.sample(topics, chance.randrange(3)):
            builders.assign_topic(work, topic)
        if chance.random() < 0.4:
            builders.make_entry(chance.choice(projects), work)
    return {
        "author": [each.identifier for each in authors[:5]],
        "organisation": [each.identifier for each in bodies],
        "topic": [each.slug for each in topics],
        "project": [each.identifier for each in projects],
        "series": [each.identifier for each in series],
        "year": ["1999", "2001", "2002"],
        "from": ["1999", "2001-05"],
        "to": ["2001", "2002"],
        "undated": ["1"],
        "when": ["coming", "past", "undated"],
        "q": ["pump", "well"],
    }


@pytest.mark.django_db
def test_counts_are_those_of_a_slow_and_exact_count(monkeypatch):
    moment = datetime.datetime(2001, 5, 20, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    chance = random.Random(7)
    values = garden(chance)
    for _ in range(60):
        kind = chance.choice(list(FILTERSETS))
        query = QueryDict(mutable=True)
        for name in chance.sample(list(values), chance.randrange(4)):
            if name in kind.base_filters:
                query.setlist(
                    name, chance.sample(values[name], min(chance.randint(1, 2), len(values[name])))
                )
        asked = kind(query, FILTERSETS[kind].objects.published())
        fast, slow = Results(asked), facet_rows(asked)
        assert fast.count == asked.without().count(), query
        found = fast.facet_rows()
        for name in asked.facets:
            counts = {value: n for value, _, n in found.get(name, []) if n}
            assert counts == {value: n for value, _, n in slow.get(name, [])}, (query, name)
        assert years(found["year"]) == years(slow.get("year", [])), query


def years(rows) -> dict:
    counts: dict = {}
    for first, last, n in rows:
        for year in range(int(first), int(last) + 1) if first else [None]:
            counts[year] = counts.get(year, 0) + n
    return counts
