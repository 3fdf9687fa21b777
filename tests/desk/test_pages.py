"""The picture of a page beside the values of a PDF: drawn, marked, private, within bounds."""

import struct

import pytest
from django.urls import reverse

from publications import models
from publications.desk import pages, proposals, reading, receiving
from publications.parsing.readers.pdf import pictures
from tests import builders
from tests.builders_pdf import Line, make_pdf
from tests.desk.made_pdf import report_pdf

pytestmark = pytest.mark.django_db
HEADER = struct.Struct(">4sII")


class Handed:
    """A file as a browser hands it in."""

    def __init__(self, name, data):
        self.name, self.data = name, data

    def chunks(self, size=None):
        yield self.data


@pytest.fixture
def record(editor):
    """A draft read from a PDF of three pages."""
    upload = receiving.receive_file(file=Handed("report.pdf", report_pdf()), by=editor)
    reading.read_upload(upload.pk)
    upload.refresh_from_db()
    return models.Publication.objects.get(identifier=upload.record)


def picture_address(record, number, source=None):
    source = source or models.Source.objects.latest("pk")
    return reverse("admin:desk-page", args=[record.identifier, source.pk, number])


def size_of(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    name, width, height = HEADER.unpack(png[12:24])
    assert name == b"IHDR"
    return width, height


def test_the_review_shows_the_page_with_the_words_of_each_value(desk, record):
    answer = desk.get(reverse("admin:desk-review", args=[record.identifier]), {"field": "title"})
    assert picture_address(record, 1) in answer.content.decode()
    assert 'loading="lazy"' in answer.content.decode()
    marks = {mark.key: mark for mark in answer.context["sheet"].marks}
    assert marks["title"].chosen
    (title,) = marks["title"].boxes
    at = models.Source.objects.get().text.index("March 2010")
    there = reverse("admin:desk-review", args=[record.identifier])
    marks = desk.get(there, {"start": at, "end": at + 5}).context["sheet"].marks
    assert [(mark.key, mark.chosen) for mark in marks if mark.key in ("title", "")] == [
        ("title", False),
        ("", True),
    ]
    (date,) = marks[-1].boxes
    # The title stands at 700 of 842 points from below, 24 high; the date at 560, 12 high.
    assert 1000 * (842 - 724) / 842 < title.y + title.height / 2 < 1000 * (842 - 690) / 842
    assert title.x == pytest.approx(1000 * 72 / 595, abs=4)
    assert title.width == pytest.approx(1000 * 21 * 0.6 * 24 / 595, abs=8)
    assert date.y > title.y


def test_words_that_run_over_a_hyphen_and_lines_are_found():
    data = make_pdf([[Line("What a par-", 72, 700), Line("ish can do. A parish.", 72, 680)]])
    first, second, absent = pictures.places_on_page(
        data, 1, [("parish can", 0), ("parish", 1), ("county", 0)]
    )
    assert len(first) == 2
    assert first[0].y < first[1].y
    assert len(second) == 1
    assert second[0].x > first[1].x
    assert absent == []


def test_the_second_of_two_same_words_is_marked_where_it_stands():
    data = make_pdf([[Line("parish", 72, 700), Line("parish", 72, 600), Line("parish", 72, 500)]])
    heights = [pictures.places_on_page(data, 1, [("Parish", nth)])[0][0].y for nth in range(3)]
    assert heights == sorted(set(heights))


def test_a_picture_is_drawn_once_and_kept_to_editors(desk, record, client, monkeypatch):
    answer = desk.get(picture_address(record, 2))
    assert answer["Content-Type"] == "image/png"
    assert "private" in answer["Cache-Control"]
    assert size_of(answer.content)[0] == 900
    monkeypatch.setattr("publications.admin.desk.review.page_picture", None)
    assert desk.get(picture_address(record, 2)).content == answer.content
    client.logout()
    assert client.get(picture_address(record, 2)).status_code == 302


def test_another_contributor_sees_no_page_of_a_draft(record, client, contributor):
    client.force_login(contributor)
    assert client.get(picture_address(record, 1)).status_code == 403
    own = builders.make_publication(status="draft")
    models.Revision.objects.create(record=own.identifier, act="created", by=contributor)
    assert client.get(picture_address(own, 1)).status_code == 404


@pytest.mark.parametrize("number", [0, 4, 99999999])
def test_a_page_that_is_not_there_is_not_found(desk, record, number):
    assert desk.get(picture_address(record, number)).status_code == 404


def test_where_the_file_is_gone_the_text_is_shown_alone(desk, record):
    source = models.Source.objects.latest("pk")
    path = pages.pdf_of(source)
    path.unlink()
    answer = desk.get(reverse("admin:desk-review", args=[record.identifier]))
    assert answer.context["sheet"] is None
    assert "Power to the Parishes" in answer.content.decode()
    assert desk.get(picture_address(record, 3)).status_code == 404


def test_no_page_is_drawn_without_bounds():
    data = make_pdf([[Line("Small", 72, 700)]])
    long = data.replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 9 14000]")
    assert long != data
    width, height = size_of(pictures.page_picture(long, 1, 900))
    assert height <= 900 * pictures.TALLEST
    assert width >= 1
    assert pictures.page_picture(b"%PDF-1.7 broken") is None
    assert pictures.places_on_page(b"%PDF-1.7 broken", 1, [("a", 0)]) == [[]]


def test_the_review_of_a_text_has_no_picture(desk, editor):
    upload = receiving.receive_text(text="Power to the Parishes\n\nParishes can.", by=editor)
    reading.read_upload(upload.pk)
    upload.refresh_from_db()
    record = models.Publication.objects.get(identifier=upload.record)
    assert proposals.review_of(record).source is not None
    answer = desk.get(reverse("admin:desk-review", args=[upload.record]))
    assert answer.context["sheet"] is None
