"""Bad input, dry runs, reports, exit statuses: the rest goes on and nothing is half done."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from publications import models
from publications.importing import importer, writer
from publications.importing.importer import import_paths
from tests.importing.test_changes import snapshot

pytestmark = pytest.mark.django_db

GOOD = "Power to the Parishes\n\nParishes can do more than anyone thinks, and they should.\n"


@pytest.fixture
def texts(tmp_path):
    """A folder with one good text; the real parsers read it."""
    path = tmp_path / "texts"
    path.mkdir()
    (path / "good.txt").write_text(GOOD)
    return path


def reasons(report):
    return {each.name: each.message for each in report.failed}


def test_every_bad_file_is_one_line_and_the_rest_goes_on(texts):
    (texts / "empty.txt").write_bytes(b"")
    (texts / "blank.txt").write_bytes(b" \n \n")
    (texts / "nul.txt").write_bytes(b"Power\x00to the Parishes")
    (texts / "huge.txt").write_bytes(b"words and words \n" * 3_100_000)
    (texts / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    (texts / "binary.txt").write_bytes(bytes(range(1, 32)) * 50)
    (texts / "good-too.txt").write_text(GOOD.replace("Power", "Might"))
    report = import_paths([texts, texts / "missing.txt"])
    found = reasons(report)
    assert set(found) == {
        "empty.txt", "blank.txt", "nul.txt", "huge.txt", "broken.pdf", "binary.txt", "missing.txt",
    }  # fmt: skip
    assert found["empty.txt"] == "is empty"
    assert found["missing.txt"] == "does not exist"
    assert "NUL" in found["nul.txt"]
    assert "MB" in found["huge.txt"]
    assert all("\n" not in reason and len(reason) < 300 for reason in found.values())
    assert report.counts["created"] == 2
    assert models.Source.objects.count() == 2


def test_a_text_of_more_different_words_than_a_vector_holds_is_taken_in(texts):
    words = (hashlib.md5(str(n).encode()).hexdigest()[:12] for n in range(110_000))  # noqa: S324
    (texts / "words.txt").write_text("A Text of Many Words\n\n" + " ".join(words) + "\n")
    report = import_paths([texts])
    assert (reasons(report), report.counts["created"]) == ({}, 2)
    assert models.Source.objects.filter(name="words.txt").exists()
    assert models.SearchFurther.objects.exists()


def test_windows_1252_is_read_and_said(texts):
    (texts / "old.txt").write_bytes("Parishes – “the future”\n\nText.\n".encode("cp1252"))
    report = import_paths([texts])
    source = models.Source.objects.get(name="old.txt")
    assert source.encoding == "windows-1252"
    assert "“the future”" in source.text
    assert "decoded_as_windows_1252" in [each.code for each in report.results[1].notices]


def test_a_line_of_two_megabytes_is_taken_in(texts):
    (texts / "line.txt").write_text("A long line\n\n" + "parish pump " * 170_000 + "lastword\n")
    report = import_paths([texts])
    assert report.counts["created"] == 2
    assert models.Passage.objects.filter(search_vector="lastword").exists()


def test_a_word_of_two_megabytes_is_taken_in(texts):
    (texts / "line.txt").write_text("A long line\n\n" + "x" * 2_000_000 + "\n")
    assert import_paths([texts]).counts["created"] == 2


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_no_second_text(texts, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD)
    (texts / "leak.txt").symlink_to(outside / "secret.txt")
    (texts / "leaks").symlink_to(outside)
    (texts / "again.txt").symlink_to(texts / "good.txt")
    (texts / "loop").symlink_to(texts)
    (texts / "dangling.txt").symlink_to(texts / "nowhere.txt")
    report = import_paths([texts])
    assert reasons(report) == {
        "leak.txt": "is a link that leads out of the folder",
        "leaks": "is a link that leads out of the folder",
        "dangling.txt": "is a link to a file that is not there",
    }
    assert models.Source.objects.count() == 1


def test_a_folder_without_texts_says_so(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    report = import_paths([tmp_path])
    assert reasons(report) == {tmp_path.name: "holds no texts"}
    assert report.set_aside == [str(tmp_path / "picture.png")]


def test_a_file_without_permission_is_refused(texts, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # nothing is unreadable to root
    assert reasons(import_paths([texts])) == {"good.txt": "cannot be read (Permission denied)"}


def test_something_that_is_no_file_is_refused(texts):
    os.mkfifo(texts / "pipe.txt")
    assert reasons(import_paths([texts])) == {"pipe.txt": "is not a regular file"}


def test_a_file_named_twice_is_read_once(texts):
    report = import_paths([texts, texts / "good.txt", texts])
    assert report.counts == {"created": 1, "updated": 0, "unchanged": 0, "failed": 0}


def test_a_parser_that_stumbles_loses_one_text_only(texts, monkeypatch):
    (texts / "odd.txt").write_text("odd")
    real = importer.parse_bytes

    def stumble(data, name):
        if name == "odd.txt":
            raise IndexError("out of range")
        return real(data, name)

    monkeypatch.setattr(importer, "parse_bytes", stumble)
    report = import_paths([texts])
    assert reasons(report)["odd.txt"].startswith("could not be taken in: IndexError out of range (")
    assert report.counts["created"] == 1


def test_a_writer_that_stumbles_leaves_nothing_of_the_document(texts, monkeypatch):
    (texts / "another.txt").write_text(GOOD.replace("Power", "Might"))
    real = writer.write_children

    def stumble(comparison, **options):
        real(comparison, **options)
        if comparison.source.name == "another.txt":
            raise ValueError("half way")

    monkeypatch.setattr(writer, "write_children", stumble)
    report = import_paths([texts])
    assert "half way" in reasons(report)["another.txt"]
    assert [each.name for each in models.Source.objects.all()] == ["good.txt"]
    assert models.Publication.objects.count() == 1
    assert models.Section.objects.filter(source=None).count() == 0


# -- manifest ------------------------------------------------------------------------------


def manifest(folder, file="good.txt", sha256="0" * 64, holder="© Parish Trust"):
    (folder / "manifest.toml").write_text(
        f'[[source]]\nfile = "{file}"\nsha256 = "{sha256}"\nrights_holder = "{holder}"\n'
    )


def test_the_manifest_gives_the_rights_holder_and_is_checked(texts):
    manifest(texts)
    report = import_paths([texts])
    assert models.Source.objects.get().rights_holder == "© Parish Trust"
    assert report.results[0].notices[0].code == "checksum_differs"


def test_without_a_manifest_no_rights_holder_is_made_up(texts):
    import_paths([texts])
    assert models.Source.objects.get().rights_holder == "not stated"


def test_a_changed_rights_holder_is_taken_over(texts):
    import_paths([texts])
    manifest(texts)
    assert import_paths([texts / "good.txt"]).counts["updated"] == 1
    assert models.Source.objects.get().rights_holder == "© Parish Trust"


def test_a_manifest_that_is_none_or_lists_what_is_not_there_is_said(texts):
    manifest(texts, file="gone.txt")
    assert [each.code for each in import_paths([texts]).notices] == ["manifest_file_missing"]
    (texts / "manifest.toml").write_text("no manifest")
    assert [each.code for each in import_paths([texts]).notices] == ["manifest_faulty"]


def test_a_manifest_named_as_a_file_is_set_aside(texts):
    manifest(texts)
    report = import_paths(sorted(texts.iterdir()))
    assert report.counts["created"] == 1
    assert report.set_aside == [str(texts / "manifest.toml")]


def test_the_seeds_are_those_of_the_manifest(settings):
    from hashlib import sha256

    from publications.importing import manifest as manifests

    seeds = settings.BASE_DIR / "seeds"
    entries = manifests.read(seeds).entries
    assert sorted(entries) == sorted(path.name for path in seeds.glob("*.txt"))
    for name, entry in entries.items():
        assert sha256((seeds / name).read_bytes()).hexdigest() == entry.sha256


# -- the command ---------------------------------------------------------------------------


def test_a_dry_run_does_all_and_keeps_nothing(texts):
    before = snapshot()
    report = import_paths([texts], dry_run=True)
    assert report.counts["created"] == 1
    assert snapshot() == before
    said = list(report.summary())
    assert said[0].startswith("Dry run, nothing was kept: 1 created")
    assert said[1] == "Records created: 1 publication."


def test_the_command_prints_a_summary_and_a_report(texts, tmp_path, capsys):
    (texts / "empty.txt").write_bytes(b"")
    target = tmp_path / "report.json"
    with pytest.raises(CommandError, match=r"empty\.txt is empty") as caught:
        call_command("ingest", texts, report=target)
    assert caught.value.returncode == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "1 created, 0 updated, 0 unchanged, 1 failed."
    assert "  empty.txt: is empty" in out.splitlines()
    assert err.splitlines()[-1].startswith("2/2")
    content = json.loads(target.read_text())
    assert content["counts"] == {"created": 1, "updated": 0, "unchanged": 0, "failed": 1}
    assert [each["outcome"] for each in content["sources"]] == ["failed", "created"]
    assert content["sources"][1]["record"] == models.Publication.objects.get().identifier
    run = models.ImportRun.objects.get()
    assert (run.created, run.failed) == (1, 1)
    assert run.sources.get(outcome="failed").message == "is empty"
    assert run.sources.get(outcome="created").source == models.Source.objects.get()


def test_the_command_is_silent_when_asked(texts, capsys):
    call_command("ingest", texts, verbosity=0)
    assert capsys.readouterr() == ("", "")


def test_a_run_without_change_leaves_no_log(texts):
    call_command("ingest", texts, verbosity=0)
    call_command("ingest", texts, verbosity=0)
    assert models.ImportRun.objects.count() == 1


def test_misuse_is_said_before_anything_is_done(texts, tmp_path):
    with pytest.raises(CommandError, match="cannot write to"):
        call_command("ingest", str(texts), "--report", str(tmp_path / "no" / "report.json"))
    assert not models.Source.objects.exists()
