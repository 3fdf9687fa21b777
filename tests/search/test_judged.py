"""The judged questions: the search orders its answers better than plain ``ts_rank`` does."""

from collections.abc import Iterator

import pytest

from publications.searching.shelf import as_of, current
from tests.search import judging

# What the order reached when these questions were made, less a little.
AT_LEAST = 0.95
AHEAD = 0.05  # of the yardstick, for questions in plain words


@pytest.mark.parametrize(
    ("grades", "all_grades", "expected"),
    [
        ([3], [3], 1),
        ([0, 3], [3], 0.6309),
        ([], [3], 0),
        ([2, 3], [3, 2], 0.8340),
        ([3, 2], [2, 3], 1),
        ([3, 0, 1], [3, 1, 1], 0.9224),
        ([0] * 10 + [3], [3], 0),
        ([1], [], 0),
    ],
)
def test_ndcg_is_as_defined(grades, all_grades, expected):
    assert judging.ndcg(grades, all_grades) == pytest.approx(expected, abs=1e-4)


@pytest.fixture
def judged(db) -> Iterator[judging.Judged]:
    """What is asked, and one catalogue for it: in a transaction each question makes its own."""
    judged = judging.load()
    with as_of(current()):
        yield judged


@pytest.mark.django_db
def test_the_judged_questions_are_answered_well(judged):
    assert len(judged.questions) >= 60
    tune, held = judged.halves
    for half in (tune, held):
        ours, plain = judging.summary(judged, half)
        assert ours >= AT_LEAST
        assert ours > plain
    ours, plain = judging.summary(judged, [each for each in judged.questions if not each.spoken])
    assert ours >= plain + AHEAD
    names = {entry: name for name, entry in judged.entries.items()}
    wrong = {
        question.ask: [names.get(entry, entry) for entry in judging.answered(question)[:3]]
        for question in judged.questions
        if question.first and judging.answered(question)[:1] != [judged.entries[question.first]]
    }
    assert wrong == {}
    misplaced = {
        question.ask: judging.first_hit(question).place
        for question in judged.questions
        if question.place and question.place not in judging.first_hit(question).place
    }
    assert misplaced == {}
