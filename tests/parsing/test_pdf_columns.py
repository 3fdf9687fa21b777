"""What stands side by side on the pages of a PDF: columns, margins, tables."""

from publications.parsing.readers import read
from tests.builders_pdf import (
    MARGIN,
    Line,
    make_pdf,
    paragraph,
)
from tests.parsing.printed import FIRST, SECOND, set_aside, texts

TABLE = (
    (("District", 0), ("Tonnes", 90), ("Change", 150)),
    (("North", 0), ("41,220", 90), ("3%", 150)),
    (("Harbour", 0),),
    (("and Quay", 0), ("1,875", 90), ("-2%", 150)),
    (("South", 0), ("310", 90)),
    (("Total", 0), ("43,405", 90), ("2%", 150)),
)


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
