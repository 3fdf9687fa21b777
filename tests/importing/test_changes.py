"""Importing again: nothing where nothing changed, and only what changed where something did."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publications import models
from publications.importing import importer
from tests import builders
from tests.importing.conftest import COLLECTION, PROJECT, REPORT
from tests.importing.made import parse_made

pytestmark = pytest.mark.django_db


def snapshot():
    """Every row of every table but those the database itself keeps, by table and primary key."""
    return {
        model: {row["id"]: row for row in model.objects.values()}
        for model in apps.get_app_config("publications").get_models()
        if model.__module__ != "publications.models.search"
    }


def differences(before, after):
    """What was written: (model, what) pairs; columns where a row was updated."""
    found = set()
    for model in before:
        old, new = before[model], after[model]
        found |= {(model.__name__, "removed") for pk in old if pk not in new}
        found |= {(model.__name__, "added") for pk in new if pk not in old}
        for pk in old.keys() & new.keys():
            found |= {
                (model.__name__, column) for column in old[pk] if old[pk][column] != new[pk][column]
            }
    return found


def writes(queries):
    return [
        query["sql"]
        for query in queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "SAVEPOINT"))
    ]


def test_a_second_import_writes_nothing_and_parses_nothing(three, monkeypatch):
    before = snapshot()
    monkeypatch.setattr(importer, "parse_bytes", None)
    with CaptureQueriesContext(connection) as queries:
        report = three.run()
    assert report.counts == {"created": 0, "updated": 0, "unchanged": 3, "failed": 0}
    assert snapshot() == before
    assert writes(queries) == []
    assert len(queries) <= 3


def test_a_better_parser_that_finds_the_same_changes_only_its_version(three):
    models.Source.objects.update(parser_version="older")
    before = snapshot()
    report = three.run()
    assert report.counts["unchanged"] == 3
    assert differences(before, snapshot()) == {("Source", "parser_version")}


def test_a_better_parser_that_finds_more_updates(three, monkeypatch):
    def better(data, name):
        return parse_made(data.replace(b"SUBTITLE A way there", b"SUBTITLE A way here."), name)

    models.Source.objects.filter(name="a-report.txt").update(parser_version="older")
    monkeypatch.setattr(importer, "parse_bytes", better)
    assert three.run().counts["updated"] == 1
    assert models.Publication.objects.get(kind="report").subtitle == "A way here."


def test_an_edit_changes_that_and_nothing_else(three):
    before = snapshot()
    three.edit("a-report.txt", "Little does.", "Little do!!!")  # as long, and the same stems
    report = three.run()
    assert report.counts == {"created": 0, "updated": 1, "unchanged": 2, "failed": 0}
    assert differences(before, snapshot()) == {
        ("Section", "blocks"),
        ("Passage", "text"),
        ("Publication", "updated_at"),
        ("Source", "text"),
        ("Source", "sha256"),
        ("Source", "updated_at"),
        ("ImportRun", "added"),
        ("ImportedSource", "added"),
        ("Revision", "added"),
    }
    changed = [
        row["title"]
        for row in snapshot()[models.Publication].values()
        if row["updated_at"] != before[models.Publication][row["id"]]["updated_at"]
    ]
    assert changed == ["Power to the Parishes"]


def test_a_new_first_line_moves_places_and_changes_no_content(three):
    before = snapshot()
    path = three.path / "a-report.txt"
    path.write_text("\n" + path.read_text())
    three.run()
    found = differences(before, snapshot())
    assert not {what for what in found if what[1] in {"removed"} and what[0] != "Evidence"}
    assert ("Publication", "updated_at") not in found
    assert ("Passage", "text") not in found
    section = models.Section.objects.get(title="What next")
    start, end = section.blocks[0]["spans"][0]
    assert models.Source.objects.get(name="a-report.txt").text[start:end] == "Much is to be done."


def test_what_is_no_longer_printed_goes_and_the_rest_stays(three):
    keys = {
        model: dict(model.objects.values_list("pk", "pk"))
        for model in (models.Section, models.Footnote, models.Contribution, models.Quotation)
    }
    three.edit("a-report.txt", "NOTE 1 See the census.\n", "")
    three.edit("a-report.txt", "# What next\nMuch is to be done.\n", "")
    three.edit("a-report.txt", "SUBTITLE A way there\n", "")
    three.edit("a-report.txt", "PERSON Ben Pump | foreword\n", "")
    three.run()
    report = models.Publication.objects.get(kind="report")
    assert not report.footnotes.exists()
    assert [row.title for row in report.sections.all()] == [
        "The case for housing",
        "One parish",
        "What stands in the way",
    ]
    assert report.subtitle == ""
    assert not report.contributions.filter(role="foreword").exists()
    for model, known in keys.items():
        assert set(model.objects.values_list("pk", flat=True)) <= set(known)


def test_a_changed_title_keeps_the_record_and_its_identifier(three):
    before = models.Publication.objects.get(kind="essay_collection")
    essays = list(before.parts.order_by("position").values_list("identifier", flat=True))
    three.edit("b-collection.txt", "Voices of the Parish", "Voices of Many Parishes")
    three.edit("b-collection.txt", "On Pumps", "On Pump")
    three.run()
    after = models.Publication.objects.get(kind="essay_collection")
    assert (after.pk, after.identifier, after.import_key) == (
        before.pk,
        before.identifier,
        before.import_key,
    )
    assert (after.title, after.slug) == ("Voices of Many Parishes", "voices-of-many-parishes")
    assert list(after.parts.order_by("position").values_list("identifier", flat=True)) == essays
    assert models.Publication.objects.withdrawn().count() == 0


def test_an_entry_that_went_is_withdrawn_and_comes_back(three):
    line = PROJECT[-2]
    three.edit("c-project.txt", line + "\n", "")
    report = three.run()
    item = models.NewsItem.objects.get(title="Recycling could fall")
    assert item.status == "withdrawn"
    assert item.withdrawn_reason
    assert not item.project_entries.exists()
    assert "record_withdrawn" in [each.code for each in report.results[2].notices]
    path = three.path / "c-project.txt"
    path.write_text(path.read_text() + line + "\n")
    three.run()
    item.refresh_from_db()
    assert (item.status, item.withdrawn_reason) == ("published", "")


# -- what an editor has set ----------------------------------------------------------------


def test_a_field_that_an_editor_set_is_kept(three):
    row = models.Publication.objects.get(kind="report")
    row.title, row.slug, row.curated = "By the editor", "by-the-editor", ["title", "date_edtf"]
    row.set_date(None)
    row.save()
    three.edit("a-report.txt", "TITLE Power to the Parishes", "TITLE Power to all Parishes")
    three.edit("a-report.txt", "SUBTITLE A way there", "SUBTITLE Another way")
    three.run()
    row.refresh_from_db()
    assert (row.title, row.slug, row.date_edtf) == ("By the editor", "by-the-editor", "")
    assert row.date_earliest is None
    assert row.subtitle == "Another way"


def test_rows_that_an_editor_set_are_kept(three):
    row = models.Publication.objects.get(kind="report")
    row.curated = ["contributions", "sections", "topics"]
    row.save()
    row.contributions.all().delete()
    other = builders.contribute(row, builders.make_author("Dee Ditor"), "editor")
    row.sections.filter(title="What next").update(title="By the editor")
    topic = builders.assign_topic(row, models.Topic.objects.first())
    three.edit("a-report.txt", "Much is to be done.", "Little is to be done.")
    three.edit("a-report.txt", "NOTE 1 See the census.", "NOTE 1 See it.")
    three.run()
    assert list(row.contributions.all()) == [other]
    assert row.sections.filter(title="By the editor").exists()
    assert not models.Passage.objects.filter(text__contains="Little is to be done").exists()
    assert list(row.topics.all()) == [topic]
    note = row.footnotes.get()
    assert (note.text, note.section.title) == ("See it.", "The case for housing")


def test_a_record_that_an_editor_withdrew_stays_withdrawn(three):
    row = models.Publication.objects.get(kind="report")
    row.status, row.withdrawn_reason, row.curated = "withdrawn", "Asked to.", ["status"]
    row.save()
    three.edit("a-report.txt", "Much", "More")
    three.run()
    row.refresh_from_db()
    assert (row.status, row.withdrawn_reason) == ("withdrawn", "Asked to.")


# -- files that move -----------------------------------------------------------------------


def test_a_renamed_file_is_no_second_source(three):
    before = snapshot()
    (three.path / "a-report.txt").rename(three.path / "z-report.txt")
    report = three.run()
    assert report.counts["unchanged"] == 3
    assert report.vanished == []
    assert snapshot() == before


def test_a_file_that_was_moved_and_edited_is_the_same_source(three):
    (three.path / "deep").mkdir()
    (three.path / "a-report.txt").rename(three.path / "deep" / "a-report.txt")
    three.edit("deep/a-report.txt", "Much", "More")
    three.run()
    assert models.Source.objects.count() == 3
    assert models.Publication.objects.filter(kind="report").count() == 1


def test_two_files_of_one_name_never_overwrite_each_other(folder):
    folder.write("one/text.txt", *REPORT)
    folder.write("two/text.txt", *COLLECTION)
    folder.write("three/text.txt", *[line.replace("A way there", "A third way") for line in REPORT])
    report = folder.run()
    assert "text_held_already" in [each.code for each in report.results[1].notices]
    assert models.Section.objects.filter(title="What next").count() == 1
    before = snapshot()
    assert models.Source.objects.count() == 3
    models.Source.objects.update(parser_version="older")
    assert folder.run().counts["unchanged"] == 3
    assert differences(before, snapshot()) == set()


def test_a_page_that_grows_does_not_run_into_the_text_of_the_report(folder):
    title = "TITLE Parishes that embrace localism"
    folder.write("a.txt", "KIND report_page", title, "# About", "What it is about.")
    folder.write("b.txt", title, "# About", "Words.", "BOX One | Its text.", "# What next", "More.")
    folder.run()
    folder.edit("a.txt", "What it is", "# More\nMore.\n# And more\nWhat it is")
    folder.run()
    rows = models.Publication.objects.get().sections.all()
    assert [(row.title, row.anchor) for row in rows] == [
        ("About", "about"),
        ("More", "more"),
        ("And more", "and-more"),
        ("About", "about-2"),
        ("One", "one"),
        ("What next", "what-next"),
    ]


def test_a_file_replaced_by_another_work_is_a_new_source(three):
    three.write("a-report.txt", "TITLE Quite another", "Nothing of the old is left in this text.")
    report = three.run()
    assert report.counts["created"] == 1
    assert models.Publication.objects.filter(kind="report").count() == 2
    assert models.Source.objects.count() == 4


def test_a_vanished_source_is_reported_and_kept(three):
    (three.path / "a-report.txt").unlink()
    report = three.run()
    assert [path.rpartition("/")[2] for path in report.vanished] == ["a-report.txt"]
    assert models.Publication.objects.get(kind="report").is_published


# -- cost ----------------------------------------------------------------------------------


def test_queries_do_not_grow_with_the_text(folder):
    def text(title, sections):
        yield f"TITLE {title}"
        yield "PERSON Ada Parish | author"
        for number in range(sections):
            yield f"# Heading {number}"
            yield f"Text.[{number}]"
            yield f"NOTE {number} Note."
            yield f"QUOTE Words {number}. | Ben Pump | mayor"

    counts = []
    for name, sections in (("warm", 1), ("small", 3), ("large", 120)):
        folder.write(f"{name}.txt", *text(name, sections))
        with CaptureQueriesContext(connection) as queries:
            folder.run()
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert counts[2] <= 60
