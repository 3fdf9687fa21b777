"""The offices of those who sign a text, from the line that ends it."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from tests.parsing.reading import check, source_of, words_at

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Una Fell is Head of Rakes at the Moss Society", "Head of Rakes at the Moss Society"),
        ("Dr Una Fell OBE is the Head of Rakes.", "Head of Rakes"),
        ("Una Fell is a partner at Larch and Straw LLP.", "partner at Larch and Straw LLP"),
        ("Una Fell is Dean of Moss and retires in June", "Dean of Moss"),
        ("Una Fell was Dean of Moss, 2004-13, and is now Warden of Moor", "Warden of Moor"),
        ("Una Fell is right about the brooms of Moss.", ""),
        ("Una Fell is a gardener.", ""),
        ("Bo Rake is Dean of Moss", ""),
        (f"Una Fell is Dean of Moss. {PROSE}", ""),
    ],
)
def test_the_last_line_of_an_essay_gives_its_author_an_office(line: str, office: str) -> None:
    text = "OPEN BARNS\n\nAn essay collection\n\nEdited by Odo Latch\n\nContents\n\n"
    text += "Walking the floor\nby Una Fell   3\n\nThe other rake\nby Imogen Gate   7\n\n"
    text += (
        f"Walking the floor\n\nby Una Fell\n\n{PROSE * 4}\n\nTuesdays\n\n{PROSE * 4}\n\n{line}\n\n"
    )
    text += f"The other rake\n\nby Imogen Gate\n\n{PROSE * 4}\n\n{PROSE * 4}\n\n"
    text += "Imogen Gate is a fellow of the Moor Trust\n"
    document = registry.parse(source_of(text))
    check(document)
    authors = {each.name: each for each in document.people if each.role == "author"}
    assert authors["Una Fell"].affiliation == office
    assert authors["Imogen Gate"].affiliation == "fellow of the Moor Trust"
    assert words_at(document, authors["Una Fell"].affiliation_evidence) == office
    signed = [person.affiliation for s in document.sections for person in s.people]
    assert signed == [office, "fellow of the Moor Trust"]


def test_a_byline_of_many_words_is_no_broken_paragraph() -> None:
    text = "OPEN BARNS\n\nAn essay collection\n\nEdited by Odo Latch\n\nContents\n\n"
    text += "The other rake\nby Sir Bo Ann Fell and Imogen Van Gate   3\n\n"
    text += "Brooms\nby Una Straw   7\n\n"
    text += "The other rake\n\nby Sir Bo Ann Fell and Imogen Van Gate\n\n"
    text += f"A rake ought to be a friend.\n\n{PROSE * 4}\n\n{PROSE * 4}\n\n"
    text += f"Imogen Van Gate is Head of Rakes\n\nBrooms\n\nby Una Straw\n\n{PROSE * 4}\n"
    document = registry.parse(source_of(text))
    check(document)
    essay = document.sections[0]
    assert [(each.name, each.affiliation) for each in essay.people] == [
        ("Bo Ann Fell", ""),
        ("Imogen Van Gate", "Head of Rakes"),
    ]
    assert essay.blocks[0].text == "A rake ought to be a friend."
