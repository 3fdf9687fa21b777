"""Fixtures of the tests of the search."""

import pytest

from publications.searching import matching, phrases


@pytest.fixture
def every_archive_is_large(monkeypatch):
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
