"""Title pages that begin with who publishes, and contents lists whose pages stand apart."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.books import essay_collection, report
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "
BODY = (
    f"Introduction\n\n{PROSE * 4}\n\n4  THE LONG RAKE\n\nBrooms\n\n{PROSE * 4}In The Long Rake we "
    f"say so.(1)\n\n{PROSE * 3}\n\n6  THE LONG RAKE\n\nNotes\n\n1. Moss Survey, 2030, p. 4.\n"
)


def read(cover: str, contents: str = "Introduction   3\nBrooms   5\nNotes   9") -> Document:
    document = report.parse(source_of(f"{cover}\n\nContents\n\n{contents}\n\n{BODY}"))
    check(document)
    return document


@pytest.mark.parametrize(
    "cover",
    [
        "UNIVERSITY OF GATE\nInstitute for Straw\n\nWorking Paper No. 27\n\nThe long rake",
        "moss rakers\ngate owls\n\nTHE LONG RAKE\n\nMoss Rakers is a charity. © Moss Rakers 2032",
        "Society of Parish Rakers\n\nTHE LONG RAKE\n\nDiscussion Paper No. 6   £4.50\n\n"
        "First published in June 2032 by the\nSociety of Parish Rakers",
        "THE LONG RAKE\n\nMoss Society\n\nPublished by the Moss Society 2032",
    ],
)
def test_the_title_under_the_name_of_a_body(cover: str) -> None:
    document = read(cover)
    assert document.title
    assert document.title.text.upper() == "THE LONG RAKE"


def test_notes_called_by_figures_in_round_brackets() -> None:
    (note,) = read("THE LONG RAKE\n\nPublished by the Moss Society 2032").footnotes
    assert (note.number, note.text, bool(note.mark_evidence)) == (
        "1",
        "Moss Survey, 2030, p. 4.",
        True,
    )


def test_a_series_with_a_price_beside_it() -> None:
    series = read(
        "THE LONG RAKE\n\nMoss Discussion Paper No. 6   £4.50\n\n© Moss Society 2032"
    ).series
    assert series
    assert (series.title, series.number) == ("Moss Discussion Paper", "6")


def test_pages_below_their_titles() -> None:
    document = read(
        "THE LONG RAKE\n\nPublished by the Moss Society 2032",
        "Introduction\n3\nBrooms\n5\n\nNotes\n9",
    )
    assert [(s.title, s.page) for s in document.sections] == [
        ("Introduction", "3"),
        ("Brooms", "5"),
        ("Notes", "9"),
    ]


def test_a_column_of_pages_behind_titles_and_names() -> None:
    essays = [
        ("Walking the floor of the barn", "Una Fell and Odo Latch"),
        ("The other rake in the hay", "Dr Ewa Straw, Jory Pike and Ada Tollwick"),
        ("Owls", "Wynn Gate"),
    ]
    text = "The Long Rake\n\nEdited by Bo Marsh\n\n© Moss Society 2032\n\nContents\n\n"
    text += "\n\n".join("\n".join(each) for each in essays) + "\n\nContributors\n\n3\n7\n12\n20\n\n"
    text += "".join(f"{title}\n\n{names}\n\n{PROSE * 4}\n\n" for title, names in essays)
    text += "Contributors\n\nUna Fell is Dean of Moss.\n\nOdo Latch is Warden of Gate.\n"
    source = source_of(text)
    assert registry.recognise(source)[0] == essay_collection.KIND
    document = essay_collection.parse(source)
    check(document)
    assert [(s.title, s.page, len(s.people)) for s in document.sections] == [
        ("Walking the floor of the barn", "3", 2),
        ("The other rake in the hay", "7", 3),
        ("Owls", "12", 1),
        ("Contributors", "20", 0),
    ]


def test_a_running_head_of_two_lines_begins_with_the_title() -> None:
    head = "Who Sweeps the Barns\nTask Group Report"
    text = "MOSS PARISH COUNCIL\n\nWHO SWEEPS THE BARNS\n\nJune 2032\n"
    text += f"\f{head}\n\nThis report is free to all.\n\f{head}\n\nContents\n\n"
    text += "Brooms   3\nRakes   4\nHay   5\n"
    for page, title in enumerate(("Brooms", "Rakes", "Hay"), 3):
        text += f"\n   Page {page - 1} of 5\n\f{head}\n\n{title}\n\n{PROSE * 5}\n"
    document = report.parse(source_of(text))
    check(document)
    assert document.title
    assert document.title.text == "WHO SWEEPS THE BARNS"
    assert [(s.title, s.page) for s in document.sections] == [
        ("Brooms", "3"),
        ("Rakes", "4"),
        ("Hay", "5"),
    ]


@pytest.mark.parametrize(
    ("name", "told", "title"),
    [
        ("Ask Once", "", "Ask Once"),
        ("Ada Once", "\n\nAda Once is a clerk.", "How barns are swept without brooms"),
    ],
)
def test_a_title_in_the_form_of_a_name(name: str, told: str, title: str) -> None:
    document = read(
        f"STRAW LAB\nRake Circle (RC)\n\n{name}\n\nHow barns are swept without brooms\n\n"
        f"Una Fell and Odo Latch (Straw Lab)\n\nMarch 2032\n\n© Straw Lab 2032{told}"
    )
    assert document.title
    assert document.title.text == title
    assert "Ask Once" not in [each.name for each in document.people]
