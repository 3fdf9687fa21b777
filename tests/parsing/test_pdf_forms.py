"""What is made of PDFs whose type and place on the page say what words alone do not."""

from __future__ import annotations

import pytest

from publications.parsing.books import report
from publications.parsing.books.inline import Words
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


def parsed(*pages: list[Line]) -> Document:
    cover = [
        Line("The Shared Hall", MARGIN, 600, 30, True),
        Line("Moor Trust", MARGIN, 500, 12),
        Line("March 2011", MARGIN, 470, 12),
    ]
    document = report.parse(read(make_pdf([cover, *pages]), "a.pdf"))
    check(document)
    return document


def marked(words: str, number: str, y: float) -> list[Line]:
    """A line of text with a raised mark at its end."""
    return [Line(words, MARGIN, y), Line(number, MARGIN + 6.6 * len(words), y + 4, 6)]


def test_points_in_small_type_at_the_foot_are_the_notes_that_marks_call() -> None:
    document = parsed(
        [
            Line("Introduction", MARGIN, 760, 18, True),
            *marked("Halls cost less than roads in every year so far.", "1", 720),
            *marked("They are open in the evening as well.", "2", 690),
            *paragraph(FIRST, MARGIN, 660, 60),
            Line("1. Office of Halls, Costs, 2009.", MARGIN, 110, 8),
            Line("2. The same, page 3.", MARGIN, 100, 8),
        ]
    )
    assert [(note.number, note.text) for note in document.footnotes] == [
        ("1", "Office of Halls, Costs, 2009."),
        ("2", "The same, page 3."),
    ]
    assert all(note.mark_evidence for note in document.footnotes)


def test_points_in_the_type_of_the_text_are_no_notes() -> None:
    document = parsed(
        [
            Line("Introduction", MARGIN, 760, 18, True),
            *marked("Halls cost less than roads in every year so far.", "2", 720),
            *paragraph(FIRST, MARGIN, 690, 60),
            Line("We propose:", MARGIN, 640),
            Line("1. See that every hall is open at night.", MARGIN, 620),
            Line("2. See that every hall has a roof, as in 1999.", MARGIN, 600),
        ]
    )
    assert not document.footnotes
    assert [block.text for block in document.sections[-1].blocks if block.kind == "item"] == [
        "See that every hall is open at night.",
        "See that every hall has a roof, as in 1999.",
    ]


def test_notes_of_each_chapter_stand_under_its_name() -> None:
    document = parsed(
        [
            Line("Introduction", MARGIN, 760, 18, True),
            *marked("Halls cost less than roads in every year so far.", "1", 740),
            *marked("They are open in the evening as well.", "2", 715),
            *paragraph(FIRST, MARGIN, 690, 60),
        ],
        [
            Line("Roads", MARGIN, 760, 18, True),
            *marked("Roads cost more than halls in every year so far.", "1", 720),
            *paragraph(SECOND, MARGIN, 690, 60),
        ],
        [
            Line("Notes", MARGIN, 760, 18, True),
            Line("1. Introduction", MARGIN, 720, 9, True),
            Line("1. Office of Halls, Costs, 2009.", MARGIN, 705, 9),
            Line("2. The same, page 3.", MARGIN, 694, 9),
            Line("2. Roads", MARGIN, 680, 9, True),
            Line("1. Office of Roads, Costs, 2010.", MARGIN, 665, 9),
        ],
    )
    assert [(note.text, document.sections[note.section].title) for note in document.footnotes] == [
        ("Office of Halls, Costs, 2009.", "Introduction"),
        ("The same, page 3.", "Introduction"),
        ("Office of Roads, Costs, 2010.", "Roads"),
    ]


@pytest.mark.parametrize("bold", [True, False])
def test_chapters_over_notes_that_begin_anew(bold: bool) -> None:
    document = parsed(
        [
            Line("Contents", MARGIN, 760, 18, True),
            Line("1. Open halls", MARGIN, 720),
            Line("3", 500, 720),
            Line("2. Roads lost", MARGIN, 700),
            Line("4", 500, 700),
            Line("Notes", MARGIN, 680),
            Line("5", 500, 680),
        ],
        [
            Line("1", MARGIN, 780, 26),
            Line("Open halls", MARGIN, 740, 18, True),
            *marked("Halls cost less than roads in every year so far.", "1", 700),
            *marked("They are open in the evening as well.", "2", 670),
            *paragraph(FIRST, MARGIN, 640, 60),
        ],
        [
            Line("2", MARGIN, 780, 26),
            Line("Roads lost", MARGIN, 740, 18, True),
            *marked("Roads cost more than halls in every year so far.", "1", 700),
            *marked("They are shut in the evening as well.", "2", 670),
            *paragraph(SECOND, MARGIN, 640, 60),
        ],
        [
            Line("Notes", MARGIN, 760, 18, True),
            Line("1. Open halls", MARGIN, 720, 10, bold),
            Line("1. Office of Halls, Costs, 2009.", MARGIN, 700, 9),
            Line("2. The same, page 3.", MARGIN, 690, 9),
            Line("2. Roads lost", MARGIN, 660, 10, bold),
            Line("1. Office of Roads, Costs, 2010.", MARGIN, 640, 9),
            Line("2. The same, page 7.", MARGIN, 630, 9),
        ],
    )
    assert [(n.number, n.text, document.sections[n.section or 0].title, bool(n.mark_evidence))
            for n in document.footnotes] == [
        ("1", "Office of Halls, Costs, 2009.", "Open halls", True),
        ("2", "The same, page 3.", "Open halls", True),
        ("1", "Office of Roads, Costs, 2010.", "Roads lost", True),
        ("2", "The same, page 7.", "Roads lost", True),
    ]  # fmt: skip
    assert not document.sections[-1].blocks
    assert not [each for each in document.warnings if "note" in each.code]


def test_a_table_of_a_page_is_a_table_of_the_text() -> None:
    rows = [("Town", "Plots", "Open"), ("Ambery", "120", "45"), ("Felpton", "", "130")]
    cells = [
        Line(text, MARGIN + x, 600 - 14 * n, 9, n == 0)
        for n, row in enumerate(rows)
        for text, x in zip(row, (0, 80, 140), strict=True)
        if text
    ]
    document = parsed(
        [
            Line("Introduction", MARGIN, 760, 18, True),
            *paragraph(FIRST, MARGIN, 720, 60),
            *cells,
            *paragraph(SECOND, MARGIN, 500, 60),
        ]
    )
    tables = [block for block in document.sections[-1].blocks if block.kind == "table"]
    assert [[[cell.text for cell in row] for row in table.rows] for table in tables] == [
        [list(row) for row in rows]
    ]


def test_a_word_that_a_soft_hyphen_breaks_over_lines_is_whole() -> None:
    source = source_of("One neigh\u00ad\nbourhood of\u00ad ours.\n")
    words = Words(source).plain([(line.start, line.end) for line in source.lines])
    assert words == "One neighbourhood of ours."


def test_bookmarks_tell_headings_where_their_page_prints_them() -> None:
    chapters = [
        [Line(title, MARGIN, 740), *paragraph(f"{words} {words}", MARGIN, 700, 60)]
        for title, words in (("Introduction", FIRST), ("The quiet years", SECOND))
    ]
    bookmarks = [("Introduction", 1), ("2. The quiet years", 2), ("Slide 2", 2), ("Nowhere", 1)]
    source = read(make_pdf(chapters, bookmarks=bookmarks), "a.pdf")
    assert [line.text for line in source.lines if line.tag] == ["Introduction", "The quiet years"]
    assert {line.tag for line in source.lines} == {"", "h1"}
    titles = [section.title for section in report.parse(source).sections]
    assert titles[-1] == "The quiet years"


def test_a_title_of_two_words_that_comes_back_is_no_name() -> None:
    pages = [
        [
            Line(title, MARGIN, 700, size, True),
            Line("Halls and the parish state", MARGIN, 660, 14),
            Line("by Jo Bloggs and Al Smith", MARGIN, 560, 12),
        ]
        for title, size in (("MARKET SQUARE", 40), ("Market Square", 26))
    ]
    text = [Line("Introduction", MARGIN, 760, 18, True), *paragraph(FIRST, MARGIN, 720, 60)]
    document = report.parse(read(make_pdf([*pages, text]), "a.pdf"))
    assert document.title
    assert document.title.text == "Market Square"
    assert all(person.name != "Market Square" for person in document.people)
