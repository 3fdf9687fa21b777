"""What pages of a PDF print around their text: heads, feet, numbers, watermarks."""

import pytest

from publications.parsing.readers import read
from tests.builders_pdf import (
    MARGIN,
    Line,
    make_pdf,
    paragraph,
)
from tests.parsing.printed import FIRST, SECOND, report, set_aside, texts

CHAPTERS = ("Where it began", "What came of it", "How it ended")


def test_heads_and_numbers_are_set_aside_and_label_the_pages():
    source = read(report(), "a.pdf")
    assert [page.label for page in source.pages] == ["11", "12", "13", "14", "15"]
    assert set_aside(source)[:2] == [("Local Power", "running head"), ("11", "page number")]
    assert len(source.left_out) == 10
    assert "Local Power" in source.text


def test_a_number_in_the_running_head_labels_the_page():
    source = read(
        make_pdf(
            [
                [
                    Line(f"{n} | Local Power" if n % 2 else f"Our Essays | {n}", MARGIN, 800, 9),
                    *paragraph(f"{word} page. {FIRST}", MARGIN, 740, 60),
                ]
                for n, word in enumerate(("One", "Two", "Three", "Four", "Five", "Six"), 4)
            ]
        ),
        "a.pdf",
    )
    assert [page.label for page in source.pages] == ["4", "5", "6", "7", "8", "9"]
    assert {reason for _, reason in set_aside(source)} == {"running head"}


def test_a_heading_that_begins_several_pages_is_no_running_head():
    source = read(
        make_pdf(
            [
                [
                    Line(f"Recommendation {n}", MARGIN, 760, 11, True),
                    *paragraph(f"{word} page. {FIRST}", MARGIN, 720, 60),
                ]
                for n, word in ((1, "One"), (3, "Two"), (4, "Three"), (8, "Four"), (9, "Five"))
            ]
        ),
        "a.pdf",
    )
    assert not source.left_out


def test_labels_of_the_file_are_used_where_none_is_printed():
    labels = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>"
    pages = [[Line(f"{word} of the pages", MARGIN, 700)] for word in ("One", "Two", "Three")]
    source = read(make_pdf(pages, labels=labels), "a.pdf")
    assert [page.label for page in source.pages] == ["i", "ii", "1"]
    source = read(make_pdf(pages), "a.pdf")
    assert [page.label for page in source.pages] == ["1", "2", "3"]


def test_an_unprinted_number_between_printed_ones_is_known():
    pages = [
        [
            *paragraph(f"{word} page. {FIRST}", MARGIN, 740, 60),
            *([Line(str(n), 290, 40, 9)] if n != 8 else []),
        ]
        for n, word in enumerate(("One", "Two", "Three", "Four"), 6)
    ]
    assert [each.label for each in read(make_pdf(pages), "a.pdf").pages] == ["6", "7", "8", "9"]


def test_what_runs_across_a_page_is_set_aside_and_the_text_is_whole():
    across = [
        Line(letter, 150 + 40 * n, 400 + 40 * n, 60, turn=45) for n, letter in enumerate("NO")
    ]
    up = Line("Published nearby", 40, 300, 7, turn=90)
    body = paragraph(f"{FIRST} {SECOND}", MARGIN, 500, 60)
    source = read(make_pdf([[across[0], *body, across[1], up]]), "a.pdf")
    assert texts(source)[0] == f"{FIRST} {SECOND}"
    assert set_aside(source) == [
        ("NO", "text set aslant"),
        ("Published nearby", "text set sideways"),
    ]


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        (90, lambda line: (100 + 700 - line.y, line.x)),
        (270, lambda line: (line.y - 200, 800 - line.x)),
        (180, lambda line: (560 - line.x, 800 - line.y)),
    ],
)
def test_a_page_on_its_side_is_turned(turn, place):
    body = [*paragraph(FIRST, MARGIN, 700, 60), *paragraph(SECOND, MARGIN, 640, 60)]
    turned = [line._replace(x=x, y=y, turn=turn) for line in body for x, y in [place(line)]]
    source = read(make_pdf([turned]), "a.pdf")
    assert texts(source) == [FIRST, "", SECOND]
    assert not source.left_out


def test_the_name_of_a_chapter_over_its_pages_is_a_running_head():
    pages = []
    for chapter in CHAPTERS:
        pages += [
            [
                Line(chapter, MARGIN, 760, 18),
                *paragraph(f"{chapter} {FIRST}", MARGIN, 700, 60),
                Line(str(2 * len(pages) + 1), 290, 40, 9),
            ],
            [
                Line(chapter.upper(), MARGIN, 800, 9),
                *paragraph(f"{chapter} {SECOND}", MARGIN, 760, 60),
                Line(str(2 * len(pages) + 2), 290, 40, 9),
            ],
        ]
    source = read(make_pdf(pages), "a.pdf")
    assert [text for text, reason in set_aside(source) if reason == "running head"] == [
        chapter.upper() for chapter in CHAPTERS
    ]
    assert [line.text for line in source.lines if line.size == 18] == list(CHAPTERS)


def test_headings_at_the_height_of_the_text_are_no_running_heads():
    contents = [Line(chapter, MARGIN, 700 - 20 * n) for n, chapter in enumerate(CHAPTERS)]
    pages = [
        [Line(chapter, MARGIN, 760, bold=True), *paragraph(f"{chapter} {FIRST}", MARGIN, 700, 60)]
        for chapter in CHAPTERS
    ]
    more = [paragraph(f"{word} {SECOND}", MARGIN, 760, 60) for word in ("Then", "So", "But")]
    assert not read(make_pdf([contents, *pages, *more]), "a.pdf").left_out


def test_a_sheet_of_two_pages_has_the_heads_and_numbers_of_both():
    sheets = []
    for n, chapter in enumerate(CHAPTERS):
        sheets.append(
            [
                Line("Local Power", MARGIN, 560, 8),
                Line(chapter, 480, 560, 8),
                *paragraph(f"{chapter} {FIRST} {SECOND}", MARGIN, 520, 45),
                *paragraph(f"{SECOND} {FIRST} {chapter}", 480, 520, 45),
                Line(str(2 * n + 4), MARGIN, 300, 8),
                Line(str(2 * n + 5), 760, 300, 8),
            ]
        )
    contents = [Line(chapter, MARGIN, 500 - 40 * n) for n, chapter in enumerate(CHAPTERS)]
    source = read(make_pdf([contents, *sheets]), "a.pdf")
    assert [page.label for page in source.pages] == ["1", "4–5", "6–7", "8–9"]
    assert [line.text for line in source.lines if line.page == 2 and line.size == 11] == [
        f"{CHAPTERS[0]} {FIRST} {SECOND}",
        f"{SECOND} {FIRST} {CHAPTERS[0]}",
    ]
    assert len(source.left_out) == 12
