"""A copy of the archive is whole and can be made an archive again, or a sentence says why not."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest
from django.db import connection

from localism import backup, restore
from localism.backup import CONTENTS, DATABASE, SUMS, back_up
from localism.preparing import Refusal
from publications import models
from publications.desk.states import publish
from tests.archive import make_archive
from tests.builders import make_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def copy(media, tmp_path) -> Path:
    """A copy of a small archive with two files."""
    make_archive()
    for name in ("originals/ab/report.pdf", "covers/é 1.png"):
        (media / name).parent.mkdir(parents=True)
        (media / name).write_bytes(name.encode() * 1000)
    return back_up(tmp_path)


@pytest.fixture
def elsewhere(copy, media, settings, tmp_path):
    """Stand in an empty database, with an empty place for files; what it was is put back after."""
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    usual, name = connection.settings_dict["NAME"], f"test_localism_restored_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connection.close()
    connection.settings_dict["NAME"] = name
    yield settings.MEDIA_ROOT
    connection.close()
    connection.settings_dict["NAME"] = usual
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def everything() -> dict[str, list]:
    """All rows of all tables, but for those that no copy has."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names()) - set(backup.LEFT_OUT)):
            cursor.execute(f'SELECT to_jsonb(x) FROM "{table}" x ORDER BY x::text')
            found[table] = cursor.fetchall()
    return found


def altered(copy: Path, **texts: str | None) -> Path:
    """The same copy with other texts in place of some of its files; None leaves one out."""
    made = copy.with_name(f"altered-{copy.name}")
    with tarfile.open(copy) as tar, tarfile.open(made, "w") as other:
        for member in tar:
            content = tar.extractfile(member).read()
            if member.name.partition(".")[0] in texts:
                text = texts[member.name.partition(".")[0]]
                if text is None:
                    continue
                content = text.encode()
            member.size = len(content)
            other.addfile(member, io.BytesIO(content))
    return made


def summed_anew(copy: Path) -> Path:
    """A copy whose checksums are those of what is in it."""
    with tarfile.open(copy) as tar:
        names = [name for name in tar.getnames() if name != SUMS]
        sums = [
            f"{restore.hashlib.sha256(tar.extractfile(name).read()).hexdigest()}  {name}\n"
            for name in names
        ]
    return altered(copy, SHA256SUMS="".join(sums))


class TestCopy:
    @pytest.mark.parametrize("knows_from", [restore.TIMED, 10**9])
    def test_all_rows_and_files_come_back(self, copy, media, elsewhere, knows_from, monkeypatch):
        monkeypatch.setattr(restore, "TIMED", knows_from)  # as for an older server
        here = {name: (media / name).read_bytes() for name in files(media)}
        said = restore.restore(copy)
        assert {name: (elsewhere / name).read_bytes() for name in files(elsewhere)} == here
        assert len(here) == 2
        assert said["format"] == backup.FORMAT
        there = everything()
        connection.close()
        connection.settings_dict["NAME"] = f"test_localism_{os.getpid()}"
        assert there == everything()
        assert len(there["publications_passage"]) > 5

    def test_what_comes_back_is_searched_and_written_to(self, client, copy, elsewhere):
        restore.restore(copy)
        assert "Power to the" in client.get("/search/?q=parishes").content.decode()
        draft = make_publication("Kettles of the north", status="draft")
        assert "Kettles" not in client.get("/publications/").content.decode()
        publish(record=draft, by=None)
        assert "Kettles" in client.get("/publications/?q=kettles").content.decode()
        assert models.Publication.objects.published().count() == 6

    def test_it_is_its_owners_alone_and_named_by_the_day(self, copy):
        assert copy.stat().st_mode & 0o077 == 0
        assert copy.name.startswith("archive-2")
        assert {each.name for each in copy.parent.iterdir()} == {copy.name, "media"}

    def test_it_says_what_it_is(self, copy):
        with tarfile.open(copy) as tar:
            names = tar.getnames()
            said = json.load(tar.extractfile(CONTENTS))
        assert names[:2] == [CONTENTS, DATABASE]
        assert names[-1] == SUMS
        assert "publications.0003_search" in said["migrations"]


class TestRefusals:
    def test_a_copy_is_never_written_over(self, copy):
        before = copy.read_bytes()
        with pytest.raises(Refusal, match="is there already"):
            back_up(copy)
        assert copy.read_bytes() == before

    def test_a_place_that_is_not_there(self, tmp_path):
        with pytest.raises(Refusal, match="no directory"):
            back_up(tmp_path / "nowhere" / "copy.tar")

    def test_nothing_is_left_of_a_copy_that_fails(self, media, tmp_path, monkeypatch):
        make_publication("A report")
        monkeypatch.setattr(backup, "write_copy", lambda *_: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            back_up(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_an_archive_is_never_written_over(self, copy):
        before = everything()
        with pytest.raises(Refusal, match="none is written over"):
            restore.restore(copy)
        assert everything() == before

    @pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
    def test_a_file_that_was_cut_off(self, copy, elsewhere, share):
        content = copy.read_bytes()
        copy.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(Refusal, match=r"cut off|no copy"):
            restore.restore(copy)
        assert nothing_done(elsewhere)

    def test_a_file_without_its_end(self, copy, elsewhere):
        with pytest.raises(Refusal, match="cut off"):
            restore.restore(altered(copy, SHA256SUMS=None))
        assert nothing_done(elsewhere)

    def test_a_file_that_was_damaged(self, copy, elsewhere):
        content = bytearray(copy.read_bytes())
        at = content.index(b"originals/ab/report.pdf" * 3) + 2
        content[at] ^= 1
        copy.write_bytes(bytes(content))
        with pytest.raises(Refusal, match=r"damaged: media/originals/ab/report\.pdf"):
            restore.restore(copy)
        assert nothing_done(elsewhere)

    def test_what_is_no_copy(self, copy, elsewhere):
        copy.write_text("a list of things to buy")
        with pytest.raises(Refusal, match="no copy of an archive"):
            restore.restore(copy)

    def test_a_copy_of_a_newer_archive(self, copy, elsewhere):
        with tarfile.open(copy) as tar:
            said = json.load(tar.extractfile(CONTENTS))
        said["migrations"].append("publications.9999_times_to_come")
        newer = summed_anew(altered(copy, archive=json.dumps(said)))
        with pytest.raises(Refusal, match=r"newer archive made this copy \(publications\.9999"):
            restore.restore(newer)
        assert nothing_done(elsewhere)

    def test_a_database_that_cannot_be_filled(self, copy, elsewhere):
        with pytest.raises(Refusal, match="pg_restore says"):
            restore.restore(summed_anew(altered(copy, database="no dump")))
        assert not connection.introspection.table_names()

    def test_another_file_in_a_place(self, copy, elsewhere):
        other = elsewhere / "covers" / "é 1.png"
        other.parent.mkdir(parents=True)
        other.write_text("another")
        with pytest.raises(Refusal, match="another file"):
            restore.restore(copy)
        assert other.read_text() == "another"
        assert not connection.introspection.table_names()

    def test_a_name_that_leads_out(self, copy, elsewhere):
        with tarfile.open(copy, "a") as tar:
            member = tarfile.TarInfo("media/../../out")
            member.size = 1
            tar.addfile(member, io.BytesIO(b"x"))
        with pytest.raises(Refusal, match="belongs nowhere"):
            restore.restore(summed_anew(copy))
        assert nothing_done(elsewhere)

    @pytest.mark.parametrize("module", [backup, restore])
    def test_without_a_place_it_says_how(self, module, capsys, monkeypatch):
        monkeypatch.setattr(module.stops, "heed", lambda: None)
        assert module.main([""]) == 1
        assert "make " in capsys.readouterr().err

    def test_a_directory_that_is_not_there_is_made_no_file(self, tmp_path, capsys, monkeypatch):
        monkeypatch.setattr(backup.stops, "heed", lambda: None)
        assert backup.main([f"{tmp_path}/nowhere/"]) == 1
        assert "no directory" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


def files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def nothing_done(elsewhere: Path) -> bool:
    return not elsewhere.exists() and not connection.introspection.table_names()
