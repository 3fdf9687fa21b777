"""Bodies that were known by an abbreviation alone, once a text prints their full name."""

from __future__ import annotations

from publications import models
from publications.importing import merging
from publications.importing.holding import PUBLIC, Holding
from publications.importing.rows import Comparison
from publications.importing.withdrawing import is_withdrawn_by_an_editor


def rename_bodies(comparison: Comparison, holding: Holding) -> None:
    """What other sources say of a body known by its abbreviation is said of that."""
    renamed = [
        agent.before
        for agent in comparison.plan.agents
        if agent.renamed
        and agent.before
        and "name" not in agent.before.curated
        and not holding.holds(agent.row)
    ]
    for row in renamed:
        models.Evidence.objects.filter(record=row.identifier, field="name").update(
            field="abbreviation"
        )


def join_bodies(comparison: Comparison) -> None:
    """Merges a body known by its abbreviation alone into the one whose abbreviation it is.

    Only where a text prints both names together, and where no editor has said otherwise.
    """
    plan = comparison.plan
    for agent in plan.agents:
        for row in agent.duplicates:
            survivor = agent.before
            if not _may_be_joined(row, drafts=plan.drafts) or is_withdrawn_by_an_editor(survivor):
                continue
            names = f"“{agent.row.name}” and “{row.name}”"
            merging.merge(
                survivor=survivor,
                merged=row,
                by=plan.by,
                reason=f"{comparison.source.name} prints {names} as one.",
                said_as="abbreviation",
            )
            comparison.touch(agent.row)
            message = f"{row.name} and {survivor.name} are one and were joined."
            plan.warn("organisations_joined", message, agent.abbreviated_by)


def _may_be_joined(row: models.Organisation, *, drafts: bool) -> bool:
    return not (
        "name" in row.curated or (drafts and row.status in PUBLIC) or is_withdrawn_by_an_editor(row)
    )
