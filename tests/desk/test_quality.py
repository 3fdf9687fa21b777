"""What leads nowhere in a text: found, counted, listed, and gone once it is put right."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from publications import models
from publications.desk import anchors, likeness, quality
from tests import builders

pytestmark = pytest.mark.django_db


def block(*runs, **fields):
    return {"kind": "paragraph", "runs": [list(run) for run in runs], "spans": [], **fields}


@pytest.fixture
def record():
    """A text in which everything leads somewhere."""
    source = builders.make_source("Power to the Parishes")
    work = builders.make_publication("Power to the Parishes")
    builders.make_evidence(work, "title", source, "Power to the Parishes")
    section = builders.make_section(work, "The case", "One paragraph.")
    section.blocks = [
        block(["Parishes can.", "", "", ""], ["1", "note", "1", ""]),
        block(["See there", "", "", "#the-case"], ["or there", "", "", "#p2"]),
    ]
    section.anchor = "the-case"
    section.save()
    models.Footnote.objects.create(
        publication=work, section=section, number="1", text="See.", position=1
    )
    return work


def change(record, *blocks):
    section = record.sections.get()
    section.blocks = [*section.blocks, *blocks]
    section.save()


def test_a_text_in_which_all_leads_somewhere_is_not_listed(record):
    assert anchors.check(record) == []
    assert anchors.check_all() == 0
    assert not models.DeadAnchors.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (block(["2", "note", "2", ""]), "Mark 2 in “The case” has no note."),
        (block(["there", "", "", "#nowhere"]), "leads to “#nowhere”"),
        (block(["there", "", "", "#p9"]), "leads to “#p9”"),
        (block(["See", "", "", ""], box="a-box"), "names a box “a-box”"),
    ],
)
def test_what_leads_nowhere_is_told(desk, record, wrong, told):
    change(record, wrong)
    assert anchors.check_all() == 1
    (fault,) = models.DeadAnchors.objects.get(record=record.identifier).faults
    assert told in fault
    review = desk.get(reverse("admin:desk-review", args=[record.identifier])).content.decode()
    assert "Leads nowhere: 1" in review


def test_evidence_behind_the_end_of_its_source_is_told(record):
    source = models.Source.objects.get()
    models.Source.objects.filter(pk=source.pk).update(text="Power")
    assert anchors.check(record) == [f"The words of title lie behind the end of {source.name}."]
    assert anchors.check_all() == 1


def test_the_count_leads_to_the_list_and_goes_once_it_is_right(desk, record):
    other = builders.make_publication("Another work")
    change(record, block(["2", "note", "2", ""]))
    anchors.check_all()
    assert "Publications in which something leads nowhere" in desk.get("/admin/").content.decode()
    listed = desk.get("/admin/publications/publication/?quality=anchors").content.decode()
    assert record.title in listed
    assert other.title not in listed
    section = record.sections.get()
    section.blocks = section.blocks[:2]
    section.save()
    assert anchors.check_all() == 0
    assert not models.DeadAnchors.objects.exists()


def test_all_counts_are_those_of_their_lists():
    work = builders.make_publication("Undated work")
    builders.make_publication("Dated work", date="2010", rights="Free.")
    builders.make_publication("Gone work", status="withdrawn")
    models.HeldValue.objects.create(
        source=builders.make_source("Words"), record=work.identifier, field="title", value="Words"
    )
    counted = {(each.model, each.code): count for each, count in quality.counts()}
    assert len(counted) == len(quality.CHECKS)
    for check in quality.CHECKS:
        assert counted[check.model, check.code] == quality.failing(check).count(), check
    assert counted[models.Publication, "no-date"] == 1
    assert counted[models.Publication, "differs"] == 1
    assert counted[models.Publication, "no-text"] == 2


def test_the_command_looks_for_them_too(record, capsys):
    models.Source.objects.all().delete()
    change(record, block(["2", "note", "2", ""]))
    call_command("check_files")
    assert "In 1 records something leads nowhere" in capsys.readouterr().err


def test_a_decision_on_the_text_looks_again(desk, record):
    note = record.footnotes.get()
    change(record, block(["2", "note", "2", ""]))
    anchors.check(record)
    address = reverse("admin:desk-review", args=[record.identifier])
    key = f"footnotes:{note.pk}"
    desk.post(address, {"key": key, "decision": "reject"})
    # The mark of the note that went is a figure now; the other one still leads nowhere.
    (fault,) = models.DeadAnchors.objects.get().faults
    assert fault == "Mark 2 in “The case” has no note."


def test_namesakes_are_found_along_the_index():
    builders.make_author("Ada Parish")
    builders.make_author("A Parish")
    builders.make_author("Ben Parish")
    builders.make_author("Ada Pump")
    pairs = [(str(p.first), str(p.second), p.reason) for p in likeness.likely_duplicates()]
    assert pairs == [("Ada Parish", "A Parish", "the same surname and initial")]
    for number in range(200):  # of a few people any way through is as short
        builders.make_author(f"Cy Well{number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE publications_author")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN SELECT 1 FROM publications_author a "
            f"WHERE {likeness._NAMESAKE.format('a')} = 'parish a'"
        )
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "author_namesakes" in plan
