"""News articles: the article itself and the side matter that is kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing import coverage
from publications.parsing.document import Document
from publications.parsing.pages import news_article
from publications.parsing.readers import read
from tests.parsing.entries_checks import check_golden, check_page, warned
from tests.parsing.reading import made, source_of


@pytest.fixture(scope="module")
def page() -> Document:
    return news_article.parse(made("news_with_teasers.txt"))


def test_seed_is_as_it_was_read() -> None:
    check_page(check_golden("003"))


def test_every_word_is_placed(page: Document) -> None:
    check_page(page)
    assert news_article.likeness(page.source) > 0.9


def test_headline_date_and_sections(page: Document) -> None:
    assert page.title.text == "Villages to run their own buses"
    assert page.date.date.edtf == "2016-03-14"
    assert warned(page, "century_inferred") == 1
    assert [(each.level, each.title) for each in page.sections] == [
        (1, ""),
        (2, "What happens next"),
    ]
    assert sum(len(each.blocks) for each in page.sections) == 7


def test_speech_goes_to_its_speakers(page: Document) -> None:
    first, second = page.quotations
    assert first.name == "Femi Adeyemi"
    assert first.affiliation == "cabinet member for transport at Shropshire Council"
    assert first.text.endswith("it.\n\nNow we do it ourselves.")
    assert (second.name, second.affiliation) == ("Ciara Ní Bhriain", "RWA chief executive")
    assert second.text.endswith("There is money for it.")
    assert [person.role for person in page.people] == ["quoted", "quoted"]
    assert "lifeline" not in first.text + second.text


def test_bodies_and_places(page: Document) -> None:
    assert [(each.name, each.abbreviation, each.role) for each in page.organisations] == [
        ("WHEELS", "", "publisher"),
        ("Rural Wheels Association", "RWA", "subject"),
        ("Byway Fund", "", "subject"),
        ("Shropshire Council", "", "mentioned"),
    ]
    names = [place.name for place in page.places]
    assert names == ["Shropshire", "Marches", "Upper Teesdale", "County Durham"]


def test_side_matter_is_kept_apart(page: Document) -> None:
    found = [
        (each.title, each.date and each.date.date.edtf, each.form, each.group)
        for each in page.items
    ]
    assert found == [
        ("Why trams came back", None, "teaser", "the long read"),
        ("Batteries included", "2016-02-02", "teaser", "in the depot"),
        ("A new timetable", "2016-02-09", "teaser", "in the depot"),
        ("Room for all", "2016-02-11", "comment", "editor's comment"),
    ]
    assert [len(each.title_evidence) for each in page.items] == [2, 1, 2, 1]
    assert page.items[1].summary.endswith("batt...")
    body = " ".join(each.text for each in page.sections)
    assert "trams" not in body
    assert "have your say" not in body
    reasons = {each.reason for each in page.left_out}
    assert {"comments note", "call to readers", "site navigation", "side heading"} <= reasons


def test_a_plain_article() -> None:
    page = news_article.parse(made("news_plain.txt"))
    check_page(page)
    assert news_article.likeness(page.source) > 0.5
    assert page.date.date.edtf == "2013-06-04"
    assert [(each.name, each.role) for each in page.people] == [
        ("Anneke de Wit", "author"),
        ("Ben Achterberg", "quoted"),
    ]
    assert page.quotations[0].affiliation == "leader of Bath and North East Somerset Council"
    assert page.items == ()


def test_no_date_is_said_and_not_made_up() -> None:
    page = news_article.parse(source_of("Buses\n\n" + "Many words stand here in a row. " * 4))
    assert page.date is None
    assert warned(page, "date_missing") == 1


def test_a_last_line_without_words_is_no_title() -> None:
    page = news_article.parse(source_of("Buses\n\n01/02/2010Trams\n\n]"))
    check_page(page)
    assert [each.title for each in page.items] == ["Trams"]


def test_a_saved_web_page() -> None:
    page = news_article.parse(
        read(
            (
                "<html><body><p>Transport News</p><h1>Villages run buses</h1><p>14 March 2016</p>"
                "<p>A book published today by the Wheels Trust says that villages can run their"
                " own buses.</p><h2>What next</h2>"
                "<p>“It works,” said Lord Abel, president of the Wheels Trust.</p></body></html>"
            ).encode(),
            "page.html",
        )
    )
    check_page(page)
    assert page.title.text == "Villages run buses"
    assert [each.title for each in page.sections] == ["", "What next"]
    assert page.quotations[0].name == "Lord Abel"


_PIECES = st.sampled_from(
    [
        "\n",
        "“Yes,” said Ann Lee, mayor. ",
        "“No",
        "01/02/2010Title",
        "side ",
        "words in a row " * 5,
        "more >",
        "There are no comments",
        "... more >",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_is_wholly_placed(text: str) -> None:
    text = "".join(char for char in text if char.isprintable() or char == "\n")
    document = news_article.parse(source_of(text if text.strip() else "x"))
    assert not coverage.measure(document).not_understood


def test_a_surname_means_who_was_named_in_full_before() -> None:
    article = news_article.parse(
        source_of(
            "Latest Public Sector News\n\nMayors call for barns\n\nSource: Moss Post, 14 March 2031"
            "\n\nMayors have called on ministers to hand over control of the barns, saying that "
            "rents have risen by a third.\n\nThe call was welcomed by council leader Ada Tollwick "
            "of Moss Town Council and by barns minister Odo Shawfield MP.\n\n"
            "Cllr Tollwick said: “Barns are a lifeline. We cannot go on like this.”\n\n"
            "“We will look at the letter,” said Shawfield.\n"
        )
    )
    check_page(article)
    assert article.subtitle is None
    assert article.date
    assert article.date.date.edtf == "2031-03-14"
    assert [(each.name, each.affiliation) for each in article.quotations] == [
        ("Ada Tollwick", "council leader"),
        ("Odo Shawfield", "barns minister"),
    ]
    assert [each.name for each in article.organisations] == ["Moss Town Council"]
    assert warned(article, "speaker_unknown") == 0
