"""Books of plain text with pages: running heads by their place, and words broken by line ends."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.reading import check, people, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def _page(head: str, *parts: str) -> str:
    return "\f" + "\n\n".join((head, *parts)) + "\n"


@pytest.fixture(scope="module")
def report() -> Document:
    text = (
        "OPEN BARNS\n\nHow sweeping works?\n\nImogen Fell\n\nMoss Society\n\n"
        "Trustees\nLord Rake of Moss (Chair), Theodora Latch\n(Deputy), Sir Gavin Straw,\n"
        "Conrad\nWielopolski\n\n© Moss Society 2029\n"
    )
    text += _page(
        "About the author                 3",
        "About the author",
        "Imogen Fell is a rake of the Moss Society, and has been one for some years.",
    )
    text += _page(
        "CONTENTS",
        "Contents",
        "About the author   3\nAcknowledgements   5\n1 Who sweeps?   6\n2 Brooms: a history   8\n"
        "3 Rakes   10\nRecommendations   11",
    )
    text += _page(
        "Acknowledgements                 5",
        "Acknowledgements",
        "We would like to thank the Union of Parish\nRakers and the Larch Foundation, whose "
        "generous support\nmade this work possible. We are grateful to Professor Ada Marsh-Tait, "
        "Cllr Bronagh\nMcGate and Stanisław Lis.",
    )
    text += _page("6    Open Barns", "1 Who sweeps?", PROSE * 5)
    text += _page("Who sweeps?                      7", PROSE * 5)
    text += _page("8    Open Barns", "2 Brooms: a history", PROSE * 5)
    text += _page("BROOMS", PROSE * 5, "Table 1: Brooms by parish", "Moss\t3\nMoor\t4", PROSE * 4)
    text += _page("10    Open Barns", "3 Rakes", PROSE * 5)
    text += _page("Recommendations                 11", "Recommendations", PROSE * 3)
    text += "\f£12.50\nISBN 978-1-4028-9462-6\n\nMoss Society\n2 Row Lane, Moss MO1 2SS\n\n"
    text += f"The barns of Moss are many. {PROSE}\n\nOctober 2029\n"
    return registry.parse(source_of(text))


def test_heads_at_the_edges_of_pages_are_no_headings(report: Document) -> None:
    check(report)
    assert report.title
    assert report.title.text == "OPEN BARNS"
    assert [(s.level, s.number, s.title, s.page) for s in report.sections] == [
        (1, "", "About the author", "3"),
        (1, "", "Acknowledgements", "5"),
        (1, "1", "Who sweeps?", "6"),
        (1, "2", "Brooms: a history", "8"),
        (1, "3", "Rakes", "10"),
        (1, "", "Recommendations", "11"),
    ]
    assert not report.boxes
    assert [each.name for each in report.biographies] == ["Imogen Fell"]


def test_what_a_back_cover_prints(report: Document) -> None:
    assert report.date
    assert report.date.date.edtf == "2029-10"
    assert report.price
    assert report.price.amount == "12.50"
    assert "many" not in report.sections[-1].text


def test_people_and_bodies_over_the_ends_of_lines(report: Document) -> None:
    mentioned = [name for name, _ in people(report, "mentioned")]
    assert mentioned == [
        "Lord Rake of Moss",
        "Theodora Latch",
        "Gavin Straw",
        "Conrad Wielopolski",
    ]
    thanked = [name for name, _ in people(report, "acknowledgements")]
    assert thanked == ["Ada Marsh-Tait", "Bronagh McGate", "Stanisław Lis"]
    assert [(o.name, o.role) for o in report.organisations if o.role != "publisher"] == [
        ("Union of Parish Rakers", "sponsor"),
        ("Larch Foundation", "sponsor"),
    ]


def test_heads_in_two_parts_and_numbers_between_dashes() -> None:
    text = "OPEN BARNS\n\nHow sweeping works\n\nMoss Society\n\n© Moss Society 2029\n"
    listing = "Foreword\t3\nChapter 1 – Brooms\t4\nAnnex A – Parishes\t6"
    pages = (
        ("Contents", "CONTENTS", listing),
        ("Foreword", "Foreword", PROSE * 3, "Imogen Fell\nChair of the Society"),
        ("Brooms", "CHAPTER 1\nBrooms", f"1.1   {PROSE * 2}", f"1.2   {PROSE * 2}The"),
        (
            "Brooms",
            f"moor is wide. {PROSE}",
            "1.3   We ask that there be a broom.¹",
            f"1.4   {PROSE}",
        ),
        ("Annex A", "Annex A – Parishes", PROSE, "19 October 2028"),
    )
    for number, (chapter, *parts) in enumerate(pages, 2):
        text += _page(f"Open Barns | {chapter}", *parts, f"                – {number} –")
    document = registry.parse(source_of(text))
    check(document)
    assert document.title
    assert document.title.text == "OPEN BARNS"
    assert [(s.number, s.title) for s in document.sections] == [
        ("", "Foreword"),
        ("1", "Brooms"),
        ("", "Annex A – Parishes"),
    ]
    words = "\n".join(block.text for s in document.sections for block in s.blocks)
    assert "|" not in words
    assert "–" not in words
    assert "The moor is wide." in words
    assert document.sections[-1].blocks[-1].text == "19 October 2028"
    assert [p.name for p in document.people] == ["Imogen Fell"]


def test_boxes_with_a_bar_are_no_heads() -> None:
    text = "OPEN BARNS\n\nImogen Fell\n\n© Moss Society 2029\n"
    for parish in ("Moss", "Moor", "Mere", "Fen"):
        text += _page(f"Case study | {parish}", PROSE * 3)
        for _ in range(2):
            text += _page(PROSE * 4)
    document = registry.parse(source_of(text))
    check(document)
    assert not [each for each in document.left_out if each.reason == "running head"]
