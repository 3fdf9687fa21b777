"""People and bodies where no heading says who they are: joint title pages, thanks, back pages."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.books.front.joint_bodies import joint_bodies
from publications.parsing.books.pieces import split
from tests.parsing.reading import check, people, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


@pytest.mark.parametrize(
    ("front", "names"),
    [
        (
            "Moss Barn Partnership\n&\nCentre for Straw",
            ["Moss Barn Partnership", "Centre for Straw"],
        ),
        ("The Moss Institute / Centre for Straw", ["Moss Institute", "Centre for Straw"]),
        ("Moss Institute in partnership with the Moor Trust", ["Moss Institute", "Moor Trust"]),
        ("Moor Trust with Moss Institute", ["Moor Trust", "Moss Institute"]),
        ("Open barns with the Moor Trust", []),
        ("Hearth and Home Trust", []),
        ("Una Fell\nand\nOdo Latch", []),
    ],
)
def test_two_bodies_of_one_title_page(front: str, names: list[str]) -> None:
    source = source_of(f"{front}\n\nOpen barns\n")
    found = joint_bodies(source, split(source))
    assert [each.name for pair in found for each in pair] == names


def test_thanks_in_an_annex_and_biographies_without_a_heading() -> None:
    document = registry.parse(
        source_of(
            "Open barns\n\nA new settlement for the parishes\n\nBy Una Fell and Odo Latch\n\n"
            "© Moss Society 2032\nPublished by the Moss Society\n\nContents\n\n"
            "Foreword   3\n1 Brooms   5\n2 Rakes   9\nAnnex 1: Parishes   12\n"
            "Annex 2: Acknowledgements   13\n\n"
            f"Foreword\n\n{PROSE * 3}On behalf of the Society I should like to thank Gate Building "
            "Society,\nSTRAW Trades and Dr Mary Ann van der Gate for their help with it. Bo Rake "
            f"sweeps.\n\n1 Brooms\n\n{PROSE * 5}\n\n2 Rakes\n\n{PROSE * 5}\n\n"
            f"Annex 1: Parishes\n\n{PROSE * 3}\n\nAnnex 2: Acknowledgements\n\n"
            "The authors would like to thank Ffion Harcourt-Bey, Dr Sanjay\nMarsh and the staff of "
            "Moor Town Council.\n\n"
            "Una Fell is Director of Rakes at the Moss Society.\n\n"
            "Odo Latch is an independent sweeper.\n"
        )
    )
    check(document)
    assert people(document, "author") == [
        ("Una Fell", "Director of Rakes at the Moss Society"),
        ("Odo Latch", ""),
    ]
    assert [name for name, _ in people(document, "acknowledgements")] == [
        "Mary Ann van der Gate",
        "Ffion Harcourt-Bey",
        "Sanjay Marsh",
    ]
    assert [each.name for each in document.biographies] == ["Una Fell", "Odo Latch"]
    assert "Una Fell is" not in next(
        s.text for s in document.sections if s.title == "Annex 2: Acknowledgements"
    )
    assert ("Gate Building Society", "sponsor") in [
        (each.name, each.role) for each in document.organisations
    ]
