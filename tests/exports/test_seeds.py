"""Real records of the seeds in every format, word for word.

``UPDATE_GOLDEN=1`` writes the files anew; read the difference before keeping it.
"""

import dataclasses
import os

import pytest
from django.core.management import call_command

from publications.exports.formats import all_formats
from publications.exports.record import records_of
from publications.exports.shapes import Record
from publications.models import Author, Event, NewsItem, Organisation, Project, Publication, Series
from tests.exports import made
from tests.exports.test_formats import EXTENSIONS, GOLDEN

# Without this mark no database is made for the tests, were they run alone.
pytestmark = pytest.mark.django_db

# A report, a collection and one of its essays, news, an event, a project, and who made them.
CHOSEN = (
    (
        Publication,
        ["Delivering a Localist Future", "LABOUR'S LOCAL OFFER", "SMART LOCAL STATEHOOD"],
    ),
    (
        NewsItem,
        ["Councils advised to take decision-making out of town hall", "Time for reflection"],
    ),
    (Event, ["Bold Steps for Radical Reform - Report Launch"]),
    (Project, ["Collaboration from the bottom-up"]),
    (Author, ["Jessica Studdert"]),
    (Organisation, ["New Local Government Network"]),
    (Series, ["Delivering Change"]),
)


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker) -> list[Record]:
    """The chosen records; times of change, which are those of the test, are made fixed."""
    from django.db import transaction

    found: list[Record] = []
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("ingest", verbosity=0)
        for model, titles in CHOSEN:
            title = "title" if hasattr(model, "title") else "name"
            rows = model.objects.published().filter(**{f"{title}__in": titles})
            named = {record.title: record for record in records_of(rows, made.BASE)}
            assert set(named) == set(titles)
            found += [named[each] for each in titles]
        transaction.set_rollback(True)
    return [dataclasses.replace(each, datestamp=made.CHANGED, added=made.ADDED) for each in found]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_file_of_the_seeds(records, extension):
    path = GOLDEN / f"seeds.{extension}"
    chosen = next(each for each in all_formats() if each.extension == extension)
    text = "".join(chosen.render_many(records))
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text
