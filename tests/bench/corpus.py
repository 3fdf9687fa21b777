"""A made archive of any size, the same for the same seed, brought in by the bulk import.

Words follow Zipf's law over made words; a work has ``LENGTHS`` of them in sections of some
paragraphs, one to five authors out of N/5, an organisation out of N/50, two of 40 topics, a date
from 1995 to 2020, some of them partial. There are as many pieces of news.
"""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from django.db import connection

from publications.identifiers import identifier_for
from tests.bench.processors import database_server, spent

VOCABULARY = 30_000
TOPICS = 40
FIRST_YEAR, LAST_YEAR = 1995, 2020
LENGTHS = 300, 3000  # words of a work
SECTION, PARAGRAPH = 600, 100  # words

Progress = Callable[[str, int, int], None]


def vocabulary() -> np.ndarray:
    """The made words, the commonest first."""
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ul", "en", "ar")]
    made = itertools.product(syllables, repeat=3)
    words = ["".join(parts) for parts in itertools.islice(made, 0, 60_000, 2)][:VOCABULARY]
    np.random.default_rng(1).shuffle(words)
    return np.array(words)


class Corpus:
    """The records of an archive of ``size`` works, as lines for the bulk import."""

    def __init__(self, size: int, seed: int = 4, lengths: tuple[int, int] = LENGTHS) -> None:
        self.size = size
        self.lengths = lengths
        self.chance = np.random.default_rng(seed)
        self.words = vocabulary()
        weights = 1 / np.arange(1, len(self.words) + 1)
        self.cumulative = np.cumsum(weights / weights.sum())
        self.authors = [identifier_for(f"made:author:{n}") for n in range(max(size // 5, 5))]
        self.bodies = [identifier_for(f"made:body:{n}") for n in range(max(size // 50, 5))]

    def lines(self) -> Iterator[str]:
        """Everybody first, then a work and a piece of news in turn."""
        for number in range(1, TOPICS + 1):
            yield _line(type="topic", slug=f"topic-{number}", name=f"Topic {number}")
        for identifier in self.authors:
            first, last = (word.capitalize() for word in self.some_words(2))
            yield _line(type="author", identifier=identifier, name=f"{first} {last}")
        for number, identifier in enumerate(self.bodies):
            name = f"Institute of {self.some_words(1)[0].capitalize()} {number}"
            yield _line(type="organisation", identifier=identifier, name=name)
        for number in range(self.size):
            yield self._work(number)
            yield self._news(number)

    def some_words(self, count: int) -> list[str]:
        at = np.searchsorted(self.cumulative, self.chance.random(count))
        return self.words[np.minimum(at, len(self.words) - 1)].tolist()

    def _head(self, kind: str, number: int) -> dict:
        return {
            "identifier": identifier_for(f"made:{kind}:{number}"),
            "title": " ".join(self.some_words(self._between(3, 8))).capitalize(),
            "summary": " ".join(self.some_words(30)),
            "date_edtf": self._date(),
        }

    def _work(self, number: int) -> str:
        authors = dict.fromkeys(
            self.authors[self._between(0, len(self.authors) - 1)]
            for _ in range(self._between(1, 5))
        )
        people = [{"author": author, "position": place} for place, author in enumerate(authors)]
        body = self.bodies[self._between(0, len(self.bodies) - 1)]
        people.append({"organisation": body, "role": "publisher", "position": 9})
        topics = self.chance.choice(np.arange(1, TOPICS + 1), 2, replace=False)
        return _line(
            type="publication",
            kind=("report", "essay", "briefing")[self._between(0, 2)],
            **self._head("work", number),
            contributions=people,
            topics=[{"topic": f"topic-{topic}"} for topic in topics],
            sections=list(self._sections(self._between(*self.lengths))),
        )

    def _news(self, number: int) -> str:
        kind = ("news", "comment", "blog")[self._between(0, 2)]
        return _line(type="news", kind=kind, **self._head("news", number))

    def _sections(self, length: int) -> Iterator[dict]:
        words = self.some_words(length)
        for place, start in enumerate(range(0, length, SECTION)):
            here = words[start : start + SECTION]
            yield {
                "position": place,
                "anchor": f"s{place}",
                "title": " ".join(self.some_words(4)).capitalize(),
                "page": str(place * 2 + 1),
                "blocks": [
                    {"kind": "paragraph", "text": " ".join(here[at : at + PARAGRAPH])}
                    for at in range(0, len(here), PARAGRAPH)
                ],
            }

    def _date(self) -> str:
        year, form = self._between(FIRST_YEAR, LAST_YEAR), self.chance.random()
        if form < 0.15:
            return str(year)
        month = f"{year}-{self._between(1, 12):02}"
        return month if form < 0.4 else f"{month}-{self._between(1, 28):02}"

    def _between(self, least: int, most: int) -> int:
        return int(self.chance.integers(least, most + 1))


def _line(**members) -> str:
    return json.dumps(members) + "\n"


def load(corpus: Corpus, progress: Progress = lambda doing, done, of: None) -> tuple[float, float]:
    """Fills the empty database; returns seconds, by the clock and of the processors.

    Those of the bulk import, with indexes and entries, and not those of making the records.
    """
    from publications.importing.loading import load

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        records = 0
        with path.open("w", encoding="utf-8") as file:
            for records, line in enumerate(corpus.lines(), 1):
                file.write(line)
                progress("records made", records, 2 * corpus.size)
        processes = os.getpid(), *database_server()
        started, busy = time.perf_counter(), spent(*processes)
        loaded = load(path, progress=lambda done: progress("records loaded", done, records))
        assert not loaded.wrong, loaded.wrong[:3]
        taken, busy = time.perf_counter() - started, spent(*processes) - busy
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return taken, busy


def read_words(progress: Progress = lambda doing, done, of: None) -> tuple[float, float]:
    """Reads the loaded texts as the worker does it after a load: words for typing errors, common
    words and their neighbours.

    Returns seconds, by the clock and of the processors.
    """
    from publications.models import SearchEntry
    from publications.searching import common_words, vocabulary

    entries, read = SearchEntry.objects.count(), 0
    processes = os.getpid(), *database_server()
    started, busy = time.perf_counter(), spent(*processes)
    while vocabulary.learn(vocabulary.BATCH):
        pass
    while some := common_words.learn(vocabulary.BATCH):
        read += some
        progress("entries read for common words", min(read, entries), entries)
    taken, busy = time.perf_counter() - started, spent(*processes) - busy
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return taken, busy
