"""Where things stand: what is long breaks, what is alike is of one size and on one edge."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# Where titles and names of records stand.
PLACES = (
    "h1, .title a, h2 a, h3 a, .by a, .subtitle, .breadcrumbs a, .toc a span, .related a, "
    ".facts dd a, ul.extra a, .within a, .came-from a, .neighbours b, .index a, .inline-list a, "
    ".facet .label, .chips a"
)
LONG = "Selbstverwaltungsangelegenheitenzusammenfassung" * 3
BOX = "each => each.getBoundingClientRect().toJSON()"


def test_a_word_longer_than_a_line_makes_no_page_wider(page: Page, addresses):
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for name, address in addresses.items():
        page.goto(address)
        page.evaluate(
            "([places, word]) => document.querySelectorAll(places)"
            ".forEach(each => { each.textContent = word; })",
            [PLACES, LONG],
        )
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


def test_a_title_in_capitals_is_no_smaller_and_its_lines_no_further_apart(page: Page):
    page.goto("/publications/?sort=title")
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    shouted = page.locator(".entry .title.capitals a").first
    plain = page.locator(".entry .title:not(.capitals) a").first
    assert shouted.evaluate(size) > plain.evaluate(size)
    for link in (shouted, plain):
        link.evaluate("each => { each.textContent = 'Title'; }")
    heights = [link.locator("..").evaluate(BOX)["height"] for link in (shouted, plain)]
    assert heights[0] == pytest.approx(heights[1], abs=0.5)


def test_essays_and_contents_end_on_one_edge(page: Page, addresses):
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(addresses["collection"])
        edges = {
            round(page.locator(f"{part} .leaf").first.evaluate(BOX)["right"])
            for part in (".parts", ".toc")
        }
        assert len(edges) == 1, width


def test_the_choices_of_a_search_stand_close_together_on_a_phone(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/search/?q=local")
    first, second = (page.locator(".scope label").nth(n).evaluate(BOX) for n in (0, 1))
    assert second["top"] - first["top"] < 36
    assert first["height"] >= 24


def test_letters_lead_on_and_keep_the_focus(page: Page):
    page.goto("/authors/")
    every = page.get_by_role("navigation", name="Letters").get_by_role("link")
    said = every.nth(1).text_content()
    letter, count = re.fullmatch(r"\s*(\w): (\d+) p\w+\s*", said).groups()
    every.nth(1).focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(f"People under {letter}: {count}")
    expect(page.locator(f"#letter-{letter.lower()}")).to_be_focused()
    page.get_by_role("link", name=f"Take away {letter}").click()
    expect(heading).to_have_text(re.compile("^People: "))


def test_letters_begin_on_the_edge_of_the_list_in_every_line(page: Page):
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto("/authors/")
    edge = round(page.locator(".entries").evaluate(BOX)["left"])
    lefts = {}
    for link in page.locator(".letters a").all():
        words = link.evaluate(
            "each => { const r = document.createRange(); r.selectNodeContents(each);"
            " return r.getClientRects()[0].toJSON(); }"
        )
        lefts.setdefault(round(words["top"]), round(words["left"]))
    assert len(lefts) > 1
    assert set(lefts.values()) == {edge}
