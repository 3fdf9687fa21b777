"""What the page of a record shows beside its text, and that none of it is taken for HTML."""

import pytest
from lxml import html

from tests.archive import make_archive
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_evidence,
    make_news_item,
    make_organisation,
    make_publication,
    make_quotation,
    make_section,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_text_from_sources_is_never_taken_for_html(client):
    nasty = "<script>alert(1)</script>"
    work = make_publication(nasty, subtitle=nasty, summary=nasty, date="2010", rights=nasty)
    author, body = make_author(nasty), make_organisation(nasty)
    contribute(work, author, affiliation=nasty)
    contribute(work, body, "publisher")
    make_section(work, nasty, nasty, anchor="nasty")
    make_evidence(work, "title", make_source(f"{nasty} {nasty}"), nasty)
    make_quotation(work, nasty, author=author, printed=nasty)
    news = make_news_item(nasty, date="2010", group=nasty)
    make_quotation(news, nasty, printed=nasty, affiliation=nasty)
    for address in (
        "/", "/publications/", f"/publications/?q={nasty}&year={nasty}", "/news/2010/", "/authors/",
        work.get_absolute_url(), f"{work.get_absolute_url()}text/",
        f"{work.get_absolute_url()}evidence/", author.get_absolute_url(), news.get_absolute_url(),
        f"/publications/{work.identifier}/cover.svg",
    ):  # fmt: skip
        words = client.get(address).content.decode()
        assert nasty not in words, address
        assert "alert(1)" in words, address


def test_related_items_say_why(client):
    archive = make_archive()
    sibling = make_publication("Sibling", series=archive.series)
    near = make_news_item("Near", date="2010")
    assign_topic(near, archive.topic)
    words = client.get(archive.report.get_absolute_url()).content.decode()
    assert words.index("In the same series") < words.index(sibling.title)
    assert words.index("News on the same topics") < words.index(near.title)
    assert "Launched at" in words


def test_a_text_of_one_section_has_no_list_of_contents(client):
    work = make_publication("Parish clocks")
    make_section(work, "", "They stand still.", kind="body")
    page = client.get(work.get_absolute_url()).content.decode()
    assert "Read the whole text" in page
    assert ">Contents<" not in page
    assert "holds no text" not in page


def test_a_cover_belongs_to_its_organisation(client):
    body = make_organisation()
    works = [make_publication(f"Work {n}") for n in range(2)]
    for work in works:
        contribute(work, body, "publisher")
    covers = [client.get(f"/publications/{work.identifier}/cover.svg") for work in works]
    assert covers[0]["Content-Type"] == "image/svg+xml"
    first, second = (c.content.decode().replace("Work 0", "").replace("Work 1", "") for c in covers)
    assert first == second


def test_a_person_who_is_only_quoted_has_words_and_no_empty_lists(client):
    work, author = make_publication("Parish clocks"), make_author("Ada Parish")
    make_quotation(work, "They stand still.", author=author, printed="A. Parish")
    page = html.fromstring(client.get(author.get_absolute_url()).content)
    words = " ".join(page.find(".//main").text_content().split())
    assert "They stand still. In Parish clocks" in words
    assert "No work" not in words
    assert "Works here" not in words
    assert "All works" not in words
    alone = html.fromstring(client.get(make_author("Bo Parish").get_absolute_url()).content)
    assert alone.xpath("//*[@class='empty']//a/@href")[0].endswith("/evidence/")


def test_what_was_said_stands_once_where_the_text_has_it(client):
    news, author = make_news_item("Clocks stop", date="2010"), make_author("Ada Parish")
    contribute(news, author, "quoted")
    make_quotation(news, "They stand still.", author=author, printed="Ada Parish")
    assert client.get(news.get_absolute_url()).content.count(b"They stand still.") == 1
    make_section(news, "", "“They stand still.”", kind="body")
    page = client.get(news.get_absolute_url()).content.decode()
    assert page.count("They stand still.") == 1
    assert "<dt>Quoted</dt>" in page


def test_a_byline_says_how_many_it_does_not_name(client):
    work = make_publication("A Report")
    for number in range(7):
        contribute(work, make_organisation(f"Body {number}"), "publisher")
    few = make_publication("A Note")
    for number in range(6):
        contribute(few, make_author(f"Ada{number} Parish"))
    page = html.fromstring(client.get("/publications/?sort=title").content)
    said = [" ".join(each.text_content().split()) for each in page.xpath("//p[@class='by']")]
    assert said == [
        "Ada0 Parish, Ada1 Parish, Ada2 Parish, Ada3 Parish, Ada4 Parish, Ada5 Parish",
        "Body 0, Body 1, Body 2, Body 3 and 3 more",
    ]
