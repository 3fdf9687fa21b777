"""Finding in a browser: filters, the back button, the keyboard, and on from what was found."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_filter_by_year_without_javascript(browser: Browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/publications/")
    page.get_by_role("list", name="Years").get_by_role("link", name=re.compile("^2010: ")).click()
    expect(page).to_have_url(re.compile(r"/publications/\?year=2010$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Publications, 2010: [1-9]")
    )
    page.get_by_role("link", name="Take away 2010").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Publications: "))
    page.get_by_role("textbox", name="From").fill("2014")
    page.get_by_role("button", name="Set").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("2014 and later"))
    context.close()


def test_results_swap_in_and_the_back_button_takes_them_out(page: Page):
    page.goto("/publications/")
    page.evaluate("window.same = true")
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name=re.compile("^Essays")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Essays: "))
    expect(page).to_have_url(re.compile(r"\?kind=essay$"))
    expect(page).to_have_title(re.compile("^Essays"))
    expect(page.locator("[data-status]")).to_have_text(re.compile("^Essays: "))
    assert page.evaluate("document.activeElement.id") == "f-kind-essay"
    page.get_by_role("textbox", name="From").fill("2014")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Essays, 2014 and later"))
    assert page.evaluate("document.activeElement.id") == "from"
    page.get_by_label("Sort by").select_option("title")
    expect(page).to_have_url(re.compile("sort=title"))
    for _ in range(3):
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    assert page.evaluate("window.same") is True


def test_scroll_stays_where_it_was(page: Page):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/publications/")
    page.evaluate("scrollTo(0, 400)")
    page.locator(".facet ul a").nth(5).evaluate("link => link.click()")
    expect(page).to_have_url(re.compile(r"\?"))
    expect(page.locator(".chips")).to_be_visible()
    assert page.evaluate("scrollY") > 200


def test_the_filters_can_be_skipped(page: Page):
    page.goto("/publications/")
    skip = page.get_by_role("link", name="Skip the filters")
    for _ in range(30):
        page.keyboard.press("Tab")
        if skip.evaluate("link => link === document.activeElement"):
            break
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_list_with_the_keyboard_only(page: Page):
    page.goto("/publications/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "f-kind-report":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Reports: "))
    assert page.evaluate("document.activeElement.id") == "f-kind-report"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.entry .title')"):
            break
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_filters_are_folded_on_a_phone_and_stay_open_while_choosing(page: Page):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/publications/")
    reports = page.get_by_role("link", name=re.compile("^Reports"))
    expect(reports).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    reports.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Reports: "))
    expect(page.get_by_role("link", name=re.compile("^Essays"))).to_be_visible()


def test_an_error_is_said_beside_its_field(page: Page):
    page.goto("/publications/?from=2014&to=2010")
    field = page.get_by_role("textbox", name="to", exact=True)
    expect(field).to_have_accessible_description(re.compile("2010 is before 2014"))


# -- on from what was found ----------------------------------------------------------------


def test_along_a_filtered_list_and_back_to_it(page: Page):
    page.goto("/publications/?kind=report&sort=title")
    titles = page.locator(".entry .title a").all_inner_texts()
    heading = page.get_by_role("heading", level=1)
    way = page.get_by_role("navigation", name="The list you came from")
    page.locator(".entry .title a").first.click()
    for number, title in enumerate(titles, 1):
        expect(heading).to_have_text(title)
        expect(way).to_contain_text(f"{number} of {len(titles)} in Reports")
        if number < len(titles):
            way.get_by_role("link", name=re.compile("^Next")).click()
    expect(way.get_by_role("link", name=re.compile("^Next"))).to_have_count(0)
    way.get_by_role("link", name=re.compile("^Previous")).click()
    expect(heading).to_have_text(titles[-2])
    page.go_back()
    expect(heading).to_have_text(titles[-1])
    way.get_by_role("link", name=re.compile("^Reports")).click()
    expect(page).to_have_url(re.compile(r"/publications/\?kind=report&sort=title#\w{12}$"))
    expect(page.locator(".entry .title a").last).to_be_in_viewport()


def test_events_are_coming_past_or_undated(page: Page):
    def shown(address: str) -> tuple[str, int]:
        page.goto(address)
        words, _, count = page.get_by_role("heading", level=1).inner_text().rpartition(": ")
        expect(page.locator(".entry")).to_have_count(int(count))
        return words, int(count)

    _, every = shown("/events/")
    found = dict(shown(f"/events/?when={when}") for when in ("coming", "past", "undated"))
    assert list(found) == ["Coming events", "Past events", "Undated events"]
    assert sum(found.values()) == every
    assert found["Past events"] > 1
    page.goto("/events/?sort=oldest")
    page.get_by_role("link", name=re.compile("^Past")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Past events: {found['Past events']}"
    )
    expect(page).to_have_url(re.compile("when=past"))
    page.get_by_role("link", name="Take away Past").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Events: {every}")


def test_the_next_match_leads_on_into_the_next_section(page: Page, addresses):
    page.goto(f"{addresses['section']}?q=local")
    heading = page.locator("article .part").get_by_role("heading").first
    here, before = page.url, heading.inner_text()
    following = page.get_by_role("link", name="Next match")
    following.last.click()
    expect(page).not_to_have_url(re.compile(re.escape(here.partition("?")[0])))
    expect(page).to_have_url(re.compile(r"\?q=local#[\w-]+$"))
    expect(heading).not_to_have_text(before)
    place = page.locator(f"#{page.url.partition('#')[2]}")  # a paragraph, or a section's heading
    expect(place).to_be_in_viewport()
    expect(place.locator("mark").first).to_be_in_viewport()
    place.get_by_role("link", name="Previous match").first.click()
    expect(page).to_have_url(re.compile(re.escape(here.partition("?")[0])))


@pytest.mark.parametrize("width", [1280, 360])
def test_matches_in_notes_are_on_the_way(page: Page, width):
    """From a hit in a note to that note, on through paragraphs and notes, and all the way back."""
    page.set_viewport_size({"width": width, "height": 780})
    page.goto("/search/?q=wanduragala&kind=report")
    page.get_by_role("link", name=re.compile(r"^Note \d+$")).first.click()
    expect(page).to_have_url(re.compile(r"\?q=wanduragala#n\d+$"))
    note = page.locator(f"#{page.url.partition('#')[2]}")
    expect(note).to_be_in_viewport()
    expect(note.locator("mark")).to_have_text("Wanduragala")

    page.goto("/search/?q=culture&kind=report")
    page.locator(".found a").first.click()
    walked = {}
    for way in ("Previous match", "Next match", "Previous match"):
        walked[way] = [page.url]
        while True:
            stop = page.locator(f"#{page.url.partition('#')[2]}")
            expect(stop).to_be_in_viewport()
            expect(stop.locator("mark").first).to_be_visible()
            on = stop.get_by_role("link", name=way)
            if not on.count() or len(walked[way]) > 40:
                break
            to = on.get_attribute("href")
            on.click()
            expect(page).to_have_url(re.compile(f"{re.escape(to)}$"))
            walked[way].append(page.url)
    stops = [address.partition("#")[2] for address in walked["Next match"]]
    assert {each[0] for each in stops} == {"p", "n"}
    assert walked["Previous match"] == walked["Next match"][::-1]
