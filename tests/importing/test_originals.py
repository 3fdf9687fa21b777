"""What is read from a folder that is not the archive's is kept as it came, and handed out."""

import hashlib
from pathlib import Path

import pytest

from publications.desk.originals import GONE, check_file, original_of
from publications.importing import importer, originals
from publications.models import Publication, Source
from tests.builders_pdf import Line, make_pdf
from tests.importing.conftest import REPORT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def kept(media: Path) -> list[Path]:
    return [each for each in media.rglob("*") if each.is_file()]


def test_the_file_outlives_the_folder_that_it_was_read_from(folder, client):
    file = folder.write("report.txt", *REPORT)
    words = file.read_bytes()
    folder.run()
    file.unlink()
    source = Source.objects.get()
    assert original_of(source).stat().st_mode & 0o777 == 0o644
    assert check_file(source) == ""
    answer = client.get(f"{source.get_absolute_url()}original/")
    assert b"".join(answer.streaming_content) == words


def test_a_pdf_of_a_folder_has_its_first_page_and_is_offered(tmp_path, client):
    lines = [Line("Power to the Parishes", 60, 700, 24), Line("By Ada Parish", 60, 650, 14)]
    data = make_pdf([[*lines, Line("March 2010", 60, 620, 12)]])
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "report.pdf").write_bytes(data)
    assert not importer.import_paths([tmp_path / "texts"]).failed
    Publication.objects.update(status="published")
    work = Publication.objects.get()
    page = client.get(work.get_absolute_url()).content.decode()
    assert f"{Source.objects.get().get_absolute_url()}original/" in page
    cover = client.get(f"/publications/{work.identifier}/cover.svg", follow=True)
    assert cover["Content-Type"] == "image/png"


def test_a_file_that_was_read_before_copies_were_made_is_copied_by_the_next_run(folder, media):
    folder.write("report.txt", *REPORT)
    folder.run()
    (before,) = kept(media)
    before.unlink()
    assert "1 unchanged" in next(iter(folder.run().summary()))
    assert kept(media) == [before]


def test_a_dry_run_and_a_document_that_fails_keep_nothing(folder, media, monkeypatch):
    folder.write("report.txt", *REPORT)
    folder.run(dry_run=True)
    monkeypatch.setattr(importer.writer, "write", lambda plan: 1 / 0)
    assert importer.import_paths([folder.path]).failed
    assert kept(media) == []


def test_a_file_that_cannot_be_kept_is_not_taken_in(folder, media):
    folder.write("report.txt", *REPORT)
    media.write_text("in the way")
    (failed,) = importer.import_paths([folder.path]).failed
    assert failed.message.startswith("cannot be kept (")
    assert not Source.objects.exists()


def test_the_archives_own_files_are_not_copied(settings, media, monkeypatch, folder):
    settings.BASE_DIR = folder.path
    folder.write("seeds/report.txt", *REPORT)
    folder.run()
    assert original_of(Source.objects.get()) == folder.path / "seeds" / "report.txt"
    assert kept(media) == []


def test_what_changed_meanwhile_is_not_kept_under_a_checksum_of_another(tmp_path, media):
    (tmp_path / "changed.txt").write_text("Other words.")
    originals.keep(tmp_path / "changed.txt", hashlib.sha256(b"Words.").hexdigest())
    assert kept(media) == []


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, f"{'0' * 64}/x"])
def test_what_is_no_checksum_names_no_file(sha256):
    assert originals.kept_at(sha256) is None
    source = Source(sha256=sha256, path="", size=1)
    assert original_of(source) is None


def test_a_copy_that_is_gone_is_told(folder, media):
    file = folder.write("report.txt", *REPORT)
    folder.run()
    file.unlink()
    kept(media)[0].unlink()
    assert original_of(Source.objects.get()) is None
    assert check_file(Source.objects.get()) == GONE
