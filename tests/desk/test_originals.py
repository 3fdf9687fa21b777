"""The original file: as it came, in parts, never as a page of this site."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from publications import models
from publications.desk import originals, quality
from tests import builders

pytestmark = pytest.mark.django_db
DATA = b"Power to the Parishes\n\nA text of some words."


@pytest.fixture
def make_source(settings):
    def make(data=DATA, name="report.txt", media_type="text/plain", **fields):
        path = settings.MEDIA_ROOT / "uploads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return builders.make_source(
            name=name, path=str(path), size=len(data), media_type=media_type,
            sha256=hashlib.sha256(data).hexdigest(), **fields,
        )  # fmt: skip

    return make


def address(source):
    return reverse("source-original", args=[source.identifier, source.slug])


def test_the_file_comes_as_it_is(client, make_source):
    answer = client.get(address(make_source()))
    assert answer.getvalue() == DATA
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Length"] == str(len(DATA))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Disposition"].startswith('inline; filename="report.txt"')


def test_a_web_page_is_saved_and_never_run(client, make_source):
    answer = client.get(address(make_source(b"<script>1</script>", "page.html", "text/html")))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_name_cannot_break_the_header(client, make_source):
    source = make_source(name='a"b\u202e; x.txt')
    disposition = client.get(address(source))["Content-Disposition"]
    assert 'filename="a\'b?; x.txt"' in disposition
    assert "filename*=UTF-8''a%22b%E2%80%AE%3B%20x.txt" in disposition


@pytest.mark.parametrize(
    ("asked", "status", "data", "told"),
    [
        ("bytes=0-4", 206, DATA[:5], f"bytes 0-4/{len(DATA)}"),
        ("bytes=5-", 206, DATA[5:], f"bytes 5-{len(DATA) - 1}/{len(DATA)}"),
        ("bytes=-5", 206, DATA[-5:], f"bytes {len(DATA) - 5}-{len(DATA) - 1}/{len(DATA)}"),
        ("bytes=0-999999", 200, DATA, None),
        ("bytes=999-", 416, b"", f"bytes */{len(DATA)}"),
        ("bytes=9-2", 416, b"", f"bytes */{len(DATA)}"),
        ("bytes=-0", 416, b"", f"bytes */{len(DATA)}"),
        ("bytes=-", 200, DATA, None),
        ("bytes=0-1,4-5", 200, DATA, None),
        ("lines=1-2", 200, DATA, None),
    ],
)
def test_ranges(client, make_source, asked, status, data, told):
    answer = client.get(address(make_source()), headers={"range": asked})
    assert answer.status_code == status
    assert (answer.getvalue() if status != 416 else answer.content) == data
    assert answer.get("Content-Range") == told


def test_a_range_of_another_version_is_the_whole(client, make_source):
    headers = {"range": "bytes=0-4", "if-range": '"other"'}
    assert client.get(address(make_source()), headers=headers).status_code == 200


def test_what_is_not_public_is_not_handed_out(client, make_source):
    assert client.get(address(make_source(status="draft"))).status_code == 404
    withdrawn = make_source(DATA + b"x", "b.txt", status="withdrawn")
    assert client.get(address(withdrawn)).status_code == 410


@pytest.mark.parametrize("path", ["", "manage.py", "seeds/../manage.py", "/etc/passwd", "seeds"])
def test_nothing_else_of_the_machine_is_handed_out(client, path):
    source = builders.make_source(path=path)
    assert client.get(address(source)).status_code == 404


def test_the_originals_of_the_seeds_are_served(client, settings):
    path = sorted((settings.BASE_DIR / "seeds").glob("*.txt"))[0]
    data = path.read_bytes()
    source = builders.make_source(path=f"seeds/{path.name}", size=len(data), name=path.name)
    assert client.get(address(source)).getvalue() == data


@pytest.mark.parametrize("data", [None, b"other"])
def test_a_file_that_is_not_there_any_more_is_said_in_words(client, make_source, data):
    source = make_source(DATA, "a&b.txt")
    path = originals.Path(source.path)
    path.write_bytes(data) if data else path.unlink()
    answer = client.get(address(source))
    words = answer.content.decode()
    assert answer.status_code == 404
    assert "This file is not here any more" in words
    assert "a&amp;b.txt" in words
    assert f'href="{source.get_absolute_url()}"' in words
    assert "mistyped" not in words
    assert "mistyped" in client.get("/nothing/").content.decode()


def test_a_file_that_goes_while_it_is_asked_for_is_no_error(client, make_source, monkeypatch):
    source = make_source(DATA, "report.txt")
    path = originals.Path(source.path)
    path.unlink()
    monkeypatch.setattr("publications.views.originals.original_of", lambda source: path)
    assert client.get(address(source)).status_code == 404


def test_a_file_that_changed_or_went_is_told(make_source):
    good, changed, gone = (make_source(DATA + bytes([n]), f"{n}.txt") for n in range(3))
    for source, data in ((changed, b"other"), (gone, None)):
        path = originals.Path(source.path)
        path.write_bytes(data) if data else path.unlink()
    with pytest.raises(CommandError, match="2 files are gone or changed"):
        call_command("check_files")
    check = next(each for each in quality.CHECKS if each.code == "file")
    assert set(quality.failing(check)) == {changed, gone}
    assert models.FileCheck.objects.get(source=good).fault == ""
