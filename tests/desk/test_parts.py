"""Sections and notes in the review: right, called otherwise, or none; and so at every reading."""

import pytest
from django.urls import reverse

from publications import models
from publications.choices import Verdict
from publications.desk import proposals, revisions
from publications.importing import importer
from tests.importing.made import parse_made

pytestmark = pytest.mark.django_db

TEXT = (
    "TITLE Power to the Parishes",
    "# The case",
    "Parishes can build.[1]",
    "# A running head",
    "And they do.[2]",
    "## What stands in the way",
    "Little does.[3]",
    "# What next",
    "Much is to be done.",
    "NOTE 1 See the census.",
    "NOTE 2 Not a note at all.",
    "NOTE 3 See the law.",
)


@pytest.fixture
def record(tmp_path, monkeypatch):
    monkeypatch.setattr(importer, "parse_bytes", parse_made)
    path = tmp_path / "report.txt"
    path.write_text("\n".join(TEXT) + "\n")
    importer.import_paths([path])
    return models.Publication.objects.get()


def read_anew(tmp_path):
    models.Source.objects.update(parser_version="older")
    report = importer.import_paths([tmp_path / "report.txt"])
    assert not report.failed, report.failed


def decide(client, record, part, decision, value=""):
    name = "sections" if isinstance(part, models.Section) else "footnotes"
    data = {"key": f"{name}:{part.pk}", "decision": decision, "value": value}
    address = reverse("admin:desk-review", args=[record.identifier])
    return client.post(address, data, follow=True).content.decode()


def section(record, title):
    return record.sections.get(title=title)


def text_of(row):
    return [" ".join(run[0] for run in block["runs"]) for block in row.blocks]


def outline(record):
    return [
        (row.title, row.parent.title if row.parent else "", text_of(row))
        for row in record.sections.order_by("position")
    ]


def every_row(record):
    return [
        list(rows.order_by("pk").values())
        for rows in (record.sections, record.footnotes, models.Passage.objects)
    ]


def test_the_parts_are_shown_with_their_beginning_and_page(desk, record):
    parts = proposals.review_of(record).text
    assert [each.title for each in parts.sections][:2] == ["The case", "A running head"]
    assert parts.sections[0].begin == "Parishes can build."
    assert [each.anchor for each in parts.footnotes] == [
        "the-case", "a-running-head", "what-stands-in-the-way",
    ]  # fmt: skip
    page = desk.get(reverse("admin:desk-review", args=[record.identifier])).content.decode()
    assert "Sections: 4" in page
    assert "Footnotes: 3" in page


def test_an_accepted_section_is_marked_so(desk, record):
    decide(desk, record, section(record, "The case"), "accept")
    assert proposals.review_of(record).text.sections[0].verdict == Verdict.ACCEPTED


def test_a_corrected_title_stays_and_is_found(desk, record, tmp_path):
    row = section(record, "The case")
    decide(desk, record, row, "correct", "The case for homes")
    row.refresh_from_db()
    assert (row.title, row.anchor) == ("The case for homes", "the-case")
    assert row.passages.get().text.startswith("The case for homes")
    before = every_row(record)
    read_anew(tmp_path)
    assert every_row(record) == before
    revisions.undo(
        revision=models.Revision.objects.filter(record=record.identifier).latest("pk"), by=None
    )
    row.refresh_from_db()
    assert row.title == "The case"


def test_a_rejected_section_becomes_text_of_the_one_before(desk, record, tmp_path):
    decide(desk, record, section(record, "A running head"), "reject")
    wanted = [
        ("The case", "", ["Parishes can build. 1", "A running head", "And they do. 2"]),
        ("What stands in the way", "The case", ["Little does. 3"]),
        ("What next", "", ["Much is to be done."]),
    ]
    said = [(a, b, [" ".join(each.split()) for each in c]) for a, b, c in outline(record)]
    assert said == wanted
    assert {note.section.title for note in record.footnotes.filter(number="2")} == {"The case"}
    words = " ".join(models.Passage.objects.values_list("text", flat=True))
    for line in TEXT[1:9]:
        assert line.lstrip("# ").split("[")[0] in words
    before = every_row(record)
    read_anew(tmp_path)
    assert [(a, b) for a, b, _ in outline(record)] == [(a, b) for a, b, _ in wanted]
    assert every_row(record) == before


def test_the_rejection_of_a_section_can_be_undone_for_good(desk, record, tmp_path):
    before = every_row(record)
    decide(desk, record, section(record, "A running head"), "reject")
    revision = models.Revision.objects.filter(record=record.identifier).latest("pk")
    revisions.undo(revision=revision, by=None)
    after = every_row(record)
    assert after[:2] == before[:2]
    assert [row["text"] for row in after[2]] != []
    read_anew(tmp_path)
    assert [title for title, _, _ in outline(record)] == [
        "The case", "A running head", "What stands in the way", "What next",
    ]  # fmt: skip


def test_the_first_section_has_none_to_join(desk, record):
    page = decide(desk, record, section(record, "The case"), "reject")
    assert "No section stands before it" in page
    assert record.sections.count() == 4


def test_a_rejected_note_is_listed_and_its_mark_is_a_figure(desk, record, tmp_path):
    page = decide(desk, record, record.footnotes.get(number="2"), "reject")
    assert "Not taken" in page
    assert "2 Not a note at all." in page
    assert proposals.review_of(record).text.not_taken == ["2 Not a note at all."]
    marks = [run for block in section(record, "A running head").blocks for run in block["runs"]]
    assert ["2", "", "", ""] in marks
    before = every_row(record)
    read_anew(tmp_path)
    assert every_row(record) == before


def test_a_note_is_given_the_section_that_calls_it(desk, record, tmp_path):
    note = record.footnotes.get(number="3")
    assert "There is no section" in decide(desk, record, note, "correct", "nowhere")
    decide(desk, record, note, "correct", "what-next")
    note.refresh_from_db()
    assert note.section == section(record, "What next")
    before = every_row(record)
    read_anew(tmp_path)
    assert every_row(record) == before
    part = proposals.review_of(record).text.footnotes[2]
    assert (part.anchor, part.verdict) == ("what-next", Verdict.CORRECTED)


@pytest.mark.parametrize("key", ["sections:x", "sections:999999", "footnotes:", "sections:-1"])
def test_senseless_parts_are_refused_in_words(desk, record, key):
    address = reverse("admin:desk-review", args=[record.identifier])
    answer = desk.post(address, {"key": key, "decision": "reject"}, follow=True)
    assert answer.status_code == 200
    assert "part of the text" in answer.content.decode()


def test_who_may_not_change_a_record_decides_on_none_of_its_parts(client, contributor, record):
    client.force_login(contributor)
    key = f"sections:{section(record, 'What next').pk}"
    address = reverse("admin:desk-review", args=[record.identifier])
    assert client.post(address, {"key": key, "decision": "reject"}).status_code == 403
    assert record.sections.count() == 4
