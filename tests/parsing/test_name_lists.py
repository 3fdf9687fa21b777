"""Lists of people in one line, and names of bodies that have an "and" in them."""

from __future__ import annotations

import pytest

from publications.parsing.name_lists import people_listed
from publications.parsing.organisations import find_listed, find_organisations
from publications.parsing.prices import find_price


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Ann Gate", [("Ann Gate", "")]),
        ("Ann Gate and Bob ap Rhys", [("Ann Gate", ""), ("Bob ap Rhys", "")]),
        (
            "Ann Gate-Hill, Dr Bob de Bolt, and Sir Carol Latch CBE",
            [("Ann Gate-Hill", ""), ("Bob de Bolt", ""), ("Carol Latch", "")],
        ),
        (
            "Ann Gate, Director, Moor Trust and Bob Bolt",
            [("Ann Gate", "Director, Moor Trust"), ("Bob Bolt", "")],
        ),
        (
            "Ann Gate (Leader, Moor Council); Bob Bolt (chair)",
            [("Ann Gate", "Leader, Moor Council"), ("Bob Bolt", "chair")],
        ),
        (
            "Ann Gate (Moor Trust), Dr Jean-Luc d'Aubrac (Hill College) and Cllr Una Nic an tSaoir",
            [
                ("Ann Gate", "Moor Trust"),
                ("Jean-Luc d'Aubrac", "Hill College"),
                ("Una Nic an tSaoir", ""),
            ],
        ),
        ("Ann Gate, Dr B4 of the barn", []),
        ("Ann Gate and what she did with the barn", []),
        ("A new way to keep barns, by far the best", []),
        ("Moor Trust, Ann Gate", []),
    ],
)
def test_lists_of_people(line: str, people: list[tuple[str, str]]) -> None:
    found = people_listed(line, 10, "author")
    assert [(each.name, each.affiliation) for each in found] == people
    for each in found:
        (start, end), *_ = each.evidence
        assert line[start - 10 : end - 10] == each.printed
        for start, end in each.affiliation_evidence:
            assert line[start - 10 : end - 10] == each.affiliation


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Hearth and Home Trust", ["Hearth and Home Trust"]),
        ("the Larch Trust and Moor Water plc", ["Larch Trust", "Moor Water plc"]),
        ("Hart Lyle & Co and Moor Council", ["Hart Lyle & Co", "Moor Council"]),
        ("Hill & Moor LLP", ["Hill & Moor LLP"]),
        ("the Institute for Money & Audit", ["Institute for Money & Audit"]),
        ("Millpond & Moor County Council", ["Millpond", "Moor County Council"]),
        ("the LGX and Local Trust", ["LGX", "Local Trust"]),
    ],
)
def test_listed_bodies_with_an_and(words: str, names: list[str]) -> None:
    assert [each.name for each in find_listed(words)] == names


def test_a_body_with_an_and_in_running_text() -> None:
    found = find_organisations("She leads the Crime and Justice Unit at the Moor Institute.")
    assert [each.name for each in found] == ["Crime and Justice Unit", "Moor Institute"]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Those with oil pay £680 more each year than others do.", None),
        ("Copies are £5 each.", "5.00"),
        ("£12.50 (£8.00 for members)", "12.50"),
        ("£12.50, free to members", "12.50"),
        ("£12 bought a ticket in those days.", None),
    ],
)
def test_prices_and_other_sums(words: str, amount: str | None) -> None:
    found = find_price(words)
    assert (found and found.amount) == amount


def test_the_place_of_a_name_with_wide_gaps_is_all_of_it() -> None:
    text = "Jo    Hill and Bo Lee"
    (first, _) = people_listed(text, 0, "author")
    assert first.name == "Jo Hill"
    assert [text[start:end] for start, end in first.evidence] == ["Jo    Hill"]
