"""What the lines of a page become: paragraphs, lists, tables; and press releases as printed."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Block, Document, Line, Page, SourceText
from publications.parsing.pages.page_blocks import blocks_of
from publications.parsing.pages.side_matter import rights_in
from publications.parsing.readers import read
from publications.parsing.spans import shown_lines
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import people, source_of

PROSE = (
    "The barns of the parish were counted twice this spring, and nobody who counted them would say "
    "which of the two counts ought to be believed."
)


def blocks(document: Document, heading: str = "") -> list[Block]:
    """The blocks under a heading."""
    return [
        block
        for section in document.sections
        if section.title == heading
        for block in section.blocks
    ]


def page(body: str) -> Document:
    """The reading of a saved page."""
    return registry.parse(
        read(f"<!doctype html><html><body>{body}</body></html>".encode(), "a.html")
    )


RELEASE = f"""Three barns in four are full, survey finds

Press release | 23 February 2031

{PROSE}

Councillor Una Fell-Hart, chair of the Barn Forum, said:

“We want to fill them all. We have the straw.”

Dr Ivo Tansy, who led the count at the University of Moss, said: “We counted, and counted again.”

What the survey found

• 49 of the 64 barns were full in the spring.
• 26 were full in the autumn as well.

{PROSE}

Parish\tBarns\tFull
West Moss\t12\t9
East Moss\t8\t

Barns full by parish, as counted in the spring and again in the autumn of the same year.

1. The survey was open for a month.
2. Straw in the Barn: What is left is published by the Barn Forum, which made the survey.

ENDS

Notes to editors

{PROSE}

Media contact

Olga Reed, Press Officer, 0161 496 0733. She is there from nine to five on every working day.

Tweet Share Email Print this page

Barn Forum, 3 Row, Moss
"""


def test_release_of_a_printed_page() -> None:
    document = registry.parse(source_of(RELEASE))
    check_page(document)
    assert document.kind == "news_article"
    assert document.date
    assert document.date.date.edtf == "2031-02-23"
    assert document.form
    assert document.form.text == "Press release"
    assert document.subtitle is None
    assert [section.title for section in document.sections] == [
        "", "What the survey found", "Notes to editors", "Media contact",
    ]  # fmt: skip
    assert "ENDS" not in [block.text for block in blocks(document, "What the survey found")]


def test_speaker_in_the_paragraph_before() -> None:
    document = registry.parse(source_of(RELEASE))
    assert people(document, "quoted") == [
        ("Una Fell-Hart", "chair of the Barn Forum"),
        ("Ivo Tansy", "University of Moss"),
    ]
    assert [(each.name, each.text) for each in document.quotations] == [
        ("Una Fell-Hart", "We want to fill them all. We have the straw."),
        ("Ivo Tansy", "We counted, and counted again."),
    ]
    assert people(document, "contact") == [("Olga Reed", "Press Officer")]


def test_lists_and_tables_of_lines() -> None:
    found = blocks(registry.parse(source_of(RELEASE)), "What the survey found")
    assert [(each.kind, each.marker) for each in found] == [
        ("item", "-"), ("item", "-"), ("paragraph", ""), ("table", ""), ("paragraph", ""),
        ("item", "1"), ("item", "2"),
    ]  # fmt: skip
    assert found[0].text == "49 of the 64 barns were full in the spring."
    assert [[cell.text for cell in row] for row in found[3].rows] == [
        ["Parish", "Barns", "Full"], ["West Moss", "12", "9"], ["East Moss", "8", ""],
    ]  # fmt: skip


def test_title_of_a_work_is_no_place() -> None:
    assert "Barn" not in [each.name for each in registry.parse(source_of(RELEASE)).places]


def test_table_of_a_saved_page_with_an_empty_cell() -> None:
    document = page(
        f"<h1>Barns are full</h1><p>12 March 2031</p><p>{PROSE}</p><p>“They are full,” said Jo "
        "Hill.</p><table><tr><th>Parish</th><th>Barns</th><th>Full</th></tr><tr><td>Moss</td><td></td>"
        f"<td>9</td></tr><tr><td></td><td>3</td><td>4</td></tr></table><p>{PROSE}</p>"
    )
    (table,) = [block for block in blocks(document) if block.kind == "table"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Parish", "Barns", "Full"], ["Moss", "", "9"], ["", "3", "4"],
    ]  # fmt: skip


def test_paragraph_over_the_end_of_a_sheet_is_one() -> None:
    first, second = (
        "We counted all the barns of the parish and when",
        "spring came they were empty.",
    )
    text = f"{first}\n{second}\n"
    cut = len(first) + 1
    source = SourceText(
        "a.pdf", "", "application/pdf", 1, "", text,
        (Line(0, len(first), first, page=1), Line(cut, len(text) - 1, second, page=2)),
        (Page(1, "1", 0, cut), Page(2, "2", cut, len(text))),
    )  # fmt: skip
    (joined,) = blocks_of(source, shown_lines(source))
    assert joined.text == f"{first} {second}"
    assert joined.evidence == ((0, len(first)), (cut, len(text) - 1))
    assert joined.page == "1"


def test_comma_before_a_closing_mark_is_the_article_s() -> None:
    document = registry.parse(
        source_of(
            f"Barns\n\n12 March 2031\n\n{PROSE}\n\n“We counted them all,” said Jo Hill, keeper of "
            "Moss. “None is empty,” she added, “and none is full.”\n\n“It is a good year,” he said."
        )
    )
    first = "We counted them all. None is empty, and none is full."
    assert document.quotations[0].text.startswith(first)
    assert not any(each.text.endswith(",") for each in document.quotations)


def test_foot_of_a_blog_is_no_text() -> None:
    document = page(
        f"<h1>Barns are full</h1><p>12 March 2031</p><p>{PROSE}</p><p>“They are full,” said Jo "
        f"Hill.</p><p>{PROSE}</p><p>Posted in Barns Tagged straw, moss</p><h3>Related</h3>"
        "<p>What is a barn? 3 May 2030</p>"
    )
    assert [each.title for each in document.items] == ["What is a barn?"]
    assert "tags" in [each.reason for each in document.left_out]
    assert [section.title for section in document.sections] == [""]


@pytest.mark.parametrize(
    ("foot", "rights"),
    [
        ("© Moss & Fell Publishing Ltd 2030 Terms Privacy", "© Moss & Fell Publishing Ltd 2030"),
        ("© 2012-2030 Moss Forum   Terms   Privacy", "© 2012-2030 Moss Forum"),
        ("Copyright © Moss Forum. All rights reserved.", "Copyright © Moss Forum"),
        ("Moss Forum, 1 Row | © Moss Forum 2030 | Terms of use", "© Moss Forum 2030"),
        ("Copyright notice", None),
    ],
)
def test_rights_in_the_foot_of_a_page(foot: str, rights: str | None) -> None:
    found = rights_in(source_of(f"Barns\n\n{PROSE}\n\n{foot}\n"))
    assert (found and found.text) == rights


def test_who_chairs_and_who_is() -> None:
    document = page(
        "<p>Moss Assembly of Barns</p><nav><a>Home</a> <a>News</a></nav><h1>Barns are full</h1>"
        f"<p>12 March 2031</p><p>The Moss Assembly of Barns met. {PROSE}</p>"
        "<p>“We count,” said Una Fell-Hart, who chairs the Assembly’s Straw Panel. “We do.”</p>"
        "<p>“I sweep,” said Ivo Tansy, who is the treasurer of Moss.</p>"
        "<p>© Moss Assembly of Barns 2031. Last updated in May.</p>"
    )
    assert people(document, "quoted") == [
        ("Una Fell-Hart", "the Assembly’s Straw Panel"),
        ("Ivo Tansy", "treasurer of Moss"),
    ]
    assert [each.name for each in document.organisations] == ["Moss Assembly of Barns"]
    assert document.rights
    assert document.rights.text == "© Moss Assembly of Barns 2031"
