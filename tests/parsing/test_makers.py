"""Who made a text: bylines of articles and of texts of no known form, lines about the author."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from publications.parsing.name_lists import people_named
from publications.parsing.names import can_be_name, looks_like_name
from publications.parsing.readers import read
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import people, source_of

PROSE = (
    "Cafés came to the high street of every market town after the war, and with them came the "
    "habit of meeting there to talk."
)
MORE = "They are closing now, one after another, and nobody has asked why, or what to do about it."


def article(behind: str = "", head: str = "<p>By Una Fell-Hart</p><p>2 May 2013</p>") -> Document:
    """The reading of a short saved article, checked."""
    html = f"<html><body><article><h1>Cafés are closing</h1>{head}<p>{PROSE}</p><p>{MORE}</p>"
    document = registry.parse(read(f"{html}{behind}</article></body></html>".encode(), "a.html"))
    check_page(document)
    return document


@pytest.mark.parametrize(
    "head",
    [
        "<p>By Una Fell-Hart</p><p>2 May 2013</p>",
        "<p>2 May 2013</p><p>by Una Fell-Hart</p>",
        "<p>By Una Fell-Hart | 2 May 2013</p>",
    ],
)
def test_saved_article_without_speech(head: str) -> None:
    document = article(head=head)
    assert document.kind == "news_article"
    assert document.date
    assert document.date.date.edtf == "2013-05-02"
    assert people(document, "author") == [("Una Fell-Hart", "")]
    assert [block.text for section in document.sections for block in section.blocks] == [
        PROSE,
        MORE,
    ]


def test_with_a_month_it_may_be_a_publication() -> None:
    assert article(head="<p>By Una Fell-Hart</p><p>May 2013</p>").kind == "unknown"
    assert article(head="<p>2 May 2013</p>").kind == "news_article"


def test_line_about_the_author() -> None:
    about = "<p>Una Fell-Hart is a policy officer at the Café Forum. Her book is out.</p>"
    assert people(article(about), "author") == [
        ("Una Fell-Hart", "policy officer at the Café Forum")
    ]
    assert people(article("<p>Una Fell-Hart is right about that, says nobody.</p>"), "author") == [
        ("Una Fell-Hart", "")
    ]


TEXT = f"""A Short History of Cafés

By Una Fell-Hart

March 2012

Published by the Institute of Cafés.

{PROSE}

{MORE}
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_makers_of_a_text_of_no_known_form(encoding: str) -> None:
    document = registry.parse(read(TEXT.encode(encoding), "a.txt"))
    assert document.kind == "unknown"
    assert people(document, "author") == [("Una Fell-Hart", "")]
    assert [(each.name, each.role) for each in document.organisations] == [
        ("Institute of Cafés", "publisher")
    ]
    assert document.date
    assert document.date.date.edtf == "2012-03"
    (section,) = document.sections
    assert [block.text for block in section.blocks] == ["March 2012", PROSE, MORE]
    check_page(document)


def test_makers_of_a_page_of_no_known_form() -> None:
    document = article(head="<p>By Una Fell-Hart</p><p>Published by the Institute of Cafés</p>")
    assert document.kind == "unknown"
    assert people(document, "author") == [("Una Fell-Hart", "")]
    assert [each.name for each in document.organisations] == ["Institute of Cafés"]


def test_a_poem_has_no_makers() -> None:
    document = registry.parse(source_of("The barn\n\nBy the barn I sat,\nby the barn I wept."))
    assert not document.people
    assert not document.organisations


def test_ordinary_words_are_surnames_where_a_name_is_said_to_stand() -> None:
    assert not looks_like_name("Ann Example")
    assert can_be_name("Ann Example")
    assert not any(map(can_be_name, ("Local Government", "Staff Writer", "The Editor", "Ann")))
    (named,) = people_named(" Ann Example.", 3, "author")
    assert (named.name, named.evidence) == ("Ann Example", ((4, 15),))
    assert not people_named("Moor Council", 0, "author")
