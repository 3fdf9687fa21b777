"""The sets of a query: asked by index in a large archive, phrases of passages by themselves."""

import pytest
from django.db import connection
from django.http import QueryDict

from publications import models
from publications.searching import matching
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from tests import builders

pytestmark = pytest.mark.django_db


def settings_of(*names: str) -> list[str]:
    with connection.cursor() as cursor:
        asked = "SELECT current_setting(name) FROM unnest(%s::text[]) AS name"
        cursor.execute(asked, [list(names)])
        return [value for (value,) in cursor.fetchall()]


def count(query: str) -> int:
    return Results(SearchFilterSet(QueryDict(query), models.SearchEntry.objects.none())).count


@pytest.fixture
def works():
    """The same phrase in a title, a text and a note; its words in the wrong order in one more."""
    builders.make_publication("A parish pump")
    builders.make_section(builders.make_publication("One"), "Case", "The parish pump leaks.")
    section = builders.make_section(builders.make_news_item("Two"), "Case", "Nothing.")
    builders.make_footnote(section, "1", "See the parish pump.")
    builders.make_section(builders.make_project("Three"), "Case", "The parish pump is mended.")
    builders.make_section(builders.make_publication("Four"), "Case", "To pump in a parish.")


@pytest.mark.parametrize("large", [0, 10**9])
def test_a_phrase_is_found_in_records_texts_and_notes(works, monkeypatch, large):
    monkeypatch.setattr(matching, "LARGE", large)
    assert count("q=parish+pump") == 5
    assert count('q="parish+pump"') == 4
    assert count('q="parish+pump"&scope=record') == 1
    assert count('q=-"parish+pump"+parish') == 1


def test_a_large_archive_is_asked_for_words_by_index(works, monkeypatch):
    """And the setting lasts for that statement alone."""
    before = settings_of("enable_seqscan", "jit")
    monkeypatch.setattr(matching, "LARGE", 0)
    asked: list[str] = []

    def watch(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert count("q=pump") == 5
    at = next(n for n, sql in enumerate(asked) if "e.words @@" in sql)
    assert asked[at - 1] == matching.BY_INDEX
    assert settings_of("enable_seqscan", "jit") == before
