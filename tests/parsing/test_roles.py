"""Bodies with what they did for a work: told of in sentences, and in lists that are led in."""

from __future__ import annotations

import pytest

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
- Fell Institute, Ghent
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
        ("Tea Guild", "Fell Institute, Ghent", "Carr and Dale Council"), role
    )


def test_a_list_that_no_words_of_a_part_lead_in_says_nothing_of_its_bodies() -> None:
    lead = "These bodies came to tea and said what they thought of it:"
    document = parse_bytes(PAGE.format(lead=lead).encode(), "page.txt")
    assert not {each.role for each in document.organisations} & {"partner", "sponsor"}
