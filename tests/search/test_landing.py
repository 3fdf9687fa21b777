"""A hit in a text leads to the very paragraph that has the words, over all of the seeds."""

import re

import pytest
from django.conf import settings
from lxml import html

from publications.importing.importer import import_paths
from publications.models import Section
from publications.searching.shelf import as_of, current

pytestmark = pytest.mark.django_db
EACH = 3  # every third paragraph is looked for, and the first of each section
WORDS = 6
LONG = 4  # letters of a word that is too common to be looked for, at most


@pytest.fixture
def seeds(db):
    """The seeds, and one catalogue for all questions."""
    import_paths([settings.BASE_DIR / "seeds"])
    with as_of(current()):
        yield


def words_in(text: str) -> list[str]:
    """The words of a text, whatever stands between them."""
    return re.findall(r"[^\W\d_]+", text.casefold())


def beginnings() -> list[str]:
    """The first words of paragraphs without notes, links and signs in them, from all texts."""
    found = []
    for section in Section.objects.exclude(blocks=[]).order_by("pk"):
        if section.kind in {"contents", "front", "back"}:
            continue
        paragraphs = [block for block in section.blocks if block["kind"] == "paragraph"]
        for at, block in enumerate(paragraphs):
            first = block["runs"][0][0].split()[:WORDS]
            plain = len(first) == WORDS and all(re.fullmatch("[A-Za-z]{2,},?", w) for w in first)
            if plain and at % EACH == 0 and sum(len(word) > LONG for word in first) >= 3:
                found.append(" ".join(first).replace(",", ""))
    return found


def test_every_hit_leads_to_its_words(client, seeds):
    asked = beginnings()
    assert len(asked) > 40
    pages: dict[str, html.HtmlElement] = {}
    astray, landed = {}, 0
    for words in asked:
        read = html.fromstring(client.get("/search/", {"q": f'"{words}"'}).content)
        for link in read.xpath("//p[@class='found']/a[contains(@href, '#p')]"):
            address, _, anchor = link.get("href").partition("#")
            bare = address.partition("?")[0]
            if bare not in pages:
                pages[bare] = html.fromstring(client.get(bare).content)
            (there,) = pages[bare].xpath(f"//*[@id='{anchor}']")
            shown = "".join([link.tail, *(t for mark in link.itersiblings() for t in said(mark))])
            landed += 1
            if " ".join(words_in(shown)) not in " ".join(words_in(there.text_content())):
                astray[link.get("href")] = shown
    assert astray == {}
    assert landed >= len(asked)


def said(mark: html.HtmlElement) -> tuple[str, str]:
    """The words of a mark and what follows it."""
    return mark.text_content(), mark.tail or ""
