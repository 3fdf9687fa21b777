"""A search for a phrase stops where the phrase stands, and marks its words there alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests import builders
from tests.search.test_ways import address_of, called, ways

pytestmark = pytest.mark.django_db


def marks(client, address: str, query: str) -> dict[str, str]:
    """The places with marked words, by their ids; the words in brackets."""
    page = html.fromstring(client.get(address, {"q": query}).content)
    found = {}
    for mark in page.xpath("//main//mark"):
        mark.text = f"[{mark.text}]"
    for place in page.xpath("//main//*[@id][.//mark]"):
        if not place.xpath(".//*[@id][.//mark]"):
            for other in place.xpath(".//*[@class='matches' or contains(@class, 'address')]"):
                other.drop_tree()
            found[place.get("id")] = " ".join(place.text_content().split())
    return found


@pytest.fixture
def work():
    work = builders.make_publication("Of water")
    builders.make_section(
        work,
        "Springs",
        "The local council has a government.",
        "Local government is local, and a government too.",
        "Nothing of it.",
        "All of local governments.",
        "Of the level of negotiations, and of a level.",
    )
    return work


def test_only_places_with_the_phrase_are_stops(client, work):
    address = address_of(work)
    assert marks(client, address, '"local government"') == {
        "p2": "[Local] [government] is local, and a government too.",
        "p4": "All of [local] [governments].",
    }
    assert ways(client, address, '"local government"') == {
        "Next match of p2": "#p4",
        "Previous match of p4": "#p2",
    }
    assert marks(client, address, "local government") == {
        "p1": "The [local] council has a [government].",
        "p2": "[Local] [government] is [local], and a [government] too.",
        "p4": "All of [local] [governments].",
    }


def test_words_between_and_words_besides(client, work):
    address = address_of(work)
    assert marks(client, address, '"level of negotiations"') == {
        "p5": "Of the [level] of [negotiations], and of a level."
    }
    assert marks(client, address, '"local government" negotiations council') == {
        "p1": "The local [council] has a government.",
        "p2": "[Local] [government] is local, and a government too.",
        "p4": "All of [local] [governments].",
        "p5": "Of the level of [negotiations], and of a level.",
    }
    assert marks(client, address, '"local government" too local')["p2"] == (
        "[Local] [government] is [local], and a [government] too."
    ).replace("a [government]", "a government")
    assert list(marks(client, address, '"local government" OR "level of negotiations"')) == [
        "p2", "p4", "p5",
    ]  # fmt: skip


def test_where_it_stands_in_no_place_as_a_whole_each_word_is_marked(client):
    work = builders.make_publication("Of water")
    builders.make_section(work, "Springs", "All is local", "government is not.")
    assert marks(client, address_of(work), '"local government"') == {
        "p1": "All is [local]",
        "p2": "[government] is not.",
    }


def test_headings_notes_runs_and_cells_are_places(client):
    work = builders.make_publication("Of water")
    section = builders.make_section(
        work,
        "Local government",
        blocks=[
            called("A note.", "1"),
            builders.make_block("")
            | {
                "runs": [["Of lo", "", "", ""], ["cal gov", "em", "", ""], ["ernment.", "", "", ""]]
            },
            builders.make_block("")
            | {
                "runs": [["Of local ", "", "", ""], ["government", "em", "", ""], [".", "", "", ""]]
            },
            {"kind": "table", "rows": [["Local government", "local"], ["Government", "12"]]},
            builders.make_block("It is local."),
        ],
    )
    builders.make_footnote(section, "1", "See local-government at large, local.")
    found = marks(client, address_of(work), '"local government"')
    assert found == {
        "h-local-government-0": "[Local] [government]",
        "p3": "Of [local] [government].",
        # Who reads on from cell to cell finds it once more.
        "p4": "[Local] [government][local][Government]12",
        "n1": "1 See [local]-[government] at large, local.",
    }


def test_a_word_with_a_hyphen_and_figures_with_a_slash_are_phrases(client):
    work = builders.make_publication("Of water")
    builders.make_section(
        work, "Springs", "Of co-production and products.", "In 2010/11.", "In 2010 and 11 others."
    )
    address = address_of(work)
    assert marks(client, address, '"co-production"') == {"p1": "Of [co]-[production] and products."}
    assert marks(client, address, "2010/11") == {"p2": "In [2010]/[11]."}


def test_an_abbreviation_written_out_is_a_phrase(client):
    work = builders.make_publication("Of water")
    builders.explain(work, "LSP", "Local Strategic Partnership")
    builders.make_section(
        work, "Springs", "An LSP is local.", "A Local Strategic Partnership.", "A local matter."
    )
    assert marks(client, address_of(work), "LSP") == {
        "p1": "An [LSP] is local.",
        "p2": "A [Local] [Strategic] [Partnership].",
    }


def test_the_ways_lead_past_chapters_without_the_phrase(client, work):
    builders.make_section(work, "Dry places", "The local one.", "A government.")
    builders.make_section(work, "Wells", "Of local things.", "More local government.")
    whole = address_of(work)
    last = ways(client, f"{whole}springs-0/", '"local government"')["Next match of p4"]
    assert last == f"{whole}wells-2/?q=%22local+government%22#p9"


def test_phrases_cost_two_queries_more(client, work):
    address = address_of(work)
    numbers = []
    for query in ("local government council", '"local government" council'):
        client.get(address, {"q": query})  # what the words mean is kept
        with CaptureQueriesContext(connection) as asked:
            client.get(address, {"q": query, "again": "1"})
            numbers.append(len(asked))
    assert numbers[0] > 2
    assert numbers[1] == numbers[0] + 2


def test_a_hit_of_a_phrase_has_its_words_marked_where_it_stands(client):
    builders.make_publication("A local government", summary="Of a council that is local.")
    builders.make_publication("Of councils", summary="The local council of a local government.")
    builders.make_publication("A local well", summary="It has a government.")
    page = html.fromstring(client.get("/search/", {"q": '"local government"'}).content)
    for mark in page.xpath("//main//mark"):
        mark.text = f"[{mark.text}]"
    shown = [
        " ".join("".join(entry.xpath(".//h2//text() | ./p[@class='found']//text()")).split())
        for entry in page.xpath("//article")
    ]
    assert shown == [
        "A [local] [government]",
        "Of councils Summary: The local council of a [local] [government].",
    ]
    assert "Also found" not in page.find(".//main").text_content()
