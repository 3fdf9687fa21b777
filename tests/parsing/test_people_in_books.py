"""People and bodies where no heading says who they are: joint title pages, thanks, back pages."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.books.front.joint_bodies import joint_bodies
from publications.parsing.books.pieces import split
from publications.parsing.document import Document
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


def _report(front: str, end: str = "") -> Document:
    document = registry.parse(
        source_of(
            f"Open barns\n\nA new settlement for the parishes\n\n{front}\n\n© Moss Society 2032\n"
            "Published by the Moss Society\nISBN 978-1-4028-9462-6\n\nContents\n\n"
            "1 Brooms   5\n2 Rakes   9\nAppendix: Advisory group   12\n\n"
            f"1 Brooms\n\n{PROSE * 5}\n\n2 Rakes\n\n{PROSE * 5}\n\n"
            f"Appendix: Advisory group\n\n{end or PROSE}\n"
        )
    )
    check(document)
    return document


def test_authors_in_a_list_that_the_lines_break() -> None:
    told = (
        "About the authors\n\nUna Fell is Director of Rakes at the Moss Society. Odo Latch is an\n"
        "independent researcher. Ada Pike is reader in straw at the University of Moss."
    )
    assert people(_report(f"Una Fell,\nOdo Latch\nand Ada Pike\n\n{told}"), "author") == [
        ("Una Fell", "Director of Rakes at the Moss Society"),
        ("Odo Latch", "independent researcher"),
        ("Ada Pike", "reader in straw at the University of Moss"),
    ]


def test_members_of_a_commission_wrote_nothing() -> None:
    document = _report(
        "Members of the Commission\n\n- Una Fell, Chief Executive, Moss Farms plc\n"
        "- Odo Latch, General Secretary, Union of Rakers\n- Dr Ada Pike, Moor University"
    )
    assert people(document, "author") == []
    assert ("Odo Latch", "General Secretary, Union of Rakers") in people(document, "mentioned")


def test_who_carried_out_a_study_and_who_advised_it() -> None:
    document = _report(
        "",
        "The study was carried out by Una Fell and Odo Latch, with Bo\nRake, during the harvest. "
        "A group gave comments. Its members were:\n\n"
        "• Dr Ada Pike, University of Moss\n• Ned Marlow, Moor Trust",
    )
    assert [name for name, _ in people(document, "author")] == ["Una Fell", "Odo Latch", "Bo Rake"]
    assert people(document, "acknowledgements") == [
        ("Ada Pike", "University of Moss"),
        ("Ned Marlow", "Moor Trust"),
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "This collection was put together by Una Fell and Odo Latch of the MS.",
            ["Una Fell", "Odo Latch"],
        ),
        (
            "The Society meets in June. Its clerk is Una Fell, who edited this booklet.",
            ["Una Fell"],
        ),
        ("These essays were compiled by Una Fell.", ["Una Fell"]),
        ("This collection was put together by the Moss Society.", []),
        ("Una Fell, who edited the Moss Times, is dead.", []),
    ],
)
def test_editors_told_in_sentences(sentence: str, names: list[str]) -> None:
    found = people(_report(f"About the Society\n\n{sentence} We sweep in June."), "editor")
    assert [name for name, _ in found] == names


def test_a_second_charity_number_and_a_title_in_small_letters() -> None:
    document = registry.parse(
        source_of(
            "the moss institute\n\nthe open barn\n\nWhat should the village barn become?\n\n"
            "Edited by Una Fell\n\nPublished by the Moss Institute\n\nISBN 978-1-4028-9462-6\n"
            "Registered charity no. 806621 (England and Wales), SC047720 (Scotland)\n"
            f"© The Moss Institute 2031\n\nContents\n\n1 Brooms   5\n2 Rakes   9\n\n"
            f"1 Brooms\n\n{PROSE * 9}\n\n2 Rakes\n\n{PROSE * 9}\n"
        )
    )
    charities = [each.value for each in document.identifiers if each.scheme == "charity"]
    assert charities == ["806621", "SC047720"]
    assert document.title
    assert document.title.text.lower() == "the open barn"
