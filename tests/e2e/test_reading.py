"""Reading in a browser: notes there and back, passages, the keyboard."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_footnote_there_and_back(page: Page, addresses):
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 780})
        page.goto(addresses["text"])
        mark = page.locator("[role=doc-noteref]").first
        note = page.locator(mark.get_attribute("href"))
        if width < 1152:
            expect(note).to_be_hidden()
        mark.click()
        expect(note).to_be_visible()
        expect(note).to_be_in_viewport()
        note.get_by_role("link", name=re.compile("^Back to the mark")).click()
        assert page.evaluate("location.hash").startswith("#r")
        expect(mark).to_be_in_viewport()


def test_notes_stand_beside_their_marks_and_not_over_one_another(page: Page, addresses):
    page.goto(addresses["text"])
    page.evaluate("document.fonts.ready.then(() => 0)")
    boxes = page.evaluate("""
        [...document.querySelectorAll('.note')].map(note => {
            const mark = document.getElementById('r' + note.id.slice(1)).getBoundingClientRect();
            const {top, bottom, left} = note.getBoundingClientRect();
            return {top, bottom, left, mark: mark.top, right: mark.right};
        })""")
    assert len(boxes) > 3
    for box in boxes:
        assert box["left"] > box["right"]
        assert abs(box["top"] - box["mark"]) < 400
    for above, below in itertools.pairwise(boxes):
        assert below["top"] >= above["bottom"] - 1


def test_the_contents_follow_the_scroll(page: Page, addresses):
    page.goto(addresses["text"])
    link = page.locator(".contents a").nth(6)
    link.click()
    expect(link).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-here]")).to_have_text(link.inner_text())


def test_cite_a_passage(page: Page, addresses, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{addresses['text']}?q=localism")  # the words of a search, which are no part of it
    paragraph = page.locator("article .part p.text").nth(6)
    identifier = paragraph.get_attribute("id")
    paragraph.hover()
    paragraph.get_by_role("link", name=re.compile("^Paragraph")).click()
    page.get_by_role("button", name="Cite this passage").click()
    expect(page.locator(".passage output")).to_have_text(re.compile("^Citation copied: "))
    copied = page.evaluate("navigator.clipboard.readText()")
    title = page.get_by_role("heading", level=1).inner_text()
    assert title in copied
    assert copied.endswith(f". {page.url.partition('?')[0]}#{identifier}")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".passage output")).to_have_text(re.compile("^Link copied: "))
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"#{identifier}")
    page.keyboard.press("Escape")
    expect(page.locator(".passage")).to_have_count(0)
    assert page.evaluate("document.activeElement.hash") == f"#{identifier}"


def test_a_selection_offers_the_same(page: Page, addresses):
    page.goto(addresses["text"])
    page.locator("article .part p.text").nth(3).click(click_count=3)
    expect(page.get_by_role("button", name="Cite this passage")).to_be_visible()


def test_the_place_is_kept_on_the_device(page: Page, addresses):
    page.goto(addresses["text"])
    page.locator("article p.text").nth(30).evaluate("each => each.scrollIntoView()")
    # The place is written a moment after the scroll; the content policy forbids a waiting function.
    page.wait_for_timeout(400)
    page.goto("/")
    page.goto(addresses["text"])
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("link", name="Continue where you were").click()
    assert re.fullmatch(r"#p\d+", page.evaluate("location.hash"))
    assert page.evaluate("scrollY") > 1000


def test_a_report_with_the_keyboard_only(page: Page, addresses):
    page.goto(addresses["report"])
    for _ in range(60):
        page.keyboard.press("Tab")
        if "whole text" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/text/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.contents')"):
            break
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash.length") > 1
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('p > .address')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


def test_what_is_copied_has_no_marks_in_it(page: Page, addresses, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(addresses["text"])
    copied = {}
    for name, selector in (("note", ".part p:has(.mark)"), ("heading", ".part h3:has(.page)")):
        block = page.locator(selector).first
        block.evaluate("each => getSelection().selectAllChildren(each)")
        page.keyboard.press("Control+c")
        copied[name] = page.evaluate("navigator.clipboard.readText()").strip()
        shown = block.evaluate("""each => {
            const bare = each.cloneNode(true);
            for (const mark of bare.querySelectorAll(".address, .page, .mark")) mark.remove();
            return bare.textContent;
        }""")
        assert copied[name] == " ".join(shown.split())


def test_the_contents_are_reached_from_anywhere_on_a_phone(page: Page, addresses):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(addresses["text"])
    page.locator("article p.text").nth(30).evaluate("each => each.scrollIntoView()")
    page.get_by_role("link", name="Contents", exact=True).click()
    entry = page.locator(".contents a").nth(2)
    expect(entry).to_be_in_viewport()
    entry.click()
    expect(page.locator("article .part:target, article :target").first).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 780})
    expect(page.get_by_role("link", name="Contents", exact=True)).to_be_hidden()
