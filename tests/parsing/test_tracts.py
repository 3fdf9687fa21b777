"""Tracts: a cover in one block, parts that gather essays, and pages told by their numbers alone."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.books import report
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "
ESSAYS = (
    ("A FLOOR OF ONE'S OWN", "Una Fell", "Una Fell is head of brooms at Moss parish\ncouncil"),
    ("Owls and order", "Odo Latch MP", "Odo Latch is a raker with the Moor Citizens"),
    ("THE HAY: A HISTORY", "Ewa Straw", "Ewa Straw is a trustee of a local rakers' fund"),
    ("Straw in the wind", "Jory Pike", "Jory Pike is Dean of Gate"),
    ("Mice", "Ada Tollwick", "Ada Tollwick is a carter"),
)


def tract() -> str:
    cover = "THE LONG RAKE\nNEW IDEAS FOR OLD BARNS\nEdited by Wynn Gate\n"
    cover += (
        "With contributions from Una Fell, Odo Latch MP,\nEwa Straw, Jory Pike and Ada Tollwick"
    )
    contents = "CONTENTS\n\nPart one: Inside\n\n"
    text, page = [], 3
    for at, (title, name, line) in enumerate(ESSAYS):
        if at == 2:
            contents += "\nPart two: Outside\n\n"
            text.append(f"Part two: Outside\n\n{page} | The Long Rake")
            page += 1
        contents += f"{page} {title.capitalize()}\n{name}\n"
        text.append(
            f"{title.upper()}\n{name}\n\n{line}\n\n{PROSE * 5}\n\nThe owls near {name} watch a"
            f" floor\n\n{title.capitalize()} | {page}"
        )
        text.append(
            f"that nobody else will sweep, and so say all the owls of Moss. {PROSE}\n\n"
            f"{page + 1} | The Long Rake"
        )
        page += 2
    text.insert(0, "Part one: Inside\n\n2 | The Long Rake")
    imprint = "Moss Society\n4 Broom Lane\nMoss MO1 2SS\nwww.moss.example.org"
    return "\f".join(
        (f"{cover}\n", f"{imprint}\n", f"{contents}\n", *(f"{each}\n" for each in text))
    )


@pytest.fixture(scope="module")
def document() -> Document:
    return registry.parse(source_of(tract()))


def test_a_collection_by_those_who_sign_its_parts(document: Document) -> None:
    check(document)
    assert document.kind == "essay_collection"
    essays = [each for each in document.sections if each.kind == "essay"]
    assert [(each.title, each.level) for each in essays] == [
        (title.upper(), 2) for title, _, _ in ESSAYS
    ]
    assert [[person.name for person in each.people] for each in essays] == [
        [name.removesuffix(" MP")] for _, name, _ in ESSAYS
    ]


def test_a_cover_that_is_one_block(document: Document) -> None:
    assert document.title
    assert document.title.text == "THE LONG RAKE"
    assert document.subtitle
    assert document.subtitle.text == "NEW IDEAS FOR OLD BARNS"
    assert [each.name for each in document.people if each.role == "editor"] == ["Wynn Gate"]
    named = [each.name for each in document.people if each.role == "mentioned"]
    assert named == ["Una Fell", "Odo Latch", "Ewa Straw", "Jory Pike", "Ada Tollwick"]


def test_a_line_under_the_name_gives_the_office(document: Document) -> None:
    offices = {each.name: each.affiliation for each in document.people if each.role == "author"}
    assert offices == {
        "Una Fell": "head of brooms at Moss parish council",
        "Odo Latch": "raker with the Moor Citizens",
        "Ewa Straw": "trustee of a local rakers' fund",
        "Jory Pike": "Dean of Gate",
        "Ada Tollwick": "",
    }


def test_heads_of_two_pages_and_lines_that_a_page_cuts(document: Document) -> None:
    shown = [block.text for each in document.sections for block in each.blocks]
    assert not any("|" in text for text in shown)
    for _, name, _ in ESSAYS:
        assert any(text.startswith(f"The owls near {name} watch a floor that") for text in shown)
    assert {each.kind for s in document.sections for each in s.blocks} == {"paragraph"}


def test_numbered_heads_without_pages() -> None:
    """Where no form feeds divide pages, numbers that count on tell the heads."""
    heads = [
        "Brooms | Open Barns 4",
        "5 Moss Society | Open Barns",
        "Rakes | Open Barns 6",
        "7   Hay",
    ]
    text = f"Open Barns\n\nMoss Society\n\nJune 2031\n\nIntroduction\n\n{PROSE * 3}\n\n"
    text += "".join(f"{PROSE * 3}\n\n{head}\n\n" for head in heads) + f"Hay\n\n{PROSE * 3}\n"
    document = report.parse(source_of(text))
    check(document)
    assert [each.reason for each in document.left_out].count("running head") == len(heads)
    assert [each.title for each in document.sections] == ["Introduction", "Hay"]
