"""Contents lists and essays that print the name below the title, and the office below the name."""

from __future__ import annotations

import pytest

from publications.parsing.books import essay_collection
from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.pieces import split
from publications.parsing.readers import read
from tests.builders_pdf import MARGIN, Line, make_pdf, paragraph
from tests.parsing.reading import check, people, source_of

PROSE = (
    "Councils that work with the people of a place learn what the place can do for itself, "
    "and they find that power which is shared is not power that is lost to anyone."
)


@pytest.mark.parametrize(
    "listed",
    [
        # Blank lines put the names with the titles above them.
        "Straw\t5\nUna Fell\n\nOwls\t8\nOdo Latch and Bo Rake\n\nBrooms\t12\nDr Ada Marsh\n\n"
        "Rakes\t15",
        # No blank lines: the last name would else be that of the contributors.
        "Foreword\t3\nStraw\t5\nUna Fell\nOwls\t8\nOdo Latch and Bo Rake\nBrooms\t12\n"
        "Dr Ada Marsh\nAbout the contributors\t15",
    ],
)
def test_names_below_the_entries(listed: str) -> None:
    source = source_of(f"Contents\n\n{listed}\n\n{PROSE}\n")
    contents = find_contents(source, split(source))
    assert contents
    signed = [(e.title, e.page, e.author) for e in contents.entries if e.author]
    assert signed == [
        ("Straw", "5", "Una Fell"),
        ("Owls", "8", "Odo Latch and Bo Rake"),
        ("Brooms", "12", "Dr Ada Marsh"),
    ]


def test_names_above_the_entries() -> None:
    source = source_of(
        f"Contents\n\nUna Fell\nStraw\t5\n\nOdo Latch\nOwls\t8\n\nNotes\t12\n\n{PROSE}\n"
    )
    contents = find_contents(source, split(source))
    assert contents
    signed = [(e.title, e.author) for e in contents.entries]
    assert signed == [("Straw", "Una Fell"), ("Owls", "Odo Latch"), ("Notes", "")]


def test_a_subtitle_between_the_title_and_the_name() -> None:
    source = source_of(
        "Contents\n\nStraw\t5\nHow it burns\nUna Fell\n\nOwls\t8\nOdo Latch\n\nNotes\t12\n\n"
        f"{PROSE}\n"
    )
    contents = find_contents(source, split(source))
    assert contents
    signed = [(e.title, e.author) for e in contents.entries]
    assert signed == [("Straw How it burns", "Una Fell"), ("Owls", "Odo Latch"), ("Notes", "")]


def test_essays_with_office_and_subtitle_in_larger_type() -> None:
    def essay(title: str, under: str, name: str, office: str) -> list[Line]:
        return [
            Line(title, MARGIN, 760, 20, True),
            *([Line(under, MARGIN, 725, 13)] if under else []),
            Line(name, MARGIN, 700, 11),
            Line(office, MARGIN, 680, 11),
            *paragraph(PROSE, MARGIN, 650, 60, 9.5),
            *paragraph(PROSE, MARGIN, 580, 60, 9.5),
            Line("The long meadow", MARGIN, 520, 10, True),
            *paragraph(PROSE, MARGIN, 500, 60, 9.5),
        ]

    cover = [
        Line("Open Barns", MARGIN, 700, 30, True),
        Line("Essays on straw", MARGIN, 650, 13),
        Line("First published in March 2032 by the Moor Society Number 6 in the Rake Hill Papers",
             MARGIN, 300, 8),
    ]  # fmt: skip
    listed = [
        ("Foreword", "3", ""),
        ("The empty barn: Why straw matters", "4", "Una Fell-Hill"),
        ("Owls on the doorstep", "5", "Dr Odo Latch"),
        ("After the rakes: Who sweeps now?", "6", "Bo Rake and Ada Marsh"),
        ("About the contributors", "7", ""),
    ]
    contents = [Line("Contents", MARGIN, 760, 16, True)]
    y = 720.0
    for title, page, name in listed:
        contents += [Line(title, MARGIN, y, 9.5), Line(page, 500, y, 9.5)]
        contents += [Line(name, MARGIN, y - 12, 9.5)] if name else []
        y -= 40
    foreword = [
        Line("Foreword", MARGIN, 760, 20, True),
        *paragraph(PROSE, MARGIN, 720, 60, 9.5),
        *paragraph(PROSE, MARGIN, 650, 60, 9.5),
        Line("Simran Holm", MARGIN, 560, 11),
        Line("Chair, Moor Society", MARGIN, 535, 11),
    ]
    about = [
        Line("About the contributors", MARGIN, 760, 20, True),
        *paragraph("Una Fell-Hill has led the council of the moor since it was set up there.",
                   MARGIN, 720, 60, 9.5),
        *paragraph("Odo Latch is a reader in straw at the university of the hill.",
                   MARGIN, 670, 60, 9.5),
        *paragraph("Bo Rake is director and Ada Marsh senior researcher at the Straw Institute.",
                   MARGIN, 620, 60, 9.5),
    ]  # fmt: skip
    source = read(
        make_pdf(
            [
                cover,
                contents,
                foreword,
                essay("The empty barn", "Why straw matters", "Una Fell-Hill", "Leader, Moss Barns"),
                essay("Owls on the doorstep", "", "Dr Odo Latch", "University of the Hill"),
                essay("After the rakes", "Who sweeps now?", "Bo Rake and Ada Marsh",
                      "Straw Institute"),
                about,
            ]
        ),
        "essays.pdf",
    )  # fmt: skip
    document = essay_collection.parse(source)
    check(document)
    assert [(s.level, s.title, s.kind, s.page) for s in document.sections] == [
        (1, "Foreword", "foreword", "3"),
        (1, "The empty barn: Why straw matters", "essay", "4"),
        (2, "The long meadow", "section", "4"),
        (1, "Owls on the doorstep", "essay", "5"),
        (2, "The long meadow", "section", "5"),
        (1, "After the rakes: Who sweeps now?", "essay", "6"),
        (2, "The long meadow", "section", "6"),
        (1, "About the contributors", "authors", "7"),
    ]
    assert people(document, "author") == [
        ("Una Fell-Hill", "Leader, Moss Barns"),
        ("Odo Latch", "University of the Hill"),
        ("Bo Rake", "Straw Institute"),
        ("Ada Marsh", "Straw Institute"),
    ]
    assert people(document, "foreword") == [("Simran Holm", "Chair, Moor Society")]
    assert [each.name for each in document.biographies] == [
        "Una Fell-Hill",
        "Odo Latch",
        "Bo Rake",
        "Ada Marsh",
    ]
    assert [(each.name, each.role) for each in document.organisations][:1] == [
        ("Moor Society", "publisher")
    ]
    assert document.series
    assert (document.series.title, document.series.number) == (
        "Rake Hill Papers",
        "6",
    )
    assert "heading_differs" not in [each.code for each in document.warnings]
