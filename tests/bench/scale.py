"""Measure the pages over made archives: ``python -m tests.bench.scale``, ``N="10000 100000"``.

``WORDS="20 100"`` makes works of so many words, in place of 300 to 3,000: an archive of records.

Each kind of page is asked of the archive (one at a time and sixteen at a time; every page made
anew, and a few of them again and again where it keeps them), of a plain Django site over the same
tables, and of SQL alone, round after round in turn, so that whatever else the machine does meets
all of them. Servers and load generator share its processors.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle, repeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")

import django

from tests.bench import copied, corpus
from tests.bench.asking import Asked, ask
from tests.bench.pages import Page
from tests.bench.processors import database_server, spent
from tests.bench.serving import Served, serving

SIZES = "10000"
ROUNDS = int(os.environ.get("ROUNDS", "3"))
CONCURRENCY = (1, 16)
SECONDS = float(os.environ.get("SECONDS", "1.5"))  # of each cell in each round
WARMING = 16  # requests of each kind of page, which do not count
COPIED = 2000  # works that are taken in by SQL alone
MOST = 40  # requests of each cell in each round
SITES = {
    "archive": "tests.bench.served",
    "kept": "tests.bench.kept",
    "plain": "tests.bench.plain.settings",
}
Cell = tuple[str, int]


@dataclass
class Measured:
    """What was seen of one kind of page: answers by site and concurrency, and seconds in SQL."""

    cells: dict[Cell, Asked] = field(
        default_factory=lambda: {(site, at): Asked() for site in SITES for at in CONCURRENCY}
    )
    bare: list[float] = field(default_factory=list)


def main() -> None:
    # Ended from outside it still stops its servers and drops its database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    django.setup()
    from django.db import connection

    from localism.preparing import collect_static

    collect_static()
    usual = connection.settings_dict["NAME"]
    for size in map(int, os.environ.get("N", SIZES).split()):
        name = f"test_localism_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            run(size, name)
        finally:
            connection.creation.destroy_test_db(usual, verbosity=0)


def run(size: int, database: str) -> None:
    """Loads an archive of so many works into the database, asks for its pages, prints tables."""
    from tests.bench.pages import pages

    lengths = map(int, os.environ["WORDS"].split()) if "WORDS" in os.environ else corpus.LENGTHS
    made = corpus.Corpus(size, lengths=tuple(lengths))
    taken, busy = corpus.load(made, Progress())
    print(
        f"\n{size:,} works and as many pieces of news: loaded in {taken:.0f} s, "
        f"{size / taken:.0f} works a second (load {os.getloadavg()[0]:.1f}); "
        f"processor {busy:.0f} s, {1000 * busy / size:.1f} ms a work"
    )
    taken, busy = corpus.read_words(Progress())
    print(f"read once by the worker: {taken:.0f} s; processor {busy:.0f} s")
    print_copied(corpus.Corpus(min(size, COPIED), lengths=made.lengths), size / taken)
    print_sizes()
    asked = pages(made)
    with ExitStack() as stack:
        sites = {
            site: stack.enter_context(serving(settings, database))
            for site, settings in SITES.items()
        }
        print_first_pages(sites, asked)
        found = measure(asked, sites)
    print_tables(found)


def print_copied(made: corpus.Corpus, rate: float) -> None:
    """How many works a second SQL alone takes in, beside those that the archive took in."""
    least = made.size / copied.take(made.lines())
    print(f"SQL alone (COPY, vectors, GIN): {least:.0f} a second, {least / rate:.1f} times as many")
    processors = os.cpu_count() or 1
    most = made.size / copied.make_vectors(made.lines(), processors)
    print(f"vectors alone, {processors} at once, none kept: {most:.0f} a second")


def measure(asked: list[Page], sites: dict[str, Served]) -> dict[str, Measured]:
    """Asks for all kinds of pages in turn, some rounds long."""
    found = {page.name: Measured() for page in asked}
    progress = Progress()
    database = database_server()
    again = {page.name: cycle(page.again) for page in asked}
    for number in range(ROUNDS):
        for place, page in enumerate(asked, 1):
            seen = found[page.name]
            for (site, concurrency), before in seen.cells.items():
                processes = sites[site].process, *database
                busy = spent(*processes)
                answered = ask(
                    sites[site].port,
                    again[page.name] if site == "kept" else page.addresses,
                    concurrency=concurrency,
                    seconds=SECONDS,
                    most=MOST,
                )
                answered.processor = spent(*processes) - busy
                before.add(answered)
            seen.bare += ask_bare(page)
            progress("kinds of page asked", number * len(asked) + place, ROUNDS * len(asked))
    return found


def ask_bare(page: Page) -> list[float]:
    """Seconds that SQL alone takes for some of the pages."""
    from django.db import connection

    from tests.bench import bare

    times: list[float] = []
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    while sum(times) < SECONDS / 2 and len(times) < MOST:
        started = time.perf_counter()
        bare.ask(cursor, next(page.addresses))
        times.append(time.perf_counter() - started)
    return times


def print_first_pages(sites: dict[str, Served], asked: list[Page]) -> None:
    """Warms the sites up: a worker reads its catalogue, and the templates of each kind of page."""
    for site, served in sites.items():
        first = ask(served.port, repeat("/publications/"), concurrency=1, seconds=1, most=1)
        print(f"first page of a new process, {site}: {1000 * sum(first.times):.0f} ms")
        for page in asked:
            for address in page.again if site == "kept" else page.again[:1]:
                ask(served.port, repeat(address), concurrency=8, seconds=20, most=WARMING)


def print_sizes() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(octet_length(text)) FROM publications_passage")
        texts = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT sum(pg_table_size(oid)), sum(pg_indexes_size(oid)) FROM pg_class "
            "WHERE relname LIKE 'publications\\_%' AND relkind = 'r'"
        )
        tables, indexes = map(int, cursor.fetchone())
    million = 1_000_000
    print(
        f"texts {texts / million:.0f} MB, tables {tables / million:.0f} MB "
        f"({tables / texts:.1f} times), indexes {indexes / million:.0f} MB"
    )


def print_tables(found: dict[str, Measured]) -> None:
    """Two tables in Markdown: milliseconds and rates of the archive; then what others take."""
    print(f"\nload {os.getloadavg()[0]:.1f}; {ROUNDS} rounds; milliseconds; a second: answers\n")
    many = CONCURRENCY[-1]
    print(
        f"| archive | p50 | p95 | p99 | a second | at {many}: p50 | p95 | p99 | a second "
        f"| kept: p50 | p95 | at {many}: a second |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for name, seen in found.items():
        columns = [name]
        for concurrency in CONCURRENCY:
            cell = seen.cells["archive", concurrency]
            columns += [*(f"{cell.at(each):.0f}" for each in (50, 95, 99)), f"{cell.rate:.1f}"]
        kept = seen.cells["kept", CONCURRENCY[0]]
        columns += [f"{kept.at(50):.1f}", f"{kept.at(95):.1f}"]
        columns += [f"{seen.cells['kept', many].rate:.0f}"]
        print(f"| {' | '.join(columns)} |")
    print(
        "\n| one at a time | p50: archive | SQL alone | ratio | plain Django | ratio "
        f"| processor: archive | plain | ratio | a second at {many}: plain | ratio | failed |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for name, seen in found.items():
        print(f"| {name} | {' | '.join(compared(seen))} |")


def compared(seen: Measured) -> list[str]:
    """The archive beside the others; a ratio says how much longer it takes, or how many more."""
    one, many = CONCURRENCY
    ours, plain = seen.cells["archive", one], seen.cells["plain", one]
    bare = 1000 * statistics.median(seen.bare)
    rates = seen.cells["archive", many].rate, seen.cells["plain", many].rate
    failed = [sum(seen.cells[site, at].failures for at in CONCURRENCY) for site in SITES]
    return [
        f"{ours.at(50):.0f}",
        f"{bare:.1f}",
        f"{ours.at(50) / bare:.1f}",
        f"{plain.at(50):.0f}",
        f"{ours.at(50) / plain.at(50):.2f}",
        f"{ours.cost:.0f}",
        f"{plain.cost:.0f}",
        f"{ours.cost / plain.cost:.2f}" if plain.cost else "",
        f"{rates[1]:.1f}",
        f"{rates[0] / rates[1]:.1f}" if rates[1] else "",
        " and ".join(map(str, failed)),
    ]


class Progress:
    """Says on standard error how far something is, every few seconds."""

    def __init__(self, interval: float = 5) -> None:
        self.interval = interval
        self.begun = self.said = time.monotonic()

    def __call__(self, doing: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self.said > self.interval or done == of:
            self.said = now
            passed = now - self.begun
            print(f"{passed:6.0f} s  {doing}: {done:,} of {of:,}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
