"""What is asked of the archive: each kind of page with the addresses that a round draws from."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from tests.bench.corpus import FIRST_YEAR, LAST_YEAR, TOPICS, Corpus

QUERIES = {"rare words": 80, "common words": 60, "phrases": 60}
AGAIN = 5  # addresses of each kind that are asked again and again
COMMON = 200  # so many of the commonest words count as common
SPAN = 300  # characters of a text that phrases are taken from


@dataclass(frozen=True)
class Page:
    """A kind of page; each request takes the next of its addresses, over and over.

    Those of ``again`` are a few of them, as a site that keeps pages is asked for.
    """

    name: str
    addresses: Iterator[str]
    again: tuple[str, ...]


def pages(corpus: Corpus) -> list[Page]:
    """All kinds of pages over a loaded corpus; the same ones for the same corpus."""
    chance = random.Random(7)
    deep = max(1, min(500, corpus.size // 20))
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = {
        "home": ["/"],
        "list": ["/publications/"],
        "list by year": [f"/publications/?year={year}" for year in years],
        "list by year and topic, by date": [
            f"/publications/?year={year}&topic=topic-{topic}&sort=newest"
            for year in years
            for topic in range(1, TOPICS + 1)
        ],
        f"page {deep}": [f"/publications/?page={deep}"],
        "detail": _details(chance),
        "JSON list": ["/api/v1/publications"],
    }
    for kind, queries in _queries(corpus, chance).items():
        found[f"search, {kind}"] = [f"/search/?q={quote_plus(query)}" for query in queries]
    for addresses in found.values():
        chance.shuffle(addresses)
    return [
        Page(name, itertools.cycle(addresses), tuple(addresses[:AGAIN]))
        for name, addresses in found.items()
    ]


def _details(chance: random.Random) -> list[str]:
    from publications.models import Publication

    keys = list(Publication.objects.order_by("pk").values_list("pk", flat=True))
    works = Publication.objects.filter(pk__in=chance.sample(keys, min(500, len(keys))))
    return [work.get_absolute_url() for work in works.order_by("pk")]


def _queries(corpus: Corpus, chance: random.Random) -> dict[str, list[str]]:
    """Two hundred queries, each another; phrases are two words as a text has them."""
    from publications.models import Passage

    words = [str(word) for word in corpus.words]
    passages = list(Passage.objects.order_by("pk").values_list("text", flat=True)[:500])
    phrases: dict[str, None] = {}
    while len(phrases) < QUERIES["phrases"]:
        text = chance.choice(passages)[:SPAN].split()
        at = chance.randrange(1, len(text) - 1)
        phrases[f'"{text[at]} {text[at + 1]}"'.lower()] = None
    return {
        "rare words": chance.sample(words[len(words) // 2 :], QUERIES["rare words"]),
        "common words": chance.sample(words[:COMMON], QUERIES["common words"]),
        "phrases": list(phrases),
    }
