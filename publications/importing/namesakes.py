"""Two people of one name, or two bodies: whose a place in a text is.

Once an editor has split a record, both halves are known under the name that they share. Each
place that prints it belongs to the one who had it before in the same work; else to the only one
who stands in this source; else to the one of the same office, or who worked with the same
bodies; else to the first, and an editor is told.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from publications import models
from publications.importing.people import Agent
from publications.importing.plan import spans_of
from publications.importing.rows import Comparison
from publications.models.base import Record
from publications.search import folded

_WORKS = ("publication", "event", "news_item", "project")
_CREDITS = (models.Contribution, models.Biography, models.Quotation)


def tell_apart(comparison: Comparison) -> None:
    """Gives every row of a plan that is under a shared name to the one whose it is."""
    for agent in comparison.plan.agents:
        if agent.namesakes:
            _Namesakes(comparison, agent).settle()


class _Namesakes:
    """One shared name of one document, and the records that have it."""

    def __init__(self, comparison: Comparison, agent: Agent):
        self.comparison, self.plan, self.agent = comparison, comparison.plan, agent
        self.column = "author" if isinstance(agent.row, models.Author) else "organisation"
        self.rows: dict[int, Record] = {agent.before.pk: agent.row}
        self.befores: dict[int, Record] = {agent.before.pk: agent.before}
        for each in agent.namesakes:
            self.befores[each.pk], self.rows[each.pk] = each, copy.copy(each)
        self.places: dict[int, list[list[int]]] = defaultdict(list)  # candidate -> spans
        self.chosen: dict[tuple[str, int], set[int]] = defaultdict(set)  # work -> candidates
        self.unsure = False

    def settle(self) -> None:
        mine = [
            row for row in self.plan.children if getattr(row, self.column, None) is self.agent.row
        ]
        credits_ = sorted(
            (row for row in mine if isinstance(row, _CREDITS)),
            key=lambda row: _CREDITS.index(type(row)),
        )
        for row in credits_:
            key = self._whose(row)
            setattr(row, self.column, self.rows[key])
            self.places[key] += row.spans
            if work := self._work_of(row):
                self.chosen[work].add(key)
        used = list(self.places) or [self.agent.before.pk]
        self._share_names([row for row in mine if isinstance(row, models.NameVariant)], used)
        self._share_evidence(used)
        self._take_in(used)
        if self.unsure:
            others = " or ".join(f"{each} ({each.identifier})" for each in self.befores.values())
            message = f"“{self.agent.row.name}” may be {others}; taken for the first."
            self.plan.warn("name_of_two", message, self.agent.named_by)

    # -- whose it is -----------------------------------------------------------------------

    def _whose(self, row: Any) -> int:
        work = self._work_of(row)
        had = self._had(row, work) if work else []
        for narrow in (
            [each for each in had if _same(each, row)],
            [each for each in had if type(each) is type(row)],
            had,
        ):
            keys = {getattr(each, f"{self.column}_id") for each in narrow}
            if len(keys) == 1:
                return keys.pop()
        if work and len(self.chosen[work]) == 1:
            return next(iter(self.chosen[work]))
        for keys in (self._in_this_source(), self._of_this_office(row), self._with_these(row)):
            if len(keys) == 1:
                return keys.pop()
        self.unsure = True
        return next(iter(self.rows))

    def _work_of(self, row: Any) -> tuple[str, int] | None:
        """The work that a row stands in, where the archive has it already."""
        for name in _WORKS:
            owner = getattr(row, name, None) if hasattr(type(row), name) else None
            before = self.comparison.known(owner)
            if before is not None:
                return name, before.pk
        return None

    def _had(self, row: Any, work: tuple[str, int]) -> list[Any]:
        """The rows that the candidates have in the same work."""
        name, key = work
        found: list[Any] = []
        for model in _CREDITS:
            columns = {each.name for each in model._meta.concrete_fields}
            if name in columns and self.column in columns:
                found += model.objects.filter(
                    **{f"{name}_id": key, f"{self.column}__in": list(self.rows)}
                ).order_by("pk")
        return found

    def _in_this_source(self) -> set[int]:
        if self.comparison.source.pk is None:
            return set()
        return self._pks(models.Contribution.objects.filter(source=self.comparison.source))

    def _of_this_office(self, row: Any) -> set[int]:
        office = folded(getattr(row, "affiliation", ""))
        if not office:
            return set()
        rows = models.Contribution.objects.filter(**{f"{self.column}__in": list(self.rows)})
        pairs = rows.exclude(affiliation="").values_list(f"{self.column}_id", "affiliation")
        return {key for key, text in pairs if folded(text) == office}

    def _with_these(self, row: Any) -> set[int]:
        """Candidates who have a work with a body that this work names."""
        bodies = {
            other.organisation.pk
            for other in self.plan.children
            if isinstance(other, models.Contribution)
            and other.organisation is not None
            and other.organisation.pk
            and _shares_work(other, row)
        }
        if self.column == "organisation":
            bodies -= set(self.rows)
        if not bodies:
            return set()
        found: set[int] = set()
        rows = models.Contribution.objects.filter(**{f"{self.column}__in": list(self.rows)})
        for name in _WORKS:
            works = models.Contribution.objects.filter(
                organisation__in=bodies, **{f"{name}__isnull": False}
            )
            found |= self._pks(rows.filter(**{f"{name}__in": works.values(name)}))
        return found

    def _pks(self, rows: Any) -> set[int]:
        mine = rows.filter(**{f"{self.column}__in": list(self.rows)}).order_by()
        return set(mine.values_list(f"{self.column}_id", flat=True))

    # -- names and their words ---------------------------------------------------------------

    def _share_names(self, variants: list[models.NameVariant], used: list[int]) -> None:
        """Each has the names it is printed under, with the places that are its own."""
        for variant in variants:
            shares = self._shares(variant.spans, used)
            self.plan.children.remove(variant)
            for key, spans in shares.items():
                one = copy.copy(variant)
                setattr(one, self.column, self.rows[key])
                one.spans = spans
                self.plan.children.append(one)

    def _share_evidence(self, used: list[int]) -> None:
        shared = []
        for record, name, evidence in self.plan.evidence:
            if record is not self.agent.row:
                shared.append((record, name, evidence))
                continue
            for key, spans in self._shares(spans_of(evidence), used).items():
                shared.append((self.rows[key], name, tuple(map(tuple, spans))))
        self.plan.evidence = shared

    def _shares(self, spans: Iterable[list[int]], used: list[int]) -> dict[int, list[list[int]]]:
        """Places by whose they are; what is nobody's is the first one's of those who are here."""
        found: dict[int, list[list[int]]] = {}
        for span in spans:
            whose = [key for key in used if _touches(span, self.places[key])] or used[:1]
            for key in whose:
                found.setdefault(key, []).append(span)
        return found or {used[0]: []}

    def _take_in(self, used: list[int]) -> None:
        """Those who are here are compared with their rows; who is not is left alone."""
        wanted, before = self.comparison.wanted, self.comparison.before
        places = [index for index, each in enumerate(wanted) if each is self.agent.row]
        at = places[0] if places else len(wanted)
        if places and self.agent.before.pk not in used:
            del wanted[at]
            before.pop(id(self.agent.row), None)
        for key in used:
            row = self.rows[key]
            if row is self.agent.row or any(each is row for each in wanted):
                continue
            wanted.insert(at, row)
            before[id(row)] = self.befores[key]


def _same(one: Any, other: Any) -> bool:
    """Whether a row says of its person what the other one says."""
    if type(one) is not type(other):
        return False
    names = {
        models.Contribution: ("role", "printed"),
        models.Quotation: ("text",),
        models.Biography: (),
    }[type(one)]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _shares_work(one: Any, other: Any) -> bool:
    for name in _WORKS:
        if hasattr(type(one), name) and hasattr(type(other), name):
            work = getattr(one, name)
            if work is not None and work is getattr(other, name):
                return True
    return False


def _touches(span: list[int], others: Iterable[list[int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
