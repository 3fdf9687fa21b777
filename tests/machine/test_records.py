"""Bulk export and import: the same again byte for byte, and each wrong line by number."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from publications import models
from publications.exports import bulk
from publications.identifiers import identifier_for
from publications.importing import loading
from publications.importing.shape import KINDS, all_tables
from tests import builders
from tests.bench import records as bench
from tests.machine.record_files import load
from tests.machine.test_refused_records import GOOD
from tests.search.test_entries import differences


def empty_archive():
    names = ", ".join(
        model._meta.db_table for model in (*(model for _, model in all_tables()), models.Passage)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come stays
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


@pytest.fixture
def full(archive, hidden):
    """Every kind of row there is, in every state."""
    builders.make_biography(archive.author, publication=archive.report)
    builders.make_quotation(archive.report, author=archive.author, printed="Ada")
    child = builders.make_section(archive.report, "Inside", "Words.", level=2, kind="box")
    child.parent = archive.section
    child.save()
    series = builders.make_series(organisation=archive.body)
    models.Publication.objects.filter(pk=archive.report.pk).update(
        series=series, price_amount="12.50", price_currency="GBP", curated=["title"]
    )
    archive.event.launched = archive.report
    archive.event.save()
    builders.make_news_item("É “quoted” \u2028 line\tend\r\n", summary="x\\y")
    models.OfferedFile.objects.create(publication=archive.report, name="a.pdf")
    models.AuthorityIdentifier.objects.create(author=archive.author, scheme="orcid", value="1-2")
    models.AuthorityIdentifier.objects.create(organisation=archive.body, scheme="isni", value="1-2")
    models.PlaceMention.objects.create(news_item=archive.news, name="Leeds", spans=[[1, 2]])
    models.FormerIdentifier.objects.create(
        identifier=identifier_for("former"), successor=archive.report.identifier
    )
    builders.explain(archive.report, "LSP", "Local Strategic Partnership", section=archive.section)
    run = models.ImportRun.objects.create(created=1)
    models.ImportedSource.objects.create(
        run=run, source=archive.source, name="a.txt", outcome="created"
    )
    # A collection that was made after its essay, so that the file names it before it stands there.
    late = builders.make_publication("A late collection", kind="essay_collection")
    models.Publication.objects.filter(pk=archive.report.pk).update(part_of=late)


def test_the_same_again_byte_for_byte(full, tmp_path):
    first = "".join(bulk.lines())
    assert {json.loads(line)["type"] for line in first.splitlines()} == set(KINDS)
    path = tmp_path / "records.jsonl"
    path.write_text(first, "utf-8")
    before = {model: model.objects.count() for _, model in all_tables()}
    assert all(before.values()), [m for m, count in before.items() if not count]
    empty_archive()
    loaded = loading.load(path)
    assert not loaded.wrong
    assert {model: model.objects.count() for _, model in all_tables()} == before
    assert "".join(bulk.lines()) == first


def test_derived_columns_come_back(full, tmp_path):
    derived = ("sort_title", "date_earliest", "date_latest", "date_precision")
    columns = {
        models.Publication: derived,
        models.Event: derived,
        models.Author: ("sort_name", "folded_name"),
        models.Organisation: ("sort_name", "folded_name"),
        models.NameVariant: ("printed", "key"),
    }

    def values():
        return {m: sorted(m.objects.values_list(*names)) for m, names in columns.items()}

    def comparable(found):
        return {m: sorted(map(str, rows)) for m, rows in found.items()}

    def read():
        return comparable({m: list(m.objects.values_list(*n)) for m, n in columns.items()})

    before = read()
    path = tmp_path / "records.jsonl"
    path.write_text("".join(bulk.lines()), "utf-8")
    empty_archive()
    loading.load(path)
    assert read() == before


def test_a_loaded_text_is_found(full, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(bulk.lines()), "utf-8")
    empty_archive()
    loading.load(path)
    found = models.Passage.objects.filter(search_vector="second")
    assert [passage.section.title for passage in found] == ["The case"]


def test_what_another_system_writes(db, tmp_path):
    """The least that a record needs, in any order, and text as plain paragraphs."""
    loaded = load(
        tmp_path,
        {
            "type": "publication",
            "import_key": "elsewhere:1",
            "title": "The Parish Pump",
            "date_edtf": "2010-03",
            "contributions": [{"author": identifier_for("elsewhere:ada")}],
            "sections": [
                {
                    "position": 0,
                    "anchor": "text",
                    "blocks": [{"kind": "paragraph", "text": "Pumps of parishes."}],
                }
            ],
        },
        {"type": "author", "import_key": "elsewhere:ada", "name": "Ada Parish"},
    )
    assert not loaded.wrong
    work = models.Publication.objects.get()
    assert work.identifier == identifier_for("elsewhere:1")
    assert (work.slug, work.sort_title, work.status) == (
        "the-parish-pump",
        "parish pump",
        "published",
    )
    assert str(work.date) == "March 2010"
    assert work.contributions.get().author.sort_name == "parish ada"
    assert work.sections.get().blocks == [
        {"kind": "paragraph", "runs": [["Pumps of parishes.", "", "", ""]], "spans": []}
    ]
    assert models.Passage.objects.get().text == "Pumps of parishes."


def test_search_indexes_are_there_after_a_large_load(db, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "MANY", 10)
    path = tmp_path / "made.jsonl"
    path.write_text("".join(bench.made_lines(20, words=400)), "utf-8")

    def indexes():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
            return {definition for (definition,) in cursor.fetchall()}

    before = indexes()
    loaded = loading.load(path)
    assert not loaded.wrong
    assert indexes() == before
    assert models.Passage.objects.count() == 40
    again = "".join(bulk.lines())
    path.write_text(again, "utf-8")
    empty_archive()
    loading.load(path)
    assert "".join(bulk.lines()) == again


def test_entries_of_the_search_are_there_after_a_large_load(db, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "MANY", 10)
    monkeypatch.setattr(loading, "BATCH", 7)
    path = tmp_path / "made.jsonl"
    path.write_text("".join(bench.made_lines(20, words=400)), "utf-8")
    loaded = loading.load(path)
    assert loaded.counts == {"author": 4, "organisation": 1, "publication": 20}
    assert models.SearchEntry.objects.count() == 25
    assert differences() == []


# -- commands ------------------------------------------------------------------------------


def test_export_command(full, tmp_path):
    call_command("export_records", out=tmp_path, verbosity=0)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        path = tmp_path / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        if resource["format"] == "csv":
            with path.open(encoding="utf-8", newline="") as file:
                header = next(csv.reader(file))
            assert header == [each["name"] for each in resource["schema"]["fields"]]
    with (tmp_path / "publication.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == models.Publication.objects.count()
    printed = io.StringIO()
    call_command("export_records", stdout=printed)
    assert printed.getvalue() == (tmp_path / "records.jsonl").read_text("utf-8")


def test_import_command(db, tmp_path, capsys):
    path = tmp_path / "in.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{{\n", "utf-8")
    errors = io.StringIO()
    call_command_fails = pytest.raises(CommandError, match="1 lines were wrong")
    with call_command_fails as raised:
        call_command("import_records", path, dry_run=True, stderr=errors)
    assert raised.value.returncode == 1
    assert errors.getvalue().startswith("line 2: is not JSON")
    assert models.Author.objects.count() == 0
    with pytest.raises(CommandError):
        call_command("import_records", path, verbosity=0, stderr=errors)
    assert models.Author.objects.count() == 1
    with pytest.raises(CommandError) as raised:
        call_command("import_records", tmp_path / "nowhere")
    assert raised.value.returncode == 2


def test_a_second_run_changes_nothing(db, tmp_path):
    path = tmp_path / "in.jsonl"
    run = {"type": "import_run", "started_at": "2026-01-02T03:04:05.678+01:00", "created": 1}
    path.write_text(f"{json.dumps(GOOD)}\n{json.dumps(run)}\n", "utf-8")
    call_command("import_records", path, verbosity=0)
    errors = io.StringIO()
    with pytest.raises(CommandError, match="2 lines were wrong"):
        call_command("import_records", path, verbosity=0, stderr=errors)
    assert "line 2: started_at '2026-01-02T02:04:05.678000+00:00' is in the archive already" in (
        errors.getvalue()
    )
    assert (models.Author.objects.count(), models.ImportRun.objects.count()) == (1, 1)


def test_a_folder_that_cannot_be_written_is_said_in_words(db, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="file: File exists"):
        call_command("export_records", out=tmp_path / "file", verbosity=0)


def test_query_counts(db, django_assert_num_queries):
    """One query for each table and one for the names it refers to, however many rows there are."""
    for number in (1, 3):
        while models.NewsItem.objects.count() < number:
            item = builders.make_news_item()
            builders.contribute(item, builders.make_author())
        names = bulk._Names()
        with django_assert_num_queries(10):
            list(bulk.objects(KINDS["news"], names))
