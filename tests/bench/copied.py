"""The same works taken in by SQL alone: COPY, a vector of each text, a GIN index over them.

What is left when nothing is checked, no evidence is kept and no entry is made; a measure for the
bulk import.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connection, transaction

VECTORS = 100  # texts of one statement
FIELDS = "identifier", "kind", "title", "summary", "date_edtf"
TABLES = """
    CREATE SCHEMA copied;
    CREATE TABLE copied.work (
        identifier text PRIMARY KEY, kind text, title text, summary text, date text, text text,
        vector tsvector GENERATED ALWAYS AS (to_tsvector('archive', text)) STORED);
    CREATE TABLE copied.person (work text, role text, person text, position int);
"""
INDEXES = """
    CREATE INDEX ON copied.work (date);
    CREATE INDEX ON copied.person (person);
    CREATE INDEX ON copied.work USING gin (vector);
"""
WORK = "COPY copied.work (identifier, kind, title, summary, date, text) FROM STDIN"
PERSON = "COPY copied.person (work, role, person, position) FROM STDIN"


def take(lines: Iterable[str]) -> float:
    """Takes in the works and news among the lines of a bulk file, and undoes it.

    Returns the seconds it took. Reading the lines is not counted.
    """
    works, people = [], []
    for record in map(json.loads, lines):
        if "title" in record:
            works.append(_work(record))
            people += map(partial(_person, record), record.get("contributions", ()))
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        for statement, rows in ((WORK, works), (PERSON, people)):
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        cursor.execute(INDEXES)
        taken = time.perf_counter() - started
        transaction.set_rollback(True)
    return taken


def make_vectors(lines: Iterable[str], processors: int) -> float:
    """Makes the vectors of the works among the lines, on so many processors, and keeps none.

    Returns the seconds it took: no loading that has the database make them takes less.
    """
    records = [each for each in map(json.loads, lines) if "title" in each]
    texts = [_work(record)[-1] for record in records]
    statement = "SELECT count(to_tsvector('archive', text)) FROM unnest(%s::text[]) AS text"

    def make(batches: Iterable[list[str]]) -> None:
        try:
            with connection.cursor() as cursor:
                for batch in batches:
                    cursor.execute(statement, [batch])
        finally:
            connection.close()

    batches = [texts[at : at + VECTORS] for at in range(0, len(texts), VECTORS)]
    with ThreadPoolExecutor(processors) as pool:
        started = time.perf_counter()
        list(pool.map(make, (batches[first::processors] for first in range(processors))))
        return time.perf_counter() - started


def _work(record: dict) -> list[str]:
    blocks = [block["text"] for part in record.get("sections", ()) for block in part["blocks"]]
    return [*(record[name] for name in FIELDS), "\n".join(blocks)]


def _person(record: dict, given: dict) -> tuple[str, str, str, int]:
    person = given.get("author") or given["organisation"]
    return record["identifier"], given.get("role", "author"), person, given["position"]
