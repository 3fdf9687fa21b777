"""Contents lists whose heading or pages stand where they are easily missed."""

from __future__ import annotations

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
