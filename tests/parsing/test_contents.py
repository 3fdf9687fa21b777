"""Contents lists: how entries, pages, numbers and levels are read."""

from __future__ import annotations

import pytest

from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import split
from publications.parsing.books.wording import norm
from tests.parsing.reading import source_of


def entries(listing: str) -> list[tuple[int, str, str, str]]:
    source = source_of(f"A Title\n\nContents\n\n{listing}\n\nThe text begins here and goes on.\n")
    contents = find_contents(source, split(source))
    assert contents
    return [(each.level, each.number, each.title, each.page) for each in contents.entries]


@pytest.mark.parametrize(
    ("line", "title", "page"),
    [
        ("Bees\t12", "Bees", "12"),
        ("Bees ........ 12", "Bees", "12"),
        ("Bees . . . . . 12", "Bees", "12"),
        ("Bees…… 12", "Bees", "12"),
        ("Bees    12", "Bees", "12"),
        ("Bees 12", "Bees", "12"),
        ("Bees\t1 2", "Bees", "12"),
        ("Bees\tiv", "Bees", "iv"),
        ("Bees ........ 4-9", "Bees", "4-9"),
        ("Bees ........ 4–9", "Bees", "4–9"),
        ("Bees\tp. 12", "Bees", "12"),
        ("What is a bee?\t3", "What is a bee?", "3"),
    ],
)
def test_page_forms(line: str, title: str, page: str) -> None:
    assert entries(f"{line}\nWasps\t30") == [(1, "", title, page), (1, "", "Wasps", "30")]


def test_levels_by_numbers() -> None:
    listing = "Foreword\t3\n1 Hives\t5\nStraw\t6\n1.1 Wood\t7\n2 Honey\t9\nAppendix A: Tins\t12"
    assert entries(listing) == [
        (1, "", "Foreword", "3"),
        (1, "1", "Hives", "5"),
        (2, "", "Straw", "6"),
        (2, "1.1", "Wood", "7"),
        (1, "2", "Honey", "9"),
        (1, "", "Appendix A: Tins", "12"),
    ]


def test_levels_by_indentation() -> None:
    assert entries("Hives\t5\n\tStraw\t6\n\tWood\t7\nHoney\t9") == [
        (1, "", "Hives", "5"),
        (2, "", "Straw", "6"),
        (2, "", "Wood", "7"),
        (1, "", "Honey", "9"),
    ]


def test_levels_by_capitals() -> None:
    assert [each[0] for each in entries("THE HIVE\t5\nStraw\t6\nTHE COMB\t9")] == [1, 2, 1]


def test_an_entry_broken_over_two_lines_is_one() -> None:
    assert entries("Hives of straw, of wood\nand of clay\t5\nHoney\t9")[0] == (
        1,
        "",
        "Hives of straw, of wood and of clay",
        "5",
    )


def test_a_blank_line_does_not_end_the_list() -> None:
    assert len(entries("Hives\t5\n\nHoney\t9\n\nWax\t11")) == 3


def test_the_word_alone_is_no_list() -> None:
    source = source_of("A Title\n\nContents\n\nContents may settle in transit, as bees know.\n")
    assert find_contents(source, split(source)) is None


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("3 Bees", "3", "Bees"),
        ("3. Bees", "3", "Bees"),
        ("2.1\tBees", "2.1", "Bees"),
        ("Chapter 4: Bees", "4", "Bees"),
        ("Chapter two: Bees", "2", "Bees"),
        ("IV. Bees", "IV", "Bees"),
        ("2020 bees", "", "2020 bees"),
        ("Bees", "", "Bees"),
    ],
)
def test_numbers_of_headings(text: str, number: str, title: str) -> None:
    assert split_number(text) == (number, title)


def test_headings_compare_without_quote_marks_and_case() -> None:
    assert norm("The ‘Bee’ & Us?") == norm("THE 'BEE' AND US")


def test_entries_without_pages_that_were_run_together() -> None:
    prose = "The barn is swept in June, and again before the autumn rains come to the parish."
    listing = "1 Straw and hay 2 Rakes\nOld rakes New rakes\n4 Brooms\nNotes"
    headings = ("1 Straw and hay", "2 Rakes", "Old rakes", "New rakes", "4 Brooms", "Notes")
    text = "\n\n".join(f"{heading}\n\n{prose}" for heading in headings)
    source = source_of(f"A Title\n\fContents\n\n{listing}\n\f{text}\n")
    contents = find_contents(source, split(source))
    assert contents
    assert [(each.level, each.number, each.title, each.page) for each in contents.entries] == [
        (1, "1", "Straw and hay", ""),
        (1, "2", "Rakes", ""),
        (2, "", "Old rakes", ""),
        (2, "", "New rakes", ""),
        (1, "4", "Brooms", ""),
        (1, "", "Notes", ""),
    ]


@pytest.mark.parametrize("foot", ["4\n6\n13\n15", "iv\n6\n13\n15"])
def test_pages_in_a_column_behind_titles_and_names(foot: str) -> None:
    listing = (
        "Foreword\n1  Of rakes\nJo Hill\n2  Straw and\nother matters\n"
        f"Chief Superintendent Ben Oak\nNotes\n\n{foot}"
    )
    assert [(number, title) for _, number, title, _ in entries(listing)] == [
        ("", "Foreword"),
        ("1", "Of rakes"),
        ("2", "Straw and other matters"),
        ("", "Notes"),
    ]
    assert [page for *_, page in entries(listing)] == foot.split()


COLUMNS = (
    "ACKNOWLEDGEMENTS\nFOREWORD\nOF RAKES\nOF STRAW\nABOUT THE AUTHORS\n\n{}\n\n4\n5\n7\n10\n13"
)


@pytest.mark.parametrize(
    ("names", "signed"),
    [
        ("BO LEE AND ADA FELL\nJO HILL\nBEN OAK", ["FOREWORD", "OF RAKES", "OF STRAW"]),
        # Whose each is, is not plain: nobody signs.
        ("JO HILL\nBEN OAK\nBO LEE\nADA FELL\nUNA MOSS\nODO LATCH", []),
    ],
)  # fmt: skip
def test_a_column_of_names_between_titles_and_pages(names: str, signed: list[str]) -> None:
    source = source_of(f"Contents\n\n{COLUMNS.format(names)}\n\nPROSE\n")
    contents = find_contents(source, split(source))
    assert contents
    assert [each.page for each in contents.entries] == ["4", "5", "7", "10", "13"]
    assert [each.title for each in contents.entries if each.author] == signed
