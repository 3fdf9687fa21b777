"""Every kind of page in a browser: narrow, dark, and without a fault that axe-core can see."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SIZES = {"phone": (360, 780), "desktop": (1280, 900)}
# axe leaves the size of targets out unless it is asked for; the rest is all that it knows.
ALL = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# Colours are all that differs in the dark.
COLOURS = {"resultTypes": ["violations"], "runOnly": ["cat.color"]}
# The whole text is made of what its sections are made of, and takes axe ten times as long.
TOO_LONG = {"text", "evidence"}


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(page: Page, addresses, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    found = []
    for name, address in addresses.items():
        if name in TOO_LONG:
            continue
        for scheme, options in (("light", ALL), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            if scheme == "light":
                page.goto(address)
            for each in Axe().run(page, options=options).response["violations"]:
                nodes = [node["html"][:160] for node in each["nodes"]][:3]
                found.append((name, scheme, each["id"], nodes))
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
