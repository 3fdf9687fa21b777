"""What the log says of a request in one line, and what it says at length."""

import io
import logging

import pytest


@pytest.fixture
def said(monkeypatch):
    """What the handler of the settings writes."""
    written = io.StringIO()
    handler = logging.getLogger("django").handlers[0]  # behind it stand those of the tests
    monkeypatch.setattr(handler, "stream", written)
    return written


@pytest.mark.django_db
def test_a_name_that_is_not_the_archives_is_one_line(client, said):
    assert client.get("/", headers={"host": "other.example"}).status_code == 400
    [line] = said.getvalue().splitlines()
    assert "ERROR django.security.DisallowedHost: Invalid HTTP_HOST header: 'other.example'" in line


def test_a_fault_of_ours_keeps_its_trace(said):
    try:
        raise ValueError("a fault")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert "Traceback" in said.getvalue()
    assert "ValueError: a fault" in said.getvalue()
