"""The text of a work: its addresses, its elements, the ways on and back, its citation."""

import pytest
from lxml import html

from tests.archive import make_archive
from tests.builders import (
    contribute,
    make_author,
    make_block,
    make_essay,
    make_organisation,
    make_publication,
    make_section,
)

pytestmark = pytest.mark.django_db


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


def test_a_printed_page_stands_before_the_first_paragraph_on_it(client):
    work = make_publication("On pages")
    pages = ("4", "4", "5", "5", "6")
    blocks = [make_block(f"Words {n}.", page=page) for n, page in enumerate(pages, 1)]
    make_section(work, "The case", page="4", blocks=blocks)
    make_section(work, "", page="7", blocks=[make_block("More.", page="7")])
    page = html.fromstring(client.get(f"{work.get_absolute_url()}text/").content)
    said = [p.text_content().strip() for p in page.xpath("//article//p[starts-with(@id, 'p')]")]
    assert said == [
        "Words 1.¶", "Words 2.¶", "Page 5: Words 3.¶", "Words 4.¶", "Page 6: Words 5.¶",
        "Page 7: More.¶",
    ]  # fmt: skip
    assert "Page 4: " in page.xpath("//article//h2")[0].text_content()
    told = page.xpath("//article//p/a[@class='address']/@data-page")
    assert told == [*pages, "7"]


def test_essays_lead_on_and_back(client):
    archive = make_archive()
    for page in ("", "text/"):
        words = html.fromstring(client.get(f"{archive.essay.get_absolute_url()}{page}").content)
        assert "2 of 3 in" in words.text_content()
        before, after = words.xpath("//nav[@aria-label='Before and after']/a")
        assert "Essay 1" in before.text_content()
        assert "Essay 3" in after.text_content()


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


def test_no_section_takes_the_name_of_another_part_of_the_page(client):
    work = make_publication("Parish clocks", kind="essay_collection")
    for title in ("Contents", "Essays", "Cite"):
        make_section(work, title, "Words.", anchor=title.lower())
    make_essay(work, "On hands")
    page = html.fromstring(client.get(f"{work.get_absolute_url()}text/").content)
    names = page.xpath("//main//@id")
    assert "contents" in names
    assert "essays" in names
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_what_stands_before_the_first_heading_is_the_opening(client):
    work = make_publication("Parish clocks")
    make_section(work, "", "They stand still.", kind="body")
    alone = html.fromstring(client.get(f"{work.get_absolute_url()}text/text-0/").content)
    assert alone.xpath("string(//title)").startswith("Parish clocks: text")
    make_section(work, "The hands", "They do not move.")
    page = html.fromstring(client.get(work.get_absolute_url()).content)
    assert page.xpath("//ol[@class='toc']//a/span/text()") == ["Opening", "The hands"]
