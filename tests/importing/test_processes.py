"""Imports as processes: killed half way, and two at once. On a database that commits."""

import signal

import pytest

from publications import models
from publications.importing.importer import import_paths
from tests.processes import starting

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "{title}\n\n" + "Parishes can do more than anyone thinks. " * 20 + "\n"
HALF_WAY = """
from publications.importing import writer
real = writer.write_children
def stop(comparison, **options):
    real(comparison, **options)
    if comparison.source.name == "b.txt":
        print("half way", flush=True)
        time.sleep(60)
writer.write_children = stop
"""
RUN = """
from django.core.management import call_command
call_command("ingest", sys.argv[2], verbosity=1)
"""


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts"
    path.mkdir()
    for name, title in (("a", "Power to them"), ("b", "Might to them"), ("c", "Money to them")):
        (path / f"{name}.txt").write_text(TEXT.format(title=title))
    return path


@pytest.fixture
def start(texts):
    """Starts imports in processes of their own, and ends those that are left."""
    with starting(texts) as start_one:
        yield start_one


def test_a_killed_import_leaves_nothing_half_and_the_next_completes_it(texts, start):
    process = start(HALF_WAY, RUN)
    assert process.stdout.readline() == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    assert [source.name for source in models.Source.objects.all()] == ["a.txt"]
    assert [row.title for row in models.Publication.objects.all()] == ["Power to them"]
    assert set(models.Section.objects.values_list("source__name", flat=True)) == {"a.txt"}
    assert not models.ImportRun.objects.exists()
    report = import_paths([texts])
    assert report.counts == {"created": 2, "updated": 0, "unchanged": 1, "failed": 0}


def test_two_imports_at_once_take_turns(texts, start):
    processes = [start(RUN) for _ in range(2)]
    answers = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    assert models.Source.objects.count() == models.Publication.objects.count() == 3
    created = sum(int(out.split(" ", 1)[0]) for out, _ in answers)
    assert created == 3
