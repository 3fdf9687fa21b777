"""Essay collections."""

from __future__ import annotations

import pytest

from publications.parsing import essay_collection
from publications.parsing.document import Document
from tests.parsing.reading import check, seed


@pytest.fixture(scope="module")
def seeded() -> Document:
    return essay_collection.parse(seed("004"))


def test_seed_is_wholly_placed(seeded: Document) -> None:
    check(seeded)


def test_every_essay_of_the_seed_has_an_author_and_a_page(seeded: Document) -> None:
    essays = [section for section in seeded.sections if section.kind == "essay"]
    assert essays
    for essay in essays:
        assert len(essay.people) == 1
        assert essay.page.isdigit()
