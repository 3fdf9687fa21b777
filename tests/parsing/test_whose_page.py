"""Whose page it is where two bodies made it, short names stand for it, or signs disagree."""

from __future__ import annotations

import pytest

from publications.parsing.document import Document
from publications.parsing.organisations.joint import parted
from publications.parsing.organisations.wholes import Wholes
from publications.parsing.registry import parse_bytes

REST = (
    "The programme will look at every kettle of nine parishes. We are working with clerks to find "
    "out who boils the water. This report sets out what they said."
)


def page(*lines: str) -> Document:
    document = parse_bytes("\n\n".join(("Kettles for Clerks", *lines)).encode(), "page.txt")
    assert document.kind in {"project_page", "report_page"}
    for each in document.organisations:
        assert document.source.text[slice(*each.evidence[0])] == each.name
    return document


def publishers(*lines: str) -> list[str]:
    return [each.name for each in page(*lines).organisations if each.role == "publisher"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Tea Guild and Milk Trust", ["Tea Guild", "Milk Trust"]),
        ("Spoonhill Lane and the Milk Trust", ["Spoonhill Lane", "Milk Trust"]),
        ("Institute for Cold Tea and Milk Trust", ["Institute for Cold Tea", "Milk Trust"]),
        ("The contributors and the Tea Guild", ["Tea Guild"]),
        ("Tea Guild / Milk Trust / TMC", ["Tea Guild", "Milk Trust", "TMC"]),
        ("Moss and Fell Council", ["Moss and Fell Council"]),
        ("Institute of Tea and Milk", ["Institute of Tea and Milk"]),
        ("Windsor and Maidenhead Council", ["Windsor and Maidenhead Council"]),
    ],
)
def test_words_are_parted_where_each_side_is_a_body(words: str, names: list[str]) -> None:
    assert [words[slice(*place)] for place in parted(words, 0, len(words))] == names


@pytest.mark.parametrize(
    "line",
    [
        "In May the Tea Guild and the Milk Trust published their joint report on spoons.",
        "\u00a9 Tea Guild and the Milk Trust 2031",
        "Publisher: Tea Guild and Milk Trust",
        "By the Tea Guild and Milk Trust",
        "By Ada Moor and Bo Hill for the Tea Guild and Milk Trust.",
        "This new report from the Tea Guild and the Milk Trust is out.",
    ],
)
def test_bodies_that_publish_together_are_both_named(line: str) -> None:
    assert publishers(REST, line) == ["Tea Guild", "Milk Trust"]


def test_what_holds_the_rights_is_its_own_by_its_whole_name() -> None:
    document = page("The Centre for Cold Tea (CCT) has tea.", REST, "Read it. \u00a9 CCT 2031")
    own = document.organisations[0]
    assert (own.name, own.role, own.abbreviation) == ("Centre for Cold Tea", "publisher", "CCT")


def test_a_copyright_line_outweighs_sentences_and_an_image_s_none() -> None:
    told = "Here at Forkdale Trust there is tea. This booklet from Forkdale Trust is out."
    assert publishers(told, REST, "\u00a9 Spoonhill Guild 2031") == ["Spoonhill Guild"]
    assert publishers(told, REST, "Photo by Ada \u00a9 Spoonhill Guild") == ["Forkdale Trust"]


@pytest.mark.parametrize(
    "line",
    [
        "The Tea Guild is not responsible for the content of other sites",
        "Who we are: Tea Guild, YO61 4ZZ",
        "The views expressed in this work are the Tea Guild\u2019s only.",
        "Tea adviser: Ada Moor, Tea Guild, 3 Moss Street, Fell. Telephone 01632 960001",
        "To find out more, please contact Ada Moor, Head of Tea at the Tea Guild, at [email].",
        "The Tea Guild is registered in England and Wales, charity number 1199999",
        "This programme is run by the Tea Guild and paid for by small gifts.",
        "Ada Moor is Head of Tea at the Tea Guild. Bo Hill is a Tea Guild Associate.",
        "by Tea Guild",
    ],
)
def test_further_signs_of_whose_page_it_is(line: str) -> None:
    assert publishers(REST, line) == ["Tea Guild"]


@pytest.mark.parametrize(
    "line",
    [
        "A report by the Tea Guild says so.",
        "By Ada Moor",
        "The programme will work with an Advisory Board. Here at the Advisory Board we sit.",
        "SUBSCRIBE TO OUR NEWSLETTER",
        "Ada Moor is Head of Tea at the Tea Guild.",
        "Here at County Councils there is tea.",
        "In Fell a scheme led by the Tea Guild has cut waste.",
        "The Tea Guild is not responsible for cold kettles.",
        "By the Guild\u2019s own count there are nine. The Tea Guild has them all.",
        "Come to the Tea Library, 3 Moss Street, Fell, on Monday.",
    ],
)
def test_signs_that_are_none(line: str) -> None:
    assert publishers(REST, line) == []


def test_a_partner_may_be_whose_page_it_is_where_the_site_says_so() -> None:
    together = "The project is a partnership between Spoonhill and the Milk Trust."
    said = "Write to ada@spoonhill.example for a copy."
    roles = {each.name: each.role for each in page(together, REST, said).organisations}
    assert roles == {"Spoonhill": "publisher", "Milk Trust": "partner"}
    assert publishers(together, REST) == []


def test_the_body_that_leads_a_list_of_partners_may_be_whose_page_it_is() -> None:
    told = "It was led by the Tea Guild. The Tea Guild has been campaigning for tea."
    lead = told, "The partners were:", "- Tea Guild (lead partner)"
    document = page(*lead, "- Milk Trust", REST)
    roles = {each.name: each.role for each in document.organisations if each.role != "mentioned"}
    assert roles == {"Tea Guild": "publisher", "Milk Trust": "partner"}


def test_a_short_name_with_a_part_stands_for_the_whole_one() -> None:
    document = page("The Tea Fund is old.", REST, "It is paid for by the Fund.")
    sponsor = next(each for each in document.organisations if each.role == "sponsor")
    assert sponsor.name == "Tea Fund"
    assert len(sponsor.evidence) == 2
    assert [each.role for each in page(REST, "It is paid for by the Fund.").organisations] == []


def test_a_fellow_of_the_institute_is_no_other_institute() -> None:
    text = "Ada Moor is at the Institute of Tea. Bo Hill is a Fellow of the Institute."
    at = text.rindex("Institute")
    assert Wholes(text).of(at, at + 9) == (text.index("Institute"), text.index(". Bo"))


def test_a_site_that_is_called_by_its_address() -> None:
    lead = "Clerks in nine parishes have gone without tea since the spring, a count has shown."
    said = (
        "\u201cThere is no tea in any of the nine halls, and there has been none,\u201d she said."
    )
    told = "Ada Moor, a clerk, told Fellside.com: \u201cThere is no tea in any hall of ours.\u201d"
    lines = ("Halls without tea", "3 May 2012", lead, said, told, "Email News@Fellside.com")
    document = parse_bytes("\n\n".join(lines).encode(), "page.txt")
    assert document.kind == "news_article"
    assert [each.name for each in document.organisations if each.role == "publisher"] == [
        "Fellside.com"
    ]
