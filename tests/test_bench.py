"""The measurements measure what they say: the same archive each time, and pages that are there."""

import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.test import Client, override_settings

from publications import models
from publications.importing import loading
from tests.bench import asking, bare, copied, corpus, pages, plain, processors

SIZE = 12
ADDRESSES_OF_EACH = 3
PLAIN = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(plain.__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]


@pytest.fixture
def made(db, tmp_path):
    """A made archive."""
    here = corpus.Corpus(SIZE)
    path = tmp_path / "records.jsonl"
    path.write_text("".join(here.lines()), "utf-8")
    assert loading.load(path).wrong == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as a commit would
    return here


def test_a_corpus_is_the_same_for_the_same_seed():
    first, second = ("".join(corpus.Corpus(SIZE).lines()) for _ in range(2))
    assert first == second
    assert "".join(corpus.Corpus(SIZE, seed=5).lines()) != first


def test_an_archive_of_the_size_that_was_asked_for(made):
    assert models.Publication.objects.count() == models.NewsItem.objects.count() == SIZE
    assert models.Topic.objects.count() == corpus.TOPICS
    texts = models.Passage.objects.values_list("text", flat=True)
    words = sum(len(text.split()) for text in texts)
    assert 300 * SIZE <= words <= 3000 * SIZE + 4 * models.Section.objects.count()


def test_what_sql_alone_takes_in_is_gone_again(made):
    # As much as the archive holds: its lines are read without fault, and nothing of them stays.
    assert copied.take(made.lines()) > 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('copied.work')")
        assert cursor.fetchone() == (None,)


def test_every_page_answers_here_and_on_the_plain_site(made):
    client = Client(headers={"host": "localhost"})
    cursor = connection.connection.cursor()
    for page in pages.pages(made):
        for address in islice(page.addresses, ADDRESSES_OF_EACH):
            assert client.get(address).status_code == 200, address
            with override_settings(ROOT_URLCONF="tests.bench.plain.urls", TEMPLATES=PLAIN):
                assert client.get(address).status_code == 200, address
            bare.ask(cursor, address)


def test_the_plain_site_and_bare_sql_find_what_the_archive_finds(made):
    cursor = connection.connection.cursor()
    topic = "/publications/?topic=topic-7"
    client = Client(headers={"host": "localhost"})
    ours = client.get(topic).content.decode()
    expected = models.Publication.objects.filter(topics__topic__slug="topic-7").count()
    assert re.search(rf'class="count">{expected}<', ours)
    with override_settings(ROOT_URLCONF="tests.bench.plain.urls", TEMPLATES=PLAIN):
        assert f"<h1>{expected} publications</h1>" in client.get(topic).content.decode()
    statement, given = bare._statements("/publications/", {"topic": "topic-7"})[0]
    assert cursor.execute(statement, given).fetchone() == (expected,)


class Half(BaseHTTPRequestHandler):
    """Answers with 404 where the address has ``nowhere`` in it."""

    def do_GET(self):
        self.send_response(404 if "nowhere" in self.path else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Says nothing."""


def test_the_load_generator_counts_right_answers_and_failures():
    with ThreadingHTTPServer(("127.0.0.1", 0), Half) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        addresses = iter(["/here", "/nowhere", "/here"] * 2)
        found = asking.ask(server.server_port, addresses, concurrency=2, seconds=60, most=6)
        server.shutdown()
    assert (len(found.times), found.failures) == (4, 2)
    assert found.at(50) <= found.at(95) <= 1000 * max(found.times)


def test_processor_time_counts_what_a_process_started():
    before = processors.spent(os.getpid())
    subprocess.run([sys.executable, "-c", "sum(range(10_000_000))"], check=True)
    assert processors.spent(os.getpid()) >= before + 0.05
