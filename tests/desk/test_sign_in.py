"""Signing in: wrong passwords are counted, and sessions end."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db
RIGHT = "pass word of a test"


def sign_in(client, password):
    return client.post("/admin/login/", {"username": "edith", "password": password})


def test_too_many_wrong_passwords_shut_the_door(client, editor):
    for _ in range(5):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    assert "too many wrong passwords" in answer.content.decode()
    assert sign_in(client, RIGHT).status_code == 429
    # From another place the editor comes in still.
    answer = client.post(
        "/admin/login/", {"username": "edith", "password": RIGHT}, REMOTE_ADDR="192.0.2.7"
    )
    assert answer.status_code == 302


def test_a_right_password_forgets_the_wrong_ones(client, editor):
    for _ in range(3):
        for _ in range(4):
            assert sign_in(client, "wrong").status_code == 200
        assert sign_in(client, RIGHT).status_code == 302
        client.logout()


def test_a_session_ends(client, editor):
    sign_in(client, RIGHT)
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""  # with the browser
    assert client.session.get_expiry_age() <= 60 * 60 * 12
    assert cookie["httponly"]


def test_there_is_no_account_by_default():
    assert not User.objects.exists()


def test_signing_out_says_so(desk):
    page = desk.post("/admin/logout/").content.decode()
    assert "You are signed out." in page
    assert "Sign in again" in page


def test_a_form_from_before_the_sign_in_says_that_nothing_is_lost(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post("/admin/publications/newsitem/add/", {"title": "Parishes gain powers"})
    assert answer.status_code == 403
    assert "what you wrote still stands there" in answer.content.decode()


def test_what_is_only_read_takes_nothing(db):
    answer = Client(enforce_csrf_checks=True).post("/publications/", {"q": "parish"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer.content == b"Nothing can be sent here: this address is only read.\n"
