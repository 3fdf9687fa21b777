"""Neighbouring common words: what is found by them is what the vectors say, whatever is written."""

import random

import pytest
from django.db import connection, transaction

from publications import models
from publications.choices import Status
from publications.importing.indexing import entries_made_once
from publications.searching.shelf import Shelf
from tests import builders
from tests.search.neighbouring import (
    PARTS,
    WORDS,
    entry,
    execute,
    finds,
    found,
    learn,
    make,
    noted,
    slowly,
    write_again,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_archive_is_large")]
committed = pytest.mark.django_db(transaction=True)


@committed
@pytest.mark.parametrize("seed", range(3))
def test_words_are_found_as_the_vectors_have_them_after_any_edits(
    used, told, small_stretches, seed
):
    chance = random.Random(seed)

    def text() -> str:
        return " ".join(chance.choices([*WORDS, "the", "hedge"], k=chance.randint(0, 12)))

    def some(model):
        return chance.choice(list(model.objects.order_by("pk")) or [None])

    def work():
        return some(chance.choice([models.Publication, models.NewsItem, models.Project]))

    def add_work():
        kind = chance.choice(["publication", "news_item", "project"])
        made = getattr(builders, f"make_{kind}")(f"Of {text()}")
        builders.make_section(made, "Case", text(), text())

    def add_section():
        builders.make_section(work(), text(), text())

    def add_note():
        if section := some(models.Section):
            builders.make_footnote(section, "1", text())

    def write_passage():
        if passage := some(models.Passage):
            words = passage.text.split()
            chance.shuffle(words)
            models.Passage.objects.filter(pk=passage.pk).update(text=" ".join(words))

    def write_note():
        if note := some(models.Footnote):
            models.Footnote.objects.filter(pk=note.pk).update(text=text())

    def move_section():
        if section := some(models.Section):
            owners = dict.fromkeys(("publication", "news_item", "project"))
            kept = builders._FIELD_OF_WORK[type(to := work())]
            models.Section.objects.filter(pk=section.pk).update(
                **owners | {kept: to}, anchor=f"moved-{chance.random()}"
            )

    def rename():
        record = work()
        type(record).objects.filter(pk=record.pk).update(title=f"Of {text()}")

    def hide_or_show():
        record = work()
        record.status = chance.choice([Status.PUBLISHED, Status.WITHDRAWN])
        record.save()

    def delete():
        if (
            row := some(chance.choice([models.Passage, models.Footnote, models.Section]))
        ) is not None:
            row.delete()

    def delete_work():
        if (record := some(models.Publication)) is not None:
            record.delete()
            add_work()

    def at_once():
        with transaction.atomic():
            execute("SET LOCAL archive.search = 'at commit'")
            for edit in chance.choices([add_work, write_passage, move_section, delete], k=3):
                edit()

    for _ in range(3):
        builders.make_publication(f"Of {text()}")
        builders.make_news_item(f"Of {text()}")
        builders.make_project(f"Of {text()}")
    for _ in range(12):
        add_work()
    learn()
    assert models.SearchCommon.objects.count() >= len(WORDS)
    kept = Shelf("default")
    edits = (
        add_work, add_section, add_note, write_passage, write_passage, write_note, move_section,
        rename, hide_or_show, delete, delete_work, at_once,
    )  # fmt: skip
    for _ in range(40):
        chance.choice(edits)()
        if chance.random() < 0.3:
            learn()
            assert not noted()
        fresh = Shelf("default")
        for _ in range(4):
            phrase = " ".join(chance.choices(WORDS, k=chance.choice([1, 1, 2, 2, 3])))
            where = chance.choice(PARTS)
            expected = slowly(phrase, where)
            assert found(fresh, phrase, where) == expected, (phrase, where)
            assert found(kept, phrase, where) == expected, (phrase, where)
    assert used.count(True) > 60
    assert told.count(True) > 60


def write_by_hand(section):
    execute(
        "UPDATE publications_passage SET text = 'well pump barn gate' WHERE section_id = %s",
        [section.pk],
    )


def write_a_note(section):
    builders.make_footnote(section, "1", "lane barn")


def copy_a_passage(section):
    rows = "COPY publications_passage (section_id, position, first_block, text) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(rows) as copy:
        copy.write_row((section.pk, 7, 0, "lane barn"))


def move_the_passage(section):
    other = builders.make_section(section.publication, "Other")
    models.Passage.objects.filter(section=section).update(section=other)


def move_the_section(section):
    to = builders.make_news_item()
    models.Section.objects.filter(pk=section.pk).update(publication=None, news_item=to)


def delete_the_section(section):
    models.Section.objects.filter(pk=section.pk).delete()


def delete_rows_by_hand(section):
    """The section before its passages, as deferred constraints allow."""
    with transaction.atomic():
        execute("DELETE FROM publications_section WHERE id = %s", [section.pk])
        execute("DELETE FROM publications_passage WHERE section_id = %s", [section.pk])


def insert_rows_by_hand(section):
    """A passage before its section."""
    with transaction.atomic():
        other = make("Nothing.").pk
        execute(
            "INSERT INTO publications_passage (section_id, position, first_block, text)"
            " VALUES (%s, 1, 0, 'lane barn')",
            [other + 1],
        )
        assert builders.make_section(section.publication, "Other").pk == other + 1


def load_at_commit(section):
    with entries_made_once():
        write_again(section)
        assert not noted()


def empty_the_passages(section):
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("TRUNCATE publications_passage")


def rename_the_work(section):
    models.Publication.objects.filter(pk=section.publication_id).update(title="Barn lane")


def name_the_author(section):
    builders.contribute(section.publication, builders.make_author("Barn Lane"))


def delete_the_work(section):
    models.Publication.objects.filter(pk=section.publication_id).delete()


@pytest.mark.parametrize(
    "write",
    [
        write_again, write_by_hand, write_a_note, copy_a_passage, move_the_passage,
        move_the_section, delete_the_section, delete_rows_by_hand, insert_rows_by_hand,
        load_at_commit, empty_the_passages, rename_the_work, name_the_author, delete_the_work,
    ],
)  # fmt: skip
def test_whatever_changes_where_words_stand_is_noted_with_it(used, write):
    section = make("pump well barn gate lane")
    kept = [make("gate lane well barn pump") for _ in range(3)]
    learn()
    assert not noted()
    changed = entry(section.publication)
    with transaction.atomic():
        write(section)
        transaction.set_rollback(True)
    assert not noted()
    write(section)
    assert changed in noted()
    if write is not empty_the_passages:
        assert not noted() & {entry(other.publication) for other in kept}
    for phrase in ("pump well", "well pump", "barn gate", "lane barn", "barn lane", "gate lane"):
        finds(phrase)
    learn()
    assert not noted()
    for phrase in ("pump well", "well pump", "barn gate", "lane barn", "barn lane", "gate lane"):
        finds(phrase)
    assert set(used) == {True}


def test_a_section_that_moves_takes_its_words_along():
    section = make("pump well")
    move_the_section(section)
    words = dict(models.SearchEntry.objects.values_list("room", "words"))
    assert "pump" in words["news"]
    assert "pump" not in words["publication"]


def test_what_does_not_change_where_words_stand_is_not_noted():
    section = make("well pump barn gate", title="Barn lane")
    learn()
    section.number = "4"
    section.save()
    rename_the_work(section)
    section.publication.status = Status.WITHDRAWN
    section.publication.save(update_fields=["status"])
    assert not noted()
