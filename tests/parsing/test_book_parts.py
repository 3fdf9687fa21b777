"""Parts of books that are told by their type and place: chapters, points, boxes, quotations."""

from __future__ import annotations

import pytest

from publications.parsing.books import report
from publications.parsing.books.pieces import split
from publications.parsing.document import Document
from publications.parsing.readers import read
from tests.builders_pdf import MARGIN, Line, make_pdf, paragraph
from tests.parsing.reading import check, people, source_of

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


def test_a_numbered_box_and_a_case_study_end_with_their_type() -> None:
    document = parsed(
        [
            Line("Introduction", MARGIN, 760, 20, True),
            *paragraph(FIRST, MARGIN, 720, 60),
            Line("The gates", MARGIN, 640, 13, True),
            *paragraph(SECOND, MARGIN, 610, 60),
            Line("Box 2.1 Gates in brief", MARGIN, 540, 9, True),
            *paragraph(FIRST, MARGIN, 520, 60, 9),
            *paragraph(SECOND, MARGIN, 460, 60, 9),
            *paragraph(FIRST, MARGIN, 380, 60),
            Line("Case study: Rake Hill", MARGIN, 310, 11, True),
            *paragraph(SECOND, MARGIN, 290, 60, 9),
            *paragraph(SECOND, MARGIN, 220, 60),
        ],
        [Line("The roads", MARGIN, 760, 20, True), *paragraph(FIRST, MARGIN, 720, 60)],
    )
    assert [(each.level, each.title) for each in document.sections] == [
        (1, "Introduction"),
        (2, "The gates"),
        (1, "The roads"),
    ]
    assert [block.kind for block in document.sections[1].blocks] == [
        "paragraph",
        "box",
        "paragraph",
        "box",
        "paragraph",
    ]
    assert [(box.kind, box.title, len(box.blocks)) for box in document.boxes] == [
        ("panel", "Box 2.1 Gates in brief", 2),
        ("case_study", "Case study: Rake Hill", 1),
    ]


def test_a_title_in_capitals_that_the_title_page_prints_again() -> None:
    cover = [
        Line("OPEN", MARGIN, 700, 40, True),
        Line("BARNS", MARGIN, 655, 40, True),
        Line("Straw and the local state", MARGIN, 600, 16),
        Line("Una Fell", MARGIN, 300, 13),
    ]
    inside = [
        Line("Open Barns", MARGIN, 700, 26, True),
        Line("Straw and the local state", MARGIN, 650, 14),
        Line("by Una Fell", MARGIN, 600, 10),
        Line("Moor Institute for Barns", MARGIN, 300, 10),
    ]
    text = chapter("Introduction", "The gates")
    document = report.parse(read(make_pdf([cover, inside, text]), "a.pdf"))
    check(document)
    assert document.title
    assert document.subtitle
    assert document.title.text == "Open Barns"
    assert document.subtitle.text == "Straw and the local state"
    assert people(document, "author") == [("Una Fell", "")]


def test_trustees_on_the_imprint_page_under_the_name_of_the_body() -> None:
    imprint = [
        Line("Moor Institute for Barns", MARGIN, 760, 9, True),
        *paragraph(
            "The Moor Institute for Barns (MIB) is an independent charity that studies how straw "
            "is held and used in the barns and sheds of the moor.", MARGIN, 735, 70, 9),
        Line("Trustees", MARGIN, 680, 9, True),
        Line("Professor Una Fell (chair), Odo Latch (treasurer), Lady Ada Marsh", MARGIN, 668, 9),
        Line("© MIB 2011", MARGIN, 600, 9),
    ]  # fmt: skip
    entries = listed(("Introduction", "4"), ("Roads", "5"), ("Rails", "6"))
    document = parsed(imprint, entries, *map(chapter, ("Introduction", "Roads", "Rails")))
    assert not people(document, "author")
    assert people(document, "mentioned") == [
        ("Una Fell", "chair"),
        ("Odo Latch", "treasurer"),
        ("Ada Marsh", ""),
    ]


def test_officers_and_partners_of_a_plan_whose_list_has_no_pages() -> None:
    cover = [
        Line("Open Barns for Moss", MARGIN, 700, 30, True),
        Line("A plan for straw 2032-2036", MARGIN, 650, 14),
        Line("Moss Plan 9", MARGIN, 300, 9),
    ]
    entries = [
        Line("What is in this document", MARGIN, 760, 16, True),
        *[Line(title, MARGIN, 720 - 20 * at, 11)
          for at, title in enumerate(("Introduction", "Roads", "Rails", "Ten wishes"))],
    ]  # fmt: skip
    back = [
        Line("Published by the Borough of Moss, Barns Directorate", MARGIN, 760, 10),
        Line("Lead officer: Una Fell, Assistant Director (Straw)", MARGIN, 748, 10),
        Line("Cabinet member: Councillor Odo Latch", MARGIN, 736, 10),
        Line("Our partners: Moss and Moor Straw Group; Barn Concern Moss; the Rakers' Circle",
             MARGIN, 700, 10),
        Line("\u00a9 Borough of Moss 2032", MARGIN, 660, 10),
    ]  # fmt: skip
    pages = map(chapter, ("Introduction", "Roads", "Rails", "Ten wishes"))
    document = report.parse(read(make_pdf([cover, entries, *pages, back]), "a.pdf"))
    check(document)
    assert [each.text for each in document.contents] == [
        "Introduction",
        "Roads",
        "Rails",
        "Ten wishes",
    ]
    assert [each.title for each in document.sections] == [
        "Introduction",
        "Roads",
        "Rails",
        "Ten wishes",
    ]
    assert people(document, "mentioned") == [
        ("Una Fell", "Lead officer, Assistant Director (Straw)"),
        ("Odo Latch", "Cabinet member"),
    ]
    assert [(each.name, each.role) for each in document.organisations] == [
        ("Borough of Moss", "publisher"),
        ("Moss and Moor Straw Group", "partner"),
        ("Barn Concern Moss", "partner"),
        ("Rakers' Circle", "partner"),
    ]


def test_what_stands_last_on_the_cover_heads_no_text_of_the_next_page() -> None:
    cover = [*COVER, Line("Moor Pamphlet 9", MARGIN, 300, 9)]
    inside = paragraph(FIRST, MARGIN, 700, 60)
    entries = listed(("Introduction", "4"), ("Roads", "5"), ("Rails", "6"))
    pages = map(chapter, ("Introduction", "Roads", "Rails"))
    document = report.parse(read(make_pdf([cover, inside, entries, *pages]), "a.pdf"))
    check(document)
    assert document.series
    assert (document.series.title, document.series.number) == ("Moor Pamphlet", "9")
    assert document.subtitle is None
    assert [each.title for each in document.sections] == ["Introduction", "Roads", "Rails"]


def test_a_briefing_under_its_body_and_series_with_a_price_at_the_end() -> None:
    pages = [
        [
            Line("Moor Local Government Association", MARGIN, 780, 11),
            Line("Briefing Paper No. 14", MARGIN, 766, 11),
            Line("Sorting it out: how to share barns", MARGIN, 720, 28, True),
            Line("Una Fell and Odo Latch", MARGIN, 680, 10.5),
            Line("May 2032", MARGIN, 668, 10.5),
            Line("Summary", MARGIN, 620, 14, True),
            *paragraph(FIRST, MARGIN, 590, 60),
            Line("1 Background", MARGIN, 520, 14, True),
            *paragraph(SECOND, MARGIN, 490, 60),
            Line("2 Further information", MARGIN, 420, 14, True),
            *paragraph(
                "Copies of this paper may be had from the Publications Unit, Straw House, Moss, "
                "price £7.50 to members and £15 to others.", MARGIN, 390, 60),
        ]
    ]  # fmt: skip
    document = report.parse(read(make_pdf(pages), "a.pdf"))
    check(document)
    assert document.series
    assert document.price
    assert (document.series.title, document.series.number) == ("Briefing Paper", "14")
    assert (document.price.amount, document.price.currency) == ("15.00", "GBP")
    assert [(each.name, each.role) for each in document.organisations] == [
        ("Moor Local Government Association", "publisher")
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Tenant representative, Moss", True),
        ("A reader in Moss", True),
        ("Head of Straw Services, Moss Borough Council", True),
        ("Member of a rakers' panel, Moor", True),
        ("Una Fell, Chair, Moor Society", True),
        ("Una Fell", False),  # under a portrait
        ("Tenants at the opening of the hall", False),
        ("Source: survey of 34 barns, 2031", False),
        ("Rake Hill, Moor", False),
    ],
)
def test_a_small_line_under_a_short_paragraph_says_who_spoke(line: str, said: bool) -> None:
    document = parsed(
        [
            Line("Introduction", MARGIN, 760, 20, True),
            *paragraph(FIRST, MARGIN, 720, 60, 10),
            *paragraph("We were promised a barn. What we were given was a rake.",
                       MARGIN + 30, 660, 50, 10),
            Line(line, MARGIN + 30, 630, 8.5),
            *paragraph(SECOND, MARGIN, 600, 60, 10),
        ],
        [Line("The roads", MARGIN, 760, 20, True), *paragraph(FIRST, MARGIN, 720, 60, 10)],
    )  # fmt: skip
    quotations = [(each.text, each.name or each.affiliation) for each in document.quotations]
    words = "We were promised a barn. What we were given was a rake."
    assert quotations == ([(words, line.split(", Chair")[0])] if said else [])


def test_a_small_signature_makes_no_quotation() -> None:
    document = parsed(
        [
            Line("Foreword", MARGIN, 760, 20, True),
            *paragraph(FIRST, MARGIN, 720, 60, 10),
            *paragraph("I thank all who swept the barns of the moor with us.", MARGIN, 660, 60, 10),
            Line("Una Fell, Chair, Moor Society", MARGIN, 630, 8.5),
        ],
        [Line("The roads", MARGIN, 760, 20, True), *paragraph(FIRST, MARGIN, 720, 60, 10)],
    )
    assert not document.quotations
    assert people(document, "foreword") == [("Una Fell", "Chair, Moor Society")]
