"""The text of one work that several sources bring: whose it is, and what stands behind what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from publications import models
from publications.importing.child_kinds import CHILDREN, TEXTS, owner_key, under
from publications.importing.plan import Plan

SECTIONS_OF_A_SOURCE = 10_000
# Kinds of documents that are the whole text of a work, which it has from one source only.
_WHOLE = ("report", "essay_collection", "news_article", "unknown")


def leave_text_to_others(plan: Plan, by_model: dict[type, list[Any]]) -> None:
    """Drops the text of works that an earlier source of the same sort already brought."""
    sections = by_model.get(models.Section, [])
    if not sections or plan.source.document_kind not in _WHOLE:
        return
    earlier = models.Section.objects.filter(
        under(TEXTS, sections),
        source__pk__lt=plan.source.pk,
        source__document_kind__in=_WHOLE,
    )
    held = {
        tuple(columns): name
        for *columns, name in earlier.values_list(*TEXTS, "source__name").distinct()
    }
    if not held:
        return
    for model in (
        models.Section,
        models.Footnote,
        models.Quotation,
        models.Biography,
        models.AbbreviationUse,
    ):
        kind = next(each for each in CHILDREN if each.model is model)
        by_model[model] = [
            row
            for row in by_model.get(model, [])
            if (*owner_key(kind, row), None, None)[:3] not in held
        ]
    names = ", ".join(sorted(set(held.values())))
    plan.warn("text_held_already", f"Its text is in the archive already, from {names}.")


def make_room(source: models.Source, wanted: list[models.Section]) -> None:
    """Puts text behind that of earlier sources and of editors under the same work."""
    if not wanted:
        return
    others = models.Section.objects.filter(under(TEXTS, wanted)).exclude(source=source)
    taken: dict[Hashable, set[str]] = defaultdict(set)
    before: dict[Hashable, set[int | None]] = defaultdict(set)
    for *columns, anchor, other in others.values_list(*TEXTS, "anchor", "source_id"):
        whose = tuple(columns)
        taken[whose].add(anchor)
        if other is None or other < source.pk:
            before[whose].add(other)
    renamed: dict[tuple[Hashable, str], str] = {}
    for row in wanted:
        whose = tuple(getattr(row, column) for column in TEXTS)
        if whose not in taken:
            continue
        # Far apart, so that a source that grows does not run into the next one.
        row.position += len(before[whose]) * SECTIONS_OF_A_SOURCE
        anchor, number = row.anchor, 1
        while row.anchor in taken[whose]:
            number += 1
            row.anchor = f"{anchor[:70]}-{number}"
        taken[whose].add(row.anchor)
        if row.anchor != anchor:
            renamed[whose, anchor] = row.anchor
    for row in wanted if renamed else ():
        whose = tuple(getattr(row, column) for column in TEXTS)
        for block in row.blocks:
            if "box" in block:
                block["box"] = renamed.get((whose, block["box"]), block["box"])
