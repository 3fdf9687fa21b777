"""What a browser prints: a clean document that says what it is and where it was."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def printed(page: Page) -> list[str]:
    """The words of each printed page."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    return [" ".join(each.get_textpage().get_text_range().split()) for each in document]


def test_print_gives_a_clean_document(page: Page, addresses):
    page.goto(addresses["essay"])
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.locator(".address").first).to_be_hidden()
    expect(page.locator(".part + .endnotes").first).to_be_visible()
    expect(page.locator(".note").first).to_be_hidden()
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    title = page.locator("h1").text_content().split()
    first, second = (printed[n].get_textpage().get_text_range().split() for n in (0, 1))
    assert second[: len(title)] == title  # the running title
    assert "".join(first).count("".join(title)) == 1
    assert "2" in second  # the number of the page


def test_a_printed_page_says_where_it_was(page: Page, addresses):
    page.goto(addresses["report"])
    title = page.locator("h1").text_content().strip()
    for number, words in enumerate(printed(page), 1):
        above = "The Localism Archive" if number == 1 else title
        assert words.startswith(f"{above} {page.url} {number} ")


def test_a_printed_list_has_its_name_over_each_page(page: Page, addresses):
    page.goto(addresses["publications"])
    assert printed(page)[1].startswith("Publications http")


def test_names_that_are_folded_on_the_screen_are_printed(page: Page, addresses):
    page.goto(addresses["report"])
    folded = page.locator(".facts details a").all_text_contents()
    assert len(folded) > 8
    words = " ".join(printed(page))
    assert [name for name in folded if name not in words] == []


def test_no_page_ends_between_the_kind_of_an_entry_and_its_title(page: Page, addresses):
    page.goto(addresses["news year"])
    pages = printed(page)
    assert len(pages) > 2
    assert [words[-30:] for words in pages if re.search(r"NEWS \d+ \w+ \d{4}$", words)] == []


def test_a_printed_essay_names_its_collection_and_a_list_its_page(page: Page, addresses):
    page.goto(addresses["essay"])
    within = " ".join(page.locator(".text .within").first.text_content().split())
    assert re.match(r"\d+ of \d+ in \w", within)
    assert within in printed(page)[0]
    page.goto(addresses["section"])
    assert "The whole text in one page" not in printed(page)[0]
    page.goto(addresses["people"])
    assert re.search(r"Page 1 of \d+", printed(page)[-1])
    assert not printed(page)[-1].endswith("Next")
