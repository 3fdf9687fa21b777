"""The second factor: set up, asked for, renewed, taken away, reset, in nobody else's way."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django_otp.oath import hotp, totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import etree

from publications.desk import second_factor

pytestmark = pytest.mark.django_db
RIGHT = "pass word of a test"
PAGE = "/admin/desk/second-factor/"
INDEX = "/admin/"


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.OTP_TOTP_THROTTLE_FACTOR = settings.OTP_STATIC_THROTTLE_FACTOR = 0


def code_of(user, later=0):
    """The code that the app shows at first; afterwards the one used last, or some steps later."""
    device = TOTPDevice.objects.get(user=user)
    if device.last_t < 0:
        return f"{totp(device.bin_key):06}"
    return f"{hotp(device.bin_key, device.last_t + later):06}"


def sign_in(client, token="", password=RIGHT, **more):
    return client.post(
        "/admin/login/", {"username": "edith", "password": password, "token": token}, **more
    )


def enrol(client, user):
    """Sets the second factor up as an editor does; returns the recovery codes."""
    client.force_login(user)
    client.post(PAGE, {"step": "begin", "password": RIGHT})
    page = client.post(PAGE, {"step": "confirm", "token": code_of(user)}).content.decode()
    return re.findall(r"<code>([a-z2-7]{8})</code>", page)


def test_a_key_counts_from_its_first_code(client, editor):
    client.force_login(editor)
    client.post(PAGE, {"step": "begin", "password": "wrong"})
    assert second_factor.begun(editor) is None
    client.post(PAGE, {"step": "begin", "password": RIGHT})
    page = client.get(PAGE).content.decode()
    device = second_factor.begun(editor)
    assert second_factor.key_in_letters(device) in page
    asked = parse_qs(urlsplit(device.config_url).query)
    assert asked["secret"] == [second_factor.key_in_letters(device).replace(" ", "")]
    # Not confirmed yet: signing in goes on as before.
    client.post(PAGE, {"step": "confirm", "token": "000000"})
    assert not second_factor.has_one(editor)
    client.logout()
    assert sign_in(client).status_code == 302
    page = client.post(PAGE, {"step": "confirm", "token": code_of(editor)}).content.decode()
    codes = re.findall(r"<code>([a-z2-7]{8})</code>", page)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    # The codes and the key are not shown again, and the session goes on.
    page = client.get(PAGE).content.decode()
    assert codes[0] not in page
    assert "10 recovery codes left" in page
    assert client.get(PAGE + "code.svg").status_code == 404
    assert client.get(INDEX).status_code == 200


def test_the_qr_code_is_an_own_picture_that_nobody_keeps(client, editor):
    client.force_login(editor)
    client.post(PAGE, {"step": "begin", "password": RIGHT})
    answer = client.get(PAGE + "code.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer["Cache-Control"]
    drawing = etree.fromstring(answer.content)
    assert drawing.tag.endswith("svg")
    assert not [each for each in drawing.iter() if "style" in each.attrib]


def test_signing_in_asks_for_a_code(client, editor):
    codes = enrol(client, editor)
    client.logout()
    for wrong in ("", "123", "aaaaaaaa", code_of(editor)):  # the last one was used before
        answer = sign_in(client, wrong)
        assert answer.status_code == 200
        assert "do not fit together" in answer.content.decode()
        assert client.get(INDEX).status_code == 302
    assert sign_in(client, code_of(editor, later=1)).status_code == 302
    assert client.get(INDEX).status_code == 200
    client.logout()
    # A recovery code opens once, however it is typed.
    typed = f" {codes[0][:4].upper()}-{codes[0][4:]} "
    assert sign_in(client, typed).status_code == 302
    assert client.get(INDEX).status_code == 200
    client.logout()
    assert sign_in(client, codes[0]).status_code == 200
    assert second_factor.recovery_codes_left(editor) == 9


def test_nobody_learns_whether_the_password_was_right(client, editor):
    enrol(client, editor)
    client.logout()
    answers = {
        re.sub(r'value="[^"]*"', "", sign_in(client, "123456", password=each).content.decode())
        for each in (RIGHT, "wrong")
    }
    assert len(answers) == 1


def test_wrong_codes_count_like_wrong_passwords(client, editor):
    enrol(client, editor)
    client.logout()
    for _ in range(5):
        answer = sign_in(client, "123456")
    assert answer.status_code == 429
    assert sign_in(client, code_of(editor, later=1)).status_code == 429
    # What was typed as a code is not kept.
    assert AccessAttempt.objects.exists()
    assert "123456" not in "".join(AccessAttempt.objects.values_list("post_data", flat=True))


def test_the_device_counts_wrong_codes_too(client, editor, settings):
    enrol(client, editor)
    client.logout()
    settings.OTP_TOTP_THROTTLE_FACTOR = 60
    sign_in(client, "123456")
    assert sign_in(client, code_of(editor, later=1), REMOTE_ADDR="192.0.2.7").status_code == 200
    # It was not the recovery codes that failed.
    assert editor.staticdevice_set.get().throttling_failure_count == 0


def test_a_session_without_a_code_ends_when_another_sets_it_up(client, editor, administrator):
    from django.test import Client

    elsewhere, other = Client(), Client()
    elsewhere.force_login(editor)
    other.force_login(administrator)
    assert elsewhere.get(INDEX).status_code == 200
    enrol(client, editor)
    answer = elsewhere.get(INDEX)
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]
    assert elsewhere.get(PAGE).status_code == 302
    assert elsewhere.post(PAGE, {"step": "remove", "password": RIGHT}).status_code == 302
    assert second_factor.has_one(editor)
    # Others are asked for nothing.
    assert other.get(INDEX).status_code == 200


def test_taking_it_away_asks_for_password_and_code(client, editor):
    enrol(client, editor)
    for password, token in ((RIGHT, "123456"), ("wrong", code_of(editor, later=1))):
        client.post(PAGE, {"step": "remove", "password": password, "token": token})
        assert second_factor.has_one(editor)
    client.post(PAGE, {"step": "remove", "password": RIGHT, "token": code_of(editor, later=1)})
    assert not second_factor.has_one(editor)
    assert second_factor.recovery_codes_left(editor) == 0
    assert client.get(INDEX).status_code == 200
    client.logout()
    assert sign_in(client).status_code == 302


def test_new_recovery_codes_end_the_old_ones(client, editor):
    codes = enrol(client, editor)
    client.logout()
    sign_in(client, codes[0])
    page = client.post(
        PAGE, {"step": "renew", "password": RIGHT, "token": codes[1]}
    ).content.decode()
    new = re.findall(r"<code>([a-z2-7]{8})</code>", page)
    assert len(new) == second_factor.RECOVERY_CODES
    assert not set(new) & set(codes)
    assert client.get(INDEX).status_code == 200
    client.logout()
    assert sign_in(client, codes[2]).status_code == 200
    assert sign_in(client, new[0]).status_code == 302


def test_an_administrator_resets_a_lost_one(client, editor, administrator, contributor):
    enrol(client, editor)
    url = reverse("admin:desk-second-factor-reset", args=[editor.pk])
    client.force_login(contributor)
    assert client.post(url).status_code == 403
    assert second_factor.has_one(editor)
    client.force_login(administrator)
    assert url in client.get(
        reverse("admin:auth_user_change", args=[editor.pk])).content.decode()  # fmt: skip
    assert "since" in client.get(url).content.decode()
    client.post(url)
    assert not second_factor.has_one(editor)
    assert LogEntry.objects.get().change_message == "Second factor reset."
    client.logout()
    assert sign_in(client).status_code == 302


def test_an_administrator_does_not_reset_a_superuser(client, editor, administrator):
    enrol(client, editor)
    editor.is_superuser = True
    editor.save()
    client.force_login(administrator)
    url = reverse("admin:desk-second-factor-reset", args=[editor.pk])
    assert client.post(url).status_code == 403
    assert second_factor.has_one(editor)


def test_groups_that_must_have_one_are_led_to_it(client, editor, contributor, settings):
    settings.SECOND_FACTOR_FOR = ["Editors"]
    client.force_login(contributor)
    assert client.get(INDEX).status_code == 200
    client.force_login(editor)
    for path in (INDEX, "/admin/publications/publication/", "/admin/desk/upload/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "needs a second factor" in client.get(PAGE).content.decode()
    enrol(client, editor)
    assert client.get(INDEX).status_code == 200


def test_nobody_sees_the_keys_of_others(admin_client):
    for path in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert admin_client.get(f"/admin/{path}").status_code == 404
