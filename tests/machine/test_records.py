"""Bulk export and import: the same again byte for byte, and each wrong line by number."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.errors import UniqueViolation

from publications import models
from publications.exports import bulk
from publications.identifiers import identifier_for
from publications.importing import loading
from publications.importing.shape import KINDS, all_tables
from tests import builders
from tests.bench import records as bench
from tests.search.test_entries import differences


def empty_archive():
    names = ", ".join(
        model._meta.db_table for model in (*(model for _, model in all_tables()), models.Passage)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come stays
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def load(tmp_path, *lines):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return loading.load(path)


def wrong(loaded):
    return [(each.line, each.reason) for each in loaded.wrong]


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


ORCID = {"scheme": "orcid", "value": "1-2"}
GOOD = {
    "type": "author",
    "import_key": "good",
    "name": "Ada Parish",
    "authority_identifiers": [ORCID],
}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ([], "is not an object"),
        ({"type": "nonsense"}, "has no type"),
        ({"type": ["author"]}, "has no type"),
        ({"type": "author", "name": "Ada"}, "has no valid identifier"),
        ({"type": "author", "identifier": "0123456789bx", "name": "A"}, "has no valid identifier"),
        ({"type": "author", "import_key": "x"}, "name is missing"),
        ({"type": "author", "import_key": "x", "name": ""}, "name is missing"),
        ({"type": "author", "import_key": "x", "name": 5}, "name is not a text"),
        ({"type": "author", "import_key": "x", "name": "a\0b"}, "NUL"),
        ({"type": "author", "import_key": "x", "name": "a\ud800b"}, "half a character"),
        ({"type": "author", "import_key": "x", "name": "x" * 201}, "longer than 200"),
        ({"type": "author", "import_key": "x", "name": "A", "nmae": "B"}, "nmae is no member"),
        ({"type": "author", "import_key": "x", "name": "A", "status": "gone"}, "status is none of"),
        ({"type": "author", "import_key": "x", "name": "A", "updated_at": "2010"}, "time zone"),
        (
            {"type": "author", "import_key": "x", "name": "A", "variants": {}},
            "is not a list",
        ),
        (
            {"type": "author", "import_key": "x", "name": "A", "variants": [{}]},
            "[0].printed",
        ),
        ({"type": "author", "import_key": "x", "name": "A", "slug": "a b"}, "slug is not a slug"),
        ({"type": "event", "import_key": "x", "title": "A", "date_edtf": "2010-13"}, "date_edtf"),
        ({"type": "event", "import_key": "x", "title": "A", "date_edtf": "0000"}, "date_edtf"),
        (
            {"type": "publication", "import_key": "x", "title": "A", "price_amount": "1e99"},
            "price_amount",
        ),
        ({"type": "publication", "import_key": "x", "title": "A", "position": -1}, "position"),
        ({"type": "publication", "import_key": "x", "title": "A", "position": 2**31}, "position"),
        (
            {"type": "publication", "import_key": "x", "title": "A", "part_of": "nowhere"},
            "'nowhere', which is not to be had",
        ),
        (
            {"type": "publication", "import_key": "x", "title": "A", "contributions": [{}]},
            "contributions[0] needs one of",
        ),
        (
            {
                "type": "publication",
                "import_key": "x",
                "title": "A",
                "sections": [{"position": 0, "anchor": "a", "blocks": ["text"]}],
            },
            "sections[0].blocks[0] is not a block",
        ),
        (
            {
                "type": "publication",
                "import_key": "x",
                "title": "A",
                "sections": [{"position": 0, "anchor": "a", "parent": "b"}],
            },
            "sections[0].parent names no section",
        ),
        (
            {
                "type": "publication",
                "import_key": "x",
                "title": "A",
                "sections": [{"position": n, "anchor": "a"} for n in range(2)],
            },
            "sections[1] repeats 'a'",
        ),
        ({"type": "author", "import_key": "good", "name": "Again"}, "is that of line 1 too"),
        (
            {"type": "author", "import_key": "x", "name": "A", "authority_identifiers": [ORCID]},
            "authority_identifier.orcid '1-2' is that of line 1 too",
        ),
        (
            {
                "type": "organisation",
                "import_key": "x",
                "name": "A",
                "authority_identifiers": [{"scheme": "isni", "value": "1"}] * 2,
            },
            "authority_identifiers[1] repeats 'isni', '1'",
        ),
        (
            {
                "type": "author",
                "import_key": "x",
                "name": "A",
                "authority_identifiers": [{"scheme": "post", "value": "1"}],
            },
            "authority_identifiers[0].scheme is none of",
        ),
    ],
)
def test_wrong_lines_are_told_and_the_rest_goes_on(db, tmp_path, line, reason):
    loaded = load(tmp_path, GOOD, line, {"type": "author", "import_key": "other", "name": "B"})
    ((number, said),) = wrong(loaded)
    assert number == 2
    assert reason in said
    assert loaded.counts == {"author": 2}
    assert models.Author.objects.count() == 2


def test_lines_that_are_not_json(db, tmp_path):
    path = tmp_path / "in.jsonl"
    good = json.dumps(GOOD).encode()
    path.write_bytes(b"\n".join([b"{", b"", b"\xff\xfe", b'{"type": NaN}', b"[" * 100_000, good]))
    loaded = loading.load(path)
    assert [each.line for each in loaded.wrong] == [1, 3, 4, 5]
    assert loaded.counts == {"author": 1}


def test_what_refers_to_a_wrong_line_is_wrong_too(db, tmp_path):
    collection = identifier_for("collection")
    loaded = load(
        tmp_path,
        {
            "type": "publication",
            "import_key": "essay",
            "title": "An essay",
            "part_of": collection,
        },
        {"type": "publication", "import_key": "collection", "title": ""},
        {"type": "event", "import_key": "e", "title": "E", "launched": identifier_for("essay")},
    )
    assert [number for number, _ in wrong(loaded)] == [1, 2, 3]
    assert not loaded.counts


def test_nothing_is_overwritten(archive, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(bulk.lines()), "utf-8")
    before = path.read_text("utf-8")
    loaded = loading.load(path)
    assert not loaded.counts
    assert "is in the archive already" in loaded.wrong[0].reason
    assert "".join(bulk.lines()) == before


def test_a_record_may_refer_to_what_is_there(archive, tmp_path):
    loaded = load(
        tmp_path,
        {
            "type": "publication",
            "import_key": "new",
            "title": "New",
            "part_of": archive.collection.identifier,
            "contributions": [{"author": archive.author.identifier}],
            "topics": [{"topic": "housing"}],
        },
    )
    assert not loaded.wrong
    assert models.Publication.objects.get(title="New").part_of == archive.collection


def test_an_identifier_in_an_authority_file_is_that_of_one_person(archive, tmp_path):
    models.AuthorityIdentifier.objects.create(author=archive.author, **ORCID)
    other = {**GOOD, "import_key": "other", "authority_identifiers": [{**ORCID, "value": "3"}]}
    same_number = {**ORCID, "scheme": "isni"}
    third = {**GOOD, "import_key": "third", "authority_identifiers": [same_number]}
    loaded = load(tmp_path, GOOD, other, third)
    assert wrong(loaded) == [(1, "orcid '1-2' is in the archive already")]
    assert loaded.counts == {"author": 2}


def test_a_retired_identifier_is_not_given_again(archive, tmp_path):
    models.FormerIdentifier.objects.create(
        identifier=identifier_for("gone"), successor=archive.report.identifier
    )
    loaded = load(tmp_path, {"type": "author", "import_key": "gone", "name": "A"})
    assert len(loaded.wrong) == 1


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


def test_what_the_database_refuses_leaves_nothing(db, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 7)
    path = tmp_path / "made.jsonl"
    path.write_text("".join(bench.made_lines(20, words=400)), "utf-8")
    copy = loading._copy

    def refuse_texts(cursor, model, columns, rows):
        if model is models.Section and models.Section.objects.exists():
            rows = [*rows, rows[0]]
        copy(cursor, model, columns, rows)

    monkeypatch.setattr(loading, "_copy", refuse_texts)
    with pytest.raises(UniqueViolation):
        loading.load(path)
    assert not models.Author.objects.exists()


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


def test_query_counts(db, django_assert_num_queries):
    """One query for each table and one for the names it refers to, however many rows there are."""
    for number in (1, 3):
        while models.NewsItem.objects.count() < number:
            item = builders.make_news_item()
            builders.contribute(item, builders.make_author())
        names = bulk._Names()
        with django_assert_num_queries(10):
            list(bulk.objects(KINDS["news"], names))
