"""What is not right yet, as conditions on records: each a filter of a list and a count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from publications import models
from publications.choices import Status
from publications.models.base import Record

Narrowed = Callable[[QuerySet], QuerySet]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be missing; ``narrow`` leaves the records where it is."""

    code: str
    label: str
    model: type[Record]
    narrow: Narrowed


def _undated(rows: QuerySet) -> QuerySet:
    return rows.filter(date_earliest__isnull=True)


def _without(agent: str, column: str) -> Narrowed:
    def narrow(rows: QuerySet) -> QuerySet:
        named = models.Contribution.objects.filter(
            **{column: OuterRef("pk"), f"{agent}__isnull": False}
        )
        return rows.filter(~Exists(named))

    return narrow


def _without_text(rows: QuerySet) -> QuerySet:
    return rows.filter(~Exists(models.Section.objects.filter(publication=OuterRef("pk"))))


def _without_rights(rows: QuerySet) -> QuerySet:
    return rows.filter(rights="", part_of=None)


def _unsure(rows: QuerySet) -> QuerySet:
    """Records whose own source was read with warnings, and that nobody has decided on."""
    warned = models.Source.objects.filter(main_record=OuterRef("identifier")).exclude(warnings=[])
    decided = models.Decision.objects.filter(record=OuterRef("identifier"))
    return rows.filter(Exists(warned), ~Exists(decided))


def _with_dead_anchors(rows: QuerySet) -> QuerySet:
    return rows.filter(Exists(models.DeadAnchors.objects.filter(record=OuterRef("identifier"))))


def _differing(rows: QuerySet) -> QuerySet:
    """Records of which a file that was handed in says something else."""
    held = models.HeldValue.objects.filter(record=OuterRef("identifier"))
    return rows.filter(Exists(held))


def _with_faulty_file(rows: QuerySet) -> QuerySet:
    return rows.filter(~Q(file_check__fault=""), file_check__isnull=False)


CHECKS: tuple[Check, ...] = (
    Check("no-date", "Publications without a date", models.Publication, _undated),
    Check(
        "no-author",
        "Publications without a person",
        models.Publication,
        _without("author", "publication"),
    ),
    Check(
        "no-organisation",
        "Publications without an organisation",
        models.Publication,
        _without("organisation", "publication"),
    ),
    Check("no-text", "Publications without text", models.Publication, _without_text),
    Check("no-rights", "Publications without rights", models.Publication, _without_rights),
    Check("unsure", "Publications read with doubts", models.Publication, _unsure),
    Check("no-date", "News without a date", models.NewsItem, _undated),
    Check("unsure", "News read with doubts", models.NewsItem, _unsure),
    Check("no-date", "Events without a date", models.Event, _undated),
    *(
        Check("anchors", f"{label} in which something leads nowhere", model, _with_dead_anchors)
        for label, model in (
            ("Publications", models.Publication),
            ("News", models.NewsItem),
            ("Projects", models.Project),
        )
    ),
    *(
        Check("differs", f"{label} that a file handed in differs from", model, _differing)
        for label, model in (
            ("Publications", models.Publication),
            ("News", models.NewsItem),
            ("Events", models.Event),
            ("Projects", models.Project),
            ("People", models.Author),
            ("Organisations", models.Organisation),
        )
    ),
    Check("file", "Sources whose file is gone or changed", models.Source, _with_faulty_file),
)


def checks_of(model: type[Record]) -> list[Check]:
    return [each for each in CHECKS if each.model is model]


def failing(check: Check) -> QuerySet:
    """The records of a check, without those that were withdrawn."""
    return check.narrow(check.model.objects.exclude(status=Status.WITHDRAWN))


def counts() -> list[tuple[Check, int]]:
    """Every check with the number of records that fail it: one query for each kind of record."""
    found: dict[int, int] = {}
    for model in dict.fromkeys(check.model for check in CHECKS):
        own = {f"check_{at}": check for at, check in enumerate(CHECKS) if check.model is model}
        counted = model.objects.aggregate(
            **{
                name: Count("pk", filter=Q(pk__in=failing(check).order_by().values("pk")))
                for name, check in own.items()
            }
        )
        found |= {id(check): counted[name] for name, check in own.items()}
    return [(check, found[id(check)]) for check in CHECKS]
