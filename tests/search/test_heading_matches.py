"""Words in the headings of sections are marked, and are stops on the way between matches."""

import pytest
from django.urls import reverse
from lxml import html

from publications.choices import SectionKind
from tests import builders
from tests.search.test_ways import address_of, ways

pytestmark = pytest.mark.django_db


def headings(client, address: str, query: str) -> list[str]:
    """The marked headings of a page, their words in brackets."""
    page = html.fromstring(client.get(address, {"q": query}).content)
    found = []
    for heading in page.xpath("//*[self::h2 or self::h3 or self::h4 or self::summary][.//mark]"):
        for mark in heading.xpath(".//mark"):
            mark.text = f"[{mark.text}]"
        found.append("".join(heading.xpath("text() | mark//text()")).strip())
    return found


def make_section(work, title: str, *texts: str, **fields):
    """A section whose heading is indexed with its text, as an import does it."""
    section = builders.make_section(work, title, *texts, **fields)
    section.passages.update(text="\n\n".join([title, *texts]))
    return section


def led(client, query: str) -> tuple[str, str, list[str]]:
    """What the only hit says, and the words that are marked in the heading that it leads to."""
    page = html.fromstring(client.get(reverse("search"), {"q": query}).content)
    (found,) = page.xpath("//*[@class='found']")
    (href,) = found.xpath("a/@href")
    address, _, name = href.partition("#")
    (place,) = html.fromstring(client.get(address).content).xpath(f"//*[@id='{name}']")
    marks = place.xpath("./*[self::h2 or self::h3 or self::summary]/mark/text()")
    return " ".join(found.text_content().split()), href, marks


def test_a_text_leads_by_its_headings_too(client):
    work = builders.make_publication("Of water")
    builders.make_section(work, "Of pumps & <b>", "A pump.", "No such thing.")
    builders.make_section(work, "Dry pumps", "Deep.", "Two pumps.")
    address = address_of(work)
    assert headings(client, address, "pumps") == ["Of [pumps] & <b>", "Dry [pumps]"]
    assert ways(client, address, "pumps") == {
        "Next match of h-of-pumps-b-0": "#p1",
        "Previous match of p1": "#of-pumps-b-0",
        "Next match of p1": "#dry-pumps-1",
        "Previous match of h-dry-pumps-1": "#p1",
        "Next match of h-dry-pumps-1": "#p4",
        "Previous match of p4": "#dry-pumps-1",
    }
    section = client.get(address_of(work, "dry-pumps-1"), {"q": "pumps"}).content.decode()
    assert "1 heading and 1 paragraph here with words of “pumps”." in " ".join(section.split())
    assert 'aria-label="Address of this section: Dry pumps"' in section
    assert headings(client, address, "wells") == []


def test_the_ways_lead_to_headings_of_other_chapters(client):
    work = builders.make_publication("Of water")
    make_section(work, "Springs", "A pump.")
    make_section(work, "Pumps", "Deep.")
    make_section(work, "Wells", "A pump.")
    whole = address_of(work)
    springs = ways(client, f"{whole}springs-0/", "pump")
    assert springs == {"Next match of p1": f"{whole}pumps-1/?q=pump#pumps-1"}
    wells = ways(client, f"{whole}wells-2/", "pump")
    assert wells == {"Previous match of p3": f"{whole}pumps-1/?q=pump#pumps-1"}


def test_the_headings_of_boxes_of_folded_parts_and_of_news_are_marked(client):
    work = builders.make_publication("Of water")
    make_section(work, "Springs", "Deep.")
    make_section(work, "A pump apart", "Deep.", kind=SectionKind.BOX, level=2)
    make_section(work, "Imprint of pumps", "Deep.", kind=SectionKind.IMPRINT)
    assert headings(client, address_of(work), "pump") == ["Imprint of [pumps]", "A [pump] apart"]
    item = builders.make_news_item("News of water")
    make_section(item, "Pumps in the news", "Deep.")
    assert headings(client, item.get_absolute_url(), "pump") == ["[Pumps] in the news"]


def test_a_hit_in_a_heading_alone_leads_to_the_heading(client):
    work = builders.make_publication("Of water")
    make_section(work, "Springs", "Nothing.")
    section = make_section(work, "Level of pumps", "Nothing.", "Deep.", page="40")
    said, href, marks = led(client, "pumps")
    assert said == "Heading, page 40: Level of pumps"
    assert href == f"{address_of(work, section.anchor)}?q=pumps#{section.anchor}"
    assert marks == ["pumps"]
    said, href, _ = led(client, "pumps deep")
    assert said == "Section “Level of pumps”, page 40: Deep."
    section.blocks, section.page = [], ""
    section.save()
    section.passages.update(text="Level of pumps")
    assert led(client, "pumps")[0] == "Heading: Level of pumps"
