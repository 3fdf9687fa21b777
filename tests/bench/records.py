"""How fast records go in and out in bulk, and how fast they are harvested."""

from __future__ import annotations

import datetime
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from publications.identifiers import identifier_for

RECORDS = int(os.environ.get("RECORDS", "1000"))
WORDS = 1000  # in each record
_PARAGRAPH = 100


def made_lines(count: int, words: int = WORDS, seed: int = 5) -> Iterator[str]:
    """Works of so many words with authors, publishers and dates, as lines of records.

    Words are drawn as they are in English: a few very often, most seldom (Zipf).
    """
    chance = random.Random(seed)
    lexicon = [f"{a}{b}" for a in _SYLLABLES for b in _SYLLABLES] + [
        f"{a}{b}{c}" for a in _SYLLABLES[:20] for b in _SYLLABLES for c in _SYLLABLES
    ]
    chance.shuffle(lexicon)
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    pool = chance.choices(lexicon, weights, k=200_000)
    authors = [identifier_for(f"made:author:{n}") for n in range(max(1, count // 5))]
    bodies = [identifier_for(f"made:organisation:{n}") for n in range(max(1, count // 50))]
    moment = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    for n, identifier in enumerate(authors):
        yield _line(type="author", identifier=identifier, name=f"Ada {pool[n].title()} {n}")
    for n, identifier in enumerate(bodies):
        yield _line(
            type="organisation", identifier=identifier, name=f"Institute of {pool[n].title()} {n}"
        )
    for n in range(count):
        start = chance.randrange(len(pool) - words)
        text = pool[start : start + words]
        stamp = (moment + datetime.timedelta(seconds=n)).isoformat()
        yield _line(
            type="publication",
            identifier=identifier_for(f"made:work:{n}"),
            title=" ".join(text[:6]).capitalize(),
            summary=" ".join(text[:30]),
            date_edtf=f"{1995 + n % 25}" + (f"-{1 + n % 12:02d}" if n % 3 else ""),
            created_at=stamp,
            updated_at=stamp,
            contributions=[
                {"author": chance.choice(authors), "position": 0},
                {"organisation": chance.choice(bodies), "role": "publisher", "position": 1},
            ],
            sections=[
                {
                    "position": 0,
                    "anchor": "text",
                    "title": "Text",
                    "blocks": [
                        {"kind": "paragraph", "text": " ".join(text[at : at + _PARAGRAPH])}
                        for at in range(0, words, _PARAGRAPH)
                    ],
                }
            ],
        )


_SYLLABLES = [c + v for c in "bcdfghjklmnprstvw" for v in "aeiou"]


def _line(**members) -> str:
    return json.dumps(members, ensure_ascii=False) + "\n"


def run(count: int = RECORDS) -> dict[str, float]:
    """Records a second of loading, exporting and harvesting, in the database as it is set up.

    Writes to the database: give it an empty one. Prints one line for each figure.
    """
    from django.test import RequestFactory

    from publications.exports import bulk
    from publications.exports.formats import formats_for_type
    from publications.exports.oai import answer
    from publications.exports.oai.views import oai_pmh
    from publications.exports.record import records_of
    from publications.importing.loading import load
    from publications.models import Publication

    factory = RequestFactory(SERVER_NAME="localhost")
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        path.write_text("".join(made_lines(count)), "utf-8")
        begin = time.perf_counter()
        loaded = load(path)
        assert not loaded.wrong, loaded.wrong[:3]
        found["import_records"] = count / (time.perf_counter() - begin)
        begin = time.perf_counter()
        with Path(folder, "again.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(bulk.lines())
        found["export_records"] = count / (time.perf_counter() - begin)
    for prefix in answer.FORMATS:
        begin = time.perf_counter()
        arguments, harvested = {"verb": "ListRecords", "metadataPrefix": prefix}, 0
        while arguments:
            body = oai_pmh(factory.get("/oai", arguments)).content
            harvested += body.count(b"<record>")
            token = body.partition(b"<resumptionToken")[2].partition(b">")[2].partition(b"<")[0]
            arguments = {"verb": "ListRecords", "resumptionToken": token.decode()} if token else {}
        assert harvested >= count, harvested
        found[f"oai_pmh {prefix}"] = harvested / (time.perf_counter() - begin)
    works = Publication.objects.published().order_by("pk")
    for each in formats_for_type("publication"):
        begin = time.perf_counter()
        for _piece in each.render_many(records_of(works)):
            pass
        found[f"a list as .{each.extension}"] = count / (time.perf_counter() - begin)
    for name, rate in found.items():
        print(f"{name}: {rate:,.0f} records a second ({count:,} of {WORDS:,} words)")
    return found
