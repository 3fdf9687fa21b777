"""How long it takes to find likely duplicates among very many people.

``python -m tests.bench.people``; ``N=`` sets how many. Made people go into the database that is
configured, without entries of the search, in one transaction that is rolled back.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import time
from collections.abc import Callable

PEOPLE = int(os.environ.get("N", "100000"))
ROUNDS = 5
_BEGINNINGS = [
    "Al",
    "Be",
    "Ca",
    "Da",
    "El",
    "Fa",
    "Gra",
    "Ha",
    "Is",
    "Jo",
    "Ka",
    "La",
    "Ma",
    "Ne",
    "Ol",
    "Pe",
    "Qui",
    "Ro",
    "Sa",
    "Ta",
]
_MIDDLES = [
    "ber",
    "den",
    "fer",
    "gar",
    "hol",
    "kin",
    "lan",
    "mer",
    "nor",
    "pel",
    "ros",
    "sen",
    "ter",
    "vin",
    "wel",
]
_ENDS = [
    "by",
    "don",
    "field",
    "ford",
    "ham",
    "ley",
    "man",
    "son",
    "ton",
    "well",
    "wick",
    "wood",
    "worth",
]


def made_names(count: int, seed: int = 5) -> list[str]:
    """Names of people: some surnames are common, as in life, most are not."""
    chance = random.Random(seed)
    surnames = ["".join(parts) for parts in itertools.product(_BEGINNINGS, _MIDDLES, _ENDS)]
    surnames += [f"{a}{b}" for a, b in zip(surnames, reversed(_ENDS * 300), strict=False)]
    chance.shuffle(surnames)
    weights = [1 / (rank + 80) for rank in range(len(surnames))]
    given = ["".join(parts) for parts in itertools.product(_BEGINNINGS, _MIDDLES)]
    found = []
    for surname in chance.choices(surnames, weights, k=count):
        first, second = chance.choice(given), chance.choice(given)
        form = chance.random()
        name = f"{first} {surname}" if form < 0.6 else f"{first} {second[0]}. {surname}"
        found.append(f"{first[0]} {surname}" if form > 0.97 else name)
    return found


def main() -> None:
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        _fill(PEOPLE)
        _measure()
        transaction.set_rollback(True)


def _fill(count: int) -> None:
    from django.db import connection

    from publications import models
    from publications.identifiers import identifier_for
    from publications.importing import keys
    from publications.search import folded

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers
    names = made_names(count)
    models.Author.objects.bulk_create(
        (
            models.Author(
                identifier=identifier_for(f"made:person:{number}"),
                name=name,
                slug=keys.slug(name),
                sort_name=keys.person_sort_name(name),
                folded_name=folded(name),
            )
            for number, name in enumerate(names)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE publications_author")


def _measure() -> None:
    from publications import models
    from publications.desk import likeness, who

    print(f"{models.Author.objects.count():,} people")
    _told("all likely duplicates", lambda: len(likeness.likely_duplicates()))
    some = list(models.Author.objects.order_by("-pk")[:200:10])
    times = []
    for person in some:
        start = time.perf_counter()
        who.alike(person)
        times.append(1000 * (time.perf_counter() - start))
    print(f"names like one: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")


def _told(what: str, work: Callable[[], int]) -> None:
    times = []
    found = 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - start)
    print(f"{what}: {min(times):.2f} to {max(times):.2f} s, {found} pairs shown")


if __name__ == "__main__":
    main()
