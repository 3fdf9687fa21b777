"""The second factor by keyboard alone: set up, and asked for at the next sign-in."""

import pytest
from django.contrib.auth.models import User
from django_otp.oath import hotp, totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from tests.desk.test_in_browser import PASSWORD, accessible, editors, sign_in, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["editors"]  # a fixture


def test_set_up_and_signed_in_with_by_keyboard(page, live_server, editors):
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    sign_in(page, live_server.url)
    tab_to(page, "Second factor", "link")
    page.keyboard.press("Enter")
    page.get_by_label("Your password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    picture = page.get_by_role("img", name="QR code of the key that stands below")
    expect(picture).to_be_visible()
    # Resolves when the picture is there, and fails where it is none.
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    accessible(page)
    device = TOTPDevice.objects.get(user=User.objects.get(username="edith"))
    page.get_by_label("The six digits that the app shows now").focus()
    page.keyboard.type(f"{totp(device.bin_key):06}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator(".desk-codes code").count() == 10
    accessible(page)
    tab_to(page, "Log out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    page.goto(f"{live_server.url}/admin/")
    accessible(page)
    device.refresh_from_db()
    page.get_by_label("Username").focus()
    page.keyboard.type("edith")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(f"{hotp(device.bin_key, device.last_t + 1):06}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
    assert [text for text in faults if "Content Security" in text] == []
