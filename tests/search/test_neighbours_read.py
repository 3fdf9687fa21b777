"""How neighbouring common words are read: beside writers, of which words, and at what cost."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from publications import models
from publications.searching import common_words, known_words, matching, neighbours, phrases
from tests.search.neighbouring import PARTS, entry, execute, finds, learn, make, noted, write_again
from tests.search.planning import fetched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_archive_is_large")]
committed = pytest.mark.django_db(transaction=True)


# -- reading beside writing


def beside(do) -> None:
    """Does something in another connection, which must not have to wait for this one."""
    thread = threading.Thread(target=lambda: (do(), connections.close_all()))
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "it waits"


@committed
def test_what_is_written_while_it_is_read_stays_noted(monkeypatch, used):
    section = make("pump well lane barn gate")
    learn()
    write_again(section)
    usual = neighbours._keep

    def keep(*arguments):
        """The texts are read, and nothing is committed."""
        beside(lambda: models.Passage.objects.update(text="gate barn lane well pump"))
        usual(*arguments)

    monkeypatch.setattr(neighbours, "_keep", keep)
    assert common_words.learn(1) == 1
    assert noted() == {entry(section.publication)}
    assert len(finds("barn lane")) == 1
    assert not finds("pump barn")
    monkeypatch.setattr(neighbours, "_keep", usual)
    common_words.learn()
    assert not noted()
    assert len(finds("barn lane")) == 1
    assert set(used) == {True}


@committed
def test_what_is_not_committed_yet_is_noted_when_it_is(used):
    section = make("pump well lane barn gate")
    learn()
    models.Passage.objects.update(text="lane barn pump gate well")
    with transaction.atomic():
        models.Passage.objects.update(text="gate barn lane well pump")
        beside(common_words.learn)  # it does not wait for this either, and sees what was
    assert noted() == {entry(section.publication)}
    assert len(finds("barn lane")) == 1
    assert not finds("lane barn")
    assert set(used) == {True}


@committed
def test_two_readers_take_turns(monkeypatch):
    make("pump well lane barn gate")
    learn()
    execute(
        "INSERT INTO publications_searchunpaired (entry) SELECT id FROM publications_searchentry"
    )
    usual = neighbours._keep
    other = threading.Thread(target=lambda: (common_words.learn(), connections.close_all()))

    def keep(*arguments):
        monkeypatch.setattr(neighbours, "_keep", usual)
        other.start()
        other.join(0.5)
        assert other.is_alive()
        usual(*arguments)

    monkeypatch.setattr(neighbours, "_keep", keep)
    common_words.learn(1)
    other.join(20)
    assert not other.is_alive()
    assert not noted()


# -- which words


def test_the_commonest_words_are_numbered_and_keep_their_numbers(used, monkeypatch):
    monkeypatch.setattr(common_words, "BATCH", 5)
    monkeypatch.setattr(neighbours, "PART", 2)
    for _ in range(6):
        make("pump well")
    assert learn() == 6
    paired = models.SearchCommon.objects.filter(paired=True)
    first = dict(paired.values_list("word", "number"))
    assert first.keys() == {"pump", "well"}
    for _ in range(6):
        make("lane barn")
    execute("ANALYZE publications_passage")
    assert common_words._choose()
    now = dict(paired.values_list("word", "number"))
    assert now == first | {"lane": now["lane"], "barn": now["barn"]}
    assert len(set(now.values())) == 4
    # All is noted with the new words, and none of the old answers is lost meanwhile.
    assert len(noted()) == 12
    assert len(finds("lane barn")) == 6
    assert len(finds("pump well")) == 6
    assert common_words.learn() == 12
    assert len(finds("lane barn")) == 6
    assert len(finds("pump well")) == 6
    assert used.pop()
    assert learn() == 0


def test_a_word_near_the_limits_has_no_texts_read_again(monkeypatch):
    monkeypatch.setattr(common_words.HELD, "most", 0)
    monkeypatch.setattr(common_words.PAIRED, "share", 0.3)
    monkeypatch.setattr(common_words.PAIRED, "surely", 0.5)
    for _ in range(6):
        make("pump well")
    learn()
    for _ in range(4):
        make("lane barn")
    learn()
    assert models.SearchCommon.objects.count() == 2
    monkeypatch.setattr(common_words.PAIRED, "surely", 0.35)
    monkeypatch.setattr(common_words.PAIRED, "most", 3)
    learn()
    assert models.SearchCommon.objects.count() == 2
    monkeypatch.setattr(common_words.PAIRED, "most", 6)
    learn()
    assert models.SearchCommon.objects.count() == 4


def test_a_small_archive_learns_nothing_and_keeps_no_notes(monkeypatch, used):
    monkeypatch.setattr(matching, "LARGE", 10**9)
    make("pump well")
    assert noted()
    call_command("desk_worker", "--once")
    assert not noted()
    assert not models.SearchCommon.objects.exists()
    assert len(finds("pump well")) == 1
    # What was read before it grew is read again with the first words.
    monkeypatch.setattr(matching, "LARGE", 0)
    execute("ANALYZE publications_passage")
    call_command("desk_worker", "--once")
    assert models.SearchNeighbours.objects.count() == 1
    assert len(finds("pump well")) == 1
    assert used == [True, True]


@pytest.mark.parametrize(
    ("phrase", "by_pairs"),
    [
        ("pump well", True),
        ("pump well pump", True),
        ("well well", True),
        ("pump the well", False),  # a word between
        ("pump hedge", False),  # a rare one
        ("pump-well lane", False),  # which is a word of its own, too
    ],
)
def test_which_phrases_are_told_by_pairs(used, phrase, by_pairs):
    for _ in range(20):
        make("pump well pump well well lane")
    make("Pump the well, pump hedge, pump-well lane.")
    learn()
    finds(phrase)
    assert set(used) == {by_pairs}


def test_words_that_share_a_position_are_neighbours_all_the_same():
    """Behind position 16,383 a vector counts no further."""
    section = make("pump well")
    learn()
    models.Passage.objects.filter(section=section).update(
        text="hedge " * 16_381 + "barn pump well lane"
    )
    common_words.learn()
    for phrase in ("barn pump", "pump well", "barn well", "well lane", "lane well", "barn lane"):
        finds(phrase)


def test_where_much_is_not_read_all_texts_are_looked_at(monkeypatch, used):
    make("pump well")
    learn()
    make("pump well")
    monkeypatch.setattr(known_words, "MOST", 0)
    assert len(finds("pump well")) == 2
    assert set(used) == {False}


# -- what it costs


def test_a_phrase_that_was_learnt_looks_at_no_vector():
    for _ in range(20):
        make("pump well")
    learn()
    leaf = matching.leaf_of("pump well", True)
    for where in PARTS:
        _, some, parameters = matching.statement(leaf, where)
        with connection.cursor() as cursor:
            asked, pairs = phrases.by_neighbours(cursor, leaf.exact, where, some)
        assert fetched(asked, parameters | pairs) == (
            {"publications_searchneighbours"} if where == matching.TEXT else set()
        )


def test_a_server_that_only_reads_is_asked_in_the_same_way(used):
    make("pump well")
    learn()
    with transaction.atomic():
        execute("SET LOCAL transaction_read_only = on")
        assert len(finds("pump well")) == 1
        transaction.set_rollback(True)
    assert set(used) == {True}
