"""Essay collections."""

from __future__ import annotations

import pytest

from publications.parsing.books import essay_collection
from publications.parsing.document import Document
from tests.parsing.entries_checks import check_golden
from tests.parsing.reading import check, made, seed, source_of


@pytest.fixture(scope="module")
def seeded() -> Document:
    return essay_collection.parse(seed("004"))


def test_seed_is_wholly_placed(seeded: Document) -> None:
    check(seeded)


def test_every_essay_of_the_seed_has_an_author_and_a_page(seeded: Document) -> None:
    essays = [section for section in seeded.sections if section.kind == "essay"]
    assert essays
    for essay in essays:
        assert len(essay.people) == 1
        assert essay.page.isdigit()


def test_seed_golden() -> None:
    check_golden("004")


def test_seed_names_one_person_printed_in_many_ways(seeded: Document) -> None:
    names = {person.name for person in seeded.people}
    assert all(not name.isupper() and not name.startswith("Sir ") for name in names)
    authors = [person.name for person in seeded.people if person.role == "author"]
    assert len(authors) == len(set(authors))
    printed = {person.printed for person in seeded.people if person.name == authors[-2]}
    assert len(printed) == 3


def test_seed_biographies_belong_to_authors(seeded: Document) -> None:
    signed = {person.name for person in seeded.people if person.role in {"author", "introduction"}}
    assert {biography.name for biography in seeded.biographies} == signed
    assert seeded.sections[-1].kind == "back"


def test_seed_warns_of_what_is_doubtful(seeded: Document) -> None:
    codes = {warning.code for warning in seeded.warnings}
    assert {
        "title_order_unsure",
        "text_out_of_place",
        "page_number_spaced",
        "footnote_without_mark",
    } <= codes


# -- texts made for the tests --------------------------------------------------------------


@pytest.fixture(scope="module")
def villages() -> Document:
    return essay_collection.parse(made("essays_with_editors.txt"))


def test_essays_with_authors_on_lines_of_their_own(villages: Document) -> None:
    check(villages)
    assert [
        (s.level, s.kind, s.title, s.page, [p.name for p in s.people]) for s in villages.sections
    ] == [
        (1, "foreword", "Foreword", "3", ["Lord Amble"]),
        (1, "essay", "The Village Green as a Constitution", "5", ["Rosalind Achterberg"]),
        (2, "section", "The uses of grass", "", []),
        (1, "essay", "Who Owns the Bus Shelter?", "11", ["Jasper Toll", "Edith Marsh"]),
        (2, "section", "Three claims to a roof", "", []),
        (1, "essay", "Against Signposts", "17", ["Cormac Venn"]),
        (1, "authors", "Notes on contributors", "23", []),
        (1, "back", "", "", []),
    ]


def test_editor_partners_and_date(villages: Document) -> None:
    assert [p.name for p in villages.people if p.role == "editor"] == ["Perdita Holm"]
    assert [(o.name, o.role) for o in villages.organisations] == [
        ("Hearth Press", "publisher"),
        ("Commons Circle", "partner"),
    ]
    assert villages.date
    assert villages.date.date.edtf == "2013"


def test_biographies_in_running_text(villages: Document) -> None:
    assert [each.name for each in villages.biographies] == [
        "Rosalind Achterberg",
        "Edith Marsh",
        "Lord Amble",
        "Jasper Toll",
        "Cormac Venn",
    ]
    assert len(villages.sections[-1].blocks) == 2


def test_a_mark_without_its_note_stays_in_the_text(villages: Document) -> None:
    assert "mark_without_footnote" in {warning.code for warning in villages.warnings}
    assert villages.sections[5].text.endswith("²")
    (note,) = villages.footnotes
    assert note.section == 1
    assert "finished by nightfall, and nobody" in villages.sections[2].text


CAPITALS = """WHO KEEPS

In partnership with:

A Joint LKC/Drystone Guild essay collection

THE COUNTY AFTER DARK

Lantern Keepers Club (LKC) is a club that keeps lanterns and publishes what is read by them.

© LKC May 2015
All rights reserved
Published by LKC

CONTENTS

INTRODUCTION MIRA STOLL\t3
LIGHT ON THE LANE DOROTHY VANE\t1 1
A WALL AND ITS REASONS EWAN LISLE\t18
ABOUT THE AUTHORS\t25

INTRODUCTION

Mira Stoll

The question of who keeps the county has been put before, and was answered by lamplight each time.

LIGHT ON THE LANE

DOROTHY VANE

A lane without light is a lane with a view, or so the county surveyor told the lamp committee of

the parish in a letter it has framed.

■ LAMPS AND LADDERS

Ladders are the heart of it, since no lamp was ever lit from below by good intentions alone, and

So what would a ladder cost in the present market for ladders?

no amount of minutes will reach the wick.

FOUR WAYS TO LIGHT A LANE The first way is to wait for the moon, which is free at the point of use.

A WALL AND ITS REASONS

Ewan Lisle

Walls stand because they are not asked to do anything else.

ABOUT THE AUTHORS

Mira Stoll

Mira Stoll keeps the minutes of three lamp committees and the peace between them.

Dorothy Vane

Dorothy Vane lights lamps for a living.

Dr Ewan Lisle, Warden of the Drystone Guild

Ewan Lisle builds walls and writes about falling ones.
"""


def test_a_collection_in_capitals() -> None:
    document = essay_collection.parse(source_of(CAPITALS))
    check(document)
    assert document.title
    assert document.title.text == "WHO KEEPS THE COUNTY"
    assert document.subtitle
    assert document.subtitle.text == "AFTER DARK"
    assert [(o.name, o.abbreviation, o.role) for o in document.organisations] == [
        ("Lantern Keepers Club", "LKC", "publisher"),
        ("Drystone Guild", "", "partner"),
    ]
    assert [(s.level, s.title, s.page, [p.name for p in s.people]) for s in document.sections] == [
        (1, "INTRODUCTION", "3", ["Mira Stoll"]),
        (1, "LIGHT ON THE LANE", "11", ["Dorothy Vane"]),
        (2, "LAMPS AND LADDERS", "", []),
        (2, "FOUR WAYS TO LIGHT A LANE", "", []),
        (1, "A WALL AND ITS REASONS", "18", ["Ewan Lisle"]),
        (1, "ABOUT THE AUTHORS", "25", []),
    ]
    ladders = document.sections[2].blocks
    assert ladders[0].text.endswith("alone, and no amount of minutes will reach the wick.")
    assert ladders[1].text.startswith("So what would")
    warden = next(p for p in document.people if p.name == "Ewan Lisle" and p.role == "author")
    assert warden.affiliation == "Warden of the Drystone Guild"
    assert {p.printed for p in document.people if p.name == "Ewan Lisle"} == {
        "Ewan Lisle",
        "EWAN LISLE",
        "Dr Ewan Lisle",
    }


PROSE = (
    "Every gate is a rule that can be seen, and so it is fairer than what is in the minutes. " * 2
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"Gates\n\nEdited by Ann Gate\n\nThe hinge of things\n\nby Bob Latch\n\n{PROSE}\n\n"
            f"A latch for all\n\nCarol Bolt, Chief Executive, Bolt Trust\n\n{PROSE}\n",
            id="no contents list",
        ),
        pytest.param(
            f"Gates\n\nContents\n\nBob Latch: The hinge of things 4\nA latch for all – Carol Bolt 9"
            f"\n\nThe hinge of things\nBob Latch\n\n{PROSE}\n\n"
            f"A latch for all\nCarol Bolt\n\n{PROSE}",
            id="names on the next line",
        ),
    ],
)
def test_forms_of_essays(text: str) -> None:
    document = essay_collection.parse(source_of(text))
    check(document)
    assert [(s.kind, s.title, s.people[0].name) for s in document.sections] == [
        ("essay", "The hinge of things", "Bob Latch"),
        ("essay", "A latch for all", "Carol Bolt"),
    ]
