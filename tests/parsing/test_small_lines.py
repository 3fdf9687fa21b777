"""Small lines that are no headings: prices, signatures, page numbers, notes behind tabs."""

from __future__ import annotations

from publications.parsing import registry
from publications.parsing.books import report
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def read(body: str, imprint: str = "Published by the Moss Society 2032") -> Document:
    document = registry.parse(
        source_of(
            f"Open Barns\n\nBy Una Fell\n\n{imprint}\n\nISBN 978-1-4028-9462-6\n\nContents\n\n"
            f"Foreword   3\nBrooms   5\nRakes   9\nNotes   12\n\nForeword\n\n{PROSE * 3}\n\n"
            f"Councillor Ada Pike\nChairman, Moss Rakers’ Group\n\nPage 3 of 17\n\n"
            f"Brooms\n\n{PROSE * 4}\n\nRakes\n\n{PROSE * 4}\n\n{body}"
        )
    )
    check(document)
    return document


def test_a_signature_of_two_lines_over_a_page_number() -> None:
    document = read(PROSE)
    assert [(p.name, p.role, p.affiliation) for p in document.people if p.role != "author"] == [
        ("Ada Pike", "foreword", "Chairman, Moss Rakers’ Group")
    ]
    assert not document.boxes
    assert [each.reason for each in document.left_out].count("page number") == 1


def test_notes_with_tabs_behind_their_numbers() -> None:
    document = read(
        "Owls sleep.1 Mice do not.2 Rakers may.3\n\nNotes\n\n1\tMoss Survey, 2030, p. 4.\n"
        "2\tSee the same, p. 9.\n3\tTotals are rounded.\n"
    )
    assert [(note.number, note.text) for note in document.footnotes] == [
        ("1", "Moss Survey, 2030, p. 4."),
        ("2", "See the same, p. 9."),
        ("3", "Totals are rounded."),
    ]
    assert all(note.mark_evidence for note in document.footnotes)


def test_rows_of_figures_stay_a_table() -> None:
    document = read("Table 1: Owls\n\n1\tMoss\t2030\n2\tMoor\t2031\n3\tGate\t2032\n")
    assert [b.kind for s in document.sections for b in s.blocks if b.rows] == ["table"]


def test_a_price_by_itself_and_two_bodies_on_one_line() -> None:
    document = read(
        PROSE,
        "Published in June 2032 by Mossworks in association with The Gate Foundation.\n\n"
        "Price £6.00",
    )
    assert document.price
    assert document.price.amount == "6.00"
    assert [(o.name, o.role) for o in document.organisations] == [
        ("Mossworks", "publisher"),
        ("Gate Foundation", "partner"),
    ]


def test_a_long_line_under_the_title_is_its_subtitle() -> None:
    document = report.parse(
        source_of(
            "Parish owls\nNational report\nJune 2032\n\nOpen Barns\n\nThe care of floors and roofs "
            f"in the parish\n\nThe Moss Board is a watchdog. {PROSE}\n\n{PROSE * 2}\n\n"
            f"© Moss Board 2032\n\nContents\n\nBrooms\t5\nRakes\t9\n\nBrooms\n\n{PROSE * 5}\n\n"
            f"Rakes\n\n{PROSE * 5}\n"
        )
    )
    check(document)
    assert document.title
    assert document.subtitle
    assert (document.title.text, document.subtitle.text) == (
        "Open Barns",
        "The care of floors and roofs in the parish",
    )


def test_questions_are_no_headings() -> None:
    asked = "".join(
        f"Question {number}. Should the {what} of Moss be swept by all of us?\n\n{PROSE * 3}\n\n"
        for number, what in enumerate(("barns", "floors", "rafters"), 1)
    )
    document = read(asked)
    assert [each.title for each in document.sections] == ["Foreword", "Brooms", "Rakes", "Notes"]
    assert not any(b.kind == "heading" for s in document.sections for b in s.blocks)


def test_numbered_paragraphs_end_a_box_and_begin_no_section() -> None:
    numbered = [f"{number} The parish of Moss keeps a floor. {PROSE}" for number in range(1, 11)]
    numbered[5] = "6 What would an owl say of all these floors of Moss?"
    numbered.insert(7, f"Case study 1\n\nThe barn at Gate\n\nIt has a roof. {PROSE}")
    numbered.insert(
        10, f"Case study 2\n\nThe barn at Moor\n\nIt has a door. {PROSE}\n\nSource: Moss"
    )
    document = read("\n\n".join([*numbered, PROSE]))
    assert [len(box.blocks) for box in document.boxes] == [2, 3]
    markers = [b.marker for s in document.sections for b in s.blocks if b.kind == "item"]
    assert markers == [str(number) for number in range(1, 11)]
