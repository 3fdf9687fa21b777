"""The sets of common words: what they hold, when they are asked, and at what cost.

That they tell what the vectors say, whatever is written, stands in ``test_neighbours``.
"""

from importlib import import_module

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from publications import models
from publications.searching import common_words, known_words, matching, word_sets
from tests import builders
from tests.search.neighbouring import PARTS, entry, execute, finds, learn, make, noted
from tests.search.planning import fetched

rows = pytest.mark.django_db
large = pytest.mark.usefixtures("every_archive_is_large")


@pytest.mark.parametrize("size", [0, 1, 2, 254, 255, 256, 257, 2000, 4095, 4096])
def test_a_set_holds_what_was_put_in(size):
    for seed in range(20):
        chance = np.random.default_rng(seed)
        offsets = np.sort(chance.choice(word_sets.STRETCH, size, replace=False))
        packed = word_sets.packed(offsets)
        assert word_sets.unpacked(packed).tolist() == offsets.tolist()
        assert len(packed) == min(2 * size, word_sets.BITS)


@rows
@large
@pytest.mark.parametrize(
    ("word", "by_set"),
    [
        ("pump", True),
        ("pumps", True),  # which is the same word
        ("hedge", False),  # a rare one
    ],
)
def test_which_words_are_told_by_sets(told, word, by_set):
    for _ in range(60):
        make("pump well")
    make("Pump-well, hedge.")
    learn()
    assert finds(word)
    assert set(told) == {by_set}


@rows
@large
def test_what_is_several_words_to_the_index_has_no_set():
    for _ in range(3):
        make("pump-well")
    learn()
    several = matching.leaf_of("pump-well", False).words
    assert models.SearchCommon.objects.filter(word="pump-wel").exists()
    with connection.cursor() as cursor:
        assert word_sets.by_sets(cursor, several, "text", "TRUE", {}) is None


@rows
@large
def test_words_of_a_text_that_fits_no_vector(told):
    """All words of such a work stand in rows beside its entry."""
    section = make("pump well")
    for _ in range(3):
        make("pump")
    there = models.SearchEntry.objects.get(identifier=section.publication.identifier)
    models.SearchFurther.objects.create(room=there.room, record=there.record, words="'lane' 'well'")
    models.SearchEntry.objects.filter(pk=there.pk).update(words="")
    for number, word in enumerate(("lane", "well"), 1):
        models.SearchCommon.objects.create(number=number, word=word)
    execute("INSERT INTO publications_searchunpaired (entry) VALUES (%s)", [there.pk])
    common_words.learn()
    assert not noted()
    with connection.cursor() as cursor:
        for word in ("'lane'", "'well'"):
            assert word_sets.by_sets(cursor, word, "text", "TRUE", {}).tolist() == [there.pk]


@rows
@large
def test_ids_of_any_size_are_told_apart(told):
    first, last = make("pump well"), make("pump lane")
    execute("UPDATE publications_searchentry SET id = 2147483647 WHERE id = %s", [
        entry(last.publication)
    ])  # fmt: skip
    learn()
    assert finds("pump") == {entry(first.publication), 2_147_483_647}
    assert finds("lane") == {2_147_483_647}
    assert set(told) == {True}


@rows
@large
def test_what_is_written_after_the_reading_is_looked_at(told):
    make("pump well")
    gone = make("pump well")
    learn()
    new = make("lane pump")
    models.Passage.objects.filter(section=gone).update(text="barn")
    models.Publication.objects.filter(pk=gone.publication_id).update(title="Of barns")
    assert entry(new.publication) in finds("pump")
    assert entry(gone.publication) not in finds("pump")
    assert set(told) == {True}


@rows
@large
def test_where_much_is_not_read_the_index_is_asked(monkeypatch, told):
    make("pump well")
    learn()
    make("pump well")
    monkeypatch.setattr(known_words, "MOST", 0)
    assert len(finds("pump")) == 2
    assert set(told) == {False}


@rows
@large
def test_a_word_that_was_read_fetches_no_entry():
    for _ in range(20):
        make("pump well")
    learn()
    for place in PARTS:
        leaf = matching.leaf_of("pump", False)
        _, some, parameters = matching.statement(leaf, place)
        with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
            found = word_sets.by_sets(cursor, leaf.words, place, some, parameters)
            assert len(found) == (20 if place == matching.TEXT else 0)
        assert fetched(asked[-1]["sql"], None) <= {"publications_searchset"}


@rows
@large
def test_a_reading_writes_only_what_changed():
    sections = [make("pump well", title="Of lanes") for _ in range(4)]
    learn()

    def versions() -> dict:
        return dict(execute("SELECT key, xmin::text FROM publications_searchset"))

    before = versions()
    models.Passage.objects.filter(section=sections[0]).update(text="well")
    common_words.learn()
    changed = {key for key, version in versions().items() if before[key] != version}
    number = models.SearchCommon.objects.get(word="pump").number
    assert changed == {word_sets.key_of(number, entry(sections[0].publication) // 4096)}


@rows
@large
def test_a_word_of_entries_may_come_to_stand_in_many_passages():
    for _ in range(10):
        builders.make_publication("Of pumps and wells")
    for _ in range(2):
        make("hedge hedge", title="Of hedges")
    learn()
    pump = models.SearchCommon.objects.get(word="pump")
    assert not pump.paired
    for _ in range(30):
        make("pump well")
    learn()
    assert models.SearchCommon.objects.get(word="pump").number == pump.number
    assert models.SearchCommon.objects.get(word="pump").paired
    assert not noted()
    assert len(finds("pump well")) == 30
    assert len(finds("pump")) == 40


@rows
@large
def test_the_migration_has_an_archive_read_again_that_knew_words_before(told):
    noted_then = import_module("publications.migrations.0029_word_sets").NOTED
    make("pump well")
    execute(noted_then)  # as in a small archive, which knows no words
    common_words.learn()
    learn()
    models.SearchSet.objects.all().delete()
    execute(noted_then)
    assert len(finds("pump")) == 1
    common_words.learn()
    assert not noted()
    assert models.SearchSet.objects.exists()
    assert len(finds("pump")) == 1
    assert set(told) == {True}


@rows
@large
def test_a_server_that_only_reads_is_asked_in_the_same_way(told):
    make("pump well")
    learn()
    with transaction.atomic():
        execute("SET LOCAL transaction_read_only = on")
        assert len(finds("pump")) == 1
    assert set(told) == {True}
