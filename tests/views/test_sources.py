"""Evidence and sources: the words that a value was read from, in their place."""

import pytest
from lxml import html

from tests.archive import make_archive
from tests.builders import (
    make_evidence,
    make_publication,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_the_evidence_shows_the_words_in_their_place(client):
    archive = make_archive()
    page = html.fromstring(client.get(f"{archive.report.get_absolute_url()}evidence/").content)
    assert page.xpath("//mark")[0].text_content() == "Power to the Parishes"
    assert archive.source.sha256 in page.text_content()
    (way,) = page.xpath("//blockquote//a/@href")
    source = html.fromstring(client.get(way).content)
    assert source.xpath("//mark[@id='words']")[0].text_content() == "Power to the Parishes"


def test_marked_words_may_cross_lines_and_numbers_may_be_wrong(client):
    source = make_source("one\ntwo\n\nthree " + "x" * 20_000 + "\nfour")
    address = source.get_absolute_url()
    page = html.fromstring(client.get(f"{address}?start=1&end=6").content)
    assert [mark.text_content() for mark in page.xpath("//mark")] == ["ne", "tw"]
    assert len(page.xpath("//mark[@id='words']")) == 1
    for wrong in ("start=9&end=2", "start=-1&end=5", "start=a&end=b", "start=%00&end=1",
                  "start=99999999&end=999999999", "start=5"):  # fmt: skip
        assert client.get(f"{address}?{wrong}").status_code == 200
    assert client.get(f"{address}?page=9").status_code == 404


def test_a_source_leads_to_the_work_it_was_read_as_while_that_is_public(client):
    work, hidden = make_publication("Parish clocks"), make_publication("Drafts", status="draft")
    source = make_source(main_record=work.identifier)
    make_source(main_record=hidden.identifier)
    for address in ("/sources/", source.get_absolute_url()):
        page = html.fromstring(client.get(address).content)
        ways = page.xpath("//main//a[starts-with(@href, '/publications/')]")
        assert [each.text_content() for each in ways] == ["Parish clocks"]
        assert ways[0].get("href") == work.get_absolute_url()


def test_a_long_source_is_read_page_by_page(client):
    source = make_source("\n".join(f"line {n}" for n in range(1, 1801)))
    address = source.get_absolute_url()
    start = source.text.index("line 1500")
    page = html.fromstring(client.get(f"{address}?start={start}&end={start + 9}").content)
    assert page.xpath("//mark")[0].text_content() == "line 1500"
    assert len(page.xpath("//ol[@class='lines']/li")) == 600
    assert b"line 601" in client.get(f"{address}?page=2").content


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The clock stands.", "The [clock] stands."),
        ("One.\n\nThe clock stands.\n\nTwo.", "The [clock] stands."),
        ("far " * 40 + "clock" + " near" * 40, f"… {'far ' * 22}[clock]{' near' * 17} …"),
        ("clock\n\nOther words.", "[clock]"),
    ],
)
def test_what_stands_around_the_words_is_whole_words_with_dots_where_it_is_cut(client, text, shown):
    work = make_publication("Parish clocks")
    make_evidence(work, "title", make_source(text), "clock")
    page = html.fromstring(client.get(f"{work.get_absolute_url()}evidence/").content)
    (words,) = page.xpath("//blockquote/p")
    words.find("mark").text = "[clock]"
    assert words.text_content().strip() == shown


def test_a_source_that_was_placed_whole_says_so_in_few_words(client):
    whole = make_source("One word.")
    part = make_source(
        "One word.", coverage={"characters": 9, "placed": 8, "left_out": [[8, 9, "a point"]]}
    )
    pages = [client.get(each.get_absolute_url()).content.decode() for each in (whole, part)]
    assert "All 9 characters stand in the archive." in pages[0]
    assert "1 was left out" in pages[1]
