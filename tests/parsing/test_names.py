"""Names of people: what is a name, how it is shown, sorted and told again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing.names import (
    honours,
    looks_like_name,
    match_key,
    sort_name,
    split_person_line,
    tidy_name,
)


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("ANNA LEE", "Anna Lee"),
        ("Sir Anna Lee", "Anna Lee"),
        ("Rt Hon Owen Hart MP", "Owen Hart"),
        ("Rt. Hon. Owen Hart", "Owen Hart"),
        ("The Rt Hon the Lord Marle CH", "Lord Marle"),
        ("Prof. Ida Moe", "Ida Moe"),
        ("Dame Ida Moe DBE", "Ida Moe"),
        ("Lord Marle", "Lord Marle"),
        ("LORD MARLE", "Lord Marle"),
        ("Lord Guy Marle", "Guy Marle"),
        ("Lord Marle of Esk", "Lord Marle of Esk"),
        ("Cllr Ben Oak", "Ben Oak"),
        ("Chief Superintendent Ben Oak", "Ben Oak"),
        ("Sergeant Ida Moe", "Ida Moe"),
        ("Brother Owen Hart", "Owen Hart"),
        ("Mr Oak", "Mr Oak"),
        ("IAN MCALPINE", "Ian McAlpine"),
        ("NORA O'SHEA", "Nora O'Shea"),
        ("NORA O’SHEA", "Nora O’Shea"),
        ("TOM VAN DER VEEN", "Tom van der Veen"),
        ("Tom Van Der Veen", "Tom Van Der Veen"),
        ("JK STONE", "JK Stone"),
        ("J. K. STONE", "J. K. Stone"),
        ("MARY-ANN ST JOHN", "Mary-Ann St John"),
        ("ZOË ÅBERG", "Zoë Åberg"),
        ("**Ann Lee**", "Ann Lee"),
        ("", ""),
    ],
)
def test_a_name_is_shown_in_normal_capitals_without_honours(printed: str, tidy: str) -> None:
    assert tidy_name(printed) == tidy


def test_honours_are_kept_apart() -> None:
    assert honours("Rt Hon Dame Ida Moe DBE MP") == "Rt Hon Dame DBE MP"
    assert honours("Ida Moe") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lee",
        "ANNA LEE",
        "J. K. Stone",
        "Tom van der Veen",
        "Ciara Ní Bhriain",
        "Lord Marle",
        "Dr Ann Lee",
        "Jean-Luc O’Shea",
        "Ann Lee, OBE",
    ],
)
def test_names_look_like_names(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Linked InTwitterFacebook",
        "Tollgate Tenants",
        "Book Festival",
        "",
        "Anna",
        "Local Government",
        "PUBLIC SERVICES",
        "About the authors",
        "Report Launch",
        "The Long Bench",
        "Leeds City Council",
        "Anna Lee said so",
        "Rivers: A History",
        "Fund 2020",
        "One Two Three Four Five Six",
        "Community Budgets",
    ],
)
def test_headings_do_not_look_like_names(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Anna Lee", "Lee, Anna"),
        ("Sir Anna Lee", "Lee, Anna"),
        ("Tom van der Veen", "van der Veen, Tom"),
        ("Lucy De Wit", "De Wit, Lucy"),
        ("Oliver St John", "St John, Oliver"),
        ("Lord Marle", "Marle, Lord"),
        ("Lord Marle of Esk", "Marle of Esk, Lord"),
        ("Martin Lee King Jr", "King, Martin Lee, Jr"),
        ("Anna", "Anna"),
    ],
)
def test_surnames_come_first_in_sorting(name: str, sorted_as: str) -> None:
    assert sort_name(name) == sorted_as


def test_one_person_has_one_key_however_printed() -> None:
    assert len({match_key(n) for n in ("ANNA LEE", "Sir Anna Lee", "Anna Lee MP", "anna lee")}) == 1
    assert match_key("Zoë O’Shea-Bell") == match_key("ZOE O'SHEA BELL")
    assert match_key("J. K. Stone") == match_key("J K Stone")
    assert match_key("Anna Lee") != match_key("Hanna Lee")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Anna Lee, Chair of the Weir Trust", ("Anna Lee", "Chair of the Weir Trust")),
        ("Anna Lee – Chair, Weir Trust", ("Anna Lee", "Chair, Weir Trust")),
        ("Anna Lee - Weir Trust", ("Anna Lee", "Weir Trust")),
        ("Anna Lee of the Weir Trust", ("Anna Lee", "the Weir Trust")),
        ("Anna Lee (Weir Trust)", ("Anna Lee", "Weir Trust")),
        ("Anna Lee, OBE, Chair", ("Anna Lee, OBE", "Chair")),
        ("Lord Marle of Esk, chairman", ("Lord Marle of Esk", "chairman")),
        ("Jean-Luc Oak, mayor", ("Jean-Luc Oak", "mayor")),
        ("Anna Lee", ("Anna Lee", "")),
        ("The report is out", ("", "The report is out")),
    ],
)
def test_a_line_is_split_into_name_and_office(line: str, parts: tuple[str, str]) -> None:
    assert split_person_line(line) == parts


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert isinstance(looks_like_name(text), bool)
    assert match_key(text) == match_key(tidy_name(text)) or tidy_name(text) != text
    sort_name(text)
    split_person_line(text)
