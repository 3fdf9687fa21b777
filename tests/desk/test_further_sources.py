"""A file that matches a public work changes nothing of it until an editor takes its values."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publications import models
from publications.choices import Act, Status, Verdict
from publications.desk import (
    changes,
    decisions,
    held,
    merging,
    proposals,
    reading,
    receiving,
    revisions,
)
from publications.desk.verdicts import Refused
from publications.identifiers import identifier_for
from publications.importing import importer
from tests import builders
from tests.importing.made import parse_made

pytestmark = pytest.mark.django_db

REPORT = (
    "TITLE Power to the Parishes",
    "DATE 2010-03",
    "PERSON Ada Parish | author",
    "BODY Parish Trust | publisher",
    "ID isbn 9780000000002",
    "# The case for housing",
    "Parishes can build.[1]",
    "NOTE 1 See the census.",
)
FURTHER = (
    "TITLE Power to the Parishes",
    "SUBTITLE A way there",
    "DATE 2010-04",
    "PERSON Ada Parish=ADA PARISH | author",
    "PERSON Ben Pump | foreword",
    "BODY Parish Trust (PT) | publisher",
    "ID isbn 9780000000002",
    "# The case for housing",
    "Parishes can build much more.[1]",
    "NOTE 1 See the census.",
)


@pytest.fixture(autouse=True)
def _parser(monkeypatch):
    monkeypatch.setattr(importer, "parse_bytes", parse_made)


@pytest.fixture
def public(tmp_path):
    """A report that is public, with all that it names."""
    path = tmp_path / "report.txt"
    path.write_text("\n".join(REPORT) + "\n")
    importer.import_paths([path])
    return models.Publication.objects.get()


def hand_in(editor, lines=FURTHER):
    upload = receiving.receive_text(text="\n".join(lines) + "\n", by=editor, title="further")
    reading.read_upload(upload.pk)
    upload.refresh_from_db()
    return upload


def rows_of_the_public():
    """Every row that a visitor can be shown, as it is."""
    kinds = (
        models.Publication, models.Author, models.Organisation, models.NameVariant,
        models.Contribution, models.Section, models.Passage, models.Footnote,
        models.PublishedIdentifier, models.TopicAssignment, models.Biography,
    )  # fmt: skip
    found = {}
    for model in kinds:
        rows = model.objects.all()
        if hasattr(model, "status"):
            rows = rows.exclude(status=Status.DRAFT)
        if model is models.NameVariant:
            rows = rows.exclude(author__status=Status.DRAFT)
        found[model.__name__] = list(rows.order_by("pk").values())
    return found


def public_pages(client, record):
    address = record.get_absolute_url()
    author, body = models.Author.objects.published().get(), models.Organisation.objects.get()
    addresses = (address, "/publications/", author.get_absolute_url(), body.get_absolute_url())
    return [client.get(each).content for each in addresses]


def by_field(record):
    source = models.Source.objects.latest("pk")
    return {each.field: each for each in held.differences_of(record, source)}


def test_the_public_record_stays_as_it_is_byte_for_byte(public, editor, client):
    before, pages = rows_of_the_public(), public_pages(client, public)
    upload = hand_in(editor)
    assert upload.record == public.identifier, upload.message
    assert "wait for an editor" in upload.message
    assert rows_of_the_public() == before
    assert public_pages(client, public) == pages
    assert set(by_field(public)) == {
        "subtitle", "date_edtf", "contributions", "text",
    }  # fmt: skip
    assert not models.Revision.objects.filter(record=public.identifier).exists()


def test_people_and_bodies_stay_as_they_are_too(public, editor):
    hand_in(editor)
    author = models.Author.objects.get(name="Ada Parish")
    assert [each.value for each in proposals.review_of(author).differences] == ["ADA PARISH"]
    body = models.Organisation.objects.get()
    said = {each.value for each in proposals.review_of(body).differences}
    assert said == {"PT", "Parish Trust (PT)"} or said == {"PT"}, said
    held.take(record=author, key=proposals.review_of(author).differences[0].key, by=editor)
    assert author.variants.filter(printed="ADA PARISH").exists()


def test_the_review_shows_what_differs_and_takes_values_one_by_one(public, desk, editor):
    hand_in(editor)
    address = reverse("admin:desk-review", args=[public.identifier])
    page = desk.get(address).content.decode()
    assert "This file differs from the published record" in page
    assert "<del>2010-03</del>" in page
    assert "<ins>2010-04</ins>" in page
    assert by_field(public)["text"].pieces == (
        ("del", "Parishes can build."), ("ins", "Parishes can build much more."),
    )  # fmt: skip
    key = by_field(public)["date_edtf"].key
    words = desk.get(address, {"field": key}).content.decode()
    assert '<mark class="chosen" id="words" title="Date">2010-04</mark>' in words
    desk.post(address, {"key": key, "decision": "accept"})
    public.refresh_from_db()
    assert (public.date_edtf, str(public.date_latest), public.subtitle) == (
        "2010-04", "2010-04-30", "",
    )  # fmt: skip
    assert "date_edtf" in public.curated
    assert set(by_field(public)) == {"subtitle", "contributions", "text"}
    source = models.Source.objects.latest("pk")
    assert source.status == Status.PUBLISHED
    spoken = models.Evidence.objects.get(record=public.identifier, field="date_edtf", source=source)
    assert source.text[spoken.start : spoken.end] == "2010-04"
    revision = models.Revision.objects.get(record=public.identifier)
    assert (revision.by, revision.act) == (editor, Act.CHANGED)
    assert source.name in revision.reason


def test_a_value_that_was_left_is_not_proposed_again(public, editor, settings):
    upload = hand_in(editor)
    held.leave(record=public, key=by_field(public)["subtitle"].key, by=editor)
    held.take(record=public, key=by_field(public)["contributions"].key, by=editor)
    source = models.Source.objects.latest("pk")
    models.Source.objects.filter(pk=source.pk).update(parser_version="older", status="draft")
    before = rows_of_the_public()
    importer.import_paths([settings.MEDIA_ROOT / upload.path], drafts=True)
    assert set(by_field(public)) == {"date_edtf", "text"}
    assert rows_of_the_public() == before
    decisions = models.Decision.objects.filter(source=source)
    assert dict(decisions.values_list("field", "verdict")) == {
        "subtitle": Verdict.REJECTED,
        "contributions": Verdict.ACCEPTED,
    }


def places(record):
    """Where the values of a record are read from."""
    rows = models.Evidence.objects.filter(record=record.identifier).order_by("pk")
    return list(rows.values())


@pytest.mark.parametrize("name", ["date_edtf", "subtitle"])
def test_undoing_a_value_takes_its_evidence_back_and_undoing_that_gives_it_again(
    public, editor, name
):
    hand_in(editor)
    source = models.Source.objects.latest("pk")
    # An earlier reading had seen the value elsewhere in the same source.
    models.Evidence.objects.create(
        record=public.identifier, field=name, source=source, start=0, end=5
    )
    before = places(public)
    held.take(record=public, key=by_field(public)[name].key, by=editor)
    taken = places(public)
    assert [each["field"] for each in taken if each not in before] == [name]
    revision = models.Revision.objects.filter(record=public.identifier).latest("pk")
    assert "Evidence" not in {each.label for each in changes.changes_of(revision)}
    undone = revisions.undo(revision=revision, by=editor)
    assert places(public) == before
    revisions.undo(revision=undone, by=editor)
    assert places(public) == taken


def test_undoing_a_correction_gives_its_evidence_back(public, editor):
    before = places(public)
    source = models.Source.objects.get()
    decisions.correct(
        record=public, key="title", value="Power for Parishes", source=source, by=editor
    )
    assert "title" not in {each["field"] for each in places(public)}
    revision = models.Revision.objects.filter(record=public.identifier).latest("pk")
    revisions.undo(revision=revision, by=editor)
    assert places(public) == before


def test_a_value_names_who_somebody_is_after_every_merge(public, editor):
    hand_in(editor)
    someone = models.Author.objects.get(name="Ben Pump")
    second, last = builders.make_author("Benjamin Pump"), builders.make_author("B. Pump")
    merging.merge(survivor=second, merged=someone, by=editor)
    merging.merge(survivor=last, merged=second, by=editor)
    held.take(record=public, key=by_field(public)["contributions"].key, by=editor)
    assert public.contributions.get(role="foreword").author == last


def test_a_value_that_names_a_ring_of_merges_is_refused(public, editor):
    hand_in(editor)
    someone = models.Author.objects.get(name="Ben Pump")
    other = identifier_for("other")
    for former, successor in ((someone.identifier, other), (other, someone.identifier)):
        models.FormerIdentifier.objects.create(identifier=former, successor=successor)
    someone.delete()
    key = by_field(public)["contributions"].key
    with pytest.raises(Refused, match="no longer in the archive"):
        held.take(record=public, key=key, by=editor)


def test_somebody_new_appears_with_the_value_that_names_them(public, editor):
    hand_in(editor)
    someone = models.Author.objects.get(name="Ben Pump")
    assert someone.status == Status.DRAFT
    held.take(record=public, key=by_field(public)["contributions"].key, by=editor)
    someone.refresh_from_db()
    assert someone.status == Status.PUBLISHED
    row = public.contributions.get(role="foreword")
    assert (row.author, row.printed) == (someone, "Ben Pump")
    revisions.undo(
        revision=models.Revision.objects.filter(record=public.identifier).latest("pk"), by=editor
    )
    assert not public.contributions.filter(role="foreword").exists()


def test_another_text_takes_the_place_of_the_first_and_can_be_taken_back(public, editor, tmp_path):
    hand_in(editor)
    before = rows_of_the_public()
    held.take(record=public, key=by_field(public)["text"].key, by=editor)
    (section,) = public.sections.all()
    assert section.blocks[0]["runs"][0][0] == "Parishes can build much more."
    assert section.passages.get().text.endswith("Parishes can build much more.")
    note = public.footnotes.get()
    assert (note.section, note.text) == (section, "See the census.")
    # The first source is read anew: there is still one text, and it is the one that was taken.
    models.Source.objects.update(parser_version="older")
    importer.import_paths([tmp_path / "report.txt"])
    assert list(public.sections.all()) == [section]
    revision = models.Revision.objects.filter(record=public.identifier).latest("pk")
    revisions.undo(revision=revision, by=editor)
    after = rows_of_the_public()
    for name in ("Section", "Footnote"):
        assert after[name] == before[name]
    assert [row["text"] for row in after["Passage"]] == [row["text"] for row in before["Passage"]]


def test_the_difference_of_two_texts_is_readable(public, editor):
    hand_in(editor)
    held.take(record=public, key=by_field(public)["text"].key, by=editor)
    revision = models.Revision.objects.filter(record=public.identifier).latest("pk")
    said = [(each.label, each.before, each.after) for each in changes.changes_of(revision)]
    assert ("Sections", "The case for housing", "") in said
    assert ("Footnotes", "", "1 See the census.") in said


def test_an_editor_who_was_slower_is_told(public, desk, editor):
    hand_in(editor)
    key = by_field(public)["subtitle"].key
    held.leave(record=public, key=key, by=editor)
    address = reverse("admin:desk-review", args=[public.identifier])
    answer = desk.post(address, {"key": key, "decision": "accept"}, follow=True)
    assert "another editor has decided on it" in answer.content.decode()
    with pytest.raises(Refused):
        held.take(record=public, key="held:x", by=editor)


def test_a_contributor_is_told_and_may_not_take(public, client, contributor):
    client.force_login(contributor)
    file = SimpleUploadedFile("further.txt", ("\n".join(FURTHER) + "\n").encode())
    answer = client.post("/admin/desk/upload/", {"files": [file]}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The archive has this work already; it differs" in page
    address = reverse("admin:desk-review", args=[public.identifier])
    assert address not in page
    key = by_field(public)["subtitle"].key
    assert client.post(address, {"key": key, "decision": "accept"}).status_code == 403
    public.refresh_from_db()
    assert public.subtitle == ""


def test_a_corrected_copy_of_a_public_source_is_a_source_of_its_own(public, editor, tmp_path):
    (tmp_path / "report.txt").unlink()
    first = models.Source.objects.get()
    before = models.Source.objects.values().get()
    upload = receiving.receive_text(
        text="\n".join(FURTHER) + "\n", by=editor, title=first.name.removesuffix(".txt")
    )
    assert upload.name == first.name
    reading.read_upload(upload.pk)
    assert models.Source.objects.values().get(pk=first.pk) == before
    assert models.Source.objects.count() == 2


def test_the_first_page_counts_what_waits(public, desk, editor):
    hand_in(editor)
    page = desk.get("/admin/").content.decode()
    assert "Publications that a file handed in differs from" in page
    listed = desk.get("/admin/publications/publication/?quality=differs").content.decode()
    assert "Power to the Parishes" in listed


def test_the_same_words_differ_in_nothing(public, editor):
    upload = hand_in(editor, (*REPORT, ""))
    assert upload.message == "The archive has this work already, and this file says nothing else."
    assert not models.HeldValue.objects.exists()


def test_an_administrators_import_writes_at_once_and_leaves_a_revision(public, tmp_path, editor):
    path = tmp_path / "report.txt"
    path.write_text("\n".join(FURTHER) + "\n")
    importer.import_paths([path])
    public.refresh_from_db()
    assert (public.subtitle, public.date_edtf) == ("A way there", "2010-04")
    revision = models.Revision.objects.get(record=public.identifier)
    assert (revision.act, revision.by) == (Act.IMPORTED, None)
    assert revision.reason == "Read by manage.py ingest from report.txt."
    said = {each.label: (each.before, each.after) for each in changes.changes_of(revision)}
    assert said["Date"] == ("2010-03", "2010-04")
    assert said["Contributions"] == ("", "Ben Pump (Foreword)")
    assert "Parishes can build much more." in said["Sections"][1]
    revisions.undo(revision=revision, by=editor)
    public.refresh_from_db()
    assert (public.subtitle, public.date_edtf) == ("", "2010-03")
    assert str(public.date_latest) == "2010-03-31"
    assert not public.contributions.filter(role="foreword").exists()
    section = public.sections.get()
    assert section.blocks[0]["runs"][0][0] == "Parishes can build."
    assert section.passages.get().text.endswith("Parishes can build.")
    # What was undone is not done again by reading the same file anew.
    models.Source.objects.update(parser_version="older")
    importer.import_paths([path])
    public.refresh_from_db()
    assert (public.subtitle, public.date_edtf) == ("", "2010-03")
    assert public.sections.get().blocks[0]["runs"][0][0] == "Parishes can build."


def test_new_records_are_one_line_of_the_history(public):
    row = models.Revision.objects.get()
    assert (row.act, row.record, row.title) == (Act.LOADED, "", "1 new source")
    assert "1 publication created" in row.reason
