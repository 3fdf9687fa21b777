"""Tables of works handed in: each row's fate shown, then taken; round trips; rows refused."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publications import models
from publications.choices import Act, Status, UploadState
from publications.desk import tables
from publications.exports.formats import format_named
from publications.exports.record import records_of
from publications.importing.importer import import_paths
from publications.models import Evidence
from tests import builders

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/desk/upload/"
TABLE = (
    "title;date;authors;publisher;isbn;kind;topic\r\n"
    '"Pumps, old";March 2008;"Parish, Ada; Pump, Ben";Pump Press;978-0-306-40615-7;report;Water\r\n'
    "Soon;soon;;;;report;\r\n"
    "New news;2008-03-17;;;;press release;\r\n"
)


def hand_in(client, text, name="works.csv"):
    """Hands a file in as an editor does; returns its upload."""
    data = text if isinstance(text, bytes) else text.encode()
    client.post(UPLOAD, {"files": SimpleUploadedFile(name, data)})
    return models.Upload.objects.order_by("-pk").first()


def fates(upload):
    return [(row["number"], row["fate"]) for row in upload.table.rows]


def take(client, upload, **data):
    client.post(reverse("admin:desk-table", args=[upload.pk]), data)
    upload.refresh_from_db()
    return models.TableCheck.objects.get(upload=upload)


def test_nothing_is_taken_before_an_editor_says_so(desk):
    upload = hand_in(desk, TABLE)
    assert upload.state == UploadState.CHECKED
    assert upload.message == "Nothing is taken yet: 2 new, 1 refused."
    assert fates(upload) == [(2, "new"), (3, "refused"), (4, "new")]
    for model in (models.Publication, models.NewsItem, models.Source, models.Author):
        assert not model.objects.exists()
    page = desk.get(reverse("admin:desk-table", args=[upload.pk])).content.decode()
    assert "“soon” is not a date" in page
    assert "“Water” is no topic of the archive" in page
    only = desk.get(reverse("admin:desk-table", args=[upload.pk]) + "?fate=refused")
    assert "New news" not in only.content.decode()


def test_what_is_taken_is_drafts_with_evidence_and_a_revision_each(desk, editor):
    builders.make_topic(slug="water", name="Water")
    upload = hand_in(desk, TABLE)
    take(desk, upload, reason="From the library")
    assert (upload.state, upload.message) == (UploadState.READ, "Taken: 2 new, 1 refused.")
    work = models.Publication.objects.get()
    assert (work.status, work.kind, work.date_edtf) == (Status.DRAFT, "report", "2008-03")
    assert [each.printed for each in work.contributions.all()] == [
        "Ada Parish", "Ben Pump", "Pump Press",
    ]  # fmt: skip
    assert work.identifiers.get().value == "9780306406157"
    assert work.topics.get().topic.name == "Water"
    assert models.NewsItem.objects.get().kind == "press_release"
    # Every value shows the words in the file, its row, and the file's checksum.
    source = models.Source.objects.get()
    assert (source.sha256, source.status) == (upload.sha256, Status.DRAFT)
    spoken = {
        each.field: (source.text[each.start : each.end], each.page)
        for each in Evidence.objects.filter(record=work.identifier)
    }
    assert spoken["title"] == ("Pumps, old", "2")
    assert spoken["date_edtf"] == ("March 2008", "2")
    [[start, end]] = work.contributions.first().spans
    assert source.text[start:end] == "Parish, Ada"
    revision = models.Revision.objects.get(record=work.identifier)
    assert (revision.act, revision.by) == (Act.CREATED, editor)
    assert revision.reason == "From the library. Read from works.csv. Row 2."
    assert desk.get(reverse("admin:desk-review", args=[work.identifier])).status_code == 200
    # The same file again is known.
    assert hand_in(desk, TABLE).state == UploadState.KNOWN


def test_all_or_nothing(desk):
    upload = hand_in(desk, TABLE)
    check = take(desk, upload, whole="on")
    assert upload.state == UploadState.CHECKED
    assert upload.message == "Nothing was taken, because 1 rows are refused."
    assert check.decision == {}
    assert not models.Publication.objects.exists()
    take(desk, upload)
    assert models.Publication.objects.count() == 1


def test_refused_rows_come_back_as_a_file_to_put_right(desk):
    upload = hand_in(desk, TABLE)
    answer = desk.get(reverse("admin:desk-table-refused", args=[upload.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode("utf-8-sig")
    [header, row] = csv.reader(io.StringIO(text), delimiter=";")
    assert header[:2] == ["title", "date"]
    assert row[0] == "Soon"
    assert "not a date" in row[-1]
    put_right = text.replace("Soon;soon", "Soon;2009").replace("refused because", "")
    assert fates(hand_in(desk, put_right.partition("“")[0] + "\r\n")) == [(2, "new")]


def test_what_the_archive_knows_is_the_same_or_is_added_to(desk):
    source = builders.make_source(text="Pumps, old")
    work = builders.make_publication("Pumps, old", date="2008-03", subtitle="")
    builders.make_evidence(work, "title", source, "Pumps, old")
    other = builders.make_publication("Wells of the north and south", date="2009")
    builders.make_evidence(other, "date_edtf", source, "old")
    known = builders.make_publication("Taps", date="1990", summary="Of taps.")
    upload = hand_in(
        desk,
        "identifier,title,date,summary\n"
        ",\"Pumps, old\",March 2008,They are old.\n"
        f"{other.identifier},Wells of the north and south,2010,\n"
        f"{known.identifier},Taps,1990,Of taps.\n"
        f"{known.identifier},Taps,1990,\n"
        "zzzzzzzzzzzz,Nobody,2000,\n",
    )  # fmt: skip
    rows = upload.table.rows
    assert [row["fate"] for row in rows] == ["changes", "same", "same", "refused", "refused"]
    assert rows[0]["changes"] == ["Summary: “They are old.”"]
    assert rows[1]["kept"] == ["Date: “2009”, not “2010”"]
    assert "same work as row 4" in rows[3]["reason"]
    assert "identifier" in rows[4]["reason"]
    take(desk, upload)
    work.refresh_from_db()
    other.refresh_from_db()
    assert (work.summary, work.status, other.date_edtf) == (
        "They are old.", Status.PUBLISHED, "2009",
    )  # fmt: skip
    # What changed can be undone.
    revision = models.Revision.objects.get(record=work.identifier)
    assert (revision.before["summary"], revision.after["summary"]) == ("", "They are old.")
    desk.post(reverse("admin:desk-history", args=[work.identifier]), {"undo": revision.pk})
    work.refresh_from_db()
    assert work.summary == ""
    assert not models.Revision.objects.filter(record=known.identifier).exists()


def test_an_editor_may_say_that_the_file_holds(desk):
    work = builders.make_publication("Wells of the north", date="2009", curated=["date_edtf"])
    builders.contribute(work, builders.make_author("Ben Pump"))
    upload = hand_in(
        desk, f"identifier,title,date,authors\n{work.identifier},Wells,2010,Ada Parish\n"
    )
    assert len(upload.table.rows[0]["kept"]) == 1
    take(desk, upload, overrules="on")
    work.refresh_from_db()
    assert (work.title, work.date_edtf, work.date_earliest.year) == ("Wells", "2010", 2010)
    assert {str(each.author) for each in work.contributions.all()} == {"Ben Pump", "Ada Parish"}
    revision = models.Revision.objects.get(record=work.identifier)
    assert [each["words"] for each in revision.after["contributions"]] == ["Ada Parish (Author)"]
    desk.post(reverse("admin:desk-history", args=[work.identifier]), {"undo": revision.pk})
    work.refresh_from_db()
    assert (work.title, work.date_edtf) == ("Wells of the north", "2009")
    assert {str(each.author) for each in work.contributions.all()} == {"Ben Pump"}


def test_an_empty_cell_takes_nothing_away(desk):
    work = builders.make_publication("Wells of the north", date="2009", summary="Of wells.",
                                     series=builders.make_series())  # fmt: skip
    upload = hand_in(
        desk, f"identifier,title,date,summary,series\n{work.identifier},Wells of the north,,,\n"
    )
    assert fates(upload) == [(2, "same")]
    take(desk, upload, overrules="on")
    before = work.updated_at
    work.refresh_from_db()
    assert (work.summary, work.date_edtf, work.updated_at) == ("Of wells.", "2009", before)


def test_a_contributor_adds_drafts_and_touches_nothing_else(client, contributor):
    work = builders.make_publication("Wells of the north", date="2009")
    client.force_login(contributor)
    upload = hand_in(
        client, f"identifier,title,summary\n{work.identifier},Wells,Of wells.\n,New,\n"
    )
    assert fates(upload) == [(2, "refused"), (3, "new")]
    take(client, upload, overrules="on")
    work.refresh_from_db()
    assert (work.title, work.summary) == ("Wells of the north", "")
    new = models.Publication.objects.get(title="New")
    # It is their own draft.
    assert client.get(reverse("admin:desk-review", args=[new.identifier])).status_code == 200


def test_a_table_is_its_editor_s(desk, client, contributor):
    upload = hand_in(desk, TABLE)
    client.force_login(contributor)
    assert client.get(reverse("admin:desk-table", args=[upload.pk])).status_code == 403
    assert client.post(reverse("admin:desk-table", args=[upload.pk])).status_code == 403


def test_a_file_that_is_no_table_fails_in_words(desk):
    upload = hand_in(desk, "colour\nred\n")
    assert upload.state == UploadState.FAILED
    assert "works.csv has no column “title”" in upload.message
    upload = hand_in(desk, b"title\n\x81\x8d\n", "other.csv")
    assert "is neither UTF-8 nor Windows-1252" in upload.message


def test_the_template_is_a_table(desk):
    answer = desk.get(reverse("admin:desk-table-template"))
    assert answer["Content-Disposition"].startswith("attachment")
    upload = hand_in(desk, answer.content)
    assert fates(upload) == [(2, "new")]
    assert upload.table.rows[0]["warnings"] == []


def test_a_worker_that_was_killed_takes_it_all_the_same(desk, editor):
    upload = hand_in(desk, TABLE)
    tables.decide(upload=upload, by=editor)
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING
    models.Upload.objects.update(state=UploadState.READING, attempts=1)
    from publications.desk import reading

    reading.read_waiting()
    assert models.Publication.objects.count() == 1


@pytest.mark.parametrize("extension", ["csv", "ris"])
def test_what_the_archive_writes_comes_back_and_changes_nothing(desk, settings, extension):
    import_paths([settings.BASE_DIR / "seeds"])
    works = [models.Publication, models.NewsItem, models.Event, models.Project]
    records = [each for model in works
               for each in records_of(model.objects.published().order_by("pk"))]  # fmt: skip
    text = "".join(format_named(extension).render_many(records))
    before = {model: list(model.objects.order_by("pk").values()) for model in works}
    count = models.Contribution.objects.count(), models.PublishedIdentifier.objects.count()
    people = models.Author.objects.count(), models.Organisation.objects.count()
    upload = hand_in(desk, text, f"works.{extension}")
    assert upload.state == UploadState.CHECKED, upload.message
    odd = [row for row in upload.table.rows if row["fate"] != "same"]
    assert [(row["title"], row["changes"], row["reason"]) for row in odd] == []
    assert len(upload.table.rows) == len(records)
    take(desk, upload)
    assert upload.state == UploadState.READ
    assert {model: list(model.objects.order_by("pk").values()) for model in works} == before
    assert (models.Contribution.objects.count(), models.PublishedIdentifier.objects.count()) == (
        count
    )
    assert (models.Author.objects.count(), models.Organisation.objects.count()) == people
    names = [model._meta.model_name for model in works]
    assert not models.Revision.objects.filter(model__in=names).exists()
