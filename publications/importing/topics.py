"""Topics: the list in ``topics.toml``, and the words of a work that point to each of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from publications.importing.plan import Plan, merged
from publications.models import Event, NewsItem, Project, Publication, Section, Topic
from publications.models import TopicAssignment as Assignment
from publications.models.base import Record
from publications.parsing.document import Evidence

FILE = Path(__file__).resolve().parent.parent / "topics.toml"
LONGEST_WORDS = 300

# A title says what a work is about; a heading of many says little alone.
WEIGHTS = {"title": 3, "summary": 2, "heading": 1}
ENOUGH = 2

_COLUMN = {
    Publication: "publication",
    Event: "event",
    NewsItem: "news_item",
    Project: "project",
}
_UNWANTED_KINDS = frozenset({"contents", "imprint", "front", "authors", "acknowledgements"})


@dataclass(frozen=True, slots=True)
class Subject:
    slug: str
    name: str
    description: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Hits:
    weight: int = 0
    words: dict[str, None] = field(default_factory=dict)  # in order, once each
    evidence: Evidence = ()


@cache
def subjects() -> tuple[Subject, ...]:
    with FILE.open("rb") as stream:
        content = tomllib.load(stream)
    return tuple(
        Subject(each["slug"], each["name"], each["description"], tuple(each["words"]))
        for each in content["topic"]
    )


@cache
def _pattern() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    """One expression of all the words, longest first, and the topics of each word."""
    topics: dict[str, list[str]] = {}
    for subject in subjects():
        for word in subject.words:
            topics.setdefault(_normal(word), []).append(subject.slug)
    longest = sorted(topics, key=lambda word: (-len(word), word))
    forms = "|".join(r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", w))) for w in longest)
    # What a source cuts short ("Bus...") is no whole word.
    pattern = re.compile(rf"(?<![\w-])({forms})(s?)(?![\w-])(?!\s?(?:\.\.|\u2026))", re.IGNORECASE)
    return pattern, {word: tuple(slugs) for word, slugs in topics.items()}


def _normal(words: str) -> str:
    return " ".join(re.split(r"[\s-]+", words.casefold()))


def mentions(text: str) -> Iterable[tuple[str, str, int, int]]:
    """Topic, the words that point to it, and where they stand; longest words win."""
    pattern, topics = _pattern()
    for match in pattern.finditer(text):
        for slug in topics[_normal(match.group(1))]:
            yield slug, " ".join(match.group().split()), match.start(), match.end()


def assign(plan: Plan, topics: Mapping[str, Topic]) -> None:
    """Adds the topic assignments of every work of a plan to it."""
    headings: dict[int, list[Section]] = {}
    for row in plan.children:
        if isinstance(row, Section) and row.title and row.kind not in _UNWANTED_KINDS:
            work = row.publication or row.news_item or row.project
            headings.setdefault(id(work), []).append(row)
    for record in plan.records:
        column = _COLUMN.get(type(record))
        if column is None:
            continue
        for slug, hits in _hits(plan, record, headings.get(id(record), ())).items():
            if hits.weight < ENOUGH or slug not in topics:
                continue
            words = ", ".join(hits.words)
            plan.child(
                Assignment(
                    topic=topics[slug],
                    words=words if len(words) <= LONGEST_WORDS else words[:299] + "…",
                    **{column: record},
                ),
                hits.evidence,
            )


def _hits(plan: Plan, record: Record, headings: Sequence[Section]) -> dict[str, Hits]:
    found: dict[str, Hits] = {}
    places: list[tuple[str, Evidence]] = [
        (name, merged(evidence))
        for of, name, evidence in plan.evidence
        if of is record and name in {"title", "subtitle", "summary"}
    ]
    weighed = [(WEIGHTS["summary" if name == "summary" else "title"], e) for name, e in places]
    weighed += [
        (WEIGHTS["heading"], tuple((start, end) for start, end in row.spans))
        for row in headings
        if row.kind != "body"
    ]
    seen: set[tuple[str, int]] = set()
    for weight, evidence in weighed:
        for start, end in evidence:
            words = plan.document.source.text[start:end]
            for slug, word, first, last in mentions(words):
                if (slug, start + first) in seen:
                    continue
                seen.add((slug, start + first))
                hits = found.setdefault(slug, Hits())
                hits.weight += weight
                hits.words.setdefault(word.casefold())
                hits.evidence = merged(hits.evidence, ((start + first, start + last),))
    return found


def synchronise() -> tuple[dict[str, Topic], list[str]]:
    """Brings the topics' rows up to the file; the rows by slug, and slugs the file lacks.

    Topics that the file no longer has are kept, for works may stand under them.
    """
    rows = {row.slug: row for row in Topic.objects.all()}
    wanted = {each.slug: each for each in subjects()}
    missing = [
        Topic(slug=each.slug, name=each.name, description=each.description)
        for each in wanted.values()
        if each.slug not in rows
    ]
    if missing:
        Topic.objects.bulk_create(missing)
    changed = []
    for slug, row in rows.items():
        each = wanted.get(slug)
        if each and (row.name, row.description) != (each.name, each.description):
            row.name, row.description = each.name, each.description
            changed.append(row)
    if changed:
        Topic.objects.bulk_update(changed, ["name", "description"])
    rows |= {row.slug: row for row in missing}
    return rows, sorted(set(rows) - set(wanted))
