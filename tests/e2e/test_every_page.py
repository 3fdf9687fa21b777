"""Every kind of page in a browser: narrow, dark, and without a fault that axe-core can see."""

import itertools

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RUN = "options => axe.run(document, options).then(results => results.violations)"
SIZES = {"desktop": (1280, 900), "phone": (360, 780)}
# axe leaves the size of targets out unless it is asked for; the rest is all that it knows.
ONLY = {"resultTypes": ["violations"], "preload": False}
ALL = ONLY | {"rules": {"target-size": {"enabled": True}}}
# Colours are all that differs in the dark.
COLOURS = ONLY | {"runOnly": ["cat.color"]}
# What axe takes ten times as long for, and what is made of what other pages show, too: once.
LONG = {"text", "evidence"}


def test_axe_finds_nothing(page: Page, addresses):
    found = []
    for name, address in addresses.items():
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.evaluate(AXE_SCRIPT)
        for size, scheme in itertools.product(SIZES, ("light", "dark")):
            if name in LONG and (size, scheme) != ("desktop", "light"):
                continue
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            options = ALL if scheme == "light" else COLOURS
            for each in page.evaluate(RUN, options):
                nodes = [node["html"][:160] for node in each["nodes"]][:3]
                found.append((name, size, scheme, each["id"], nodes))
    assert found == []


def test_nothing_is_wider_than_320_pixels(page: Page, addresses):
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for name, address in addresses.items():
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


def test_light_and_dark_are_the_readers_choice(page: Page):
    def ground():
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.emulate_media(color_scheme="light")
    page.goto("/")
    light = ground()
    page.get_by_role("button", name="Switch to dark colours").click()
    dark = ground()
    assert dark != light
    page.goto("/publications/")
    assert ground() == dark
    page.get_by_role("button", name="Switch to light colours").click()
    assert ground() == light
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.get_by_role("button", name="Switch to light colours")).to_be_visible()
    assert ground() == dark
