"""Essays with the name over the title, and contents lists that print names before a colon."""

from __future__ import annotations

import pytest

from publications.parsing.books import essay_collection
from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.pieces import split
from tests.parsing.reading import check, source_of

PROSE = (
    "Councils that work with the people of a place learn what the place can do for itself, "
    "and they find that power which is shared is not power that is lost to anyone."
)
LED = (
    "NOTES ON CONTRIBUTORS\t4\nPREFACE\t5\nUna Fell: What an owl sees\t6\n"
    "Lady Justice Straw: The barn and the bench\t9\nDr Odo Latch: Brooms: a beginning\t12\n"
    "Bo Rake and Ada Marsh: The long meadow\t15\n"
)


def listed(text: str) -> list[tuple[str, str, str, int]]:
    source = source_of(f"Contents\n\n{text}\n{PROSE}\n")
    contents = find_contents(source, split(source))
    assert contents
    return [(each.title, each.page, each.author, each.level) for each in contents.entries]


def test_names_before_colons_in_a_contents_list() -> None:
    assert listed(LED) == [
        ("NOTES ON CONTRIBUTORS", "4", "", 1),
        ("PREFACE", "5", "", 1),
        ("What an owl sees", "6", "Una Fell", 1),
        ("The barn and the bench", "9", "Lady Justice Straw", 1),
        ("Brooms: a beginning", "12", "Dr Odo Latch", 1),
        ("The long meadow", "15", "Bo Rake and Ada Marsh", 1),
    ]


def test_words_before_colons_are_no_names_where_few_are() -> None:
    text = "Moss: a moor\t3\nStraw: what burns\t5\nUna Fell: a life\t9\nOwls\t14\n"
    assert [author for _, _, author, _ in listed(text)] == ["", "", "", ""]


@pytest.mark.parametrize(
    "over",
    [
        "{number}\n{name}\n{title}",
        "{name}\n{title}",
        "{name}\nof the Moss Barns\n\n{title}",
        "{name}\n\n{title}",
    ],
)
def test_names_over_the_titles_of_essays(over: str) -> None:
    essays = [
        ("1", "Una Fell", "What an owl sees"),
        ("2", "Odo Latch", "Brooms and after"),
        ("3", "Ada Marsh", "The long meadow"),
    ]
    contents = "".join(f"{n}  {title}  {2 * int(n)}\n   {who}\n\n" for n, who, title in essays)
    text = "".join(
        f"{over.format(number=n, name=who, title=title)}\n\n{PROSE}\n\n{PROSE}\n\n"
        for n, who, title in essays
    )
    document = essay_collection.parse(
        source_of(f"OPEN BARNS\n\nEssays on straw\n\nCONTENTS\n\n{contents}{text}")
    )
    check(document)
    found = [
        (s.number, s.title, s.page, [person.name for person in s.people], len(s.blocks))
        for s in document.sections
        if s.kind == "essay"
    ]
    assert found == [(n, title, str(2 * int(n)), [who], 2) for n, who, title in essays]


def test_somebody_else_over_a_title_stays_where_they_are() -> None:
    text = (
        "Contents\n\nWhat an owl sees  3\n   Una Fell\n\nBrooms  6\n   Odo Latch\n\n"
        f"What an owl sees\n\nUna Fell\n\n{PROSE}\n\nAda Marsh\n\nBrooms\n\nOdo Latch\n\n{PROSE}\n"
    )
    document = essay_collection.parse(source_of(text))
    assert [(each.title, [one.name for one in each.people]) for each in document.sections] == [
        ("What an owl sees", ["Una Fell"]),
        ("Brooms", ["Odo Latch"]),
    ]
