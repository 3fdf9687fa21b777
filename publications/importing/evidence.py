"""The words of a source that the values of records were read from."""

from __future__ import annotations

from collections.abc import Container, Sequence

from publications import models
from publications.importing.plan import spans_of
from publications.importing.rows import BATCH, Comparison


def write_evidence(
    comparison: Comparison, own: Sequence[models.Evidence], unspoken: Container[tuple[int, str]]
) -> None:
    """Keeps the words that each value was read from, and takes out what is no longer so.

    ``own`` is what was kept of the source; of ``unspoken`` fields it is no evidence.
    """
    plan = comparison.plan
    wanted: dict[tuple[str, str, int, int], models.Evidence] = {}
    for record, name, evidence in plan.evidence:
        if (id(record), name) in unspoken:
            continue
        for start, end in spans_of(evidence):
            page = plan.document.source.page_at(start)
            wanted[record.identifier, name, start, end] = models.Evidence(
                source=comparison.source,
                record=record.identifier,
                field=name,
                start=start,
                end=end,
                page=(page.label if page else "")[:12],
            )
    gone = []
    for row in own:
        same = wanted.get((row.record, row.field, row.start, row.end))
        if same is not None and same.page == row.page:
            del wanted[row.record, row.field, row.start, row.end]
        else:
            gone.append(row.pk)
    if gone:
        models.Evidence.objects.filter(pk__in=gone).delete()
    if wanted:
        models.Evidence.objects.bulk_create(list(wanted.values()), batch_size=BATCH)
