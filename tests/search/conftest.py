"""Fixtures of the tests of the search."""

from collections.abc import Callable

import pytest

from publications.searching import matching, phrases, word_sets


@pytest.fixture
def every_archive_is_large(monkeypatch):
    """Every archive is large."""
    monkeypatch.setattr(matching, "LARGE", 0)


@pytest.fixture
def used(monkeypatch):
    """Of each phrase that is asked of all entries, whether pairs of neighbours told it."""
    return _answers(monkeypatch, phrases.by_neighbours)


@pytest.fixture
def told(monkeypatch):
    """Of each word that is asked of all entries, whether a set told it."""
    return _answers(monkeypatch, word_sets.by_sets)


def _answers(monkeypatch, usual: Callable) -> list[bool]:
    """Whether what ``matching`` asks of a function is answered, at each time it is."""
    seen: list[bool] = []

    def asked(*arguments):
        found = usual(*arguments)
        seen.append(found is not None)
        return found

    monkeypatch.setattr(matching, usual.__name__, asked)
    return seen


@pytest.fixture
def small_stretches(monkeypatch):
    """Sets are divided into stretches of a few entries, and a few are many for one."""
    monkeypatch.setattr(word_sets, "STRETCH", 16)
    monkeypatch.setattr(word_sets, "BITS", 2)  # two bytes: a bit for each
