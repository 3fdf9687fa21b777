"""What follows from the title or the name of a record: its sort form, and what it is found by."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from publications import models
from publications.importing import keys
from publications.importing.rows import BATCH
from publications.models.base import Record
from publications.parsing import names, organisations
from publications.search import folded


def settle_forms(record: Record) -> None:
    """Derives again what lists are sorted by and names are found by; the caller saves."""
    if hasattr(record, "sort_title"):
        record.sort_title = keys.sort_title(record.title)
    if isinstance(record, models.Author):
        record.sort_name = keys.person_sort_name(record.name)
    if isinstance(record, models.Organisation):
        record.sort_name = keys.organisation_sort_name(record.name)
    if hasattr(record, "folded_name"):
        forms = [record.name, *record.variants.values_list("printed", flat=True)]
        record.folded_name = " ".join(dict.fromkeys(folded(each) for each in forms))


def fold_names(records: Iterable[Record]) -> None:
    """Writes ``folded_name`` of many: the name and every printed form of it, in every source."""
    for model, column in (
        (models.Author, "author_id"),
        (models.Organisation, "organisation_id"),
    ):
        rows = {each.pk: each for each in records if isinstance(each, model)}
        if not rows:
            continue
        forms: dict[int, list[str]] = {pk: [row.name] for pk, row in rows.items()}
        variants = models.NameVariant.objects.filter(**{f"{column}__in": rows})
        for pk, printed in variants.order_by("printed").values_list(column, "printed"):
            forms[pk].append(printed)
        changed = []
        for pk, row in rows.items():
            text = " ".join(dict.fromkeys(folded(form) for form in forms[pk]))
            if text != row.folded_name:
                row.folded_name = text
                changed.append(row)
        if changed:
            model.objects.bulk_update(changed, ["folded_name"], batch_size=BATCH)


def match_of(agent: Record) -> Callable[[str], str]:
    """How the names of such an agent are compared."""
    return names.match_key if isinstance(agent, models.Author) else organisations.match_key
