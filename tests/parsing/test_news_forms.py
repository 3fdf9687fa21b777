"""Forms of news pages: mastheads, bylines of several people, days "ago", who "he" is."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.entries_checks import check_page, warned
from tests.parsing.reading import source_of

MASTHEAD = """MOOR COUNCIL WEEKLY

NEWS | JOBS | EVENTS | ABOUT

Finance

Barns could run dry by the spring, warn keepers

11 March 2031 | By Una Fell-Hart and Conor O'Shaw

Three parishes could be unable to fill their barns this spring, their keepers have told MCW.

Westmoss leader Dame Olga Tuppence said: "There is no straw left in Westmoss, and none on order."

Cllr Séamus Mac an Gate, lead member for barns at Moss Council, was calm. "It will rain," he said.

RELATED ARTICLES

Straw up by a tenth
4 March 2031

Keepers meet in Moss
February 2031

HAVE YOUR SAY

Readers' comments (1)

J Rake | 11 March 2031 2:15 pm
About time.
"""


@pytest.fixture(scope="module")
def article() -> Document:
    return registry.parse(source_of(MASTHEAD))


def test_a_masthead_and_a_section_are_no_headline(article: Document) -> None:
    check_page(article)
    assert article.kind == "news_article"
    assert article.title
    assert article.title.text == "Barns could run dry by the spring, warn keepers"
    assert article.subtitle is None
    publishers = [each.name for each in article.organisations if each.role == "publisher"]
    assert publishers == ["MOOR COUNCIL WEEKLY"]
    assert warned(article, "publisher_inferred") == 1


def test_a_date_and_two_authors_in_one_line(article: Document) -> None:
    assert article.date
    assert article.date.date.edtf == "2031-03-11"
    authors = [each.name for each in article.people if each.role == "author"]
    assert authors == ["Una Fell-Hart", "Conor O'Shaw"]


def test_he_is_whom_the_paragraph_begins_with(article: Document) -> None:
    assert [(each.name, each.affiliation) for each in article.quotations] == [
        ("Olga Tuppence", "Westmoss leader"),
        ("Séamus Mac an Gate", "lead member for barns at Moss Council"),
    ]


def test_related_articles_and_comments_are_not_the_article(article: Document) -> None:
    assert [(each.title, each.date and each.date.date.edtf) for each in article.items] == [
        ("Straw up by a tenth", "2031-03-04"),
        ("Keepers meet in Moss", "2031-02"),
    ]
    assert "About time." not in article.sections[-1].text


def test_days_ago_are_no_date() -> None:
    page = registry.parse(
        source_of(
            "Mayor opens a barn in the rain\n\nPosted 3 days ago\nWords: Keziah Lund-Rake\n\n"
            "Sir Odo Shawfield, mayor of Moss, told a meeting of keepers that the barn at Moss "
            "had been opened at last.\n\n“It leaks a little, but it is ours,” Sir Odo said.\n\n"
            "Ruth Quillow, chair of the Rakers, agreed: “It is a fine barn to stand in.”\n\n"
            "Also in this section\n\nA gate is shut\n"
        )
    )
    check_page(page)
    assert page.date is None
    assert warned(page, "date_relative") == warned(page, "date_missing") == 1
    assert [each.name for each in page.people if each.role == "author"] == ["Keziah Lund-Rake"]
    assert [(each.name, each.affiliation) for each in page.quotations] == [
        ("Odo Shawfield", "mayor of Moss"),
        ("Ruth Quillow", "chair of the Rakers"),
    ]


def test_a_saved_page_with_a_cookie_notice_and_a_bare_name() -> None:
    page = registry.parse_bytes(
        b"<html><head><title>Barns | Moss Weekly</title></head><body>"
        b"<div>This site uses cookies. By continuing to browse you are agreeing to our use of "
        b"cookies. <a href='#'>OK</a></div><h1>Barns to be swept by their neighbours</h1>"
        b"<p>A trial in four parishes</p><p>Rosamund Lathe</p>"
        b"<p>Moss Weekly, Wednesday 8 February 2012 11.20 GMT</p>"
        b"<p>Barns in four parishes will be swept by those who live beside them, it was said.</p>"
        b'<p>"We have the brooms for it already," said Ada Tollwick, chair of the sweepers.</p>'
        b"</body></html>",
        "page.html",
    )
    check_page(page)
    assert page.kind == "news_article"
    assert page.subtitle
    assert page.subtitle.text == "A trial in four parishes"
    assert page.date
    assert page.date.date.edtf == "2012-02-08"
    assert [each.name for each in page.people if each.role == "author"] == ["Rosamund Lathe"]
    assert "cookie notice" in {each.reason for each in page.left_out}
