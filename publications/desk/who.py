"""Whom a name may mean: in how many works they are, and who else has a name like it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q

from publications import models
from publications.choices import Status
from publications.desk.records import FIELD_OF_AGENT
from publications.models.base import Record
from publications.search import folded

ALIKE = 0.55  # from here on two names are worth a look


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is in the archive and may be meant, and why."""

    record: Record
    reason: str


def works_of(rows: list[models.Contribution], record: Record) -> dict[tuple[type, int], int]:
    """In how many other works each person and body of a record has a part."""
    counts: dict[tuple[type, int], int] = {}
    own = {row.pk for row in rows}
    for model, name in FIELD_OF_AGENT.items():
        keys = {getattr(row, f"{name}_id") for row in rows} - {None}
        works: dict[int, set[tuple]] = {}
        for row in models.Contribution.objects.filter(**{f"{name}__in": keys}).exclude(pk__in=own):
            works.setdefault(getattr(row, f"{name}_id"), set()).add(
                (row.publication_id, row.event_id, row.news_item_id, row.project_id)
            )
        counts |= {(model, key): len(found) for key, found in works.items()}
    return counts


def alike(agent: Record, most: int = 4) -> list[Candidate]:
    """Published people or bodies whose names resemble one, the likest first, with reasons."""
    name = folded(str(agent))
    if len(name) < 3:
        return []
    rows = (
        type(agent)
        .objects.published()
        .filter(folded_name__trigram_word_similar=name)
        .exclude(pk=agent.pk)
        .annotate(likeness=TrigramWordSimilarity(name, "folded_name"))
        .filter(likeness__gte=ALIKE)
        .order_by("-likeness", "pk")
    )
    found = [Candidate(row, _why(agent, row)) for row in rows[:most]]
    if isinstance(agent, models.Author) and not found:
        surname, _, given = agent.sort_name.partition(" ")
        same = models.Author.objects.published().filter(
            Q(sort_name__startswith=f"{surname} {given[:1]}")
        )
        found = [Candidate(row, _why(agent, row)) for row in same.exclude(pk=agent.pk)[:most]]
    return found


def named(agent: Record, words: str, most: int = 20) -> list[Record]:
    """Others of its kind, drafts too, in whose names all of some words stand."""
    rows = type(agent).objects.named(words).exclude(pk=agent.pk).exclude(status=Status.WITHDRAWN)
    return list(rows.order_by("sort_name", "pk")[:most])


def _why(agent: Record, other: Record) -> str:
    ours, theirs = str(agent), str(other)
    if folded(ours) == folded(theirs):
        return "the same name"
    if isinstance(agent, models.Author):
        mine, its = agent.sort_name.partition(" "), other.sort_name.partition(" ")
        if mine[0] == its[0]:
            if mine[2][:1] == its[2][:1]:
                return "the same surname, and a first name that begins alike"
            return "the same surname, and another first name"
    return "a similar name"
