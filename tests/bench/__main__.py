"""Measure parsing, importing, memory and pages, and print the numbers with their machine.

Run with ``python -m tests.bench``. Works in test databases of its own, which are made and
dropped. Where it says something, a plainer way of doing the same is run beside it. The pages
come last, over a made archive of ``N`` works (``tests.bench.scale``).
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")

import django

from tests.bench import judged, reading, records

REPEATS = 5
PAGES = ("/", "/publications/", "/authors/", "/organisations/", "/events/", "/news/", "/projects/")


def main() -> None:
    from django.conf import settings

    # Static files as they lie in the sources: collecting them is not what is measured.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    django.setup()
    from django.db import connection

    seeds = settings.BASE_DIR / "seeds"
    print(machine())
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"test_localism_{os.getpid()}"
    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        print(f"PostgreSQL {connection.pg_version // 10000}.{connection.pg_version % 10000}")
        print()
        measure_parsing(seeds)
        reading.run()
        print()
        measure_importing(seeds)
        measure_pages()
        measure_memory(seeds, name)
        empty()
        print()
        records.run()
        empty()
        judged.run()
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
    # In a process of its own, with the settings that visitors are served by.
    subprocess.run([sys.executable, "-m", "tests.bench.scale"], check=True)


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.machine()}, {os.cpu_count()} CPUs, {memory:.0f} GB, load "
        f"{os.getloadavg()[0]:.1f}; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}, Django {version('django')}, "
        f"psycopg {version('psycopg')}"
    )


def timed(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of several runs, in seconds, after one that does not count."""
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def line(what: str, value: str, note: str = "") -> None:
    print(f"{what:<58}{value:>12}  {note}")


def measure_parsing(seeds: Path) -> None:
    from publications.parsing.registry import parse_bytes

    texts = [(path.read_bytes(), path.name) for path in sorted(seeds.glob("*.txt"))]
    everything = timed(lambda: [parse_bytes(*text) for text in texts])
    decoding = timed(lambda: [data.decode().split() for data, _ in texts])
    line("parse all five seeds", f"{everything:.3f} s", "aim: under 0.5 s")
    line("  beside only decoding and splitting them", f"{everything / decoding:.0f} x")
    for data, name in texts:
        each = timed(lambda data=data, name=name: parse_bytes(data, name))
        line(f"  {name}", f"{each * 1000:.0f} ms", f"{len(data) / each / 1e6:.1f} MB/s")


def empty() -> None:
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


def measure_importing(seeds: Path) -> None:
    from django.apps import apps
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from publications.importing.importer import import_paths

    def once() -> tuple[float, float]:
        empty()
        start, busy = time.perf_counter(), time.process_time()
        import_paths([seeds])
        return time.perf_counter() - start, time.process_time() - busy

    once()
    times = [once() for _ in range(REPEATS)]
    importing = statistics.median(wall for wall, _ in times)
    with CaptureQueriesContext(connection) as queries:
        empty()
        before = len(queries)
        import_paths([seeds])
        asked = len(queries) - before
    line("import them into an empty database", f"{importing:.3f} s", "aim: under 2 s")
    line("  best of the runs", f"{min(times)[0]:.3f} s")
    line("  processor time", f"{statistics.median(busy for _, busy in times):.3f} s")
    line("  queries", f"{asked}")
    models = apps.get_app_config("publications").get_models()
    # The database itself makes the rows of the search.
    rows = [list(m.objects.all()) for m in models if not m.__name__.startswith("Search")]
    count = sum(map(len, rows))
    line("  rows", f"{count}")

    plain = insert_one_by_one(rows)
    line("  beside inserting the same rows one by one", f"{plain:.3f} s")
    line("  the import, parsing and matching included, takes", f"{importing / plain:.2f} x")
    again = timed(lambda: import_paths([seeds]))
    line("import them again, unchanged", f"{again * 1000:.1f} ms")
    with CaptureQueriesContext(connection) as queries:
        import_paths([seeds])
    line("  queries", f"{len(queries)}")


def insert_one_by_one(groups: list[list]) -> float:
    """Seconds that plain ``save`` takes for the same rows, in an order that keys allow."""
    from django.db import connection, transaction

    empty()
    start = time.perf_counter()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for group in groups:
            for row in group:
                row.save(force_insert=True)
    taken = time.perf_counter() - start
    return taken


def measure_pages() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from publications import models

    details = [
        row.get_absolute_url()
        for model in (
            models.Publication,
            models.Author,
            models.Organisation,
            models.Event,
            models.NewsItem,
            models.Project,
        )
        if (row := model.objects.filter(status="published").first())
    ]
    client = Client(headers={"host": "localhost"})
    for address in (*PAGES, *details):
        try:
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            asked = len(queries)
        # A page that is not there yet or breaks is a line of the table, not the end of it.
        except Exception as error:
            line(f"page {address[:50]}", "error", type(error).__name__)
            continue
        taken = timed(lambda address=address: client.get(address), 3)
        line(
            f"page {address[:50]}",
            f"{asked} queries",
            f"{taken * 1000:.0f} ms, {len(answer.content) / 1000:.0f} kB, "
            f"status {answer.status_code}; aim: under 10 queries",
        )


def measure_memory(seeds: Path, database: str) -> None:
    empty()
    from django.db import connection

    connection.close()
    code = (
        "import sys, django\n"
        "from django.conf import settings\n"
        "settings.DATABASES['default']['NAME'] = sys.argv[1]\n"
        "django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('ingest', sys.argv[2], verbosity=0)\n" + PEAK
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, database, str(seeds)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    peak, bare = int(answer.stdout.split()[-1]), bare_memory()
    line("peak memory of ingest", f"{peak / 1e6:.0f} MB", "aim: under 200 MB")
    line("  beside a process that only loads Django", f"{bare / 1e6:.0f} MB")


# On Linux ``ru_maxrss`` also remembers the parent that a process was forked from.
PEAK = """
import pathlib, resource
status = pathlib.Path("/proc/self/status")
if status.exists():
    [line] = [each for each in status.read_text().splitlines() if each.startswith("VmHWM")]
    print(int(line.split()[1]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def bare_memory() -> int:
    answer = subprocess.run(
        [sys.executable, "-c", "import django\ndjango.setup()\n" + PEAK],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    return int(answer.stdout.split()[-1])


if __name__ == "__main__":
    main()
