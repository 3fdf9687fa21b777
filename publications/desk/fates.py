"""What becomes of each row of a table: what it changes and adds, and what the archive keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publications import models
from publications.desk.changes import in_words, label_of
from publications.importing.tables import TablePlan
from publications.importing.tables.rows import Wanted
from publications.models.base import Record

NEW, CHANGES, SAME, REFUSED = "new", "changes", "same", "refused"
FATES = {NEW: "new", CHANGES: "change", SAME: "the same", REFUSED: "refused"}
_OWNERS = ("publication", "event", "news_item", "project")
_SETS = {
    models.Contribution: "contributions",
    models.PublishedIdentifier: "identifiers",
    models.TopicAssignment: "topics",
}
_DERIVED = frozenset(
    {
        "id", "identifier", "import_key", "slug", "status", "curated", "created_at", "updated_at",
        "sort_title", "date_earliest", "date_latest", "date_precision", "withdrawn_reason",
        "date_printed",
    }
)  # fmt: skip


@dataclass(slots=True)
class Fate:
    """What becomes of one row."""

    number: int
    title: str
    fate: str
    record: str = ""
    name: str = ""  # of the record that it is
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # what the archive says otherwise, and keeps
    warnings: list[str] = field(default_factory=list)
    reason: str = ""


def counted(rows: Iterable[dict[str, Any]]) -> str:
    """How many rows of each fate, in words."""
    found = Counter(row["fate"] for row in rows)
    return ", ".join(f"{found[fate]} {label}" for fate, label in FATES.items() if found[fate]) or (
        "no rows"
    )


def _columns(record: Record) -> list[str]:
    return [
        column.attname
        for column in record._meta.concrete_fields
        if column.name not in _DERIVED and not column.generated
    ]


def differences_of(wanted: Wanted) -> dict[str, str]:
    """What a row says otherwise than the record that it is, by column."""
    if wanted.known is None:
        return {}
    return {
        name: _shown(wanted.record, name)
        for name in _columns(wanted.record)
        if _shown(wanted.record, name) != _shown(wanted.known, name)
    }


def _shown(record: Record, name: str) -> str:
    if name.endswith("_id"):
        related = getattr(record, name.removesuffix("_id"))
        return "" if related is None else str(related)
    value = getattr(record, name)
    return "" if value is None else in_words(record._meta.model_name, name, value)


def fate_of(
    wanted: Wanted, proposed: dict[str, str], added: list[Any], kept_out: list[Any]
) -> Fate:
    record, known = wanted.record, wanted.known
    found = Fate(
        wanted.row.number, wanted.row.title[:200], NEW, record.identifier, str(record)[:200],
        warnings=list(dict.fromkeys(wanted.warnings)),
    )  # fmt: skip
    if known is None:
        return found
    for name, value in proposed.items():
        label = label_of(name)
        if _shown(record, name) == _shown(known, name):
            found.kept.append(f"{label}: “{_shown(known, name)[:200]}”, not “{value[:200]}”")
        else:
            before = _shown(known, name)[:200]
            found.changes.append(f"{label}: “{before}” becomes “{value[:200]}”" if before
                                 else f"{label}: “{value[:200]}”")  # fmt: skip
    for row in kept_out:
        label = label_of(_SETS[type(row)])
        found.kept.append(f"{label}: as an editor set them, without “{row}”"[:300])
    for row in added:
        found.changes.append(f"{label_of(_SETS[type(row)])}: {row}"[:300])
    found.fate = CHANGES if found.changes else SAME
    return found


def rows_added(made: TablePlan) -> dict[int, list[Any]]:
    """The rows that were written under each record, by ``id()`` of the record.

    The source is new, so none of its rows was there before; what others had said is not written.
    """
    found: dict[int, list[Any]] = defaultdict(list)
    for row in made.plan.children:
        if type(row) in _SETS and row.pk is not None:
            found[id(_owner(row))].append(row)
    return found


def rows_kept_out(made: TablePlan) -> dict[int, list[Any]]:
    """The rows that were not written because an editor has set the whole set of them."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in made.plan.children:
        known = made.plan.known.get(id(_owner(row))) if type(row) in _SETS else None
        if row.pk is None and known is not None and _SETS[type(row)] in known.curated:
            there = {str(each).casefold() for each in getattr(known, _SETS[type(row)]).all()}
            if str(row).casefold() not in there:
                found[id(_owner(row))].append(row)
    return found


def _owner(row: Any) -> Record | None:
    return next((owner for name in _OWNERS if (owner := getattr(row, name, None))), None)
