"""PDFs made by hand: paragraphs, lists, letters and note marks, and every kind of bad file."""

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
from tests.parsing.printed import FIRST, SECOND, codes, report, texts


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


def test_a_large_initial_begins_its_first_line():
    first, second, third = (
        line._replace(text=line.text[1:] if n == 0 else line.text, x=MARGIN + 28)
        for n, line in enumerate(paragraph(f"{FIRST} {SECOND}", MARGIN, 700, 55)[:3])
    )
    initial = Line("C", MARGIN, 674, 44)
    rest = paragraph(" ".join([FIRST, SECOND]).split(third.text)[1], MARGIN, 658, 60)
    lines = [initial, first, second, third, *rest]
    assert texts(read(make_pdf([lines]), "a.pdf")) == [f"{FIRST} {SECOND}"]


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
