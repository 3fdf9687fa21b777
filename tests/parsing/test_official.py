"""Papers laid before a parliament: made PDFs with their forms, and the forms one by one."""

from __future__ import annotations

import pytest

from publications.parsing.books import report
from publications.parsing.books.contents import contents_list
from publications.parsing.books.headings.found import looks_like_heading
from publications.parsing.books.pieces import split
from publications.parsing.document import Document
from publications.parsing.mentions import office_first
from publications.parsing.readers import read
from tests.builders_pdf import Line, make_pdf, paragraph
from tests.parsing.reading import check, source_of

PROSE = "Every gate is a rule that can be seen, and so it is fairer than most of them. " * 3


def bodies(document: Document) -> list[tuple[str, str]]:
    return [(each.name, each.role) for each in document.organisations]


@pytest.fixture(scope="module")
def paper() -> Document:
    """A response to a committee: recommendation by recommendation, nation by nation."""
    chapters = ["1) Counting the gates", "2) Mending the gates", "3) Shutting the gates"]
    pages = [
        [Line("Response to the Gates Inquiry: Ajar", 72, 700, 30, True),
         Line("CP 9971", 72, 600)],
        [Line("Department for Gates, Stiles and Fords", 72, 780, 14, True),
         Line("Response to the Gates Inquiry: Ajar", 72, 720, 30, True),
         Line("Presented to Parliament", 72, 600, 14),
         Line("by the Minister for the Byways Office", 72, 560, 14),
         Line("by Command of His Majesty", 72, 520, 14),
         Line("3 May 2031", 72, 480, 14)],
        [Line("© Crown copyright 2031", 72, 760),
         Line("ISBN 978-0-00-000000-2", 72, 700)],
        [Line("Index", 72, 780, 26), Line("Page", 72, 740, 12, True),
         Line("Content", 200, 740, 12, True),
         Line("5", 72, 710), Line("Ministerial Foreword", 200, 710),
         Line("What was done about the three calls", 200, 680),
         Line("6-7", 72, 650), Line("Call 1: Counting the gates", 200, 650),
         Line("8-9", 72, 620), Line("Call 2: Mending the gate posts", 200, 620),
         Line("10", 72, 590), Line("Call 3: Shutting the gates", 200, 590)],
        [Line("Ministerial Foreword", 72, 780, 26), *paragraph(PROSE, 72, 740, 60),
         Line("Minister for Stiles, the Rt Hon. Una Fell MP", 72, 600, 13),
         Line("Secretary for Fords, Piers Garth MSP, Tarn Government", 72, 560, 13)],
    ]  # fmt: skip
    for at, title in enumerate(chapters):
        top = [Line("What was done about the three calls", 72, 800, 26)] if at == 0 else []
        pages.append(
            [*top, Line(title, 72, 760, 20), *paragraph(PROSE, 72, 720, 60),
             Line("This call is accepted in full by the Fell Executive", 72, 640, 11, True),
             Line("Fell Executive", 72, 610), *paragraph(PROSE, 72, 580, 60),
             Line("Next steps", 72, 500, 11, True), *paragraph(PROSE, 72, 470, 60)]
        )  # fmt: skip
    return report.parse(read(make_pdf(pages), "paper.pdf"))


def test_title_page(paper: Document) -> None:
    check(paper)
    assert paper.title
    assert paper.subtitle
    assert (paper.title.text, paper.subtitle.text) == ("Response to the Gates Inquiry", "Ajar")
    assert paper.date
    assert paper.date.date.edtf == "2031-05-03"
    assert bodies(paper) == [("Department for Gates, Stiles and Fords", "publisher")]
    assert [w.code for w in paper.warnings].count("publisher_from_title_page") == 1
    assert ("command_paper", "CP 9971") in [(i.scheme, i.value) for i in paper.identifiers]
    assert paper.rights
    assert paper.rights.text == "© Crown copyright 2031"


def test_sections_by_an_index_with_pages_first(paper: Document) -> None:
    assert [(s.level, s.number, s.title, s.page) for s in paper.sections if s.page != "11"] == [
        (1, "", "Ministerial Foreword", "5"),
        (1, "", "What was done about the three calls", "6"),
        (2, "1", "Counting the gates", "6-7"),
        (3, "", "Next steps", "6"),
        (2, "2", "Mending the gates", "8-9"),
        (3, "", "Next steps", "7"),
        (2, "3", "Shutting the gates", "10"),
        (3, "", "Next steps", "8"),
    ]
    codes = [warning.code for warning in paper.warnings]
    assert codes.count("heading_differs") == 1


def test_headings_that_come_back_are_kept(paper: Document) -> None:
    minor = [b.text for s in paper.sections for b in s.blocks if b.kind == "heading"]
    assert minor == ["Fell Executive"] * 3
    assert "running head" not in {each.reason for each in paper.left_out}


def test_the_foreword_is_signed_office_first(paper: Document) -> None:
    assert paper.sections[0].kind == "foreword"
    assert [(p.name, p.affiliation, p.role) for p in paper.sections[0].people] == [
        ("Una Fell", "Minister for Stiles", "foreword"),
        ("Piers Garth", "Secretary for Fords, Tarn Government", "foreword"),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Director of Gates, Una Fell", ("Una Fell", "Director of Gates")),
        ("Una Fell, Director of Gates", ("", "")),
        ("Gates, stiles and fords", ("", "")),
    ],
)
def test_office_first(line: str, found: tuple[str, str]) -> None:
    assert office_first(line) == found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("This call is accepted in full by the Fell Executive", False),
        ("They have not been seen at the gate since May", False),
        ("This is what we do", True),
        ("What is a gate, and why does it matter at all to us", True),
    ],
)
def test_a_sentence_without_a_stop_is_no_heading(text: str, is_one: bool) -> None:
    assert looks_like_heading(text) is is_one


@pytest.mark.parametrize(
    ("lines", "entries"),
    [
        (["3\tForeword", "5-9\tOf gates", "10\tOf stiles"],
         [("Foreword", "3"), ("Of gates", "5-9"), ("Of stiles", "10")]),
        (["4  Foreword", "Una Fell", "9  Of gates", "22  Of stiles"],
         [("Foreword", "4"), ("Of gates", "9"), ("Of stiles", "22")]),
    ],
)  # fmt: skip
def test_pages_first(lines: list[str], entries: list[tuple[str, str]]) -> None:
    source = source_of("\n".join(["A title", "", "Contents", *lines, "", PROSE, "", PROSE * 20]))
    found = contents_list.find_contents(source, split(source))
    assert found
    assert [(entry.title, entry.page) for entry in found.entries] == entries


def test_counted_entries_are_no_pages() -> None:
    source = source_of(
        "\n".join(["A title", "", "Index", "1 Gates", "2 Stiles", "3 Fords", "", PROSE])
    )
    assert contents_list.find_contents(source, split(source)) is None


def test_numbered_headings_of_a_text_are_no_running_heads() -> None:
    parts = [f"Recommendation {number}\n\n{PROSE}" for number in range(1, 7)]
    document = report.parse(source_of("\n\n".join(["Of gates", "Introduction", PROSE, *parts])))
    check(document)
    assert [s.title for s in document.sections][1:] == [f"Recommendation {n}" for n in range(1, 7)]
