"""Long texts of the same kinds in other forms: contents by dashes, pages first, endnotes."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.reading import check, made, source_of


@pytest.fixture(scope="module")
def dashed() -> Document:
    return registry.parse(made("essays_with_dashes_and_notes.txt"))


@pytest.fixture(scope="module")
def pages_first() -> Document:
    return registry.parse(made("essays_with_pages_first.txt"))


@pytest.fixture(scope="module")
def boxed() -> Document:
    return registry.parse(made("report_with_boxes_and_endnotes.txt"))


def outline(document: Document) -> list[tuple[int, str, str, str]]:
    return [(s.level, s.kind, f"{s.number} {s.title}".strip(), s.page) for s in document.sections]


def test_essays_with_names_behind_dashes(dashed: Document) -> None:
    check(dashed)
    assert dashed.kind == "essay_collection"
    assert outline(dashed) == [
        (1, "foreword", "Foreword", "3"),
        (1, "introduction", "Introduction", "5"),
        (1, "essay", "Why squares matter", "9"),
        (2, "section", "What the evidence says", ""),
        (1, "essay", "Markets and memory", "17"),
        (1, "essay", "The long bench", "25"),
        (1, "authors", "Contributors", "33"),
    ]
    assert [[p.name for p in s.people] for s in dashed.sections if s.level == 1][2:5] == [
        ["Tom Allwright"],
        ["Ruth Quillow", "Dan Okafield"],
        ["Odo Shawfield"],
    ]
    assert [p.name for p in dashed.people if p.role == "editor"] == ["Ada Tollwick"]


def test_notes_at_the_end_of_each_essay(dashed: Document) -> None:
    assert [(n.number, n.section, bool(n.mark_evidence)) for n in dashed.footnotes] == [
        ("1", 2, True),
        ("2", 3, True),
        ("1", 4, True),
    ]
    headings = [b.text for s in dashed.sections for b in s.blocks if b.kind == "heading"]
    assert headings == ["Notes", "Notes"]


def test_essays_with_pages_first(pages_first: Document) -> None:
    check(pages_first)
    assert pages_first.kind == "essay_collection"
    assert outline(pages_first) == [
        (1, "introduction", "INTRODUCTION", "3"),
        (1, "essay", "TRAINS THAT RUN", "7"),
        (2, "section", "First stop", ""),
        (1, "essay", "HOMES THAT LAST", "15"),
        (1, "essay", "JOBS THAT PAY", "23"),
        (1, "authors", "ABOUT THE AUTHORS", ""),
    ]
    authors = [(p.name, p.affiliation) for p in pages_first.people if p.role == "author"]
    assert authors == [
        ("Piers Garth", "Director of the Rail Guild"),
        ("Bo Linney", "Chief Executive of Moss Homes"),
        ("Wim Dalemoor", ""),
    ]
    assert [(o.name, o.role) for o in pages_first.organisations] == [
        ("The Rail Guild", "publisher"),
        ("Moss District Council", "partner"),
    ]


def test_a_report_with_numbers_boxes_and_endnotes(boxed: Document) -> None:
    check(boxed)
    assert boxed.kind == "report"
    assert outline(boxed) == [
        (1, "front", "About the Fieldgate Institute", ""),
        (1, "acknowledgements", "Acknowledgements", "2"),
        (1, "authors", "About the authors", "3"),
        (1, "foreword", "Foreword", "4"),
        (1, "section", "Executive summary", "5"),
        (1, "introduction", "1 Introduction", "8"),
        (2, "section", "1.1 Why towns matter", "9"),
        (2, "section", "1.2 Our approach", "10"),
        (1, "section", "2 What towns have", "12"),
        (2, "section", "2.1 Markets", "13"),
        (1, "section", "3 Conclusion and recommendations", "20"),
        (1, "appendix", "Appendix A: Method", "25"),
        (1, "back", "Endnotes", "27"),
    ]
    assert [(box.title, box.kind) for box in boxed.boxes] == [
        ("Box 1.1: The market at Moss", "panel"),
        ("Case study: Brightsea", "case_study"),
    ]
    assert [(n.number, bool(n.mark_evidence)) for n in boxed.footnotes] == [
        ("1", True),
        ("2", True),
    ]


def test_a_quotation_is_parted_from_who_said_it(boxed: Document) -> None:
    (quotation,) = boxed.quotations
    assert quotation.text == "A market is a town talking to itself."
    assert (quotation.name, quotation.affiliation) == ("", "Stallholder, Moss")


def test_people_and_bodies_of_a_report(boxed: Document) -> None:
    assert [(p.name, p.role) for p in boxed.people] == [
        ("Olga Tuppence", "foreword"),
        ("Una Fell", "author"),
        ("Piers Garth", "author"),
        ("Wim Dalemoor", "acknowledgements"),
    ]
    assert [(o.name, o.role) for o in boxed.organisations] == [
        ("Fieldgate Institute", "publisher"),
        ("Moss Building Society", "sponsor"),
    ]


def test_a_wrapped_report_with_running_heads() -> None:
    document = registry.parse(made("report_wrapped_with_running_heads.txt"))
    check(document)
    assert document.title
    assert document.subtitle
    assert document.title.text == "Slow Lanes"
    assert document.subtitle.text == "The future of rural buses"
    assert outline(document) == [
        (1, "section", "Executive Summary", "3"),
        (1, "section", "1 The bus and the village", "7"),
        (2, "section", "1.1 The lost routes", ""),
        (1, "section", "2 Who pays", "15"),
        (1, "section", "3 What next", "22"),
        (2, "section", "Recommendation 1", ""),
        (2, "section", "Recommendation 2", ""),
        (1, "back", "References", "30"),
    ]
    items = [b.text for s in document.sections for b in s.blocks if b.kind == "item"]
    assert len(items) == 3
    assert document.price
    assert document.price.amount == "10.00"
    codes = [warning.code for warning in document.warnings]
    assert codes.count("date_missing") == codes.count("subtitle_unsure") == 1
    assert {each.reason for each in document.left_out} == {
        "heading of the contents list",
        "running head",
    }


def test_a_title_page_without_labels() -> None:
    document = registry.parse(
        source_of(
            "Places to Mow\nHow meadows can be cut by those who live beside them\n\n"
            "Una Fell and Tom Allwright\n\nEdited by Ada Tollwick\n\nFieldgate Institute\n\n"
            "First published in Great Britain in June 2031 by\nFieldgate Institute\n"
            "10 Gate Lane\nMoss MS1 3AY\n© Fieldgate Institute 2031\n\n"
            "Contents\n\nSummary ....... 4\nChapter 1: Why meadows ....... 9\n"
            "Chapter 2: The record ....... 15\n\nSummary\n\nMeadows want mowing, and mowing wants "
            "people who live near enough to walk there with a scythe.\n\nChapter 1: Why meadows\n\n"
            "There are fewer meadows than there were, and those that are left are small. "
            + "A meadow is cut in June, and again before the autumn rains come. "
            * 40
            + "\n\n"
            "“We would take ten thousand meadows tomorrow.” – Council leader, Westmoss\n\n"
            "Chapter 2: The record\n\nThe record is poor, and it has been so for fifty years.\n"
        )
    )
    check(document)
    assert document.title
    assert document.subtitle
    assert document.title.text == "Places to Mow"
    assert document.subtitle.text == "How meadows can be cut by those who live beside them"
    assert [(each.name, each.role) for each in document.people] == [
        ("Ada Tollwick", "editor"),
        ("Una Fell", "author"),
        ("Tom Allwright", "author"),
    ]
    assert [(o.name, o.role) for o in document.organisations] == [
        ("Fieldgate Institute", "publisher")
    ]
    assert not [w for w in document.warnings if w.code == "publisher_from_rights"]
    (quotation,) = document.quotations
    assert quotation.text == "We would take ten thousand meadows tomorrow."
    assert (quotation.name, quotation.affiliation) == ("", "Council leader, Westmoss")


def test_essays_with_their_authors_under_the_entries_and_notes_by_essay() -> None:
    document = registry.parse(
        source_of(
            "BARNS AND THE COMMON GOOD\n\nEssays on the future of barns\n\n"
            "Edited by Ada Tollwick\n\n"
            "The Fieldgate Society\n10 Gate Lane\nMoss MS1 3AY\n\nFirst printed October 2031\n\n"
            "Contents\n\nForeword  v\nOlga Tuppence\n1 Reclaiming the barn  1\nTom Allwright\n"
            "2 The money question  11\nRuth Quillow and Dan Okafield\nEndnotes  31\n\n"
            "Foreword\n\nOlga Tuppence\n\nBarns have been at the heart of the parish since it was "
            "a parish, and they will be there when it is none.\n\n"
            "1 Reclaiming the barn\n\nTom Allwright\n\nBarn is a word with a long history.1 In the "
            "hands of others it became a cover for sheds.\n\n"
            "2 The money question\n\nRuth Quillow and Dan Okafield\n\n"
            "Barn tax was made in a hurry in 1992 and has been left alone since.2\n\n"
            + "A barn is swept in June, and again before the autumn rains come. "
            * 20
            + "\n\nEndnotes\n\nReclaiming the barn\n1 See Una Fell, A History of Barns, 2029.\n\n"
            "The money question\n2 Institute for Barns, Bands on the Run, 2031, p.12.\n"
        )
    )
    check(document)
    assert document.kind == "essay_collection"
    assert outline(document) == [
        (1, "foreword", "Foreword", "v"),
        (1, "essay", "1 Reclaiming the barn", "1"),
        (1, "essay", "2 The money question", "11"),
        (1, "back", "Endnotes", "31"),
    ]
    assert [[p.name for p in s.people] for s in document.sections[:3]] == [
        ["Olga Tuppence"],
        ["Tom Allwright"],
        ["Ruth Quillow", "Dan Okafield"],
    ]
    assert [(o.name, o.role) for o in document.organisations] == [
        ("The Fieldgate Society", "publisher")
    ]
    assert [(n.number, n.section, bool(n.mark_evidence)) for n in document.footnotes] == [
        ("1", 1, True),
        ("2", 2, True),
    ]


def test_tabbed_contents_bullets_with_tabs_and_one_running_head() -> None:
    document = registry.parse(
        source_of(
            "BARN ENERGY\n\nPowering the barns we have\n\nTom Allwright\n\nSeptember 2032\n\n"
            "© Fieldgate Institute 2032\n\nCONTENTS\n\nEXECUTIVE SUMMARY \t5\n"
            "1\tINTRODUCTION \t9\n2\tTHE LANDSCAPE \t13\n\tMOSS \t14\n3\tCONCLUSION\t30\n\n"
            "EXECUTIVE SUMMARY\n\nBarn bills have risen since 2025.1 Barns can do more.\n\n"
            "•\tBarns should set up companies.\n•\tThe parish should lend them straw.\n\n"
            "1 INTRODUCTION\n\n1 Office of Barns, Bills Explained, 2032\n\n"
            + "The barn is swept in June, and again before the autumn rains come. "
            * 20
            + "\n\n6\nBARN ENERGY\n\n2 THE LANDSCAPE\n\nThere are six big barns.\n\nMOSS\n\n"
            "The barn at Moss is a large one.\n\n3 CONCLUSION\n\nThe time to sweep is now.\n"
        )
    )
    check(document)
    assert outline(document) == [
        (1, "section", "EXECUTIVE SUMMARY", "5"),
        (1, "introduction", "1 INTRODUCTION", "9"),
        (1, "section", "2 THE LANDSCAPE", "13"),
        (2, "section", "MOSS", "14"),
        (1, "section", "3 CONCLUSION", "30"),
    ]
    summary = document.sections[0]
    assert [block.kind for block in summary.blocks] == ["paragraph", "item", "item"]
    assert [(n.number, n.section, bool(n.mark_evidence)) for n in document.footnotes] == [
        ("1", 0, True)
    ]
    assert "running head" in {each.reason for each in document.left_out}
