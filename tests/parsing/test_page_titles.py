"""The title of a page in prose: told by several signs where no heading is marked as one."""

from __future__ import annotations

import pytest

from publications.parsing.registry import parse_bytes

TEXT = """\
The programme asks who boils the water in our town halls. We are working with nine parishes, and \
Kettles for Clerks will look at every spoon they have.
"""


def title_of(text: str) -> str:
    document = parse_bytes(text.encode(), "page.txt")
    assert document.kind in {"project_page", "report_page"}
    return document.title.text if document.title else ""


@pytest.mark.parametrize(
    "above",
    [
        "Filter by",
        "Helping parishes to drink well",
        "See what members get",
        "Research programme",
        "Tea and water, Furniture",
        "Cakes\nBuns and Biscuits\nPies\nTea\nMilk and Sugar",
    ],
)
def test_what_a_site_prints_over_a_title_is_none(above: str) -> None:
    document = parse_bytes(f"{above}\n\nKettles for Clerks\n\n{TEXT}".encode(), "page.txt")
    assert document.title
    assert document.title.text == "Kettles for Clerks"
    told = {document.source.text[each.start : each.end] for each in document.left_out}
    assert set(above.splitlines()) <= told


def test_a_subtitle_that_the_text_says_again_is_not_the_title() -> None:
    page = f"Boiling Point\n\nKettles and spoons of clerks in nine parishes\n\n{TEXT}"
    assert title_of(page) == "Boiling Point"


def test_a_title_may_stand_below_what_moved_the_body_to_begin() -> None:
    page = (
        "The Brief\n\nNobody knows why some town halls have cold tea and others have hot tea.\n\n"
        f"Kettles for Clerks\n\n{TEXT}"
    )
    assert title_of(page) == "Kettles for Clerks"


def test_a_byline_under_a_title_sets_apart_what_stands_over_it() -> None:
    page = (
        "Older publications\n\nWe are moving house, and reports from before 1999 cannot be had now "
        "except by post.\n\nWho boils the water?\n\nBy Ada Moor\n\nThis report follows nine "
        "parishes. The report finds that clerks boil it, and download figures are in the annex.\n"
    )
    document = parse_bytes(page.encode(), "page.txt")
    assert title_of(page) == "Who boils the water?"
    assert "moving house" not in " ".join(block.text for block in document.description)


def test_a_page_without_a_title_has_the_name_that_its_words_give() -> None:
    page = "The idea\n\nThe Kettles for Clerks programme helped clerks to hot tea.\n\n" + TEXT
    assert title_of(page) == "Kettles for Clerks"


def test_two_headings_with_their_years_are_entries_and_no_title() -> None:
    page = (
        f"Moss Parish\n(2018 \u2013 ongoing)\n\n{TEXT}\nFell Parish\n(2021 \u2013 2023)\n\n{TEXT}"
    )
    assert title_of(page) == ""


def test_what_the_window_is_called_is_not_the_title() -> None:
    page = f"Kettles for Clerks - Spoonhill\n\nKettles for Clerks: who boils?\n\n{TEXT}"
    assert title_of(page) == "Kettles for Clerks: who boils?"


def test_a_body_over_the_title_is_the_site() -> None:
    page = f"The Tea Unit\n\nKettles and Cups\n\n{TEXT}"
    document = parse_bytes(page.encode(), "page.txt")
    assert title_of(page) == "Kettles and Cups"
    assert [(each.name, each.role) for each in document.organisations][:1] == [
        ("Tea Unit", "publisher")
    ]


def test_the_name_of_a_commission_has_the_word_in_it() -> None:
    page = f"The Rural Tea Commission was set up to look at milk. {TEXT}"
    page += "The Rural Tea Commission met."
    assert title_of(page) == "Rural Tea Commission"


def test_a_title_that_begins_as_a_motto_does_and_a_body_in_the_author_s_place() -> None:
    page = f"Boiling water: kettles and cups\n\nMoss Tea Foundation\n\n{TEXT}"
    page += "The Moss Tea Foundation asks."
    assert title_of(page) == "Boiling water: kettles and cups"


def test_an_author_whose_name_the_text_says_again_is_no_title() -> None:
    page = (
        "Power to the Parishes\n\nHow villages can run more of their own affairs\n\nAda Parish\n\n"
        "March 2010\n\nPublished by the Institute of Parishes.\n\nParishes have waited for powers "
        "since 1894. This report says which of them should come first,\nand what a parish council "
        "of six members can do with a budget of its own.\n\nThe second part asks who will pay, and "
        "finds that the sums are small.\n"
    )
    assert title_of(page) == "Power to the Parishes"
