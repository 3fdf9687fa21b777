"""Files and texts that are handed in: kept as they came, read once, or refused in words."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from publications import models
from publications.choices import Status, UploadState
from publications.desk import receiving
from tests.builders_pdf import locked_pdf
from tests.desk.conftest import REPORT
from tests.desk.handing_in import URL, hand_in, only_upload, waiting_upload

pytestmark = pytest.mark.django_db


def test_a_text_becomes_a_draft_that_nobody_else_sees(desk, editor, client):
    answer = hand_in(desk, ("report.txt", REPORT.encode()))
    upload = only_upload()
    assert (upload.state, upload.by) == (UploadState.READ, editor), upload.message
    record = models.Publication.objects.get(identifier=upload.record)
    assert record.title == "Power to the Parishes"
    assert record.status == Status.DRAFT
    assert answer.redirect_chain[-1][0] == reverse("admin:desk-review", args=[upload.record])
    for model in (models.Publication, models.Author, models.Organisation, models.Source):
        assert not model.objects.published().exists(), model
    client.logout()
    assert client.get(record.get_absolute_url()).status_code == 404


def test_the_file_is_kept_as_it_came(desk, settings):
    data = REPORT.replace("\n", "\r\n").encode("cp1252")
    hand_in(desk, ("report.txt", data))
    upload = only_upload()
    path = Path(settings.MEDIA_ROOT) / upload.path
    assert path.read_bytes() == data
    assert upload.sha256 == hashlib.sha256(data).hexdigest()
    assert not path.stat().st_mode & 0o222
    assert list((Path(settings.MEDIA_ROOT) / "incoming").iterdir()) == []


def test_several_files_are_taken_at_once(desk):
    hand_in(desk, ("a.txt", REPORT.encode()), ("b.txt", b"Another text\n\nOf two lines."))
    assert models.Upload.objects.filter(state=UploadState.READ).count() == 2


def test_the_list_names_the_draft_that_came_of_each_file(desk, client, contributor):
    hand_in(desk, ("a.txt", REPORT.encode()))
    link = reverse("admin:desk-review", args=[only_upload().record])
    assert f'<a href="{link}">Review <cite>Power to the Parishes</cite></a>' in (
        desk.get(URL).content.decode()
    )
    client.force_login(contributor)  # who handed in nothing
    assert link not in client.get(URL).content.decode()


def test_a_text_can_be_pasted_with_its_address(desk):
    desk.post(URL, {"text": REPORT, "address": "https://example.org/report"})
    upload = only_upload()
    assert upload.state == UploadState.READ
    assert upload.name == "power-to-the-parishes.txt"
    assert upload.address == "https://example.org/report"


def test_nothing_at_all_is_told(desk):
    answer = desk.post(URL, {"text": "  "})
    assert "Choose one or more files, or paste a text." in answer.content.decode()
    assert not models.Upload.objects.exists()


def test_the_same_file_twice_names_the_record(desk):
    hand_in(desk, ("report.txt", REPORT.encode()))
    first = only_upload()
    answer = hand_in(desk, ("other name.txt", REPORT.encode()))
    second = models.Upload.objects.exclude(pk=first.pk).get()
    assert (second.state, second.record) == (UploadState.KNOWN, first.record)
    assert "has this very file already, as report.txt" in answer.content.decode()
    assert models.Publication.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\texts\\report.txt", "report.txt"),
        ("report\u202etxt.exe.txt", "reporttxt.exe.txt"),
        ("\x00\x1b[2Jreport\n.txt", "[2Jreport.txt"),
        ("..hidden.txt", "hidden.txt"),
        ("", "unnamed"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ('a"b<c>.txt', "a b c.txt"),
        ("\u202e\u2066", "unnamed"),
    ],
)
def test_names_are_made_harmless(given, kept):
    assert receiving.clean_name(given) == kept


def zip_of(size):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"0" * size)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("bomb.pdf", zip_of(50_000_000), "is a ZIP archive or an office file"),
        ("empty.pdf", b"", "empty.pdf is empty."),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 90, "is an image"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<<", "broken.pdf"),
        ("locked.pdf", locked_pdf(), "password"),
        ("noise.txt", bytes(range(256)) * 40, "noise.txt"),
    ],
)
def test_what_cannot_be_read_is_told_and_leaves_no_record(desk, name, data, told):
    answer = hand_in(desk, (name, data))
    upload = only_upload()
    assert upload.state == UploadState.FAILED
    assert told in upload.message
    # A message begins with a capital, and the name of a file keeps its letters.
    assert f"Could not be read: {upload.message}" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert not models.Source.objects.exists()
    assert not models.Publication.objects.exists()


def test_a_page_with_scripts_is_read_without_them(desk):
    page = (
        "<!doctype html><html><head><title>Parish news</title><script>alert(1)</script></head>"
        "<body><h1>Parishes gain powers</h1><p onclick='alert(2)'>It was decided today that "
        "<script>document.write('evil')</script> parishes may act.</p></body></html>"
    )
    answer = hand_in(desk, ("page.html", page.encode()))
    assert only_upload().state == UploadState.READ
    shown = answer.content.decode()
    assert "alert(" not in shown
    assert "document.write" not in shown


def test_a_file_over_the_limit_is_dropped_while_it_streams(desk, monkeypatch, settings):
    monkeypatch.setattr(receiving, "LARGEST", 200_000)
    answer = hand_in(desk, ("large.pdf", b"%PDF-" + b"0" * 400_000), ("small.txt", REPORT.encode()))
    assert "“large.pdf” is larger than 0 MB and was not kept." in answer.content.decode()
    assert [each.name for each in models.Upload.objects.all()] == ["small.txt"]
    assert list((Path(settings.MEDIA_ROOT) / "incoming").iterdir()) == []


class Broken(io.BytesIO):
    """A request whose sender goes away in the middle."""

    def read(self, *size):
        raise OSError("gone")


def test_a_connection_that_breaks_leaves_nothing(desk, settings):
    answer = desk.generic(
        "POST",
        URL,
        CONTENT_TYPE="multipart/form-data; boundary=cut",
        CONTENT_LENGTH="5000",
        **{"wsgi.input": Broken()},
    )
    assert answer.status_code == 400
    assert not models.Upload.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_anyone_may_hand_in_who_is_let_in(client, contributor):
    assert client.get(URL).status_code == 302
    client.force_login(contributor)
    assert client.get(URL).status_code == 200
    hand_in(client, ("report.txt", REPORT.encode()))
    assert only_upload().by == contributor


def test_what_could_not_be_read_is_set_aside_and_taken_up_again(desk):
    hand_in(desk, ("blank.txt", b" \n"))
    assert "blank.txt" in desk.get("/admin/").content.decode()
    aside = reverse("admin:desk-upload-aside", args=[only_upload().pk])
    assert "“blank.txt” is set aside." in desk.post(aside, follow=True).content.decode()
    assert only_upload().state == UploadState.ASIDE
    assert "blank.txt" not in desk.get("/admin/").content.decode()
    assert desk.post(aside).status_code == 404
    desk.post(reverse("admin:desk-upload-again", args=[only_upload().pk]))
    assert only_upload().state == UploadState.FAILED


def test_a_list_that_nobody_wants_is_set_aside(desk):
    hand_in(desk, ("works.csv", b"title\nPower to the Parishes\n"))
    aside = reverse("admin:desk-upload-aside", args=[only_upload().pk])
    page = desk.get(reverse("admin:desk-table", args=[only_upload().pk])).content.decode()
    assert aside in page
    assert (
        reverse("admin:desk-table", args=[only_upload().pk]) in desk.get("/admin/").content.decode()
    )
    desk.post(aside, follow=True)
    assert "works.csv" not in desk.get("/admin/").content.decode()
    desk.post(reverse("admin:desk-upload-again", args=[only_upload().pk]))
    assert only_upload().state == UploadState.CHECKED
    table = reverse("admin:desk-table", args=[only_upload().pk])
    desk.post(table)
    assert only_upload().state == UploadState.READ
    assert f'<a href="{table}">See what became of each row</a>' in desk.get(URL).content.decode()


def test_only_ones_own_is_set_aside(client, contributor, editor):
    row = models.Upload.objects.create(
        name="a.txt", path="a", sha256="0", size=1, by=editor, state=UploadState.FAILED
    )
    client.force_login(contributor)
    assert client.post(reverse("admin:desk-upload-aside", args=[row.pk])).status_code == 403


def test_the_list_has_pages(desk, editor):
    for number in range(21):
        models.Upload.objects.create(
            name=f"file {number}.txt", path="a", sha256="0", size=1, by=editor, state="read"
        )
    first = desk.get(URL).content.decode()
    assert "file 20.txt" in first
    assert "file 0.txt" not in first
    assert "file 0.txt" in desk.get(URL, {"page": 2}).content.decode()


def test_the_list_asks_as_much_for_three_as_for_one(desk, editor, django_assert_max_num_queries):
    for number in range(3):
        waiting_upload(editor, f"{REPORT}{number}")
    with django_assert_max_num_queries(12):
        desk.get(URL)
    assert connection.vendor == "postgresql"
