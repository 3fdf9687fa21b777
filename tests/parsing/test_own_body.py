"""Whose page it is where only its sentences say so, and who had a part in the work."""

from __future__ import annotations

import pytest

from publications.parsing.registry import parse_bytes

REST = (
    "The programme will look at every kettle of nine parishes. We are working with clerks to find "
    "out who boils the water. This report sets out what they said."
)


def bodies(sentence: str, above: str = "") -> dict[str, str]:
    page = f"{above}Kettles for Clerks\n\n{sentence}\n\n{REST}\n"
    document = parse_bytes(page.encode(), "page.txt")
    assert document.kind in {"project_page", "report_page"}
    for each in document.organisations:
        assert document.source.text[slice(*each.evidence[0])] == each.name
    return {each.name: each.role for each in document.organisations if each.role != "mentioned"}


@pytest.mark.parametrize(
    "sentence",
    [
        "This booklet from Spoonhill tells how it was done.",
        "This is a Spoonhill survey of town halls.",
        "The final report of Spoonhill was published in a tea tent.",
        "Kettles for Clerks is Spoonhill\u2019s campaign for hot tea.",
        "To find out, Spoonhill will carry out a count.",
        "Spoonhill, the cross-party think tank, and others have come to tea.",
        "These words were put together by Spoonhill in spring.",
    ],
)
def test_a_body_whose_page_the_sentences_say_it_is(sentence: str) -> None:
    assert bodies(f"{sentence} It is known that Spoonhill has tea.") == {"Spoonhill": "publisher"}


def test_a_short_name_counts_for_the_whole() -> None:
    sentence = "The Guild\u2019s report is out, and the Guild\u2019s work goes on."
    assert bodies(f"{sentence} Ask the Tea Guild.") == {"Tea Guild": "publisher"}


def test_one_report_of_a_body_does_not_make_the_page_its_own() -> None:
    assert bodies("The Tea Guild\u2019s paper on milk speaks of spoons once.") == {}


def test_what_is_no_name_of_a_body_publishes_nothing() -> None:
    assert bodies("Kettles for Clerks will carry out a count in every hall.") == {}
    assert bodies("Ada Moor has published her own count of kettles.") == {}
    assert bodies("Councils will publish a count. Trustees want to see it.") == {}
    assert bodies("The Trust\u2019s report says so, and nobody knows which trust it is.") == {}


def test_who_had_a_part_is_not_the_publisher() -> None:
    with_it = bodies("This project, with the Spoon Trust, follows the Trust\u2019s earlier work.")
    assert with_it == {"Spoon Trust": "partner"}
    together = bodies("The Tea Guild and the Spoon Trust carry out the work together.")
    assert together["Spoon Trust"] == "partner"
    assert bodies("In spring we held two teas in Moss with the Spoon Trust.") == {
        "Spoon Trust": "partner"
    }
    assert bodies("It is paid for by the Spoon Trust.") == {"Spoon Trust": "sponsor"}
