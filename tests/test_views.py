"""Pages: how many questions they ask of the database, where they lead, and what they show."""

from copy import copy

import pytest
from django.db import connection
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from publications.identifiers import identifier_for
from publications.models import (
    Author,
    Contribution,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
)
from tests.archive import make_archive
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_entry,
    make_essay,
    make_event,
    make_evidence,
    make_news_item,
    make_organisation,
    make_project,
    make_publication,
    make_quotation,
    make_section,
    make_series,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 9
MOST_OF_A_SEARCH = 16  # what matches, how well, where, in which words


def make_many(number: int, ties) -> None:
    """So many works of every kind, all tied to the same few records."""
    for n in range(number):
        work = make_publication(f"Report {n}", date="2010", series=ties["series"])
        essay = make_essay(ties["collection"], f"Essay {n}", date="2010", position=n)
        event = make_event(f"Event {n}", date="2010", launched=ties["report"])
        news = make_news_item(f"News {n}", date="2010-02", summary="Of parishes.")
        make_section(work, f"Section {n}", "Of parishes and their powers.")
        make_section(essay, "", "Of parishes.", kind="body")
        make_section(ties["report"], f"Section {n}", "Of parishes.", anchor=f"s{ties['n']}-{n}")
        make_project(f"Project {n}")
        other = make_author(f"Author {n}")
        for each in (work, essay, event, news, ties["report"], ties["event"], ties["news"]):
            contribute(each, ties["author"])
            contribute(each, other)
            contribute(each, make_organisation(f"Body {n}"), "publisher")
            contribute(each, ties["organisation"], "publisher")
        for each in (work, essay, event, news):
            assign_topic(each, ties["topic"])
            make_entry(ties["project"], each)
            make_evidence(each, "title", ties["source"], "Words")
        make_quotation(ties["news"], author=other)
        make_quotation(ties["project"], author=other, kind="testimonial")
    ties["n"] += 1


@pytest.fixture
def ties():
    topic = make_topic()
    tied = {
        "series": make_series(),
        "collection": make_publication("Collection", kind="essay_collection"),
        "report": make_publication("The report", date="2010"),
        "event": make_event(),
        "news": make_news_item(date="2010"),
        "author": make_author(),
        "organisation": make_organisation(),
        "project": make_project(),
        "topic": topic,
        "source": make_source("Words of a source"),
        "n": 0,
    }
    for name in ("report", "event", "news", "project"):
        assign_topic(tied[name], topic)
    make_many(1, tied)
    return tied


def pages(ties) -> list[str]:
    report = ties["report"].get_absolute_url()
    essay = ties["collection"].parts.first()
    lists = [f"/{room}/" for room in (
        "publications", "news", "events", "authors", "organisations", "projects"
    )]  # fmt: skip
    return [
        "/",
        *lists,
        *(f"{each}?q=parishes" for each in lists),
        f"/publications/?kind=report&year=2010&author={ties['author'].identifier}",
        "/news/2010/",
        "/topics/",
        ties["topic"].get_absolute_url(),
        "/sources/",
        ties["source"].get_absolute_url(),
        *(each.get_absolute_url() for each in (
            ties["report"], ties["collection"], essay, ties["event"], ties["news"],
            ties["author"], ties["organisation"], ties["project"], ties["series"],
        )),
        f"{report}text/",
        f"{report}text/s0-0/",
        f"{report}evidence/",
        f"{essay.get_absolute_url()}text/",
    ]  # fmt: skip


def query_counts(client, addresses) -> dict[str, int]:
    counts = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        counts[address] = len(queries)
    return counts


def test_pages_ask_few_questions_and_no_more_of_three_than_of_one(client, ties):
    addresses = pages(ties)
    query_counts(client, addresses)  # what a word means to the index is asked once
    one = query_counts(client, addresses)
    make_many(2, ties)
    query_counts(client, addresses)
    three = query_counts(client, addresses)
    assert one == three
    over = {
        address: n
        for address, n in one.items()
        if n > (MOST_OF_A_SEARCH if "?q=" in address else MOST_QUERIES)
    }
    assert over == {}


def test_lists_ask_no_more_of_three_hundred_than_of_one(client, ties):
    addresses = [each for each in pages(ties) if each.count("/") == 2] + ["/", "/news/2010/"]
    query_counts(client, addresses)
    few = query_counts(client, addresses)
    for model in (Publication, NewsItem, Event, Author, Organisation, Project):
        copy_many(model, 300)
    assert Publication.objects.published().count() > 300
    assert query_counts(client, addresses) == few


def copy_many(model, number: int) -> None:
    """So many more of the first published record of a kind, each credited to the same person."""
    first = model.objects.published().first()
    author = Author.objects.published().first()
    copies = []
    for n in range(number):
        each = copy(first)
        each.pk, each._state = None, ModelState()
        each.import_key = None
        each.identifier = identifier_for(f"{first.identifier}-{n}")
        copies.append(each)
    model.objects.bulk_create(copies)
    if name := {Publication: "publication", NewsItem: "news_item", Event: "event"}.get(model):
        Contribution.objects.bulk_create(
            Contribution(**{name: each}, author=author, role="author") for each in copies
        )


@pytest.mark.parametrize("page", ["", "text/", "text/the-case/", "evidence/"])
def test_a_wrong_slug_is_put_right(client, page):
    record = make_archive().report
    right = f"{record.get_absolute_url()}{page}"
    answer = client.get(f"/publications/{record.identifier}/wrong/{page}?a=1")
    assert (answer.status_code, answer.url) == (301, f"{right}?a=1")
    assert client.get(right).status_code == 200


def test_an_identifier_alone_leads_to_the_readable_address(client):
    for record in make_archive().records:
        answer = client.get(f"/{record.identifier}/")
        assert (answer.status_code, answer.url) == (303, record.get_absolute_url())
    report = make_publication()
    assert client.get(f"/publications/{report.identifier}/").status_code == 301


def test_a_wrong_identifier_is_not_found(client):
    identifier = make_publication().identifier
    wrong = identifier[:-1] + ("b" if identifier[-1] != "b" else "c")
    for address in (f"/{wrong}/", f"/publications/{wrong}/x/", f"/{identifier_for('none')}/"):
        assert client.get(address).status_code == 404


def test_a_list_has_twenty_a_page(client):
    for n in range(45):
        make_publication(f"Report {n}", date="2010")
    first, last = client.get("/publications/"), client.get("/publications/?page=3")
    assert b'Publications: <span class="count">45</span>' in first.content
    assert first.content.count(b'<article class="entry') == 20
    assert last.content.count(b'<article class="entry') == 5
    assert client.get("/publications/?page=4").status_code == 404
    assert client.get("/publications/?page=0").status_code == 404


def test_no_day_is_shown_that_nobody_printed(client):
    make_publication("Year", date="2010")
    make_publication("Month", date="2011-03")
    make_publication("Range", date="2008/2009")
    words = client.get("/publications/").content.decode()
    assert "March 2011" in words
    assert "2008–2009" in words
    assert "January" not in words
    assert "December" not in words


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


def test_found_words_are_marked(client):
    work = make_publication("Other")
    make_section(work, "Heading", "Before & the parishes after.", anchor="there")
    words = client.get("/publications/?q=parish").content.decode()
    assert "Before &amp; the <mark>parishes</mark> after" in words
    assert f"{work.get_absolute_url()}text/there/" in words


def test_the_home_page_searches_all_kinds_and_an_empty_list_leads_there(client):
    home = html.fromstring(client.get("/").content)
    assert home.xpath("//form[@role='search']/@action") == ["/search/"]
    page = html.fromstring(client.get("/publications/?q=regoinal+%26").content)
    assert "/search/?q=regoinal+%26" in page.xpath("//main//a/@href")


# -- reading ---------------------------------------------------------------------------------


def test_a_paragraph_has_the_same_address_in_its_section_and_in_the_whole(client):
    archive = make_archive()
    address = f"{archive.report.get_absolute_url()}text/"
    whole = html.fromstring(client.get(address).content)
    for anchor in ("the-case", "a-part", "the-plan"):
        section = html.fromstring(client.get(f"{address}{anchor}/").content)
        for paragraph in section.xpath("//article//p[starts-with(@id, 'p')]"):
            (same,) = whole.xpath(f"//p[@id='{paragraph.get('id')}']")
            assert same.text_content() == paragraph.text_content()
    assert len(whole.xpath("//*[starts-with(@id, 'p') and .//a[@class='address']]")) > 12


def test_a_text_is_printed_as_what_it_is(client):
    archive = make_archive()
    page = html.fromstring(client.get(f"{archive.report.get_absolute_url()}text/").content)
    assert page.xpath("//article//ul/li/ul/li")[0].text_content().startswith("A point within")
    assert page.xpath("//figure//figcaption")[0].text_content() == "A reader"
    assert page.xpath("//table//th[@scope='row']")[0].text_content() == "May 2010"
    (box,) = page.xpath("//section[@class='box']")
    assert box.get("id") == "in-kent"
    assert [h.tag for h in page.xpath("//article//*[self::h2 or self::h3 or self::h4]")][:4] == [
        "h2", "h3", "h3", "h3",
    ]  # fmt: skip
    (mark,) = page.xpath("//a[@role='doc-noteref']")
    (note,) = page.xpath("//aside[@role='doc-footnote']")
    assert mark.get("href") == f"#{note.get('id')}"
    assert note.xpath("./a[@class='back']/@href") == [f"#{mark.get('id')}"]
    assert note.xpath("./a/@href")[1] == "https://www.example.org/"
    assert [p.text_content() for p in page.xpath("//p/span[@class='page']")] == ["Page 5", "Page 6"]


def test_essays_lead_on_and_back(client):
    archive = make_archive()
    for page in ("", "text/"):
        words = html.fromstring(client.get(f"{archive.essay.get_absolute_url()}{page}").content)
        assert "2 of 3 in" in words.text_content()
        before, after = words.xpath("//nav[@aria-label='Before and after']/a")
        assert "Essay 1" in before.text_content()
        assert "Essay 3" in after.text_content()


def test_related_items_say_why(client):
    archive = make_archive()
    sibling = make_publication("Sibling", series=archive.series)
    near = make_news_item("Near", date="2010")
    assign_topic(near, archive.topic)
    words = client.get(archive.report.get_absolute_url()).content.decode()
    assert words.index("In the same series") < words.index(sibling.title)
    assert words.index("News on the same topics") < words.index(near.title)
    assert "Launched at" in words


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


def test_a_text_of_one_section_has_no_list_of_contents(client):
    work = make_publication("Parish clocks")
    make_section(work, "", "They stand still.", kind="body")
    page = client.get(work.get_absolute_url()).content.decode()
    assert "Read the whole text" in page
    assert ">Contents<" not in page
    assert "holds no text" not in page


def test_a_long_source_is_read_page_by_page(client):
    source = make_source("\n".join(f"line {n}" for n in range(1, 1801)))
    address = source.get_absolute_url()
    start = source.text.index("line 1500")
    page = html.fromstring(client.get(f"{address}?start={start}&end={start + 9}").content)
    assert page.xpath("//mark")[0].text_content() == "line 1500"
    assert len(page.xpath("//ol[@class='lines']/li")) == 600
    assert b"line 601" in client.get(f"{address}?page=2").content


def test_a_cover_belongs_to_its_organisation(client):
    body = make_organisation()
    works = [make_publication(f"Work {n}") for n in range(2)]
    for work in works:
        contribute(work, body, "publisher")
    covers = [client.get(f"/publications/{work.identifier}/cover.svg") for work in works]
    assert covers[0]["Content-Type"] == "image/svg+xml"
    first, second = (c.content.decode().replace("Work 0", "").replace("Work 1", "") for c in covers)
    assert first == second


def test_the_news_of_a_year_stands_under_its_months(client):
    make_news_item("In May", date="2009-05-02")
    make_news_item("Some time", date="2009")
    make_news_item("Before", date="2007")
    page = html.fromstring(client.get("/news/2009/").content)
    assert [h.text_content() for h in page.findall(".//main//h2")] == ["May 2009", "2009"]
    assert page.xpath("//a[@rel='prev']/@href") == ["/news/2007/"]
    assert not page.xpath("//a[@rel='next']")


def test_events_are_coming_past_or_undated(client):
    year = timezone.localdate().year
    make_event("Next year", date=str(year + 1))
    make_event("Some time this year", date=str(year))
    make_event("Long ago", date="1999-02-03")
    make_event("Whenever")
    page = html.fromstring(client.get("/events/").content)
    entries = page.xpath("//ol[@class='entries']/li")
    shown = [
        (li.xpath("string(.//p[@class='opens'])"), li.xpath("normalize-space(.//h2)"))
        for li in entries
    ]
    assert shown == [
        ("Coming", "Next year"),
        ("", "Some time this year"),
        ("Past", "Long ago"),
        ("Undated", "Whenever"),
    ]
    assert b'class="opens"' not in client.get("/events/?sort=title").content


@pytest.mark.django_db
def test_a_text_is_cited_in_apa_with_the_address_that_stays(client):
    work = make_publication("Power to the Parishes", date="2010-03")
    make_section(work, "The case", "Parishes can build.")
    contribute(work, make_author("Ada Parish"))
    contribute(work, make_organisation("Parish Trust"), "publisher")
    page = html.fromstring(client.get(f"{work.get_absolute_url()}text/").content)
    [words] = page.xpath("//section[@class='citation']/p")
    reference = "Parish, A. (2010). Power to the Parishes. Parish Trust"
    address = f"http://testserver/{work.identifier}/"
    assert words.text_content() == f"{reference}. {address}"
    [reader] = page.xpath("//*[@data-reader]")
    assert reader.get("data-citation") == reference
