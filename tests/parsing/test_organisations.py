"""Organisations by the form of their names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing.books.people.thanks import thanked
from publications.parsing.books.pieces import split
from publications.parsing.organisations import (
    HOST_CUE,
    LAUNCH_CUE,
    find_acronyms,
    find_listed,
    find_organisations,
    match_key,
    match_keys,
    same,
)
from tests.parsing.reading import source_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "by the Rural Wheels Association (RWA) and Byway Trust.",
            ["Rural Wheels Association", "Byway Trust"],
        ),
        (
            "Kent County Council, Derby City Council and Esk Town Council met",
            ["Kent County Council", "Derby City Council", "Esk Town Council"],
        ),
        ("Adviser on Parishes to the Welsh Office for Data, said", ["Welsh Office for Data"]),
        ("met the Department for Hills Baroness Moss", ["Department for Hills"]),
        ("On 4th March the Harbour Trust began", ["Harbour Trust"]),
        ("the Clerk of Clun Town Council", ["Clun Town Council"]),
        (
            "the Ancient Borough of Bishop\u2019s Castle",
            ["Ancient Borough of Bishop\u2019s Castle"],
        ),
        ("a meeting of Esk Town Council on Thursday", ["Esk Town Council"]),
        ("the Moor Commission on Transport in 2019", ["Moor Commission on Transport"]),
        ("The October 2018 Parish Fund report", ["Parish Fund"]),
        ("Reports of The Moor Transport Commission", ["Moor Transport Commission"]),
        ("Esk Buses plc and the Riders Federation", ["Riders Federation"]),
        (
            "the Royal Borough of Kensington and Chelsea",
            ["Royal Borough of Kensington and Chelsea"],
        ),
        (
            "leader of Bath and North East Somerset Council, said",
            ["Bath and North East Somerset Council"],
        ),
        ("the Department for Work and Pensions said", ["Department for Work and Pensions"]),
        ("Centre for the Study of Rivers", ["Centre for the Study of Rivers"]),
        ("Head of Policy at the New River Network. Ann", ["New River Network"]),
        ("the Wool Board's Sheep Panel", ["Wool Board"]),
        ("King's College and the University of Hull", ["King's College", "University of Hull"]),
        ("said the LGxU today", ["LGxU"]),
        ("a Chief Executive and the Local Authority", []),
        ("the Upper Esk Partnership project", []),
        ("The Council met, and the Trust", []),
    ],
)
def test_bodies_are_found_by_form(text: str, names: list[str]) -> None:
    found = find_organisations(text, 10)
    assert [each.name for each in found] == names
    for each in found:
        assert text[each.start - 10 : each.end - 10] == each.printed


def test_an_abbreviation_is_defined_in_brackets() -> None:
    (found,) = find_organisations("New River Network (NRN) is")
    assert (found.name, found.abbreviation) == ("New River Network", "NRN")
    assert found.printed == "New River Network (NRN)"


def test_names_are_listed_after_a_cue() -> None:
    text = "Hosted by: Tidewater & Hexham Town Council. Venue: here"
    names = [each.name for each in find_listed(text, HOST_CUE.search(text).end())]
    assert names == ["Tidewater", "Hexham Town Council"]
    text = "launched by the Weir Trust (WT), Millpond and Brighton and Hove City Council today"
    names = [each.name for each in find_listed(text, LAUNCH_CUE.search(text).end())]
    assert names == ["Weir Trust", "Millpond", "Brighton and Hove City Council"]


def test_acronyms_need_a_word_before_them_or_to_be_known() -> None:
    text = "chair of the ABC, PDF and XYZ"
    assert [text[slice(*span)] for span in find_acronyms(text)] == ["ABC"]
    assert len(list(find_acronyms(text, frozenset({"XYZ"})))) == 2


def test_one_body_is_known_again() -> None:
    assert match_key("the Weir Trust") == match_key("Weir Trust") == match_key("WEIR TRUST")
    assert match_keys("New River Network (NRN)") == {"new river network", "nrn"}
    assert same("NRN", "New River Network (NRN)")
    assert same("NRN", "New River Network")
    assert not same("NRN", "Old River Network")


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(alphabet="AaBb &'’.,()- Councilofandthe\n", max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for each in [*find_organisations(text), *find_listed(text)]:
        assert text[each.start : each.end] == each.printed


def test_an_article_holds_a_long_name_with_and_together() -> None:
    text = "We thank the Moss and Hill Rakers Trust and to Larch Motors plc for their help."
    assert [each.name for each in find_organisations(text)][:1] == ["Moss and Hill Rakers Trust"]
    listed = find_listed(text, text.index("the"))
    assert [each.name for each in listed] == ["Moss and Hill Rakers Trust", "Larch Motors plc"]


def test_a_firm_that_is_thanked_is_nobody() -> None:
    source = source_of(
        "The society is grateful to the Moss and Hill Rakers Trust and to Larch Motors plc for "
        "supporting the work. We also wish to thank Una Fell.\n"
    )
    found = thanked(source, split(source), whole=False)
    assert [(each.name, each.role) for each in found.organisations] == [
        ("Moss and Hill Rakers Trust", "sponsor"),
        ("Larch Motors plc", "sponsor"),
    ]
    assert [each.name for each in found.people] == ["Una Fell"]
