"""A text with more different words than one vector holds is found by each of them."""

import pytest
from django.db import connection

from publications import models
from tests import builders
from tests.search.test_search import found

pytestmark = pytest.mark.django_db

COUNT, PASSAGE = 90_000, 1000  # words; 13 letters each


def word(number: int) -> str:
    return f"w{number * 7919 % 1_000_003:06}tailsx"


@pytest.fixture
def long_work():
    """A report of 1.2 MB of different words, a note in O'Brien's way and a title."""
    work = builders.make_publication("On parish pumps")
    section = builders.make_section(work, "The whole", "First words.", anchor="whole")
    texts = (
        " ".join(map(word, range(start, start + PASSAGE))) for start in range(0, COUNT, PASSAGE)
    )
    models.Passage.objects.bulk_create(
        models.Passage(section=section, position=place, first_block=0, text=text)
        for place, text in enumerate(texts, 1)
    )
    builders.make_footnote(section, "1", "Compare the well-made ladles of Long Wittenham.")
    return work


def further(query: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_further(%s::tsquery)", [query])
        return bool(cursor.fetchone()[0])


def test_it_is_found_by_every_word_and_gone_when_it_is_shorter(long_work):
    other = builders.make_publication("On wells")
    builders.make_section(other, "Another", word(5))
    rows = models.SearchFurther.objects.all()
    assert {(row.room, row.record) for row in rows} == {("publication", long_work.pk)}
    assert len(rows) > 2

    long, short = long_work.identifier, other.identifier
    every = 0
    with connection.cursor() as cursor:
        for start in range(0, COUNT, 30_000):
            asked = [word(number) for number in range(start, start + 30_000)]
            cursor.execute(
                "SELECT count(DISTINCT lexeme) FROM publications_searchfurther f, unnest(f.words) "
                "WHERE lexeme = ANY (%s)",
                [asked],
            )
            every += cursor.fetchone()[0]
    assert every == COUNT
    for query in (
        word(0),
        word(COUNT - 1),
        f"{word(7)} {word(COUNT // 2)} {word(COUNT - 7)} pumps ladles",
        f'"{word(40_000)} {word(40_001)}"',
        "well-made",
    ):
        assert found(f"q={query}") == [long], query
    assert sorted(found(f"q={word(5)}")) == sorted([long, short])
    assert found(f"q={word(5)} -{word(COUNT - 1)}") == [short]
    assert found(f"q={word(0)} absentword") == []
    # A change is followed in what was asked before, too.
    models.Passage.objects.filter(section__anchor="whole", position__gt=10).delete()
    assert not rows.all().exists()
    assert found(f"q={word(0)}") == [long]
    assert found(f"q={word(COUNT - 1)}") == []


def test_words_of_one_query_may_stand_in_different_rows(long_work):
    first, last = f"'{word(0)}'", f"'{word(COUNT - 1)}'"
    assert further(f"{first} & {last} & 'pump'")
    assert further(f"({first} & 'absent') | {last}")
    assert not further(f"{first} & 'absent'")
    models.Passage.objects.create(
        section=long_work.sections.get(), position=99, first_block=0, text="end"
    )
    connection.cursor().execute(
        "UPDATE publications_searchfurther SET words = words || array_to_tsvector(%s)",
        [["o'brien", "back\\slash"]],
    )
    for lexeme in ("'o''brien'", r"'back\\slash'"):
        assert further(f"{first} & {lexeme}"), lexeme

    long_work.delete()
    assert not models.SearchFurther.objects.exists()
