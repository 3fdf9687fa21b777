"""Contents lists whose heading or pages stand where they are easily missed."""

from __future__ import annotations

from publications.parsing.books import essay_collection
from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.pieces import split
from publications.parsing.registry import parse_bytes

FIRST = """
   3   Foreword
   4   1. Kettles
   4      Copper
   4      Tin
   5   2. Lids
   6   Notes
"""


def entries(text: str) -> list[tuple[str, str]]:
    source = parse_bytes(text.encode(), "report.txt").source
    found = find_contents(source, split(source))
    return [(entry.title, entry.page) for entry in found.entries] if found else []


def test_several_entries_of_a_page_that_stands_first():
    assert entries(f"CONTENTS\n{FIRST}\nA report on kettles and on what they are for.") == [
        ("Foreword", "3"),
        ("Kettles", "4"),
        ("Copper", "4"),
        ("Tin", "4"),
        ("Lids", "5"),
        ("Notes", "6"),
    ]


def test_a_count_of_things_is_no_contents_list():
    assert not any(page for _, page in entries("CONTENTS\n\n1 Kettles\n2 Lids\n3 Spouts\n4 Tin\n"))


def test_a_heading_right_below_the_line_that_ends_the_page_before():
    listed = "\n".join(f"{title:40}{page:>3}" for title, page in (("Kettles", 1), ("Lids", 7)))
    assert entries(f"Printed by the Moor Press, Moor\nCONTENTS\n\n{listed}\n") == [
        ("Kettles", "1"),
        ("Lids", "7"),
    ]


def test_an_office_over_two_lines_is_no_part_of_the_title():
    listed = (
        "Contents\n\n 4  Kettles of the north\n    Jo Hill, Head of Kettles, Isle of Moor\n"
        "    and Moss\n 9  Lids\n    Bo Lee, Clerk, Moss\n15  Spouts\n    Al Fen, Mayor, Moor\n"
    )
    found = [title for title, _ in entries(f"{listed}\nA report on kettles.\n")]
    assert found == ["Kettles of the north", "Lids", "Spouts"]


def test_chapters_under_parts_in_capitals_stand_side_by_side():
    listed = (
        "Contents\n\n 4  Foreword\n\nPART ONE: KETTLES\n\n 5  Copper\n    Jo Hill, Clerk, Moor\n"
        " 9  Tin\n\nPART TWO: LIDS\n\n13  Spouts\n    Bo Lee, Mayor, Moss\n17  Handles\n"
    )
    source = parse_bytes(f"{listed}\nEssays on kettles.\n".encode(), "essays.txt").source
    found = find_contents(source, split(source))
    assert found
    assert [(entry.title, entry.level) for entry in found.entries] == [
        ("Foreword", 1),
        ("KETTLES", 1),
        ("Copper", 2),
        ("Tin", 2),
        ("LIDS", 1),
        ("Spouts", 2),
        ("Handles", 2),
    ]


def test_essays_of_parts_have_the_authors_of_their_contents_list():
    words = "Kettles were sold in the market of Moss, and nobody asked where they came from. " * 12
    text = (
        "KETTLES AND LIDS\nEssays edited by Al Fen\n\f"
        "Contents\n\n 4  Foreword\n\nPART ONE: KETTLES\n\n 5  The copper years\n"
        "    Jo Hill, Clerk, Moor\n"
        " 9  The tin years\n    Bo Lee, Mayor, Moss\n\nPART TWO: LIDS\n\n13  What lids are for\n"
        "    Cy Ash, Clerk, Fen\n\f"
        f"Foreword\n\n{words}\n\fPART ONE\nKETTLES\n"
        f"\fThe copper years\nJo Hill\nClerk, Moor\n\n{words}\n"
        f"\fThe tin years\nBo Lee\nMayor, Moss\n\n{words}\n\fPART TWO\nLIDS\n\f"
        f"What lids are for\nCy Ash\nClerk, Fen\n\n{words}\n"
    )
    document = essay_collection.parse(parse_bytes(text.encode(), "essays.txt").source)
    essays = [each for each in document.sections if each.kind == "essay"]
    assert [(each.title, [person.name for person in each.people]) for each in essays] == [
        ("The copper years", ["Jo Hill"]),
        ("The tin years", ["Bo Lee"]),
        ("What lids are for", ["Cy Ash"]),
    ]
