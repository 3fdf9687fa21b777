"""What visitors see of abbreviations: their page, the sentence of a search, the words marked."""

import re

import pytest

from publications import models
from publications.choices import Status
from publications.views.abbreviations import PAGE_SIZE, SHOWN
from tests import builders

pytestmark = pytest.mark.django_db

SENTENCE = re.compile(r'<p class="said">\s*Also looked for (.*?)</p>', re.S)


@pytest.fixture
def taught():
    work = builders.make_publication("On pumps", date="2010")
    section = builders.make_section(
        work, "One", "Nothing.", "The Local Strategic Partnerships (LSPs) met.", anchor="one"
    )
    builders.make_section(work, "Two", "An LSP is here.", anchor="two")
    builders.explain(work, "LSPs", "Local Strategic Partnerships", section=section, block=1)
    return work


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_page_leads_to_the_paragraph_with_the_words_marked(client, taught):
    page = shown(client, "/abbreviations/")
    assert "<dt>LSP</dt>" in page
    assert "On pumps" in page
    (href,) = re.findall(r'href="(/publications/[^"]+text/one/[^"]+)"', page)
    address, _, anchor = href.replace("&amp;", "&").partition("#")
    text = shown(client, address)
    paragraph = text[text.index(f'id="{anchor}"') :].partition("</p>")[0]
    assert "<mark>Local</mark> <mark>Strategic</mark> <mark>Partnerships</mark>" in paragraph
    assert "<mark>LSPs</mark>" in paragraph


def test_both_forms_are_marked_in_a_text_unless_as_written(client, taught):
    address = f"/publications/{taught.identifier}/{taught.slug}/text/?q=lsp"
    assert "<mark>Strategic</mark>" in shown(client, address)
    assert "<mark>Strategic</mark>" not in shown(client, f"{address}&exact=1")
    assert "<mark>LSP</mark>" in shown(client, f"{address}&exact=1")


def test_letters_and_pages(client, taught):
    for number in range(PAGE_SIZE):
        letters = f"{chr(97 + number // 10)}{chr(97 + number % 10)}"
        builders.explain(taught, f"M{letters.upper()}", f"Many {letters[0]}ple {letters[1]}ple")
    builders.explain(taught, "4NW", "4 North West")
    first = shown(client, "/abbreviations/")
    assert first.count("<dt>") == PAGE_SIZE
    assert "?page=2" in first
    assert shown(client, "/abbreviations/?page=2").count("<dt>") == 2
    assert re.findall(r'href="\?letter=(\w+)"', first) == ["l", "m", "other"]
    assert shown(client, "/abbreviations/?letter=l").count("<dt>") == 1
    assert "<dt>4NW</dt>" in shown(client, "/abbreviations/?letter=other")
    for wrong in ("?letter=x&page=9", "?page=0", "?letter=%00", "?letter=ab"):
        assert client.get(f"/abbreviations/{wrong}").status_code == 404, wrong
    assert shown(client, "/abbreviations/?letter=x").count("<dt>") == 0


def test_several_meanings_under_one_short_form_and_no_more_works_than_shown(client, taught):
    for number in range(SHOWN + 1):
        work = builders.make_news_item(f"Lights {number}")
        builders.explain(work, "LSP", "Light Street Plan")
    page = shown(client, "/abbreviations/")
    assert page.count("<dt>LSP</dt>") == 1
    assert page.count("<dd ") == 2
    assert page.count("<cite") == SHOWN + 1
    assert page.count("All that have it") == 1


def test_query_count_does_not_grow(client, taught, django_assert_num_queries):
    for number in (1, 3):
        while models.AbbreviationUse.objects.count() < number:
            work = builders.make_project(f"P {models.AbbreviationUse.objects.count()}")
            section = builders.make_section(work, "One", "Words.")
            builders.explain(work, "LAA", f"Local Area Alt{number}", section=section)
        with django_assert_num_queries(5):
            shown(client, "/abbreviations/")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_what_is_not_public_is_not_on_the_page(client, taught, status):
    public = builders.make_publication("On wells")
    builders.explain(public, "LSP", "Local strategic partnership")
    builders.explain(taught, "OPD", "Only Printed Draft")
    models.Publication.objects.filter(pk=taught.pk).update(status=status)
    page = shown(client, "/abbreviations/")
    assert "On wells" in page
    assert "On pumps" not in page
    assert "OPD" not in page
    assert "?letter=o" not in page
    models.Publication.objects.filter(pk=public.pk).update(status=status)
    assert "No abbreviations yet" in shown(client, "/abbreviations/")


@pytest.mark.parametrize("address", ["/search/", "/publications/"])
def test_the_page_of_results_says_so_and_can_be_told_not_to(client, taught, address):
    said = SENTENCE.search(shown(client, f"{address}?q=LSP&year=2010"))
    assert "“Local Strategic Partnerships”." in said[1]
    href = re.search(r'href="([^"]+)"', said[1])[1].replace("&amp;", "&")
    assert "exact=1" in href
    assert "q=LSP" in href
    assert "year=2010" in href
    exact = shown(client, f"{address}{href}")
    assert not SENTENCE.search(exact)
    assert 'name="exact" value="1"' in exact  # the form carries it along
    assert "abbreviations as typed" in exact


def test_hits_carry_it_to_the_text(client, taught):
    page = shown(client, "/search/?q=LSP&exact=1")
    assert re.search(r'href="[^"]+text/\w+/\?q=LSP&amp;exact=1#p\d', page)


def test_the_evidence_of_a_work_shows_the_words(client, taught):
    source = builders.make_source("Here are Local Strategic Partnerships (LSPs).")
    taught.abbreviations.update(source=source, spans=[[9, 44]])
    page = shown(client, f"/publications/{taught.identifier}/{taught.slug}/evidence/")
    assert "Local Strategic Partnerships (LSPs)" in page
