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


def test_values_in_one_line_and_a_body_that_says_what_it_is() -> None:
    page = registry.parse(
        source_of(
            "You are here: Home > Research > Report\n\nReport summary\n\n"
            "Who feeds the owl? Charging for straw\n\n"
            "Gideon Marsh-Oak, Aisling Ní Gate and Sir Peregrine Rake KCB\n"
            "Published 23 September 2030 | 88 pages | £15.00 | ISBN 978-1-4028-9462-6\n\n"
            "Parishes raise £11 billion a year from straw. Few know why they charge it.\n\n"
            "The report was published jointly with the Society of Barn Treasurers.\n\n"
            "Media enquiries: Orla Pennow, 020 7946 0777\n\n"
            "The Moss Forum is an independent research institute.\n"
        )
    )
    check_page(page)
    assert page.kind == "report_page"
    assert page.title
    assert page.title.text == "Who feeds the owl? Charging for straw"
    assert [(p.name, p.role) for p in page.people] == [
        ("Gideon Marsh-Oak", "author"),
        ("Aisling Ní Gate", "author"),
        ("Peregrine Rake", "author"),
        ("Orla Pennow", "contact"),
    ]
    assert page.date
    assert page.price
    assert (page.date.date.edtf, page.price.amount) == ("2030-09-23", "15.00")
    assert ("isbn", "9781402894626") in [(i.scheme, i.value) for i in page.identifiers]
    assert [(o.name, o.role) for o in page.organisations] == [
        ("Moss Forum", "publisher"),
        ("Society of Barn Treasurers", "partner"),
    ]


def test_a_byline_that_begins_with_the_office_and_a_clock_before_the_day() -> None:
    page = registry.parse(
        source_of(
            "Barn merger 'dead in the water' after a vote\nBy Local Democracy reporter Finola "
            "MacGate\n\n@finmacgate\n\n22:41, 27 Feb 2029\n\nA plan to merge two barns has been "
            "thrown out after a debate of five hours on Tuesday night.\n\n"
            "“This was a takeover of a barn,” said Greta Rakeholm, leader of the opposition.\n"
        )
    )
    check_page(page)
    assert page.subtitle is None
    assert [(p.name, p.affiliation) for p in page.people if p.role == "author"] == [
        ("Finola MacGate", "Local Democracy reporter")
    ]
    assert page.date
    assert page.date.date.edtf == "2029-02-27"


def test_a_collection_edited_by_somebody_and_two_authors_of_one_essay() -> None:
    document = registry.parse(
        source_of(
            "Barn & Gown\n\nOwls and their places\n\nA collection edited by\n"
            "Professor Sorcha Rake\n\n"
            "Copyright Lantern Trust, October 2036. All rights reserved.\n\nContents\n\n"
            "6   Foreword\n    The Rt Hon Baroness Tregate\n"
            "8   1. Neighbours by charter\n    Professor Sorcha Rake\n"
            "18  2. Owls as citizens\n    Kofi Mensah-Gate\n"
            "27  3. Spinning out, spinning in\n    Dr Anneliese de Broom and Hamish Ó Latch\n\n"
            f"Foreword\nBy the Rt Hon Baroness Tregate\n\n{PROSE * 3}\n\n"
            f"1. Neighbours by charter\nProfessor Sorcha Rake\n\n{PROSE * 4}\n\n"
            f"2. Owls as citizens\nKofi Mensah-Gate\n\n{PROSE * 4}\n\n"
            f"3. Spinning out, spinning in\nDr Anneliese de Broom and Hamish Ó Latch\n\n"
            f"{PROSE * 4}\n"
        )
    )
    check(document)
    assert document.kind == "essay_collection"
    assert people(document, "editor") == [("Sorcha Rake", "")]
    assert [[p.name for p in s.people] for s in document.sections] == [
        ["Baroness Tregate"],
        ["Sorcha Rake"],
        ["Kofi Mensah-Gate"],
        ["Anneliese de Broom", "Hamish Ó Latch"],
    ]
