"""The worker as a process of its own: killed in the middle of a file, and started again."""

import signal
import time

import pytest
from django.conf import settings

from publications import models
from publications.choices import Status, UploadState
from publications.desk import reading, receiving
from tests.desk.conftest import REPORT, make_user
from tests.processes import starting

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60  # seconds

HERE = "settings.MEDIA_ROOT = sys.argv[2]\n"
# Everything of the file is written but not committed when the worker is killed.
HALF_WAY = """
from publications.importing import writer
real = writer.write_children
def stop(comparison, **options):
    real(comparison, **options)
    print("half way", flush=True)
    time.sleep(600)
writer.write_children = stop
"""
WORK = """
from django.core.management import call_command
call_command("desk_worker")
"""


@pytest.fixture
def start():
    """Starts workers, and ends those that are left."""
    with starting(settings.MEDIA_ROOT) as start_one:
        yield lambda *parts: start_one(HERE, *parts, WORK)


def until(happened):
    """Waits for something, but not for ever."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def state_of(upload):
    upload.refresh_from_db()
    return upload.state


def test_a_worker_killed_in_the_middle_leaves_nothing_half_and_the_next_reads_anew(start):
    editor = make_user("edith", "Editors")
    upload = receiving.receive_text(text=REPORT, by=editor)
    first = start(HALF_WAY)
    assert first.stdout.readline() == "half way\n", first.stderr.read()
    assert reading.worker_is_there()
    assert state_of(upload) == UploadState.READING
    assert reading.read_upload(upload.pk) is False  # it is that worker's
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=30)
    until(lambda: not reading.worker_is_there())
    for model in (
        models.Source, models.Publication, models.Author, models.Organisation, models.Section,
        models.Evidence, models.Revision, models.SearchEntry,
    ):  # fmt: skip
        assert not model.objects.exists(), model
    assert (state_of(upload), upload.attempts) == (UploadState.READING, 1)

    start()
    until(lambda: state_of(upload) == UploadState.READ)
    assert upload.attempts == 2
    record = models.Publication.objects.get()
    assert (record.identifier, record.status) == (upload.record, Status.DRAFT)
    assert models.Source.objects.count() == 1
    assert models.Revision.objects.filter(record=record.identifier, by=editor).count() == 1
    assert record.sections.exists()
