"""The passages of sections, by which a text is searched."""

from __future__ import annotations

from publications import models
from publications.importing.rows import BATCH, Comparison, settle


def write_passages(comparison: Comparison, sections: set[int], had: set[int]) -> None:
    """Writes the passages of sections, given by ``id()``; ``had`` are the keys of earlier ones."""
    wanted = [each for each in comparison.plan.passages if id(each.section) in sections]
    there: dict[tuple[int, int], models.Passage] = {}
    if had:
        rows = models.Passage.objects.filter(section__in=had).defer("search_vector")
        curated = _curated_sections(comparison)
        there = {
            (row.section_id, row.position): row for row in rows if row.section_id not in curated
        }
    inserted, updated = [], []
    for row in wanted:
        settle(row)
        old = there.pop((row.section_id, row.position), None)
        if old is None:
            inserted.append(row)
        elif (old.text, old.first_block) != (row.text, row.first_block):
            row.pk = old.pk
            updated.append(row)
    if there:
        models.Passage.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    if inserted:
        models.Passage.objects.bulk_create(inserted, batch_size=BATCH)
    if updated:
        models.Passage.objects.bulk_update(updated, ["text", "first_block"], batch_size=BATCH)


def _curated_sections(comparison: Comparison) -> set[int]:
    """The primary keys of sections that an editor has set."""
    return {
        row.pk
        for row in comparison.plan.children
        if isinstance(row, models.Section)
        and row.pk
        and (before := comparison.before.get(id(row.work)))
        and "sections" in before.curated
    }
