"""Articles in a narrow column, and articles whose headline is a lower heading of their page."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.pages.articles.broken_words import rejoining
from publications.parsing.pages.articles.columns import unwrapped
from publications.parsing.readers import read
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

COLUMN = (
    "MOSS QUARTERLY                           JUNE 2034\n\nVIEWPOINT\n\nSTRAW IS A SERVICE\n\n"
    "by Una Fell-Kerr, CPA, CMA\n\n"
    "     Every winter, somewhere on the moor,\na keeper stands before a barn without\n"
    "any straw and says how sorry he is.\n"
    "     The straw is not our fault. What we\nmight be sorry for is the way in which\n"
    "we buy it, as some may remember.\n\n"
    "STRAW WITHOUT TEARS\n\n"
    "     “We had been baling for those who\nhad a bell,” says council leader Bo Lee.\n"
    "“The ones without it do not ring.”\n"
    "     Three winters have shown as much, and\nthe fourth will not be another thing.\n\n"
    "THREE QUESTIONS FOR A KEEPER\n\n"
    "1. What did the worst winter of the past\n   thirty years cost?\n"
    "2. Who may say that it is cold?\n\n"
    "UNA FELL-KERR is director of barns at\nthe Moss Parva Council and a past leader\n"
    "of the rakers of the moor.\n\n"
    "as published in\n\nMOSS QUARTERLY\nVolume 12, Number 2     ISSN 0027-0000\n"
)


def test_a_column_with_indented_first_lines() -> None:
    document = registry.parse(source_of(COLUMN))
    check_page(document)
    assert document.kind == "news_article"
    assert document.title
    assert document.title.text == "STRAW IS A SERVICE"
    assert [(p.name, p.role, p.affiliation[:16]) for p in document.people] == [
        ("Una Fell-Kerr", "author", "director of barn"),
        ("Bo Lee", "quoted", "council leader"),
    ]
    assert [o.name for o in document.organisations if o.role == "publisher"] == ["MOSS QUARTERLY"]
    first, second = document.sections[0].blocks
    assert first.text.endswith("any straw and says how sorry he is.")
    assert second.text.startswith("The straw is not our fault. What we might")
    items = [b.text for s in document.sections for b in s.blocks if b.kind == "item"]
    assert items[0] == "What did the worst winter of the past thirty years cost?"
    assert [q.text for q in document.quotations] == [
        "We had been baling for those who had a bell. The ones without it do not ring."
    ]


@pytest.mark.parametrize(
    "text", [COLUMN.replace("     ", ""), "Straw\n\n" + "  Owls\nrake\n\n" * 2]
)
def test_texts_without_such_paragraphs_stay_as_they_are(text: str) -> None:
    source = source_of(text)
    assert unwrapped(source) is source


def test_the_text_keeps_its_length() -> None:
    source = source_of(COLUMN.replace("\n", "\r\n"))
    made = unwrapped(source)
    assert made is not source
    assert len(made.text) == len(source.text)
    assert all(made.text[line.start : line.end] == line.text for line in made.lines)


HEADED = (
    "<html><head><title>MA - Letter 7 - Barns and bells</title></head><body>"
    "<table><tr><td>Moss Authorities</td><td><b>In this letter</b><br>The first winter<br>"
    "Owls</td><td><font>MA Letter, Issue 7</font><h2>Barns and bells: sharing straw</h2>"
    "<p>A keeper visits three of the new barns of the moor and asks who it was that rang.</p>"
    "<h3>Three barns</h3><p>“We have had 300 visitors since the spring,” said Bo Lee, leader of "
    "Moss Council. “I should like to know what one of them did.”</p>"
    "<p>Nothing of this is new to those who have kept an owl for longer than a winter.</p>"
    "</td></tr></table></body></html>"
)


def test_a_headline_in_a_lower_heading_that_the_page_is_called_after() -> None:
    document = registry.parse(read(HEADED.encode(), "letter.html"))
    check_page(document)
    assert document.kind == "news_article"
    assert document.title
    assert document.title.text == "Barns and bells: sharing straw"


def test_words_broken_at_the_ends_of_lines() -> None:
    text = COLUMN.replace(
        "before a barn without\nany", "Ada Hill-\nMoor who has no wea-\nther and any"
    )
    text = text.replace("as some may remember", "in any weather, short- and long")
    document = registry.parse(source_of(text))
    check_page(document)
    first, second = document.sections[0].blocks
    assert "Ada Hill-Moor who has no weather and any straw" in first.text
    assert "in any weather, short- and long" in second.text


def test_a_hyphen_inside_a_line_stays() -> None:
    rejoin = rejoining("the short-\nlived, the short- lived")
    assert rejoin("pre- war") == "pre- war"
    assert rejoin("the short- lived") == "the short-lived"
