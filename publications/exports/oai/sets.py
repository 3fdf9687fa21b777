"""The sets that records are harvested by: kinds, years, and organisations that took part."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, Model, OuterRef, QuerySet

from publications.choices import WAITING, EventKind, NewsKind, PublicationKind, Status
from publications.exports.oai.protocol import OaiError, Selection
from publications.filters.roles import TAKING_PART
from publications.models import Contribution, Event, NewsItem, Organisation, Project, Publication

SETS_PAGE = 500
FORMER = "former"  # the type of identifiers that a merge retired, or whose publication was undone

# set -> (model, its foreign key in contributions, its kinds, the name of the set)
TYPES = {
    "publication": (Publication, "publication", PublicationKind, "Publications"),
    "news": (NewsItem, "news_item", NewsKind, "News"),
    "event": (Event, "event", EventKind, "Events"),
    "project": (Project, "project", None, "Research projects"),
}


def sets() -> Iterator[tuple[str, str]]:
    """Every set and its name: types and their kinds, years, and organisations that took part."""
    for spec, (_, _, kinds, name) in TYPES.items():
        yield spec, name
        for kind in kinds or ():
            yield f"{spec}:{kind.value}", f"{name}: {kind.label}"
    yield "year", "Dated records"
    years: set[int] = set()
    for model, *_ in TYPES.values():
        if model is not Project:
            dated = once_public(model).filter(date_earliest__isnull=False)
            years.update(dated.order_by().values_list("date_earliest__year", flat=True).distinct())
    for year in sorted(years):
        yield f"year:{year:04d}", f"Records of {year}"
    yield "organisation", "Records of organisations"
    works = Contribution.objects.filter(organisation=OuterRef("pk"), role__in=TAKING_PART)
    bodies = Organisation.objects.published().filter(Exists(works)).order_by("identifier")
    for identifier, name in bodies.values_list("identifier", "name").iterator():
        yield f"organisation:{identifier}", name


def sets_page(selection: Selection) -> tuple[list[tuple[str, str]], int, Selection | None]:
    """The next sets after the one that a selection names, and how many there are in all."""
    every = list(sets())
    start = 0
    if selection.after:
        start = next((i + 1 for i, (spec, _) in enumerate(every) if spec == selection.after[0]), 0)
        if not start:
            raise OaiError("badResumptionToken", "The set where the list stopped is gone.")
    given = every[start : start + SETS_PAGE]
    more = start + len(given) < len(every)
    following = selection.following((given[-1][0], ""), len(given)) if more else None
    return given, len(every), following


def in_set(queryset: QuerySet, type_: str, work: str, set_spec: str) -> QuerySet | None:
    """The records of a type that are in a set; None where there can be none."""
    head, _, value = set_spec.partition(":")
    if head in TYPES:
        if head != type_ or (value and TYPES[type_][2] is None):
            return None
        return queryset.filter(kind=value) if value else queryset
    if head == "year" and type_ != "project":
        if not value:
            return queryset.filter(date_earliest__isnull=False)
        if not (value.isascii() and value.isdigit() and len(value) == 4 and value != "0000"):
            return None
        return queryset.filter(date_earliest__year=int(value))
    if head == "organisation":
        by = taking_part(work)
        return queryset.filter(Exists(by.filter(organisation__identifier=value) if value else by))
    return None


def sets_of(row: dict) -> tuple[str, ...]:
    """The sets of an item, by the same rule as ``in_set``."""
    if row["type"] == FORMER:
        return ()
    specs = [row["type"]]
    if row["kind"]:
        specs.append(f"{row['type']}:{row['kind']}")
    if row["year"]:
        specs += ["year", f"year:{row['year']:04d}"]
    if row["bodies"]:
        specs += ["organisation", *(f"organisation:{each}" for each in row["bodies"])]
    return tuple(specs)


def once_public(model: type[Model]) -> QuerySet:
    """What is public or was withdrawn; said as the indexes on it are."""
    return model.objects.exclude(status__in=WAITING)


def taking_part(work: str) -> QuerySet:
    """The public organisations that took part in the work of an outer query."""
    return Contribution.objects.filter(
        **{work: OuterRef("pk")}, role__in=TAKING_PART, organisation__status=Status.PUBLISHED
    )
