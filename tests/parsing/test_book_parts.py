"""Parts of books that are told by their type and place: chapters, points, boxes, quotations."""

from __future__ import annotations

from publications.parsing.books import report
from publications.parsing.books.pieces import split
from publications.parsing.document import Document
from publications.parsing.readers import read
from tests.builders_pdf import MARGIN, Line, make_pdf, paragraph
from tests.parsing.reading import check, source_of

FIRST = (
    "Councils that work with the people of a place learn what the place can do for itself, "
    "and they find that power which is shared is not power that is lost to anyone."
)
SECOND = (
    "Money that is raised nearby is spent with more care than money that comes from far away, "
    "because those who spend it meet those who pay it in the street each day."
)
COVER = [
    Line("The Shared Hall", MARGIN, 600, 30, True),
    Line("Moor Trust", MARGIN, 500, 12),
    Line("March 2011", MARGIN, 470, 12),
]


def parsed(*pages: list[Line]) -> Document:
    document = report.parse(read(make_pdf([COVER, *pages]), "a.pdf"))
    check(document)
    return document


def listed(*entries: tuple[str, str]) -> list[Line]:
    """A contents list, all of its entries in one type."""
    lines = [Line("Contents", MARGIN, 760, 16, True)]
    for at, (title, page) in enumerate(entries):
        y = 720 - 20 * at
        lines += [Line(title, MARGIN, y, 10), Line(page, 500, y, 10)]
    return lines


def chapter(title: str, under: str = "") -> list[Line]:
    minor = [Line(under, MARGIN, 600, 11, True)] if under else []
    return [
        Line(title, MARGIN, 760, 20, True),
        *paragraph(FIRST, MARGIN, 720, 60),
        *minor,
        *paragraph(SECOND, MARGIN, 580, 60),
    ]


def test_an_unnumbered_heading_set_as_the_chapters_is_one() -> None:
    document = parsed(
        listed(("1 Open halls", "3"), ("Their gates", "4"), ("2 Roads", "5"), ("Ten wishes", "6"),
               ("Notes", "7")),
        chapter("1 Open halls"),
        [Line("Their gates", MARGIN, 760, 12, True), *paragraph(FIRST, MARGIN, 720, 60)],
        chapter("2 Roads", "The shorter way"),
        chapter("Ten wishes"),
        [Line("Notes", MARGIN, 760, 20, True), *paragraph(SECOND, MARGIN, 720, 60)],
    )  # fmt: skip
    assert [(each.level, each.number, each.title) for each in document.sections] == [
        (1, "1", "Open halls"),
        (2, "", "Their gates"),
        (1, "2", "Roads"),
        (2, "", "The shorter way"),
        (1, "", "Ten wishes"),
        (1, "", "Notes"),
    ]


def test_points_parted_by_blank_lines_are_one_list() -> None:
    source = source_of(
        "We have three wishes for every hall of the moor.\n1. See that it is open at night.\n\n"
        "2. See that it has a roof.\n\n3. See that it has a gate.\n\nIn the year that follows\n"
        "1. May comes first and is the warmest month.\n"
    )
    assert [(piece.kind, piece.marker, piece.text) for piece in split(source)] == [
        ("text", "", "We have three wishes for every hall of the moor."),
        ("item", "1.", "See that it is open at night."),
        ("item", "2.", "See that it has a roof."),
        ("item", "3.", "See that it has a gate."),
        ("text", "", "In the year that follows 1. May comes first and is the warmest month."),
    ]
