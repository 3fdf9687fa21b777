"""PDFs made by hand: pages, heads and feet, columns, note marks, and every kind of bad file."""

import pytest

from publications.parsing.errors import ParseError
from publications.parsing.readers import pdf, read
from publications.parsing.readers.printed.glyphs import clean
from publications.parsing.readers.printed.paragraphs import Vocabulary
from tests.builders_pdf import (
    MARGIN,
    Line,
    broken_pdf,
    image_only_pdf,
    locked_pdf,
    make_pdf,
    paragraph,
)

FIRST = (
    "Councils that work with the people of a place learn what the place can do for itself, "
    "and they find that power which is shared is not power that is lost to anyone."
)
SECOND = (
    "Money that is raised nearby is spent with more care than money that comes from far away, "
    "because those who spend it meet those who pay it in the street each day."
)


def texts(source, page=None):
    return [line.text for line in source.lines if page is None or line.page == page]


def codes(source):
    return [each.code for each in source.warnings]


def set_aside(source):
    return [(source.text[each.start : each.end], each.reason) for each in source.left_out]


def report(pages=5):
    """A report of several pages with running heads and printed numbers from 11 up."""
    return make_pdf(
        [
            [
                Line("Local Power", MARGIN, 800, 9),
                *paragraph(f"{word} page. {FIRST}", MARGIN, 740, 60),
                Line(str(number), 290, 40, 9),
            ]
            for number, word in zip(
                range(11, 11 + pages), ("First", "Second", "Third", "Fourth", "Fifth"), strict=False
            )
        ]
    )


def test_wrapped_lines_are_one_and_paragraphs_are_apart():
    source = read(
        make_pdf([[*paragraph(FIRST, MARGIN, 700, 60), *paragraph(SECOND, MARGIN, 640, 60)]]),
        "a.pdf",
    )
    assert texts(source) == [FIRST, "", SECOND]
    assert source.media_type == "application/pdf"


def test_lines_broken_on_purpose_stay_broken():
    address = ["10 Main Street", "Anytown", "AB1 2CD"]
    lines = [Line(text, MARGIN, 500 - 14 * n) for n, text in enumerate(address)]
    source = read(make_pdf([[*paragraph(FIRST, MARGIN, 700, 60), *lines]]), "a.pdf")
    assert texts(source) == [FIRST, "", *address]


def test_paragraphs_without_a_gap_are_apart():
    first = paragraph(FIRST, MARGIN, 700, 60)
    below = first[-1].y - 14
    second = paragraph(SECOND, MARGIN, below, 60)
    second[0] = second[0]._replace(x=MARGIN + 12)
    assert texts(read(make_pdf([[*first, *second]]), "a.pdf")) == [FIRST, "", SECOND]


def test_a_row_that_was_stretched_has_no_fields():
    words = ["Words", "spread", "wide", "here"]
    stretched = [
        Line(word, MARGIN + 90 * n - 6.6 * len(word), 600) for n, word in enumerate(words, 1)
    ]
    equal = []
    x = MARGIN
    for word in words:
        equal.append(Line(word, x, 600))
        x += 6.6 * len(word) + 20
    assert texts(read(make_pdf([equal]), "a.pdf")) == ["Words spread wide here"]
    assert texts(read(make_pdf([stretched]), "a.pdf")) == ["Words\tspread\twide\there"]


def test_bullets_begin_lines_and_their_text_is_joined():
    source = read(
        make_pdf(
            [
                [
                    *paragraph(FIRST, MARGIN, 700, 60),
                    Line("\u2022", MARGIN, 600),
                    *paragraph(SECOND, MARGIN + 18, 600, 57),
                    Line("\u2022", MARGIN, 558),
                    Line("A short one", MARGIN + 18, 558),
                ]
            ]
        ),
        "a.pdf",
    )
    assert texts(source)[2:] == [f"\u2022 {SECOND}", "\u2022 A short one"]


def test_every_line_fits_the_text_and_pages_tile_it():
    source = read(report(), "a.pdf")
    for line in source.lines:
        assert source.text[line.start : line.end] == line.text
        assert source.pages[line.page - 1].start <= line.start
        assert line.end <= source.pages[line.page - 1].end
    assert "".join(source.text[p.start : p.end] for p in source.pages) == source.text
    assert source.text.count("\f") == len(source.pages) - 1


def test_sizes_and_weights_are_kept():
    source = read(
        make_pdf([[Line("A heading", MARGIN, 760, 18, True), *paragraph(FIRST, MARGIN, 720, 60)]]),
        "a.pdf",
    )
    heading, _, text = source.lines
    assert (heading.text, heading.size, heading.bold) == ("A heading", 18, True)
    assert (text.size, text.bold) == (11, False)


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


def test_two_columns_are_read_one_after_the_other():
    left = paragraph(" ".join([FIRST, SECOND]), MARGIN, 660, 32, 9, 12)
    right = paragraph(" ".join([SECOND, FIRST]), 310, 660, 32, 9, 12)
    # In the file the lines alternate, as some programs write them.
    mixed = [line for pair in zip(left, right, strict=False) for line in pair]
    mixed += left[len(right) :] + right[len(left) :]
    source = read(
        make_pdf([[Line("A wide title over both of the columns", MARGIN, 720, 18), *mixed]]),
        "a.pdf",
    )
    joined = " ".join(texts(source)).replace("  ", " ")
    assert joined == (f"A wide title over both of the columns {FIRST} {SECOND} {SECOND} {FIRST}")


def test_a_contents_list_is_not_columns():
    names = ["Foreword", "What councils do", "What people do", "A better way", "Notes on method"]
    lines = []
    for n, name in enumerate(names):
        lines.append(Line(f"{name} {'.' * (40 - len(name))}", MARGIN, 700 - 20 * n))
        lines.append(Line(str(3 + 4 * n), 500, 700 - 20 * n))
    source = read(make_pdf([lines]), "a.pdf")
    assert [text for text in texts(source) if text] == [
        f"{name}\t{3 + 4 * n}" for n, name in enumerate(names)
    ]


def test_contents_without_leaders_are_lines_of_their_own():
    entries = ["WHAT A CITY OF THE NORTH CAN DO FOR ITSELF JO BLOGGS 9", "A LONG ESSAY ON IT 12"]
    lines = [Line(text, MARGIN, 700 - 14 * n) for n, text in enumerate(entries)]
    assert texts(read(make_pdf([lines]), "a.pdf")) == entries


def test_note_marks_are_raised_figures_and_notes_stand_apart():
    source = read(
        make_pdf(
            [
                [
                    *paragraph(FIRST, MARGIN, 700, 60),
                    Line("Costs fell by 3 per cent", MARGIN, 640),
                    Line("12", MARGIN + 24 * 6.6, 644, 6),
                    Line("12", MARGIN, 103, 5),
                    Line("Office of Figures, Costs, 2009.", MARGIN + 8, 100, 8),
                    Line("13", MARGIN, 91, 5),
                    Line("The same, page 3.", MARGIN + 8, 88, 8),
                ]
            ]
        ),
        "a.pdf",
    )
    assert texts(source)[2:] == [
        "Costs fell by 3 per cent\u00b9\u00b2",
        "",
        "\u00b9\u00b2 Office of Figures, Costs, 2009.",
        "",
        "\u00b9\u00b3 The same, page 3.",
    ]


def test_letters_that_stand_apart_are_words():
    lines = [
        Line("WHAT A HALL IS", MARGIN, 740, 14, spacing=6),
        Line("T H E   Q U I E T   Y E A R S", MARGIN, 700, 14),
        Line("I am a man", MARGIN, 660),
    ]
    source = read(make_pdf([lines]), "a.pdf")
    assert [text for text in texts(source) if text] == [
        "WHAT A HALL IS",
        "THE QUIET YEARS",
        "I am a man",
    ]


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


CHAPTERS = ("Where it began", "What came of it", "How it ended")


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


def test_a_large_initial_begins_its_first_line():
    first, second, third = (
        line._replace(text=line.text[1:] if n == 0 else line.text, x=MARGIN + 28)
        for n, line in enumerate(paragraph(f"{FIRST} {SECOND}", MARGIN, 700, 55)[:3])
    )
    initial = Line("C", MARGIN, 674, 44)
    rest = paragraph(" ".join([FIRST, SECOND]).split(third.text)[1], MARGIN, 658, 60)
    lines = [initial, first, second, third, *rest]
    assert texts(read(make_pdf([lines]), "a.pdf")) == [f"{FIRST} {SECOND}"]


def test_what_stands_beside_a_text_is_put_between_its_paragraphs():
    text = [*paragraph(FIRST, 200, 700, 50), *paragraph(f"{SECOND} {FIRST}", 200, 640, 50)]
    margin = [
        Line("Power which is", 80, 690, 13),
        Line("shared is not", 80, 674, 13),
        Line("power lost.", 80, 658, 13),
    ]
    assert texts(read(make_pdf([[*margin, *text]]), "a.pdf")) == [
        FIRST,
        "",
        "Power which is shared is not power lost.",
        "",
        f"{SECOND} {FIRST}",
    ]


def test_a_heading_in_the_margin_stands_over_its_paragraph():
    text = [*paragraph(f"{FIRST} {FIRST}", 200, 700, 50), *paragraph(SECOND, 200, 600, 50)]
    heading = [Line("Who pays", 80, 598, 9, True), Line("and who asks", 80, 588, 9, True)]
    assert texts(read(make_pdf([[*heading, *text]]), "a.pdf")) == [
        f"{FIRST} {FIRST}",
        "",
        "Who pays",
        "and who asks",
        "",
        SECOND,
    ]


def test_numbers_before_a_text_stay_in_their_rows():
    rows = [
        line
        for n, words in enumerate((FIRST, SECOND, FIRST, SECOND), 1)
        for line in (
            Line(f"{n}.1", MARGIN, 740 - 80 * n),
            *paragraph(words, MARGIN + 40, 740 - 80 * n, 55),
        )
    ]
    assert [text for text in texts(read(make_pdf([rows]), "a.pdf")) if text] == [
        f"1.1\t{FIRST}",
        f"2.1\t{SECOND}",
        f"3.1\t{FIRST}",
        f"4.1\t{SECOND}",
    ]


def test_the_side_column_of_a_printed_web_page_is_set_aside():
    text = [*paragraph(f"{FIRST} {SECOND}", MARGIN, 700, 50), *paragraph(FIRST, MARGIN, 560, 50)]
    side = [Line("Latest news", 420, 694, 10, True), Line("A bridge is open", 420, 679, 8)]
    foot = Line("https://www.example.org/news/1.html", MARGIN, 30, 8)
    pages = [[*text, *side, foot, Line("1/2", 500, 30, 8)], [*text, foot, Line("2/2", 500, 30, 8)]]
    source = read(make_pdf(pages), "a.pdf")
    assert [words for words, reason in set_aside(source) if reason.startswith("side column")] == [
        "Latest news",
        "A bridge is open",
    ]
    assert f"{FIRST} {SECOND}" in texts(source, page=1)


def test_the_works_of_a_list_that_hangs_are_lines_of_their_own():
    works = []
    for n, words in enumerate((FIRST, SECOND)):
        first, *others = paragraph(words.rstrip("."), MARGIN, 700 - 42 * n, 60)
        works += [first, *(line._replace(x=MARGIN + 20) for line in others)]
    assert texts(read(make_pdf([works]), "a.pdf")) == [FIRST.rstrip("."), SECOND.rstrip(".")]


def test_points_of_a_list_are_lines_also_behind_half_sentences():
    points = [
        "The argument of this paper, such as it is, leads to three proposals.",
        "1. every council should hold a public meeting in the month of May; and",
        "2. every meeting should be held in a hall that is not the council's.",
    ]
    lines = [Line(text, MARGIN, 700 - 14 * n) for n, text in enumerate(points)]
    assert texts(read(make_pdf([lines]), "a.pdf")) == points


def test_dots_that_are_drawn_and_signs_without_meaning_are_bullets():
    points = [line for n in range(2) for line in paragraph(FIRST, MARGIN + 18, 700 - 60 * n, 50)]
    dots = " ".join(f"{MARGIN + 6} {700 - 60 * n + 2} 4 4 re f" for n in range(2))
    source = read(make_pdf([points], drawing=dots), "a.pdf")
    assert [text for text in texts(source) if text] == [f"\u2022 {FIRST}"] * 2
    signs = [Line("~", MARGIN, 700 - 60 * n) for n in range(2)]
    source = read(make_pdf([[*points, *signs]]).replace(b"(~)", b"(\x01)"), "a.pdf")
    assert [text for text in texts(source) if text] == [f"\u2022 {FIRST}"] * 2
    assert "characters_without_meaning" not in codes(source)


TABLE = (
    (("District", 0), ("Tonnes", 90), ("Change", 150)),
    (("North", 0), ("41,220", 90), ("3%", 150)),
    (("Harbour", 0),),
    (("and Quay", 0), ("1,875", 90), ("-2%", 150)),
    (("South", 0), ("310", 90)),
    (("Total", 0), ("43,405", 90), ("2%", 150)),
)


def table(pitches, size=9):
    """The lines of a table, each so far below the one before it."""
    lines, y = [], 600
    for cells, pitch in zip(TABLE, pitches, strict=True):
        y -= pitch
        lines += [Line(text, MARGIN + 1.5 * x, y, size) for text, x in cells]
    return lines


ROWS = [
    "District\tTonnes\tChange",
    "North\t41,220\t3%",
    "Harbour and Quay\t1,875\t-2%",
    "South\t310",
    "Total\t43,405\t2%",
]


def test_a_row_of_a_table_is_one_line_however_many_lines_its_cells_take():
    around = [*paragraph(FIRST, MARGIN, 700, 60), *paragraph(SECOND, MARGIN, 440, 60)]
    source = read(make_pdf([[*around, *table([0, 18, 18, 10, 18, 18])]]), "a.pdf")
    assert texts(source) == [FIRST, "", *ROWS, "", SECOND]


def test_lines_that_are_drawn_say_where_a_row_of_a_table_ends():
    lines = table([0, 14, 14, 14, 14, 14])
    # Over "North", under it, under "and Quay" and under "South".
    drawing = " ".join(f"{MARGIN} {y} m 400 {y} l S" for y in (596, 582, 554, 540))
    assert texts(read(make_pdf([lines], drawing=drawing), "a.pdf")) == ROWS


def test_cells_that_stand_close_are_cells_where_they_stand_under_each_other():
    rows = [("Town", "Plots", "Open"), ("Ambery", "120", "45"), ("Felpton", "88", "130")]
    lines = [
        Line(text, MARGIN + x, 700 - 14 * n)
        for n, cells in enumerate(rows)
        for text, x in zip(cells, (0, 58, 102), strict=True)
    ]
    assert texts(read(make_pdf([lines]), "a.pdf")) == ["\t".join(cells) for cells in rows]


def test_things_side_by_side_on_a_line_are_lines():
    pairs = [Line("A Council of the North", MARGIN, 740), Line("May 2003", 400, 740)]
    signed = [
        Line(text, x, y)
        for y, texts in ((600, ("Jo Bloggs", "Al Smith")), (586, ("The Chair", "The Clerk")))
        for x, text in zip((MARGIN, 300), texts, strict=True)
    ]
    assert texts(read(make_pdf([[*pairs, *signed]]), "a.pdf")) == [
        "A Council of the North",
        "May 2003",
        "",
        "Jo Bloggs\tAl Smith",
        "The Chair\tThe Clerk",
    ]


def two_columns(y=660):
    """Two columns of text that goes on from one to the other in the middle of a sentence."""
    words = " ".join([FIRST, SECOND, FIRST, SECOND])
    lines = paragraph(words, MARGIN, y, 32, 9, 12)
    half = len(lines) // 2
    right = [
        line._replace(x=310, y=y - 12 * n, text=line.text) for n, line in enumerate(lines[half:])
    ]
    return words, lines[:half], right


def test_notes_at_the_foot_of_a_column_do_not_part_its_text():
    words, left, right = two_columns()
    note = [Line("1", MARGIN, 433, 4), Line("Office of Figures, 2009.", MARGIN + 6, 430, 7)]
    assert texts(read(make_pdf([[*left, *note, *right]]), "a.pdf")) == [
        words,
        "",
        "\u00b9 Office of Figures, 2009.",
    ]


def test_a_table_between_lines_across_both_columns_is_one_table():
    words, left, right = two_columns()
    rows = [("Parish", "Benches", "Cost", "Who"), ("Slough", "12", "340", "Nobody")]
    rows += [("Nether", "8", "20", "County")]
    cells = [
        Line(text, MARGIN + x, 420 - 14 * n, 9)
        for n, row in enumerate(rows)
        for text, x in zip(row, (0, 100, 260, 350), strict=True)
    ]
    drawing = " ".join(f"{MARGIN} {y} m 500 {y} l S" for y in (430, 416, 386))
    source = read(make_pdf([[*left, *cells, *right]], drawing=drawing), "a.pdf")
    assert texts(source) == [words, "", *("\t".join(row) for row in rows)]


def test_lines_across_both_columns_at_the_edges_of_a_page_make_no_table():
    words, left, right = two_columns()
    points = [Line("-", MARGIN - 12, line.y, 9) for line in left]
    points += [Line("-", 298, line.y, 9) for line in right]
    drawing = " ".join(f"0 {y} m 595 {y} l S" for y in (700, 60))
    made = texts(read(make_pdf([[*left, *right, *points]], drawing=drawing), "a.pdf"))
    assert [word for text in made for word in text.split() if word != "-"] == words.split()


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


def hyphenated(first, second, elsewhere):
    filler = "and so on with many more words here"
    return read(
        make_pdf(
            [
                [
                    Line(f"{filler} {filler} {first}", MARGIN, 700),
                    Line(f"{second} {filler}", MARGIN, 686),
                    Line(elsewhere, MARGIN, 600),
                ]
            ]
        ),
        "a.pdf",
    ).text


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "joined"),
    [
        ("commit-", "ment", "A firm commitment to it", " commitment "),
        ("bottom-", "up", "The way is bottom-up here", " bottom-up "),
        ("decentra-", "lisation", "Nothing is said here", " decentralisation "),
        ("people-", "led", "What people led us here", " people-led "),
        ("North-", "West", "Nothing is said here", " North-West "),
    ],
)
def test_broken_words_are_joined_when_sure(first, second, elsewhere, joined):
    assert joined in hyphenated(first, second, elsewhere)


def test_soft_hyphens_are_taken_back():
    assert Vocabulary([]).join("a firm commit\u00ad", "ment to it") == "a firm commitment to it"


def test_ligatures_are_letters():
    assert clean("\ufb01nal o\ufb03ce") == "final office"
    assert clean("(cid:12)\x03") == "\ufffd\ufffd"


def test_information_is_a_hint_and_not_text():
    source = read(
        make_pdf([[Line("Text", MARGIN, 700)]], info={"Title": "A title", "Author": "Jo"}),
        "a.pdf",
    )
    assert dict(source.metadata) == {"Title": "A title", "Author": "Jo"}
    assert "A title" not in source.text


def test_a_page_without_text_is_named():
    source = read(make_pdf([[Line("One", MARGIN, 700)], [], [Line("Three", MARGIN, 700)]]), "a.pdf")
    assert codes(source) == ["pages_without_text"]
    assert "page 2 of 3" in source.warnings[0].message
    assert len(source.pages) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked_pdf(), "is locked with a password"),
        (broken_pdf(), "is a broken PDF"),
        (b"%PDF-1.7\nnothing of the kind", "is a broken PDF"),
        (make_pdf([]), "has no pages"),
        (image_only_pdf(), "holds images of pages and no text; it needs OCR"),
    ],
)
def test_refuses_with_name_and_reason(data, reason):
    with pytest.raises(ParseError) as caught:
        read(data, "bad.pdf")
    assert str(caught.value).startswith("bad.pdf: ")
    assert reason in str(caught.value)


def test_the_larger_count_of_pages_wins_and_is_said(monkeypatch):
    monkeypatch.setattr(pdf.miner, "sheets_of", lambda data: ([], False))
    source = read(report(3), "a.pdf")
    assert codes(source) == ["pdf_pages_disagree"]
    assert "0 pages and pypdfium2 3" in source.warnings[0].message
    assert [page.label for page in source.pages] == ["11", "12", "13"]
    assert f"First page. {FIRST}" in texts(source)


def test_a_page_that_pdfminer_loses_is_recovered(monkeypatch):
    good = pdf.miner.sheets_of
    monkeypatch.setattr(
        pdf.miner, "sheets_of", lambda data: ([good(data)[0][0], None, good(data)[0][2]], True)
    )
    source = read(report(3), "a.pdf")
    assert codes(source) == ["pdf_page_recovered"]
    assert f"Second page. {FIRST}" in texts(source)


def test_a_damaged_table_of_places_is_no_hindrance():
    data = make_pdf([[Line("Still here", MARGIN, 700)]])
    start = data.rindex(b"startxref")
    source = read(data[:start] + b"startxref\n7\n%%EOF\n", "a.pdf")
    assert "Still here" in source.text


def test_content_decides_not_the_suffix():
    assert read(report(1), "report.txt").media_type == "application/pdf"
    assert read(b"junk\n" + report(1), "report").media_type == "application/pdf"
    assert read(b"A text about %PDF-1.7 and so on", "a.pdf").media_type == "text/plain"


def test_the_libraries_keep_silent(capfd):
    with pytest.raises(ParseError):
        read(broken_pdf(), "bad.pdf")
    assert capfd.readouterr() == ("", "")
