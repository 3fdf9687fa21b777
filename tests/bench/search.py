"""Measure lists and searches over a made archive: ``python -m tests.bench.search``.

``N=`` gives the size, 10,000 works and as many pieces of news by default. Beside each page, in
the same interleaved run: the same rows by bare SQL, with the four facets a list needs as live
``GROUP BY``. What is compared are medians; the machine may be busy with other things.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")

import django

ROUNDS = 15

BARE_ROWS = """SELECT id, title, summary FROM publications_publication WHERE status = 'published'
    ORDER BY date_earliest DESC NULLS LAST, date_precision DESC, sort_title, id LIMIT 20"""
BARE_FACETS = (
    "SELECT kind, count(*) FROM publications_publication WHERE status = 'published' GROUP BY 1",
    "SELECT extract(year FROM date_earliest), count(*) FROM publications_publication "
    "WHERE status = 'published' GROUP BY 1",
    "SELECT author_id, count(*) FROM publications_contribution c JOIN publications_publication p "
    "ON p.id = c.publication_id WHERE p.status = 'published' GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    "SELECT topic_id, count(*) FROM publications_topicassignment c JOIN publications_publication p "
    "ON p.id = c.publication_id WHERE p.status = 'published' GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
)
PLAIN_SEARCH = """SELECT p.id, ts_rank(p.search_vector, q) FROM publications_passage p,
    websearch_to_tsquery('archive', %s) q WHERE p.search_vector @@ q ORDER BY 2 DESC LIMIT 20"""


def main() -> None:
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.db import connection

    from tests.bench import corpus

    size = int(os.environ.get("N", "10000"))
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"test_localism_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        taken = corpus.load(size)
        print(
            f"{size:,} works and as many news loaded in {taken:.0f} s: {size / taken:.0f} a second"
        )
        print_sizes()
        measure(size)
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)


def print_sizes() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(length(text)) FROM publications_passage")
        texts = cursor.fetchone()[0]
        cursor.execute(
            "SELECT sum(pg_table_size(oid)), sum(pg_indexes_size(oid)) FROM pg_class "
            "WHERE relname LIKE 'publications\\_%' AND relkind = 'r'"
        )
        tables, indexes = cursor.fetchone()
    million = 1_000_000
    print(
        f"texts {texts / million:.0f} MB, tables {tables / million:.0f} MB "
        f"({tables / texts:.1f} times), indexes {indexes / million:.0f} MB"
    )


def measure(size: int) -> None:
    from django.db import connection
    from django.test import Client

    from publications.models import Author, Publication
    from tests.bench.corpus import Corpus

    client = Client()
    words = Corpus(size).words
    author = Author.objects.first().identifier
    detail = Publication.objects.first().get_absolute_url()
    started = time.perf_counter()
    client.get("/publications/")
    print(f"first page of a new process: {time.perf_counter() - started:.2f} s")
    deep = min(500, size // 20)
    phrase = " ".join(
        Publication.objects.first().sections.first().blocks[0]["runs"][0][0].split()[10:12]
    )
    pages = {
        "home": "/",
        "list": "/publications/",
        "list by year": "/publications/?year=2010",
        "list by year and topic": "/publications/?year=2010&topic=topic-7&sort=newest",
        "list by author": f"/publications/?author={author}",
        f"page {deep}": f"/publications/?page={deep}",
        "detail": detail,
        "search, commonest word": f"/search/?q={words[0]}",
        "search, common words": f"/search/?q={words[5]}+{words[9]}",
        "search, middling word": f"/search/?q={words[800]}",
        "search, rare word": f"/search/?q={words[20_000]}",
        "search, phrase": f"/search/?q=%22{phrase.replace(' ', '+')}%22",
        "suggestions": f"/search/suggest/?q={words[800][:3]}",
    }

    def rows() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE_ROWS)
            cursor.fetchall()

    def facets() -> None:
        rows()
        with connection.cursor() as cursor:
            for query in BARE_FACETS:
                cursor.execute(query)
                cursor.fetchall()

    def plain(word: str) -> Callable[[], None]:
        def ask() -> None:
            with connection.cursor() as cursor:
                cursor.execute(PLAIN_SEARCH, [word])
                cursor.fetchall()

        return ask

    tasks: dict[str, Callable[[], object]] = {
        name: lambda address=address: client.get(address) for name, address in pages.items()
    }
    tasks |= {
        "bare SQL: rows": rows,
        "bare SQL: rows and four facets": facets,
        "bare SQL: ts_rank, commonest word": plain(str(words[0])),
        "bare SQL: ts_rank, middling word": plain(str(words[800])),
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    first: dict[str, float] = {}
    for number in range(ROUNDS + 1):
        for name, task in tasks.items():
            started = time.perf_counter()
            task()
            taken = 1000 * (time.perf_counter() - started)
            if number:
                times[name].append(taken)
            else:
                first[name] = taken
    print(f"{'':36}{'first':>9}{'median':>9}{'p90':>9}   ms")
    for name, taken in times.items():
        p90 = statistics.quantiles(taken, n=10)[8]
        print(f"{name:36}{first[name]:9.1f}{statistics.median(taken):9.1f}{p90:9.1f}")
    fresh(client, words)


def fresh(client, words) -> None:
    """Searches that were never asked before, each once: rare, common and in pairs."""
    import random

    chance = random.Random(5)
    asked = [str(words[int(30_000 ** chance.random()) - 1]) for _ in range(60)]
    asked += [f"{a} {b}" for a, b in zip(asked[:20], asked[20:40], strict=True)]
    taken = []
    for query in asked:
        started = time.perf_counter()
        client.get("/search/", {"q": query})
        taken.append(1000 * (time.perf_counter() - started))
    p90 = statistics.quantiles(taken, n=10)[8]
    print(f"{'80 searches never asked before':36}{'':9}{statistics.median(taken):9.1f}{p90:9.1f}")


if __name__ == "__main__":
    main()
