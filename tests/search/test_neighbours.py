"""Neighbouring common words: what is found by them is what the vectors say, whatever is written."""

import random
import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from publications import models
from publications.choices import Status
from publications.importing.indexing import entries_made_once
from publications.searching import matching, neighbours, phrases
from publications.searching.shelf import Shelf
from tests import builders
from tests.search.planning import nodes

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)

PARTS = (matching.TEXT, matching.RECORD, matching.TITLE)
WORDS = ("pump", "well", "lane", "barn", "gate")
SLOW = """
SELECT e.id FROM publications_searchentry e WHERE e.status = 'published' AND (
    ts_filter(e.vector, %(weights)s::"char"[]) @@ %(phrase)s::tsquery OR %(texts)s AND EXISTS (
        SELECT FROM publications_passage p JOIN publications_section s ON s.id = p.section_id
        WHERE p.search_vector @@ %(phrase)s::tsquery AND (e.room, e.record) IN (
            ('publication', s.publication_id), ('news', s.news_item_id), ('project', s.project_id)))
    OR %(texts)s AND EXISTS (SELECT FROM publications_footnote f
        WHERE f.search_vector @@ %(phrase)s::tsquery AND (e.room, e.record) IN (
            ('publication', f.publication_id), ('news', f.news_item_id),
            ('project', f.project_id))))
"""


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    """Every archive is large."""
    monkeypatch.setattr(matching, "LARGE", 0)


@pytest.fixture
def used(monkeypatch):
    """Of each phrase that is asked of all entries, whether pairs of neighbours told it."""
    seen: list[bool] = []
    usual = phrases.by_neighbours

    def by_neighbours(*arguments):
        found = usual(*arguments)
        seen.append(found is not None)
        return found

    monkeypatch.setattr(matching, "by_neighbours", by_neighbours)
    return seen


def execute(statement: str, parameters=None) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def learn() -> int:
    execute("ANALYZE publications_passage")
    return neighbours.learn()


def noted() -> set[int]:
    return set(models.SearchUnpaired.objects.values_list("entry", flat=True))


def entry(record) -> int:
    return models.SearchEntry.objects.get(identifier=record.identifier).pk


def found(shelf: Shelf, phrase: str, where: str = matching.TEXT) -> set[int]:
    now = shelf.current()
    fits = matching.matches(now, matching.leaf_of(phrase, True), where)
    return set(now.ids(fits, "title", 0, 10_000))


def slowly(phrase: str, where: str = matching.TEXT) -> set[int]:
    exact = matching.leaf_of(phrase, True).exact
    weights = ["a"] if where == matching.TITLE else ["a", "b", "c", "d"]
    asked = {"phrase": exact, "texts": where == matching.TEXT, "weights": weights}
    return {number for (number,) in execute(SLOW, asked)}


def finds(phrase: str) -> set[int]:
    """What a process that has just started finds, which has to be what is there."""
    answer = found(Shelf("default"), phrase)
    assert answer == slowly(phrase)
    return answer


def make(text: str, title: str = "Of water") -> models.Section:
    return builders.make_section(builders.make_publication(title), "Case", text)


# -- what is true


@committed
@pytest.mark.parametrize("seed", range(3))
def test_phrases_are_found_as_the_vectors_have_them_after_any_edits(used, seed):
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
            phrase = " ".join(chance.choices(WORDS, k=chance.choice([2, 2, 3])))
            where = chance.choice(PARTS)
            expected = slowly(phrase, where)
            assert found(fresh, phrase, where) == expected, (phrase, where)
            assert found(kept, phrase, where) == expected, (phrase, where)
    assert used.count(True) > 100


def write_again(section):
    models.Passage.objects.filter(section=section).update(text="well pump barn gate")


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
    assert neighbours.learn(1) == 1
    assert noted() == {entry(section.publication)}
    assert len(finds("barn lane")) == 1
    assert not finds("pump barn")
    monkeypatch.setattr(neighbours, "_keep", usual)
    neighbours.learn()
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
        beside(neighbours.learn)  # it does not wait for this either, and sees what was
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
    other = threading.Thread(target=lambda: (neighbours.learn(), connections.close_all()))

    def keep(*arguments):
        monkeypatch.setattr(neighbours, "_keep", usual)
        other.start()
        other.join(0.5)
        assert other.is_alive()
        usual(*arguments)

    monkeypatch.setattr(neighbours, "_keep", keep)
    neighbours.learn(1)
    other.join(20)
    assert not other.is_alive()
    assert not noted()


# -- which words


def test_the_commonest_words_are_numbered_and_keep_their_numbers(used, monkeypatch):
    monkeypatch.setattr(neighbours, "BATCH", 5)
    monkeypatch.setattr(neighbours, "PART", 2)
    for _ in range(6):
        make("pump well")
    assert learn() == 6
    first = dict(models.SearchCommon.objects.values_list("word", "number"))
    assert first.keys() == {"pump", "well"}
    for _ in range(6):
        make("lane barn")
    execute("ANALYZE publications_passage")
    assert neighbours._choose()
    now = dict(models.SearchCommon.objects.values_list("word", "number"))
    assert now == first | {"lane": now["lane"], "barn": now["barn"]}
    assert len(set(now.values())) == 4
    # All is noted with the new words, and none of the old answers is lost meanwhile.
    assert len(noted()) == 12
    assert len(finds("lane barn")) == 6
    assert len(finds("pump well")) == 6
    assert neighbours.learn() == 12
    assert len(finds("lane barn")) == 6
    assert len(finds("pump well")) == 6
    assert used.pop()
    assert learn() == 0


def test_a_word_near_the_limits_has_no_texts_read_again(monkeypatch):
    monkeypatch.setattr(neighbours, "COMMON", 0.3)
    monkeypatch.setattr(neighbours, "NEW", 0.5)
    for _ in range(6):
        make("pump well")
    learn()
    for _ in range(4):
        make("lane barn")
    learn()
    assert models.SearchCommon.objects.count() == 2
    monkeypatch.setattr(neighbours, "NEW", 0.35)
    monkeypatch.setattr(neighbours, "SURELY", 1)
    learn()
    assert models.SearchCommon.objects.count() == 2
    monkeypatch.setattr(neighbours, "SURELY", 4)
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
    neighbours.learn()
    for phrase in ("barn pump", "pump well", "barn well", "well lane", "lane well", "barn lane"):
        finds(phrase)


def test_where_much_is_not_read_all_texts_are_looked_at(monkeypatch, used):
    make("pump well")
    learn()
    make("pump well")
    monkeypatch.setattr(phrases, "MOST", 0)
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
            explained = f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}"
            cursor.execute(explained, parameters | pairs)
            plan = cursor.fetchone()[0][0]["Plan"]
        looked_at = {
            node["Relation Name"]
            for node in nodes(plan)
            if node.get("Relation Name") and node["Actual Loops"] and node["Actual Rows"]
        }
        assert looked_at == ({"publications_searchneighbours"} if where == matching.TEXT else set())


def test_a_server_that_only_reads_is_asked_in_the_same_way(used):
    make("pump well")
    learn()
    with transaction.atomic():
        execute("SET LOCAL transaction_read_only = on")
        assert len(finds("pump well")) == 1
        transaction.set_rollback(True)
    assert set(used) == {True}
