"""What sentences and bare labels of a page say of a work: its authors, its date, its numbers."""

from __future__ import annotations

from publications.parsing.document import Document
from publications.parsing.registry import parse_bytes
from tests.parsing.reading import check

TEXT = "This report sets out what clerks drink. The report finds that most of them drink tea."


def page(text: str) -> Document:
    document = parse_bytes(text.encode(), "page.txt")
    assert document.kind == "report_page"
    check(document)
    return document


def authors(document: Document) -> list[str]:
    return [each.name for each in document.people if each.role == "author"]


def date(document: Document) -> str:
    return document.date.date.edtf if document.date else ""


def test_authors_in_the_first_sentences() -> None:
    signed = page(f"Hot Tea\n\nBy Ada Moor and Bo Fell.{TEXT}")
    assert authors(signed) == ["Ada Moor", "Bo Fell"]
    assert "This report sets out" in signed.description[0].text
    assert authors(
        page(f"Hot Tea\n\nAs cups grow small, Ada Moor says that tea is dear.\n\n{TEXT}")
    ) == ["Ada Moor"]
    argued = page(f"Hot Tea\n\nTo drink it, argues Ada Moor, we must boil it.\n\n{TEXT}")
    assert authors(argued) == ["Ada Moor"]
    assert authors(page(f"Hot Tea\n\nA commentary for the Tea Fund by Dr Ada Moor\n\n{TEXT}")) == [
        "Ada Moor"
    ]


def test_a_body_or_a_speaker_further_down_is_no_author() -> None:
    assert authors(page(f"Hot Tea\n\nThe Tea Guild says that tea is dear.\n\n{TEXT}")) == []
    below = f"Hot Tea\n\n{TEXT}\n\n{TEXT}\n\n{TEXT}\n\nAda Moor says that tea is dear.\n"
    assert authors(page(below)) == []


def test_the_date_at_which_the_work_came_out() -> None:
    own = page(f"Tea Report\n\nThe tea report of the Guild was released on March 4 2014\n\n{TEXT}")
    assert date(own) == "2014-03-04"
    other = page(
        f"Hot Tea\n\n{TEXT}\n\nThe milk report of the Guild was released on March 4 2014.\n"
    )
    assert date(other) == ""
    assert (
        date(page(f"Book News: March 9th, 2006\n\n{TEXT}\n\nThe authors drink tea.\n"))
        == "2006-03-09"
    )


def test_bare_labels_over_their_values() -> None:
    document = page(
        f"Hot Tea\n\nPublished\n\nSep 20, 2017\n\nPage count\n\n212 pages\n\nISBN\n\n978-0306406157"
        f"\n\nImprint\n\nSpoon Press\n\n{TEXT}\n"
    )
    assert date(document) == "2017-09-20"
    assert [each.value for each in document.identifiers] == ["9780306406157"]
    assert [(each.name, each.role) for each in document.organisations] == [
        ("Spoon Press", "publisher")
    ]


def test_numbers_of_a_book_without_a_label() -> None:
    document = page(
        f"Hot Tea\n\n978-0-306-40615-7\n\nAuthored by: Ada Moor\n\nPosted 3 May 2012\n\n{TEXT}\n"
    )
    assert [each.value for each in document.identifiers] == ["9780306406157"]
    assert authors(document) == ["Ada Moor"]
    assert date(document) == "2012-05-03"


def test_whom_a_project_says_to_speak_to() -> None:
    text = "Hot Tea\n\nWe are working with clerks on this project.\n\n"
    text += "Speak To\n\nAda Moor\n\nBo Fell\n"
    document = parse_bytes(text.encode(), "page.txt")
    assert document.kind == "project_page"
    assert [(each.name, each.role) for each in document.people] == [
        ("Ada Moor", "contact"),
        ("Bo Fell", "contact"),
    ]


def test_what_is_said_of_a_work_to_the_press() -> None:
    document = page(
        f"Hot Tea\n\n{TEXT}\n\nAda Moor, chair of the Tea Guild, said:\n\n\u201cNobody drinks it"
        f" cold. We have asked them all.\u201d\n\n{TEXT}\n"
    )
    assert [(each.name, each.kind) for each in document.quotations] == [("Ada Moor", "quoted")]
    assert [(each.name, each.affiliation) for each in document.people if each.role == "quoted"] == [
        ("Ada Moor", "chair of the Tea Guild")
    ]


def test_labels_that_stand_in_one_line() -> None:
    document = page(f"Hot Tea\n\nBy: Ada Moor  Published: February 2014\n\n{TEXT}\n")
    assert authors(document) == ["Ada Moor"]
    assert date(document) == "2014-02"
