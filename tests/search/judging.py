"""The judged questions: what they ask, of which archive, and how well an order answers them.

``nDCG@10`` is 1 where the best answers come first in the best order, and 0 where none of them is
among the first ten. Beside the search stands what a plain site would do: ``ts_rank`` of each
record's weighted vector, its text included, for the words in web-search syntax.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from django.conf import settings
from django.db import connection
from django.http import QueryDict

from publications import models
from publications.importing.importer import import_paths
from publications.search import folded
from publications.searching.filters import SearchFilterSet
from publications.searching.hits import Hit
from publications.searching.results import Results
from tests import builders

FOLDER = Path(__file__).parent / "questions"
DEPTH = 10
MAKE = {
    "news": builders.make_news_item,
    "event": builders.make_event,
}
MODELS = {
    "publication": models.Publication,
    "news": models.NewsItem,
    "event": models.Event,
    "project": models.Project,
    "author": models.Author,
    "organisation": models.Organisation,
}

# The yardstick's index: one vector a record, as a plain site would keep it.
PLAIN_INDEX = """
CREATE TEMPORARY TABLE judged_plain ON COMMIT PRESERVE ROWS AS
SELECT e.id, e.vector || to_tsvector('archive', archive_plain(left(coalesce(
    (SELECT string_agg(p.text, ' ') FROM publications_section s
    JOIN publications_passage p ON p.section_id = s.id
    WHERE CASE e.room WHEN 'publication' THEN s.publication_id WHEN 'news' THEN s.news_item_id
        WHEN 'project' THEN s.project_id END = e.record), ''), 200000))) AS vector
FROM publications_searchentry e WHERE e.status = 'published'
"""
PLAIN = """
SELECT id FROM judged_plain, websearch_to_tsquery('archive', archive_plain(%s)) AS query
WHERE vector @@ query ORDER BY ts_rank(vector, query) DESC, id LIMIT 10
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, the records that answer it with their grades, and what must come first."""

    ask: str
    good: Mapping[str, int]
    first: str = ""
    place: str = ""

    @property
    def spoken(self) -> bool:
        """Whether it needs a syntax that plain full-text search does not have."""
        return ":" in self.ask


@dataclass(slots=True)
class Judged:
    """The questions and the archive that they are asked of."""

    questions: list[Question]
    entries: dict[str, int] = field(default_factory=dict)  # by name

    @property
    def halves(self) -> tuple[list[Question], list[Question]]:
        """Those that the ranking may be tuned to, and those that are held out from that."""
        return self.questions[::2], self.questions[1::2]

    def score(self, question: Question, ids: Sequence[int]) -> float:
        grades = {self.entries[name]: grade for name, grade in question.good.items()}
        return ndcg([grades.get(entry, 0) for entry in ids], grades.values())


def gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades))


def ndcg(grades: Sequence[int], all_grades: Iterable[int], depth: int = DEPTH) -> float:
    """How good an order of grades is beside the best order of all that there are."""
    best = gain(sorted(all_grades, reverse=True)[:depth])
    return gain(grades[:depth]) / best if best else 0.0


def load() -> Judged:
    """Fills an empty archive with the seeds and the made texts."""
    import_paths([settings.BASE_DIR / "seeds"])
    asked = tomllib.loads((FOLDER / "questions.toml").read_text())
    texts = tomllib.loads((FOLDER / "texts.toml").read_text())
    records = {name: _make(made, texts["plain"]) for name, made in texts["text"].items()}
    records |= {name: _seed(*place) for name, place in asked["seeds"].items()}
    judged = Judged([Question(**each) for each in asked["question"]])
    for question in judged.questions:
        for name in (*question.good, question.first):
            if name.startswith("@"):
                records[name] = _agent(name[1:], None)
    found = dict(models.SearchEntry.objects.values_list("identifier", "id"))
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_INDEX)
    judged.entries = {name: found[record.identifier] for name, record in records.items()}
    return judged


def _seed(room: str, said: str):
    """The record of a room that is called so; its newest, where several are."""
    name = "name" if room in ("author", "organisation") else "title"
    model = MODELS[room]
    found = [row for row in model.objects.all() if folded(getattr(row, name)) == folded(said)]
    if not found:
        raise LookupError(f"No {room} of the seeds is called {said!r}.")
    return max(found, key=lambda row: str(getattr(row, "date_earliest", "")))


def _agent(name: str, kind: str | None):
    for model in (models.Author, models.Organisation):
        if found := model.objects.filter(name=name).first():
            return found
    return builders.make_organisation(name) if kind == "body" else builders.make_author(name)


def _make(made: dict, plain: list[str]):
    room, _, kind = made["kind"].partition(":")
    fields = {"title": made["title"], "date": made["date"], "summary": made.get("summary", "")}
    if room in MAKE:
        record = MAKE[room](**fields, **({"kind": kind} if kind else {}))
    else:
        subtitle = made.get("subtitle", "")
        record = builders.make_publication(**fields, kind=room, subtitle=subtitle)
    for name in made.get("authors", ()):
        builders.contribute(record, _agent(name, "person"))
    for name in made.get("hosts", ()):
        builders.contribute(record, _agent(name, "body"), "host")
    if "publisher" in made:
        builders.contribute(record, _agent(made["publisher"], "body"), "publisher")
    if venue := made.get("venue"):
        record.venue = venue
        record.save()
    *before, last = made.get("section", [None])
    for section in before:
        builders.make_section(record, section["title"], *section["texts"])
    for number in range(made.get("long", 0) // 10):
        said = [plain[(number + at) % len(plain)] for at in range(10)]
        builders.make_section(record, f"Chapter {number + 1}", *said)
    if last:
        builders.make_section(record, last["title"], *last["texts"])
    return record


def results(question: Question) -> Results:
    typed = QueryDict(mutable=True)
    typed["q"] = question.ask
    return Results(SearchFilterSet(typed, models.SearchEntry.objects.none()))


def answered(question: Question) -> list[int]:
    """The first entries that the search finds."""
    return results(question).ids(0, DEPTH)


def plainly(question: Question) -> list[int]:
    """The first entries in the order of the yardstick."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [question.ask])
        return [entry for (entry,) in cursor.fetchall()]


def first_hit(question: Question) -> Hit:
    here = results(question)
    return here.hits(here.ids(0, 1))[0]


def summary(judged: Judged, questions: Sequence[Question]) -> tuple[float, float]:
    """The mean nDCG@10 of some questions: of the search, and of the yardstick."""
    return (
        mean(judged.score(question, answered(question)) for question in questions),
        mean(judged.score(question, plainly(question)) for question in questions),
    )
