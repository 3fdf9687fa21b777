"""The queue of what was handed in: read once, in the background or at once, by one reader."""

from contextlib import contextmanager

import pytest
from django.urls import reverse

from publications import models
from publications.choices import UploadState
from publications.desk import reading
from tests.builders_pdf import locked_pdf
from tests.desk.conftest import REPORT
from tests.desk.handing_in import URL, hand_in, only_upload, waiting_upload

pytestmark = pytest.mark.django_db


def test_without_a_worker_it_is_read_at_once_and_said(desk):
    assert not reading.worker_is_there()
    answer = hand_in(desk, ("report.txt", REPORT.encode()))
    assert "No worker runs in the background" in answer.content.decode()


def test_with_a_worker_it_waits_for_it(desk, monkeypatch):
    monkeypatch.setattr(reading, "worker_is_there", lambda: True)
    answer = hand_in(desk, ("report.txt", REPORT.encode()))
    assert only_upload().state == UploadState.WAITING
    assert "data-at-work" in answer.content.decode()
    assert reading.read_waiting() == 1
    fragment = desk.get("/admin/desk/uploads/").content.decode()
    assert "data-at-work" not in fragment
    assert reverse("admin:desk-review", args=[only_upload().record]) in fragment


def test_the_same_file_twice_waits_as_well_and_then_leads_to_the_record(desk, monkeypatch):
    monkeypatch.setattr(reading, "worker_is_there", lambda: True)
    hand_in(desk, ("report.txt", REPORT.encode()))
    answer = hand_in(desk, ("again.txt", REPORT.encode())).content.decode()
    first, second = models.Upload.objects.order_by("pk")
    assert second.state == UploadState.WAITING
    assert "The same file as report.txt, and read after it." in answer
    assert "In the archive already" not in answer
    reading.read_waiting()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (UploadState.READ, UploadState.KNOWN)
    assert second.record == first.record != ""
    assert second.message == "The same file as report.txt, which was read."
    assert models.Publication.objects.count() == 1


def test_the_same_file_twice_fails_twice_and_each_can_be_tried_again(desk, monkeypatch):
    monkeypatch.setattr(reading, "worker_is_there", lambda: True)
    hand_in(desk, ("locked.pdf", locked_pdf()))
    hand_in(desk, ("again.pdf", locked_pdf()))
    reading.read_waiting()
    page = desk.get(URL).content.decode()
    for upload in models.Upload.objects.all():
        assert (upload.state, upload.record) == (UploadState.FAILED, "")
        assert f"{upload.name} is locked with a password" in page
        assert reverse("admin:desk-upload-again", args=[upload.pk]) in page


def test_a_file_whose_record_is_gone_is_read_anew(editor):
    waiting_upload(editor)
    reading.read_waiting()
    first = only_upload()
    models.Publication.objects.all().delete()
    models.NameVariant.objects.all().delete()
    models.Source.objects.all().delete()
    waiting_upload(editor)
    reading.read_waiting()
    second = models.Upload.objects.exclude(pk=first.pk).get()
    assert (second.state, second.record != "") == (UploadState.READ, True)


def test_what_a_killed_worker_was_reading_is_read_anew(editor):
    upload = waiting_upload(editor)
    models.Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING, attempts=1)
    assert reading.read_waiting() == 1
    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == (UploadState.READ, 2)


def test_a_file_that_kills_every_worker_is_given_up(editor):
    upload = waiting_upload(editor)
    models.Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING, attempts=3)
    reading.read_waiting()
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert "broken off 3 times" in upload.message
    assert not models.Publication.objects.exists()


def test_killed_between_the_import_and_its_note_the_draft_keeps_its_owner(editor):
    upload = waiting_upload(editor)
    reading.read_waiting()
    models.Revision.objects.all().delete()
    models.Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING, attempts=1)
    reading.read_waiting()
    upload.refresh_from_db()
    assert upload.state == UploadState.READ
    assert models.Revision.objects.filter(record=upload.record, by=editor).exists()


def test_a_fault_of_ours_is_told_without_its_trace(editor, monkeypatch, caplog):
    def stumble(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(reading, "import_paths", stumble)
    upload = waiting_upload(editor)
    reading.read_waiting()
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert "secret" not in upload.message
    assert "secret detail" in caplog.text


def test_a_worker_is_known_by_its_lock():
    with reading.held(reading.WORKER) as alone:
        assert alone
        assert reading.worker_is_there()
    assert not reading.worker_is_there()


def test_one_upload_has_one_reader(editor, monkeypatch):
    upload = waiting_upload(editor)
    monkeypatch.setattr(reading, "held", _taken)
    assert reading.read_upload(upload.pk) is False
    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == (UploadState.WAITING, 0)


@contextmanager
def _taken(number):
    yield False
