"""The order of those who made a work: by button from the keyboard, by dragging, and typed."""

import pytest
from playwright.sync_api import expect

from publications import models
from tests import builders
from tests.desk.test_in_browser import accessible, editors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["editors"]  # a fixture


@pytest.fixture
def work(transactional_db):
    work = builders.make_publication("Power to the Parishes")
    for position, name in enumerate(("Ada Parish", "Ben Pump", "Cat Green"), 1):
        builders.contribute(work, builders.make_author(name), position=position)
    body = builders.make_organisation()
    builders.contribute(work, body, "publisher", position=1001)
    return work


def order(work):
    return [(each.position, each.printed) for each in work.contributions.all()]


def test_rows_are_moved_by_keyboard_and_by_mouse(page, live_server, editors, work):
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/publications/publication/{work.pk}/change/")
    page.locator("input[name=contributions-2-position]").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Move Cat Green up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Cat Green is now 2 of 4")).to_have_count(1)
    page.keyboard.press("Enter")  # the button has kept the focus
    expect(page.get_by_role("status").filter(has_text="Cat Green is now 1 of 4")).to_have_count(1)
    accessible(page)
    page.locator("input[name=_continue]").first.click()
    expect(page.locator(".success")).to_be_visible()
    assert order(work) == [
        (1, "Cat Green"), (2, "Ada Parish"), (3, "Ben Pump"), (1001, "Institute of Parishes"),
    ]  # fmt: skip
    work.refresh_from_db()
    assert "contributions" in work.curated
    rows = page.locator("#contributions-group tr.form-row:not(.empty-form)")
    rows.nth(2).locator("[draggable]").drag_to(rows.nth(0), target_position={"x": 20, "y": 2})
    page.locator("input[name=_continue]").first.click()
    expect(page.locator(".success")).to_be_visible()
    assert [name for _, name in order(work)][:3] == ["Ben Pump", "Cat Green", "Ada Parish"]
    assert models.Revision.objects.filter(record=work.identifier).count() == 2


def test_without_the_script_the_number_is_typed(browser, live_server, editors, work):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill("pass word of a test")
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{live_server.url}/admin/publications/publication/{work.pk}/change/")
    page.locator("input[name=contributions-2-position]").fill("0")
    page.locator("input[name=_continue]").first.click()
    assert order(work)[0] == (0, "Cat Green")
    context.close()
