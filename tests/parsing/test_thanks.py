"""Whom a work thanks: in acknowledgements, in a preface, in an appendix on how it was made."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def read(acknowledgements: str, appendix: str = "") -> Document:
    document = registry.parse(
        source_of(
            "Open Barns\n\nA new settlement\n\nBy Una Fell\n\n© Moss Society 2032\n"
            "Published by the Moss Society\n\nContents\n\nAcknowledgements   2\nPreface   3\n"
            f"1 Brooms   5\n2 Rakes   9\nAppendix: How we worked   12\n\n"
            f"Acknowledgements\n\n{acknowledgements or 'We thank all owls.'}\n\nPreface\n\n"
            f"{PROSE * 2}The Moss Society gratefully acknowledges the support of the Larch Rakers’ "
            f"Group and of\nStraw & Gate LLP towards it.\n\n1 Brooms\n\n{PROSE * 5}\n\n"
            f"2 Rakes\n\n{PROSE * 5}\n\nAppendix: How we worked\n\n{appendix or PROSE * 2}\n"
        )
    )
    check(document)
    return document


def thanked(document: Document) -> list[tuple[str, str]]:
    return [(p.name, p.affiliation) for p in document.people if p.role == "acknowledgements"]


@pytest.mark.parametrize(
    ("acknowledgements", "appendix", "people"),
    [
        (
            "We are grateful to our steering group: Ada Latch (Moss Parish\nCouncil), Dr Bo Rake "
            "(University of Gate) and Wynn\nStraw, and to Mr Odo Pike of the Owl Trust.",
            "",
            [
                ("Ada Latch", "Moss Parish Council"),
                ("Bo Rake", "University of Gate"),
                ("Wynn Straw", ""),
                ("Odo Pike", "the Owl Trust"),
            ],
        ),
        (
            "",
            "An advisory group read it. Its members were: Ada Latch (Owl Trust), Bo Rake\n(Moss "
            "Parish Council) and Dr Wynn Straw. The views are ours.",
            [("Ada Latch", "Owl Trust"), ("Bo Rake", "Moss Parish Council"), ("Wynn Straw", "")],
        ),
        (
            "",
            "The counting was done with the help of Ada Latch, under the direction of Bo Rake, who "
            "knows Jory Gate.",
            [("Ada Latch", ""), ("Bo Rake", "")],
        ),
        ("", "The members of the choir are young. Ada Latch sings, and Bo Rake listens.", []),
    ],
)
def test_people(acknowledgements: str, appendix: str, people: list[tuple[str, str]]) -> None:
    assert thanked(read(acknowledgements, appendix)) == people


def test_bodies() -> None:
    document = read(
        "We would like to thank the Brooms Fund and UNITY Moss\nBranch for their support."
    )
    assert [o.name for o in document.organisations if o.role == "sponsor"] == [
        "Brooms Fund",
        "UNITY Moss Branch",
        "Larch Rakers’ Group",
        "Straw & Gate LLP",
    ]


def test_a_line_that_names_two_supporters() -> None:
    document = registry.parse(
        source_of(
            "Open Barns\n\nBy Una Fell\n\nPublished by the Moss Society 2032\n\n"
            "Supported by Gate Owl Group plc and the Moss Rakers’ Federation\n\nContents\n\n"
            f"1 Brooms   5\n2 Rakes   9\n\n1 Brooms\n\n{PROSE * 5}\n\n2 Rakes\n\n{PROSE * 5}\n"
        )
    )
    check(document)
    assert [o.name for o in document.organisations if o.role == "sponsor"] == [
        "Gate Owl Group plc",
        "Moss Rakers’ Federation",
    ]
