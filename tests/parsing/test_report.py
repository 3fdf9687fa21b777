"""Whole reports."""

from __future__ import annotations

import pytest

from publications.parsing import report
from publications.parsing.document import Document
from tests.parsing.reading import check, seed


@pytest.fixture(scope="module")
def seeded() -> Document:
    return report.parse(seed("002"))


def test_seed_is_wholly_placed(seeded: Document) -> None:
    check(seeded)


def test_seed_has_the_tree_of_its_contents_list(seeded: Document) -> None:
    listed = [section for section in seeded.sections if section.contents_evidence]
    assert len(listed) == len(seeded.contents)
    printed = [
        " ".join(part for part in (s.number, s.title, s.page) if part).replace("'", "’")
        for s in listed
    ]
    wanted = [value.text.replace("'", "’").replace("‘", "’") for value in seeded.contents]
    assert printed == wanted
    assert all(section.level == (1 if section.number else 2) for section in listed[2:])
