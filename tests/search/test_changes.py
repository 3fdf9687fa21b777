"""The log of changes stays short, and no process misses what was pruned from it."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from publications.models import SearchChange
from publications.searching import changes
from publications.searching.catalogue import Wanted
from publications.searching.shelf import Shelf
from tests import builders
from tests.search.waiting import await_others

pytestmark = pytest.mark.django_db(transaction=True)


def count(shelf: Shelf) -> int:
    return shelf.current().choose(Wanted()).count


@pytest.fixture(autouse=True)
def _empty_log():
    """Without what emptied the tables after the last test."""
    SearchChange.objects.all().delete()


EACH = 2  # rows of a new work: its entry, and that something was written


def rows() -> int:
    return SearchChange.objects.exclude(entry=changes.PRUNED).count()


def test_only_the_newest_rows_stay_and_how_far_they_go_is_noted():
    for number in range(6):
        builders.make_publication(f"Work {number}")
    assert rows() == 6 * EACH
    await_others()
    assert changes.prune(kept=2 * EACH) == 4 * EACH
    first = SearchChange.objects.order_by("transaction").first()
    assert (rows(), first.entry) == (2 * EACH, changes.PRUNED)
    assert changes.prune(kept=2 * EACH) == 0
    builders.make_publication("One more")
    await_others()
    assert changes.prune(kept=2 * EACH) == EACH + 1  # its rows and the former note
    assert SearchChange.objects.filter(entry=0).count() == 1


def test_a_process_whose_mark_was_pruned_reads_the_whole_anew():
    asleep, awake = Shelf("default"), Shelf("default")
    builders.make_publication("First")
    assert (count(asleep), count(awake)) == (1, 1)
    works = [builders.make_publication(f"Work {number}") for number in range(4)]
    works[0].delete()
    base = awake.catalogue.base
    await_others()
    assert count(awake) == 4
    changes.prune(kept=1)
    assert (count(asleep), count(awake)) == (4, 4)
    assert len(asleep.catalogue.base) == 4
    assert awake.catalogue.base is base  # it had read all that was pruned
    builders.make_publication("After")
    assert (count(asleep), count(awake)) == (5, 5)
    assert asleep.catalogue.recent.ids.size != 0  # caught up, and not read anew again


def test_a_transaction_that_is_open_keeps_what_came_after_it():
    shelf = Shelf("default")
    builders.make_publication("First")
    await_others()
    assert count(shelf) == 1
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        for number in range(3):
            builders.make_publication(f"Work {number}")
        assert changes.prune(kept=0) == EACH  # the first; the others are younger than the open one
        assert count(shelf) == 4
        base = shelf.catalogue.base
        builders.make_publication("Last")
        assert count(shelf) == 5
        assert shelf.catalogue.base is base
    finally:
        other.rollback()
        other.close()


def test_a_note_from_another_server_is_not_believed_and_goes():
    SearchChange.objects.create(entry=0, transaction=2**60)
    SearchChange.objects.create(entry=7, transaction=2**60 + 1)
    shelf = Shelf("default")
    builders.make_publication("First")
    assert count(shelf) == 1
    base = shelf.catalogue.base
    builders.make_publication("Second")
    assert count(shelf) == 2
    assert shelf.catalogue.base is base
    assert changes.prune() == 2
    assert count(shelf) == 2


def test_two_prunings_take_turns():
    for number in range(4):
        builders.make_publication(f"Work {number}")
    await_others()
    other = connection.copy()
    try:
        with transaction.atomic():
            changes.prune(kept=2)
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '50ms'")
                with pytest.raises(OperationalError, match="lock timeout"):
                    cursor.execute(
                        "LOCK TABLE publications_searchchange IN SHARE UPDATE EXCLUSIVE MODE"
                    )
    finally:
        other.rollback()
        other.close()
    assert SearchChange.objects.filter(entry=0).count() == 1


def test_the_worker_prunes(monkeypatch):
    monkeypatch.setattr(changes.prune, "__defaults__", (3 * EACH,))
    for number in range(9):
        builders.make_publication(f"Work {number}")
    await_others()
    call_command("desk_worker", "--once")
    assert rows() == 3 * EACH
