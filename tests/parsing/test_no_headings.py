"""Lines of books that have the form of headings and are none, and headings below listed ones."""

from __future__ import annotations

import pytest

from publications.parsing.books import essay_collection, report
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = (
    "Councils that work with the people of a place learn what the place can do for itself, "
    "and they find that power which is shared is not power that is lost to anyone."
)


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(each.level, each.number, each.title) for each in document.sections if each.title]


def minor(document: Document) -> list[str]:
    blocks = [block for each in document.sections for block in each.blocks]
    return [block.text for block in blocks if block.kind == "heading"]


@pytest.mark.parametrize(("asks", "answers"), [("BL", "AM"), ("Bo Lee", "Ada Marsh")])
def test_what_is_asked_in_a_conversation_heads_nothing(asks: str, answers: str) -> None:
    asked = ("What did you find", "And who swept it", "Would you do it again")
    talk = "\n\n".join(f"{asks}: {words}?\n\n{answers}: {PROSE}" for words in asked)
    contents = "Contents\n\nStraw\t2\nThe talk\t4"
    text = f"Moss Barns\n\n{contents}\n\nStraw\n\n{PROSE}\n\nThe talk\n\n{talk}\n"
    document = report.parse(source_of(text))
    check(document)
    assert [title for _, _, title in headings(document)] == ["Straw", "The talk"]
    assert not minor(document)


def test_a_label_that_nobody_answers_is_a_heading() -> None:
    parts = ("Moss: who sweeps?", "Straw: who burns?", "Owls: who looks?", "Rakes: who cares?")
    text = "\n\n".join(f"{words}\n\n{PROSE}" for words in parts)
    document = report.parse(source_of(f"Moss Barns\n\nIntroduction\n\n{PROSE}\n\n{text}\n"))
    assert [title for _, _, title in headings(document)] == ["Introduction", *parts]


def test_two_sentences_under_a_name_are_a_standfirst() -> None:
    stand = "Barns have become large and cautious. They could be braver"
    essays = (("Of straw", "Una Fell"), ("Of owls", "Odo Latch"), ("Of rakes", "Ada Marsh"))
    contents = "\n".join(f"{title}\t{at}" for at, (title, _) in enumerate(essays, 3))
    text = "\n\n".join(f"{title}\n\n{name}\n\n{stand}\n\n{PROSE}" for title, name in essays)
    document = essay_collection.parse(source_of(f"Barns\n\nContents\n\n{contents}\n\n{text}\n"))
    check(document)
    assert [title for _, _, title in headings(document)] == [title for title, _ in essays]
    assert not minor(document)
    written = [(each.name, each.affiliation) for each in document.people if each.role == "author"]
    assert written == [(name, "") for _, name in essays]
    assert all(each.blocks[0].text == stand for each in document.sections if each.title)


def test_numbers_tell_how_deep_a_heading_stands_below_a_listed_one() -> None:
    text = (
        "Moss Barns\n\nContents\n\n"
        "1. Straw  2\n    1.1 Old straw  2\n    1.2 New straw  3\n2. Owls  4\n\n"
        f"1. Straw\n\n{PROSE}\n\n1.1 Old straw\n\n{PROSE}\n\n1.1.1 How it burns\n\n{PROSE}\n\n"
        f"1.2 New straw\n\n{PROSE}\n\n2. Owls\n\n{PROSE}\n"
    )
    assert headings(report.parse(source_of(text))) == [
        (1, "1", "Straw"),
        (2, "1.1", "Old straw"),
        (3, "1.1.1", "How it burns"),
        (2, "1.2", "New straw"),
        (1, "2", "Owls"),
    ]


def test_a_section_does_not_begin_with_a_box() -> None:
    listed = ("What an owl sees", "Why a barn burns", "How straw is kept")
    contents = "\n".join(f"{title}\t{3 * at}" for at, title in enumerate(listed, 1))
    places = ("Moss", "Gate", "Mill")
    text = "\n\n".join(
        f"{title}\n\nThe Lecture at {place} Barns\n\n{PROSE}"
        for title, place in zip(listed, places, strict=True)
    )
    document = report.parse(source_of(f"Barns\n\nContents\n\n{contents}\n\n{text}\n"))
    assert not document.boxes
