"""Texts whose source keeps no pages, but prints their numbers on lines of their own."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "
CHAPTERS = ("Birch", "Heather", "Straw", "Rushes", "Broom corn")


def _text(foot: str) -> str:
    """A report of five chapters; a page of each begins under its head, with a heading inside."""
    text = "OPEN BARNS\n\nMoss Society\n\n© Moss Society 2029\n\nContents\n\n"
    text += "".join(f"{name} .......... {3 + 2 * at}\n" for at, name in enumerate(CHAPTERS))
    for at, name in enumerate(CHAPTERS):
        first, second = foot.format(3 + 2 * at), foot.format(4 + 2 * at)
        text += f"\n{name}\n\n{PROSE * 2}\n\n{first}\n\n{name}\n\n{PROSE * 2}\n\n"
        text += f"The use of {name.lower()}\n\n{PROSE * 3}\n\n{second}\n"
    return text


@pytest.mark.parametrize("foot", ["{}", "- {} -", "Page {} of 12", "{}\nOPEN BARNS"])
def test_numbers_at_the_foot_give_headings_their_pages(foot: str) -> None:
    document = registry.parse(source_of(_text(foot)))
    check(document)
    assert [(s.title, s.page) for s in document.sections if s.title] == [
        each
        for at, name in enumerate(CHAPTERS)
        for each in ((name, str(3 + 2 * at)), (f"The use of {name.lower()}", str(4 + 2 * at)))
    ]


def test_numbers_that_disagree_with_the_contents_list_give_no_page() -> None:
    text = _text("{}").replace(".......... ", ".......... 1")
    document = registry.parse(source_of(text))
    assert {s.page for s in document.sections if s.title.startswith("The use")} == {""}


def test_numbers_of_chapters_are_no_pages() -> None:
    text = "OPEN BARNS\n\nMoss Society\n\n© Moss Society 2029\n\nContents\n\n"
    text += "".join(f"{at} {name} .......... {at + 2}\n" for at, name in enumerate(CHAPTERS, 1))
    for at, name in enumerate(CHAPTERS, 1):
        text += f"\n{at}\n\n{name}\n\n{PROSE * 4}\n\nOn {name.lower()}\n\n{PROSE * 4}\n"
    document = registry.parse(source_of(text))
    assert [s.page for s in document.sections if s.title.startswith("On ")] == [""] * 5
    assert [s.title for s in document.sections if s.page] == list(CHAPTERS)


def test_notes_of_a_line_each_are_no_running_heads() -> None:
    first, *others = _text("").split("parish of Moss. ")
    numbers = [str(number) for number in range(1, len(others) + 1)]
    called = [f"parish of Moss.{n} {rest}" for n, rest in zip(numbers, others, strict=True)]
    notes = "".join(f"{n}   Hill and Lee (2019), pp. {n}2\u2013{n}4.\n" for n in numbers)
    document = registry.parse(source_of(f"{first}{''.join(called)}\nNotes\n\n{notes}"))
    check(document)
    assert [note.number for note in document.footnotes] == numbers
    assert not [each for each in document.left_out if each.reason == "running head"]
