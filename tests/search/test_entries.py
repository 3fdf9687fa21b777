"""The entries of the search: kept by the database, equal to their source whatever is written."""

import threading

import pytest
from django.db import connection, connections, transaction

from publications import models
from publications.choices import Role, Status
from tests import builders

COLUMNS = (
    "room, record, identifier, kind, status, sort_title, date_earliest, date_latest, newest_key, "
    "oldest_key, authors, organisations, projects, series, topics, vector"
)


def differences() -> list:
    """What stands in the entries and not in their source, or the other way round."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT room, record FROM (SELECT {COLUMNS} FROM publications_searchentry EXCEPT "
            f"SELECT {COLUMNS} FROM search_source) a UNION SELECT room, record FROM "
            f"(SELECT {COLUMNS} FROM search_source EXCEPT "
            f"SELECT {COLUMNS} FROM publications_searchentry) b UNION "
            "SELECT room, record FROM publications_searchentry "
            "WHERE words <> strip(vector) || search_text(room, record)"
        )
        return cursor.fetchall()


def entry(record) -> models.SearchEntry:
    return models.SearchEntry.objects.get(identifier=record.identifier)


def finds(record, words: str, column: str = "vector") -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} @@ websearch_to_tsquery('archive', %s) "
            "FROM publications_searchentry WHERE identifier = %s",
            [words, record.identifier],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_every_kind_of_record_has_one_entry():
    collection = builders.make_publication()
    records = [
        collection,
        builders.make_essay(collection),
        builders.make_event(),
        builders.make_news_item(),
        builders.make_project(),
        builders.make_author(),
        builders.make_organisation(),
    ]
    found = models.SearchEntry.objects.values_list("room", "identifier")
    rooms = ["publication", "publication", "event", "news", "project", "author", "organisation"]
    assert sorted(found) == sorted(
        (room, record.identifier) for room, record in zip(rooms, records, strict=True)
    )
    assert differences() == []


@pytest.mark.django_db
def test_an_entry_follows_all_that_it_is_made_of():
    work = builders.make_publication("Power to the Parishes", summary="Of pumps.", date="2010-03")
    author = builders.make_author("Zoë Pumphrey")
    body = builders.make_organisation("Institute of Wells", "IOW")
    builders.contribute(work, author)
    builders.contribute(work, body, role=Role.PUBLISHER)
    topic = builders.make_topic()
    builders.assign_topic(work, topic)
    project = builders.make_project()
    builders.make_entry(project, work)
    section = builders.make_section(work, "Of buckets", "A bucket leaks near the trough.")
    builders.make_footnote(section, "1", "Compare ladles.")
    work.series = builders.make_series("Wellsprings")
    work.save()
    assert differences() == []
    found = entry(work)
    assert (found.authors, found.organisations) == ([author.pk], [body.pk])
    assert (found.topics, found.projects, found.series) == (
        [topic.pk],
        [project.pk],
        [work.series.pk],
    )
    for words in ("parishes", "pumps", "pumphrey", "zoe", "IOW", "buckets", "wellsprings"):
        assert finds(work, words), words
    assert not finds(work, "trough")
    for words in ("parish trough", "ladle", "zoë ladles"):
        assert finds(work, words, "words"), words

    author.name = "Zoe Spring"
    author.save()
    assert finds(work, "spring")
    assert not finds(work, "pumphrey")
    models.Passage.objects.filter(section=section).delete()
    assert not finds(work, "trough", "words")
    work.contributions.all().delete()
    models.TopicAssignment.objects.all().delete()
    assert entry(work).authors == entry(work).topics == []
    work.status = Status.WITHDRAWN
    work.save()
    assert entry(work).status == Status.WITHDRAWN
    assert differences() == []
    models.ProjectEntry.objects.all().delete()
    models.Footnote.objects.all().delete()
    work.delete()
    assert not models.SearchEntry.objects.filter(room="publication").exists()
    assert differences() == []


@pytest.mark.django_db
def test_other_writers_than_django_are_followed_too():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publications_author (identifier, slug, status, withdrawn_reason, curated,"
            " name, sort_name, folded_name) VALUES ('x', '', 'published', '', '{}', 'Ann Pump',"
            " 'Pump, Ann', 'ann pump')"
        )
        cursor.execute("UPDATE publications_author SET name = 'Ann Well' WHERE identifier = 'x'")
    assert differences() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publications_author")
    assert not models.SearchEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_bulk_load_has_its_entries_made_once_at_its_commit():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL archive.search = 'at commit'")
        work = builders.make_publication()
        builders.contribute(work, builders.make_author())
        builders.make_section(work, "Of buckets", "A bucket leaks.")
        assert not models.SearchEntry.objects.exists()
    assert differences() == []
    assert finds(work, "bucket", "words")
    assert not models.SearchPending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_transactions_that_change_one_work_leave_nothing_out():
    work = builders.make_publication()
    first, second = builders.make_author("Ann One"), builders.make_author("Bob Two")
    ready = threading.Event()

    def other():
        try:
            with transaction.atomic():
                ready.set()
                builders.contribute(work, second)
        finally:
            connections.close_all()

    with transaction.atomic():
        builders.contribute(work, first)
        thread = threading.Thread(target=other)
        thread.start()
        ready.wait(5)
        thread.join(0.3)  # it waits for this transaction
        assert thread.is_alive()
    thread.join(5)
    assert differences() == []
    assert sorted(entry(work).authors) == sorted([first.pk, second.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["contribution", "passage", "publication"])
def test_a_table_that_is_emptied_at_once(table):
    report = builders.make_publication()
    builders.contribute(report, builders.make_author())
    builders.make_section(report, "The case", "Words.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE publications_{table} CASCADE")
    assert differences() == []
    assert models.SearchEntry.objects.filter(room="author").exists()
