"""Notes that are marked by asterisks and daggers."""

from __future__ import annotations

from publications.parsing import registry
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def _report(first: str, second: str, notes: str) -> str:
    return (
        "OPEN BARNS\n\nImogen Fell\n\n© Moss Society 2029\n\nContents\n\n1 Who sweeps?  3\n"
        f"2 Brooms  9\n3 Rakes  12\n\n1 Who sweeps?\n\n{PROSE * 6}{first}\n\n{notes}\n\n"
        f"2 Brooms\n\n{PROSE * 6}{second}\n\n* Brooms of birch.\n\n3 Rakes\n\n{PROSE * 6}\n"
    )


def test_asterisks_and_daggers_call_notes() -> None:
    document = registry.parse(
        source_of(
            _report(
                "So said the rakers.* They were *never* asked again.†",
                "A broom lasts a year.*",
                "* The name of one barn has been changed.\n† See Moss Weekly.",
            )
        )
    )
    check(document)
    assert [(each.number, each.text, each.section) for each in document.footnotes] == [
        ("*", "The name of one barn has been changed.", 0),
        ("†", "See Moss Weekly.", 0),
        ("*", "Brooms of birch.", 1),
    ]
    assert all(each.mark_evidence for each in document.footnotes)
    assert not [each for each in document.warnings if each.code.startswith("footnote")]


def test_asterisks_that_answer_nothing_are_points_of_a_list() -> None:
    document = registry.parse(
        source_of(_report("So said the rakers.", "A broom is *light*", "* straw\n* hay"))
    )
    check(document)
    assert not document.footnotes
    kinds = [block.kind for block in document.sections[0].blocks]
    assert kinds == ["paragraph", "item", "item"]


def _numbered(marks: str, notes: str) -> str:
    listed = "\n\n".join(("1. Straw means hay that was cut, pp. 4-5.", "2. Hay, see straw."))
    return (
        "OPEN BARNS\n\nImogen Fell\n\n© Moss Society 2029\n\nContents\n\n1 Who sweeps?  3\n"
        f"2 Brooms  9\nLicence to sweep  12\n\n1 Who sweeps?\n\n{marks}\n\n{PROSE * 6}\n\n"
        f"2 Brooms\n\n{PROSE * 6}\n\nNotes\n\n{notes}\n\nLicence to sweep\n\n{listed}\n"
    )


def test_a_numbered_list_that_the_text_calls_nowhere_is_none_of_its_notes() -> None:
    marks = "\n\n".join(f"{PROSE.strip()}{number}" for number in range(1, 7))
    notes = "\n".join(f"{number}. Moss Weekly, 19{number}0, p. {number}." for number in range(1, 7))
    document = registry.parse(source_of(_numbered(marks, notes)))
    check(document)
    assert [each.number for each in document.footnotes] == ["1", "2", "3", "4", "5", "6"]
    (licence,) = [each for each in document.sections if each.title == "Licence to sweep"]
    assert [(block.kind, block.marker) for block in licence.blocks] == [
        ("item", "1"),
        ("item", "2"),
    ]


def test_notes_without_marks_are_notes_where_the_text_prints_none() -> None:
    notes = "\n".join(f"{number}. Moss Weekly, 19{number}0, p. {number}." for number in range(1, 7))
    document = registry.parse(source_of(_numbered(PROSE, notes)))
    assert [each.number for each in document.footnotes][:6] == ["1", "2", "3", "4", "5", "6"]
