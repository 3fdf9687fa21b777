"""The authors that a report's page lists or tells of, and praise without quotation marks."""

from __future__ import annotations

from publications.parsing.document import Document
from publications.parsing.registry import parse_bytes
from tests.parsing.reading import words_at

TEXT = "This report sets out what clerks drink. The report finds that most of them drink tea."


def page(text: str) -> Document:
    document = parse_bytes(text.encode(), "page.txt")
    assert document.kind == "report_page"
    for each in document.people:
        assert words_at(document, each.evidence) == " ".join(each.printed.split())
        assert words_at(document, each.affiliation_evidence) == each.affiliation
    return document


def people(document: Document) -> list[tuple[str, str, str]]:
    return [(each.name, each.role, each.affiliation) for each in document.people]


def test_names_under_a_heading_with_their_pictures_and_posts() -> None:
    document = page(
        f"Hot Tea\n\n{TEXT}\n\nAuthors\n\nPicture of Ada Moor\nAda Moor\n\nPicture of Bo Fell\n"
        "Bo Fell\nFormer Head of Kettles\n\nRelated articles\n"
    )
    assert people(document) == [
        ("Ada Moor", "author", ""),
        ("Bo Fell", "author", "Former Head of Kettles"),
    ]


def test_names_over_their_biographies() -> None:
    document = page(
        f"Hot Tea\n\n{TEXT}\n\nMeet the Authors\nAda Moor\nAda looks after the kettles of nine "
        "parishes in the Moss.\nBo Fell\nBo is a geographer of tea rooms and of railway halts.\n"
    )
    assert people(document) == [("Ada Moor", "author", ""), ("Bo Fell", "author", "")]
    assert [each.name for each in document.biographies] == ["Ada Moor", "Bo Fell"]


def test_the_line_under_a_title_may_tell_who_the_authors_are() -> None:
    document = page(
        "Hot Tea\n\nDr Ada Moor is a reader at the School of Tea. Bo Fell is head of Kettles at "
        f"the Spoon Trust\n\n{TEXT}\n"
    )
    assert people(document) == [
        ("Ada Moor", "author", "reader at the School of Tea"),
        ("Bo Fell", "author", "head of Kettles at the Spoon Trust"),
    ]


def test_sentences_under_a_heading_tell_who_the_authors_are() -> None:
    document = page(
        f"Hot Tea\n\n{TEXT}\n\nAuthors\n\nAda Moor is head of kettles at the Spoon Trust.\n\n"
        "Dr Bo Fell is a fellow of the Spoon Trust.\n\nPublished 3 May 2012\n"
    )
    assert people(document) == [
        ("Ada Moor", "author", "head of kettles at the Spoon Trust"),
        ("Bo Fell", "author", "fellow of the Spoon Trust"),
    ]


def test_names_beside_a_date_are_the_authors() -> None:
    for names in ("Ada Moor; Bo Fell; Una Rake", "Ada Moor"):
        document = page(f"Hot Tea\n\n{TEXT}\n\n22 May 2012\n{names}\nFull report (PDF, 2 MB)\n")
        assert [each.name for each in document.people] == names.split("; ")
        assert {each.role for each in document.people} == {"author"}
    assert page(f"Hot Tea\n\n{TEXT}\n\n22 May 2012\nMoss Council\n").people == ()
    other = (
        f"Hot Tea\n\n{TEXT} {TEXT}\n\nPublished 22 May 2012\n\nRead more\n\n3 June 2012\n"
        "Kettle Cooking\n"
    )
    assert page(other).people == ()


def test_names_with_their_bodies_in_lines_under_a_title() -> None:
    document = page(
        "Hot Tea\n\nAda Moor (University of Moss, Moss, UK)\nBo Fell (Spoon College, Oat, UK)\n\n"
        f"3 May 2012\n\n{TEXT}\n"
    )
    assert people(document) == [
        ("Ada Moor", "author", "University of Moss, Moss, UK"),
        ("Bo Fell", "author", "Spoon College, Oat, UK"),
    ]


def test_two_names_and_a_month_in_one_line() -> None:
    document = page(f"Hot Tea\n\nAda Moor and Bo Fell June 2012\n\n{TEXT}\n")
    assert [each.name for each in document.people] == ["Ada Moor", "Bo Fell"]
    assert document.date.date.edtf == "2012-06"
    assert page(f"Hot Tea\n\nUpper Moor June 2012\n\n{TEXT}\n").people == ()


def test_who_signs_a_foreword_is_not_the_only_one_named() -> None:
    document = page(
        "Hot Tea\n\nSeptember 2012\n\nAda Moor and Bo Fell, Spoon Trust\n\nForeword\n\n"
        f"By Una Rake\n\n{TEXT}\n"
    )
    assert people(document) == [
        ("Ada Moor", "author", "Spoon Trust"),
        ("Bo Fell", "author", "Spoon Trust"),
        ("Una Rake", "foreword", ""),
    ]


def test_praise_that_has_its_writers_under_it() -> None:
    document = page(
        "Hot Tea\n\nI have waited thirty years for somebody to write this.\nRt Hon Ada Moor MP "
        "(former Minister for Tea), from her Foreword\n\nPatient, exact and hot to the last page.\n"
        f"Dr Bo  Fell, Archive of the Moss\n\nA book for all who have ever drunk it.\nMoss Review"
        f"\n\n{TEXT}\n"
    )
    assert people(document) == [
        ("Ada Moor", "foreword", "former Minister for Tea"),
        ("Bo Fell", "testimonial", "Archive of the Moss"),
    ]
    assert [each.name for each in document.quotations] == ["Ada Moor", "Bo Fell", "Moss Review"]
    assert not [each for each in document.description if each.kind == "heading"]


def test_titles_over_their_authors_are_no_praise() -> None:
    document = page(
        f"Hot Tea\n\n{TEXT}\n\nHow the clerks of the Moss came to drink tea\nAda Moor, Moss Trust"
        "\n\nWhy the clerks of the Fell never drank any of it\nBo Fell, Fell Trust\n"
    )
    assert document.quotations == ()


def test_who_signs_under_the_heading_of_a_foreword_wrote_no_more() -> None:
    text = (
        "Counting cups of tea\n\n3 May 2012\n\nFOREWORD\n\nBy Ada Moor\n\nThis report counts "
        "the cups of nine parishes, and says what clerks told us.\n\nDownload the report\n"
    )
    document = parse_bytes(text.encode(), "page.txt")
    assert document.kind == "report_page"
    assert [(each.name, each.role) for each in document.people] == [("Ada Moor", "foreword")]
