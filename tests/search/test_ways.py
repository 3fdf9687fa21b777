"""The ways between the matches of a search in a text: its paragraphs and its notes."""

import pytest
from django.urls import reverse
from lxml import html

from tests import builders

pytestmark = pytest.mark.django_db


def address_of(work, anchor: str = "") -> str:
    whole = reverse("publication-text", args=[work.identifier, work.slug])
    return f"{whole}{anchor}/" if anchor else whole


def ways(client, address: str, query: str) -> dict[str, str]:
    """Where the matches of a page lead: "Next match of p1" -> "#p3"."""
    read = html.fromstring(client.get(address, {"q": query}).content)
    stop = "ancestor::*[@id][1]/@id | preceding-sibling::*[1][@role='region']/@id"
    return {
        f"{a.get('aria-label')} of {a.xpath('..')[0].xpath(stop)[-1]}": a.get("href")
        for a in read.xpath("//*[@class='matches']/a")
    }


def called(text: str, number: str) -> dict:
    """A paragraph that calls a note."""
    return builders.make_block(text) | {"runs": [[text, "", "", ""], [number, "note", number, ""]]}


def test_a_text_leads_from_match_to_match(client):
    work = builders.make_publication()
    builders.make_section(work, "Case", "A pump.", "No such thing.", "Two pumps.", "A pump & more.")
    address = address_of(work)
    text = client.get(address, {"q": "pump"}).content.decode()
    assert text.count("<mark>") == 3
    assert '<a href="#p1" aria-label="Previous match">↑</a>' in text
    assert '<a href="#p4" aria-label="Next match">↓</a>' in text
    assert "<mark>" not in client.get(address).content.decode()
    assert client.get(address, {"q": "\x00 the"}).status_code == 200


def test_the_ways_between_matches_lead_across_chapters(client):
    work = builders.make_publication("Of water")
    builders.make_section(work, "Springs", "A pump.", "No such thing.", "Two pumps.")
    builders.make_section(work, "Dry places", "Nothing of the kind.", "Nor here.")
    builders.make_section(work, "Wells", "Deep.", "A pump & more.", "The last pump.")
    whole = address_of(work)

    assert ways(client, f"{whole}springs-0/", "pump") == {
        "Next match of p1": "#p3",
        "Previous match of p3": "#p1",
        "Next match of p3": f"{whole}wells-2/?q=pump#p7",
    }
    assert (
        ways(client, f"{whole}wells-2/", "pump")["Previous match of p7"]
        == f"{whole}springs-0/?q=pump#p3"
    )
    assert "Next match of p8" not in ways(client, f"{whole}wells-2/", "pump")
    between = html.fromstring(client.get(f"{whole}dry-places-1/", {"q": "pump"}).content)
    assert between.xpath("//p[contains(@class, 'found-here')]/a/@href")[:2] == [
        f"{whole}springs-0/?q=pump#p3",
        f"{whole}wells-2/?q=pump#p7",
    ]
    assert between.xpath("//a[@rel='next']/@href") == [f"{whole}wells-2/?q=pump"]
    for typed in ("", "the", "\x00"):
        bare = html.fromstring(client.get(f"{whole}dry-places-1/", {"q": typed}).content)
        assert not bare.xpath("//p[contains(@class, 'found-here')]")
        assert bare.xpath("//a[@rel='next']/@href") == [f"{whole}wells-2/"]


@pytest.fixture
def noted():
    """A work with pumps in a paragraph, in notes of two chapters, and in one that nobody calls."""
    work = builders.make_publication("Of water")
    first = builders.make_section(work, "Springs", "x")
    first.blocks = [called("Nothing.", "1"), builders.make_block("A pump."), called("No.", "2")]
    first.save()
    first.passages.update(text="Nothing.\n\nA pump.\n\nNo.")
    builders.make_footnote(first, "1", "See pumps at http://example.org/pump/ & <i>.")
    builders.make_footnote(first, "2", "Of springs alone.")
    builders.make_section(work, "Dry places", "Nothing of the kind.")
    last = builders.make_section(work, "Wells", "A well.", "Deep.")
    last.blocks = [called("A well.", "1"), builders.make_block("Deep.")]
    last.save()
    builders.make_footnote(last, "1", "Pumps again.")
    builders.make_footnote(last, "9", "Nobody calls this pump.")
    return work


def test_notes_are_stops_in_the_order_of_the_page(client, noted):
    assert ways(client, address_of(noted), "pump") == {
        "Next match of n1": "#p2",
        "Previous match of p2": "#n1",
        "Next match of p2": "#n1-2",
        "Previous match of n1-2": "#p2",
        "Next match of n1-2": "#n9",
        "Previous match of n9": "#n1-2",
    }


def test_the_ways_lead_to_notes_of_other_chapters(client, noted):
    whole = address_of(noted)
    springs = ways(client, f"{whole}springs-0/", "pump")
    assert springs["Next match of p2"] == f"{whole}wells-2/?q=pump#n1-2"
    wells = ways(client, f"{whole}wells-2/", "pump")
    assert wells["Previous match of n1-2"] == f"{whole}springs-0/?q=pump#p2"
    between = client.get(f"{whole}dry-places-1/", {"q": "pump"}).content.decode()
    assert f'<a href="{whole}springs-0/?q=pump#p2">Matches before this section</a>' in between
    assert f'<a href="{whole}wells-2/?q=pump#n1-2">Matches after this section</a>' in between
    here = client.get(f"{whole}springs-0/", {"q": "pump"}).content.decode()
    assert "1 paragraph and 1 note\n" in here.replace(" here with", "\n")
    assert "2 notes here with" in client.get(f"{whole}wells-2/", {"q": "pump"}).content.decode()


def test_the_words_are_marked_in_notes_and_their_addresses_stay_whole(client, noted):
    read = client.get(address_of(noted), {"q": "pump"}).content.decode()
    # What follows the host are words too, and an address is marked as a whole.
    link = '<a href="http://example.org/pump/" rel="nofollow">http://example.org/pump/</a>'
    assert f"See <mark>pumps</mark> at <mark>{link}</mark>" in read
    assert "&amp; &lt;i&gt;." in read
    # Once beside the mark and once for the printer; the sentinels of the marks are nowhere.
    assert read.count("<mark>Pumps</mark> again.") == 2
    assert not {"\ue000", "\ue001"} & set(read)
    read = client.get(address_of(noted), {"q": "example.org"}).content.decode()
    assert 'See pumps at <mark><a href="http://example.org/pump/" rel="nofollow">' in read
    assert ways(client, address_of(noted), "example.org") == {}
    assert not {"\ue000", "\ue001"} & set(read)


def test_a_heading_alone_is_reached_by_its_section(client):
    work = builders.make_publication("Of water")
    builders.make_section(work, "Springs", "Nothing.")
    last = builders.make_section(work, "Pumps", "Deep.")
    last.passages.update(text="Pumps\n\nDeep.")
    whole = address_of(work)
    read = client.get(f"{whole}springs-0/", {"q": "pump"}).content.decode()
    assert f'<a href="{whole}pumps-1/?q=pump#pumps-1">Matches after this section</a>' in read


def test_tables_and_speakers_are_stops(client):
    work = builders.make_publication("Of water")
    builders.make_section(
        work,
        "Springs",
        blocks=[
            builders.make_block("Wells are deep.", "quote"),
            builders.make_block("A maker of pumps", "attribution"),
            {"kind": "table", "rows": [["Kind", "Number"], ["Pumps & <b>", "12"]]},
            builders.make_block("The last pump."),
        ],
    )
    address = address_of(work)
    assert ways(client, address, "pump") == {
        "Next match of p2": "#p3",
        "Previous match of p3": "#p2",
        "Next match of p3": "#p4",
        "Previous match of p4": "#p3",
    }
    read = client.get(address, {"q": "pump"}).content.decode()
    assert '<th scope="row"><mark>Pumps</mark> &amp; &lt;b&gt;</th>' in read


def test_a_hit_in_a_note_leads_to_that_note(client):
    """Also where its number stands twice in the work, it has no section, or the work is news."""
    work = builders.make_publication("Of water")
    first = builders.make_section(work, "Springs", "Nothing.")
    last = builders.make_section(work, "Wells", "Nothing.")
    builders.make_footnote(first, "1", "A spring.")
    second = builders.make_footnote(last, "1", "A ladle.", position=7)
    loose = builders.make_footnote(last, "2", "A trough.")
    loose.section = None
    loose.save()
    item = builders.make_news_item("News of water")
    builders.make_footnote(builders.make_section(item, "News", "Nothing."), "3", "A bucket.")

    def led(query: str):
        shown = html.fromstring(client.get(reverse("search"), {"q": query}).content)
        (href,) = shown.xpath("//*[@class='found']/a/@href")
        address, _, name = href.partition("#")
        (note,) = html.fromstring(client.get(address).content).xpath(f"//*[@id='{name}']")
        return address.partition("?")[0], note.xpath(".//mark/text()")

    whole = address_of(work)
    assert second.position == 7
    assert led("ladle") == (f"{whole}wells-1/", ["ladle"])
    assert led("trough") == (whole, ["trough"])
    assert led("bucket") == (item.get_absolute_url(), ["bucket"])
