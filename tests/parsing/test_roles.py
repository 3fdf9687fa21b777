"""Bodies with what they did for a work: told of in sentences, and in lists that are led in."""

from __future__ import annotations

import pytest

from publications.parsing.organisations import find_listed
from publications.parsing.registry import parse_bytes
from publications.parsing.roles import with_roles


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It is paid for by its members and by a grant from the Moor Fund.",
            {"Moor Fund": "sponsor"},
        ),
        ("It was made possible by the kindness of the Moor Fund.", {"Moor Fund": "sponsor"}),
        ("The course was run with the Fell Society.", {"Fell Society": "partner"}),
        (
            "It is a partnership between Nearside and the Fell Trust for Tea.",
            {"Nearside": "partner", "Fell Trust for Tea": "partner"},
        ),
        (
            "The organisations in the compact are the Tea Guild and the Milk Union.",
            {"Tea Guild": "partner", "Milk Union": "partner"},
        ),
        ("Clerks got coaching provided by Plain Figures.", {"Plain Figures": "partner"}),
        ("The secretariat is provided by the Tea Guild.", {"Tea Guild": "host"}),
        (
            "The Tea Guild has commissioned the Centre for Milk Studies to carry out a count.",
            {"Tea Guild": "commissioner", "Centre for Milk Studies": "author"},
        ),
        (
            "The study was carried out for the Tea Guild by Fell Social Studies.",
            {"Tea Guild": "commissioner", "Fell Social Studies": "author"},
        ),
        (
            "It was written for the Tea Guild by Moor Surveys and Advice.",
            {"Tea Guild": "commissioner", "Moor Surveys and Advice": "author"},
        ),
        ("The Tea Guild commissioned Jo Hill to write a study.", {"Tea Guild": "commissioner"}),
        ("The course was run with care.", {}),
        ("In spring ministers asked the Tea Guild to look into kettles.", {}),
        ("There is little partnership between Councils and clerks.", {}),
    ],
)
def test_what_sentences_say_that_a_body_did(sentence: str, expected: dict[str, str]) -> None:
    assert {found.name: role for found, role in with_roles(sentence)} == expected


PAGE = """Kettles for Clerks

The programme will look at every kettle of nine parishes. We are working to find out who boils the
water, and we will tell clerks what was found.

{lead}

- Tea Guild (lead partner)
- Fell Institute, Moor
- Carr and Dale Council

What we will do

We will count the kettles of each parish in the spring.
"""


@pytest.mark.parametrize(
    ("lead", "role"),
    [
        ("The partners in the programme were:", "partner"),
        ("The programme is a partnership with three bodies:", "partner"),
        ("The programme is funded by the following bodies:", "sponsor"),
        ("Sponsorship", "sponsor"),
    ],
)
def test_a_sentence_or_a_heading_leads_in_a_list_of_bodies(lead: str, role: str) -> None:
    document = parse_bytes(PAGE.format(lead=lead).encode(), "page.txt")
    did = {each.name: each.role for each in document.organisations if each.role == role}
    assert did == dict.fromkeys(
        ("Tea Guild", "Fell Institute, Moor", "Carr and Dale Council"), role
    )


def test_a_list_that_no_words_of_a_part_lead_in_says_nothing_of_its_bodies() -> None:
    lead = "These bodies came to tea and said what they thought of it:"
    document = parse_bytes(PAGE.format(lead=lead).encode(), "page.txt")
    assert not {each.role for each in document.organisations} & {"partner", "sponsor"}


BOOK = """THE LAST KETTLE

The final report of the Independent Commission on
Cold Tea in Fell Dale

Spring 2018

Published by the Tea Institute
1 Tea Lane, Moss MS1 1AA
ISBN 978-1-902622-81-3

Contents

Acknowledgements 2
1 The kettle 3
2 The cup 4

Acknowledgements

{thanks}

1 The kettle

Kettles are cold in every hall of the dale, and nobody who was asked could say for how long they
had been so, or who should see to it.

2 The cup

Cups are few, and those that there are have no handles. Clerks bring their own from home.
"""


def of_book(thanks: str) -> dict[str, str]:
    document = parse_bytes(BOOK.format(thanks=thanks).encode(), "book.txt")
    assert document.kind in {"report", "essay_collection"}
    return {each.name: each.role for each in document.organisations if each.role != "mentioned"}


def test_a_commission_is_the_author_of_its_report() -> None:
    assert of_book("We are grateful to Jo Hill.") == {
        "Tea Institute": "publisher",
        "Independent Commission on Cold Tea in Fell Dale": "author",
    }


@pytest.mark.parametrize(
    "thanks",
    [
        "This was made possible by the kindness of the\nMoor Fund, and by the patience of Jo Hill.",
        "The Moor Fund paid for the work and never asked what it would say.",
        "I am grateful to Jo Hill for tea, and to the Moor Fund for\npaying for both.",
        "I am grateful to Jo Hill and to the Moor Fund for supporting this work.",
    ],
)
def test_acknowledgements_say_who_paid(thanks: str) -> None:
    assert of_book(thanks)["Moor Fund"] == "sponsor"


def test_the_body_of_somebody_who_is_thanked_did_nothing() -> None:
    thanks = "We thank the Moor Fund\u2019s warden, Bo Lee, for the room and for paying for soup."
    assert "Moor Fund" not in of_book(thanks)


def test_an_abbreviation_over_a_name_is_no_part_of_it() -> None:
    listed = find_listed("MTC\nMoor Tea Council")
    assert [(each.name, each.start) for each in listed] == [("Moor Tea Council", 4)]


SAID = (
    "\u201cThere is no tea in any of the nine halls, and there has been none since spring. Clerks "
    "have written to us about it every week, and they are right to,\u201d she said."
)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "3. The research for this was supported by the Moor Fund.",
            {"Moor Fund": "sponsor"},
        ),
        ("Kettles in the dale are paid for by the Moor Fund.", {}),
        ("The project was funded by the Moor Fund, said Bo Lee.", {}),
    ],
)
def test_who_paid_for_the_work_of_which_a_body_s_own_release_tells(
    note: str, expected: dict[str, str]
) -> None:
    lines = (
        "Halls without tea",
        "3 May 2012",
        "Clerks in nine parishes have gone without tea since the spring, the Tea Guild has today"
        " said.",
        SAID,
        "Ends",
        "Notes to editors",
        "About the Tea Guild",
        note,
    )
    document = parse_bytes("\n\n".join(lines).encode(), "page.txt")
    assert document.kind == "news_article"
    told = {"mentioned", "subject"}
    did = {each.name: each.role for each in document.organisations if each.role not in told}
    assert did == {"Tea Guild": "publisher"} | expected
