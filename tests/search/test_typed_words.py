"""A hit shows the words as they were typed before others that the stemmer takes for them."""

import pytest
from lxml import html

from publications.searching.snippets import START, STOP, weight, window
from tests import builders

pytestmark = pytest.mark.django_db

FILLING = "Of nothing that anybody would ever look for. " * 8


def found(client, query: str) -> list[str]:
    """The texts shown under the titles that a search finds."""
    page = html.fromstring(client.get("/search/", {"q": query}).content)
    return [" ".join(each.text_content().split()) for each in page.xpath("//p[@class='found']")]


def test_the_paragraph_with_the_word_itself_is_shown(client):
    work = builders.make_publication("Of parishes")
    builders.make_section(work, "One", "The local shop is local, and so is the local pub.")
    builders.make_section(work, "Two", "What localism_means is a question. Localism asks it.")
    builders.make_section(work, "Three", "A locality, a local and the locals.")
    (told,) = found(client, "localism")
    assert "Localism asks it" in told
    (told,) = found(client, "locality")
    assert "A locality" in told


def test_the_stretch_with_the_word_itself_is_shown():
    some = f"{START}local{STOP} and {START}locally{STOP}"
    text = f"{some} {FILLING} {START}Localism{STOP} {FILLING}"
    assert window(text, {"localism"}).count("Localism") == 1
    assert "locally" in window(text)
    assert weight(f"{START}localism{STOP}", {"localism"}) > weight(some, {"localism"})


def test_a_title_with_the_phrase_needs_no_paragraph_with_a_word_of_it(client):
    work = builders.make_publication("The public purse")
    builders.make_section(work, "One", "Every public has a purse.")
    assert found(client, '"public purse"') == []
