"""Dates over titles, offices under names, owners in a body's name, numerals in columns."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import find_listed
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import check, people, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def test_entries_with_their_dates_over_the_titles() -> None:
    page = registry.parse(
        source_of(
            "PROJECTS\n\nAgeing in Barns\n\nOwls want to grow old where they have lived.\n\n"
            "Project lead: Dr Morwenna Sykes-Gate\nFunded by: The Larch Trust & Thatch Group\n\n"
            "RELATED PUBLICATIONS\n\n12/03/2034\nStaying Put: final report\n"
            "Morwenna Sykes-Gate, Tadhg O'Rake\nWhat 1,200 owls told us.\n\n"
            "07/06/2033\nThe Thatch Dividend\nTadhg O'Rake\nSmall repairs save straw.\n\n"
            "RELATED EVENTS\n\n19/03/2034\nStaying Put: Moss launch\nMoot Hall, 8.30am–10.00am\n\n"
            "BLOG POSTS\n\n02/04/2034\nWhat my owl taught me\nBy Morwenna Sykes-Gate\n"
        )
    )
    check_page(page)
    assert page.kind == "project_page"
    assert page.title
    assert page.title.text == "Ageing in Barns"
    assert [
        (each.title, each.kind, each.date and each.date.date.edtf, each.related)
        for each in page.items
    ] == [
        ("Staying Put: final report", "publication", "2034-03-12", False),
        ("The Thatch Dividend", "publication", "2033-06-07", False),
        ("Staying Put: Moss launch", "event", "2034-03-19", False),
        ("What my owl taught me", "news_item", "2034-04-02", False),
    ]
    assert [[p.name for p in each.people] for each in page.items] == [
        ["Morwenna Sykes-Gate", "Tadhg O'Rake"],
        ["Tadhg O'Rake"],
        [],
        ["Morwenna Sykes-Gate"],
    ]
    assert [p.name for p in page.people] == ["Morwenna Sykes-Gate"]
    assert [(o.name, o.role) for o in page.organisations if o.role != "mentioned"] == [
        ("Larch Trust", "sponsor"),
        ("Thatch Group", "sponsor"),
    ]


def test_an_office_under_a_byline_is_no_subtitle() -> None:
    page = registry.parse(
        source_of(
            "Barns lose one in five owls, survey finds\n\nWed, 6 Jun 2012\n\nShauna Rake-Webb\n"
            "Deputy editor\n\nBarns have lost a fifth of their owls since 2010, according to a new "
            "survey by the Keepers' Guild.\n\n“We miss them every night,” said Ines van der Gate, "
            "president of the guild.\n\n1 comment\n"
        )
    )
    check_page(page)
    assert page.subtitle is None
    assert [(p.name, p.affiliation) for p in page.people if p.role == "author"] == [
        ("Shauna Rake-Webb", "Deputy editor")
    ]
    assert [o.name for o in page.organisations if o.role == "subject"] == ["Keepers' Guild"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Planners' Guild and Moss Council", ["Planners' Guild", "Moss Council"]),
        ("Moor Council's new report", ["Moor Council"]),
        ("Millpond's Director", ["Millpond"]),
    ],
)
def test_owners_in_the_names_of_bodies(words: str, names: list[str]) -> None:
    assert [each.name for each in find_listed(words)] == names


@pytest.mark.parametrize("office", ["Visiting Fellow", "Senior Researcher", "Deputy Editor"])
def test_an_office_is_nobodys_name(office: str) -> None:
    assert not looks_like_name(office)


def test_a_form_with_its_date_an_office_and_numerals_in_columns() -> None:
    document = registry.parse(
        source_of(
            "Discussion paper | June 2008\n\nTrust the owls\n\nRebuilding faith in barns\n\n"
            "Augustus Bell-Gate\nVisiting Fellow\n\n© Moss Society 2008\n\nCONTENTS\n\n"
            "Summary  2\nI    The years of dust  4\nII   What was swept, and what was not  9\n"
            "III  The case for owls  15\n\n"
            f"Summary\n\n{PROSE * 4}\n\nI\n\nThe years of dust\n\n{PROSE * 7}\n\nII\n\n"
            f"What was swept, and what was not\n\n{PROSE * 7}\n\nIII\n\nThe case for owls\n\n"
            f"{PROSE * 7}\n"
        )
    )
    check(document)
    assert document.title
    assert document.subtitle
    assert (document.title.text, document.subtitle.text) == (
        "Trust the owls",
        "Rebuilding faith in barns",
    )
    assert document.date
    assert document.date.date.edtf == "2008-06"
    assert people(document, "author") == [("Augustus Bell-Gate", "Visiting Fellow")]
    assert [(s.number, s.title, s.page) for s in document.sections] == [
        ("", "Summary", "2"),
        ("I", "The years of dust", "4"),
        ("II", "What was swept, and what was not", "9"),
        ("III", "The case for owls", "15"),
    ]
