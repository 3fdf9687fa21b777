"""A made archive of any size, the same for the same seed, loaded by COPY.

Words follow Zipf's law over made words; a work has 300 to 3,000 of them in sections of some
paragraphs, one to five authors out of N/5, an organisation out of N/50, two of 40 topics, a date
from 1995 to 2020, some of them partial. There are as many pieces of news.
"""

from __future__ import annotations

import datetime
import itertools
import json
import time
from collections.abc import Iterator

import numpy as np
from django.db import connection, transaction

VOCABULARY = 30_000
TOPICS = 40
BATCH = 2_000
TABLES = (
    "publications_publication",
    "publications_newsitem",
    "publications_section",
    "publications_passage",
    "publications_contribution",
    "publications_topicassignment",
)


def vocabulary() -> np.ndarray:
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ul", "en", "ar")]
    made = itertools.product(syllables, repeat=3)
    words = ["".join(parts) for parts in itertools.islice(made, 0, 60_000, 2)][:VOCABULARY]
    np.random.default_rng(1).shuffle(words)
    return np.array(words)


class Corpus:
    """The rows of an archive of ``size`` works."""

    def __init__(self, size: int, seed: int = 4) -> None:
        self.size = size
        self.chance = np.random.default_rng(seed)
        self.words = vocabulary()
        weights = 1 / np.arange(1, len(self.words) + 1)
        self.cumulative = np.cumsum(weights / weights.sum())
        self.authors, self.bodies = max(size // 5, 5), max(size // 50, 5)

    def some_words(self, count: int) -> list[str]:
        at = np.searchsorted(self.cumulative, self.chance.random(count))
        return self.words[np.minimum(at, len(self.words) - 1)].tolist()

    def date(self) -> tuple[str, datetime.date, datetime.date, int]:
        year = int(self.chance.integers(1995, 2021))
        kind = self.chance.random()
        if kind < 0.15:
            return str(year), datetime.date(year, 1, 1), datetime.date(year, 12, 31), 1
        month = int(self.chance.integers(1, 13))
        first = datetime.date(year, month, 1)
        if kind < 0.4:
            last = (first + datetime.timedelta(days=32)).replace(day=1)
            return f"{year}-{month:02}", first, last - datetime.timedelta(days=1), 3
        day = first.replace(day=int(self.chance.integers(1, 29)))
        return day.isoformat(), day, day, 4


def load(size: int) -> float:
    """Fills the empty database; returns the seconds that it took, indexes and entries included."""
    corpus = Corpus(size)
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL archive.search = 'at commit'")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%' "
            "AND tablename IN ('publications_passage', 'publications_searchentry', "
            "'publications_publication', 'publications_newsitem', 'publications_author')"
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        agents(cursor, corpus)
        for start in range(1, size + 1, BATCH):
            works(cursor, corpus, range(start, min(start + BATCH, size + 1)))
        for table in TABLES:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
        copied = time.perf_counter()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        entered = time.perf_counter()
        for _, definition in indexes:
            cursor.execute(definition)
    indexed = time.perf_counter()
    print(
        f"copied in {copied - started:.0f} s, entries made in {entered - copied:.0f} s, "
        f"indexes in {indexed - entered:.0f} s"
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return time.perf_counter() - started


def copy(cursor, table: str, columns: str, rows: Iterator[tuple]) -> None:
    with cursor.copy(f"COPY publications_{table} ({columns}) FROM STDIN") as into:
        for row in rows:
            into.write_row(row)


def record(kind: str, number: int, slug: str) -> tuple:
    return f"{kind}{number:011}", slug, "published", "", "{}"


RECORD = "identifier, slug, status, withdrawn_reason, curated"
DATES = "date_edtf, date_printed, date_earliest, date_latest, date_precision"


def agents(cursor, corpus: Corpus) -> None:
    def named(kind: str, count: int, form) -> Iterator[tuple]:
        for number in range(1, count + 1):
            first, last = (word.capitalize() for word in corpus.some_words(2))
            yield (number, *record(kind, number, last.lower()), *form(first, last, number))

    columns = f"id, {RECORD}, name, sort_name, folded_name"
    copy(
        cursor,
        "author",
        columns,
        named(
            "b",
            corpus.authors,
            lambda f, s, n: (f"{f} {s}", f"{s.lower()} {f.lower()}", f"{f} {s}".lower()),
        ),
    )
    copy(
        cursor,
        "organisation",
        f"{columns}, abbreviation",
        named(
            "c",
            corpus.bodies,
            lambda f, s, n: (f"Institute of {f} {n}", f"institute of {f} {n}".lower(), s, ""),
        ),
    )
    copy(
        cursor,
        "topic",
        "id, slug, name, description",
        ((n, f"topic-{n}", f"Topic {n}", "") for n in range(1, TOPICS + 1)),
    )


def works(cursor, corpus: Corpus, numbers: range) -> None:
    """Some works with their texts, people and topics, and as many pieces of news."""
    works, news, sections, passages, people, topics = [], [], [], [], [], []
    chance = corpus.chance
    for number in numbers:
        for kind, rows in (("p", works), ("n", news)):
            title = " ".join(corpus.some_words(int(chance.integers(3, 9)))).capitalize()
            summary = " ".join(corpus.some_words(30))
            head = (number, *record(kind, number, "made"), title, title.lower(), summary)
            dates = corpus.date()
            if kind == "p":
                form = ("report", "essay", "briefing")[int(chance.integers(3))]
                rows.append((*head, form, dates[0], "", *dates[1:], "", 0, "", "", "", ""))
            else:
                form = ("news", "comment", "blog")[int(chance.integers(3))]
                rows.append((*head, form, dates[0], "", *dates[1:], ""))
        length = int(chance.integers(300, 3001))
        made = corpus.some_words(length)
        for place, start in enumerate(range(0, length, 600)):
            key = number * 10 + place
            paragraphs = [
                " ".join(made[at : at + 100]) for at in range(start, min(start + 600, length), 100)
            ]
            blocks = [{"kind": "paragraph", "runs": [[p, "", "", ""]]} for p in paragraphs]
            heading = " ".join(corpus.some_words(4)).capitalize()
            place_of = (key, number, 1, "section", "", heading, f"s{place}")
            sections.append((*place_of, str(place * 2 + 1), place, json.dumps(blocks), "[]"))
            for part in range(0, len(paragraphs), 3):
                text = "\n\n".join(paragraphs[part : part + 3])
                if part == 0:
                    text = f"{heading}\n\n{text}"
                passages.append((key, part // 3, part, text))
        for position in range(int(chance.integers(1, 6))):
            author = int(chance.integers(1, corpus.authors + 1))
            people.append((number, author, None, "author", position, "", "", "[]"))
        body = int(chance.integers(1, corpus.bodies + 1))
        people.append((number, None, body, "publisher", 9, "", "", "[]"))
        topics += [
            (int(topic), number, "", "[]")
            for topic in chance.choice(np.arange(1, TOPICS + 1), 2, replace=False)
        ]
    head = f"id, {RECORD}, title, sort_title, summary, kind, {DATES}"
    copy(
        cursor,
        "publication",
        f"{head}, subtitle, position, first_page, series_number, price_currency, rights",
        iter(works),
    )
    copy(cursor, "newsitem", f'{head}, "group"', iter(news))
    copy(
        cursor,
        "section",
        "id, publication_id, level, kind, number, title, anchor, page, position, blocks, spans",
        iter(sections),
    )
    copy(cursor, "passage", "section_id, position, first_block, text", iter(passages))
    copy(
        cursor,
        "contribution",
        "publication_id, author_id, organisation_id, role, position, printed, affiliation, spans",
        iter(people),
    )
    copy(cursor, "topicassignment", "topic_id, publication_id, words, spans", iter(topics))
