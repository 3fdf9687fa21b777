"""PDFs that hold pictures of pages: read by OCR where that is installed, and always said."""

import json
import os
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from publications import models
from publications.choices import UploadState
from publications.desk import reading, states
from tests.builders_pdf import image_only_pdf
from tests.desk.handing_in import hand_in, only_upload
from tests.desk.made_pdf import report_pdf

pytestmark = pytest.mark.django_db


def test_a_pdf_of_pictures_says_what_is_missing(desk, monkeypatch):
    monkeypatch.setattr(reading.shutil, "which", lambda name: None)
    hand_in(desk, ("scan.pdf", image_only_pdf()))
    upload = only_upload()
    assert upload.state == UploadState.FAILED
    assert "the program ocrmypdf is needed, which is not installed here" in upload.message


STAND_IN = """#!{python}
import json, pathlib, shutil, sys
pathlib.Path({asked!r}).write_text(json.dumps(sys.argv[1:]))
if {fails}:
    sys.exit("no text was found")
shutil.copyfile({read!r}, sys.argv[-1])
"""


@pytest.fixture
def ocr(tmp_path, monkeypatch):
    """Puts a program that stands in for ocrmypdf on the path; returns what it was asked."""

    def stand_in(*, fails=False):
        read, asked = tmp_path / "read.pdf", tmp_path / "asked.json"
        read.write_bytes(report_pdf())
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "ocrmypdf"
        program.write_text(
            STAND_IN.format(python=sys.executable, asked=str(asked), read=str(read), fails=fails)
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
        return asked

    return stand_in


def test_a_pdf_of_pictures_is_read_by_ocr_and_everybody_is_told(desk, client, ocr):
    asked = ocr()
    hand_in(desk, ("scan.pdf", image_only_pdf()))
    upload = only_upload()
    assert upload.state == UploadState.READ, upload.message
    assert "the text was read by OCR and may have faults" in upload.message
    # The scan itself is untouched; what was read lies beside it.
    scan = Path(settings.MEDIA_ROOT) / upload.path
    assert scan.read_bytes() == image_only_pdf()
    assert json.loads(asked.read_text())[-2] == str(scan)
    source = models.Source.objects.get()
    assert source.path.endswith("scan.ocr.pdf")
    record = models.Publication.objects.get(identifier=upload.record)
    assert record.title == "Power to the Parishes"
    told = "a program read the text from them, with possible faults"
    review = desk.get(reverse("admin:desk-review", args=[record.identifier])).content.decode()
    assert told in review
    states.publish(record=record, by=upload.by)
    source.refresh_from_db()
    client.logout()
    for page in (source, record):
        assert told in client.get(page.get_absolute_url()).content.decode()


def test_where_ocr_fails_the_file_is_kept_and_told(desk, ocr, settings):
    ocr(fails=True)
    hand_in(desk, ("scan.pdf", image_only_pdf()))
    upload = only_upload()
    assert upload.state == UploadState.FAILED
    assert "OCR could not read them either" in upload.message
    assert (Path(settings.MEDIA_ROOT) / upload.path).read_bytes() == image_only_pdf()
    assert not models.Source.objects.exists()
