"""The facets of a list counted by SQL alone, slowly: what the catalogue has to agree with."""

import datetime

from django.db.models import Case, Count, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, ExtractYear

from publications.choices import Status
from publications.facets import MOST_SHOWN, Rows
from publications.filters import DatedFilterSet, RecordFilterSet
from publications.filters.roles import PUBLISHED_WORK, TAKING_PART
from publications.filters.times import conditions
from publications.models import Contribution, ProjectEntry, TopicAssignment


def time_in_rows(day: datetime.date) -> Case:
    """The time of each row."""
    return Case(
        *(When(asked, Value(time)) for time, asked in conditions(day).items()),
        output_field=TextField(),
    )


def text(expression) -> Cast:
    """A column as text, so that the parts of the union agree in type."""
    return Cast(expression, TextField())


def _part(name: str, rows: QuerySet, value, label, of: str = "pk") -> QuerySet:
    return (
        rows.order_by()
        .values(facet=Value(name, TextField()), value=text(value), label=text(label))
        .annotate(number=Count(of, distinct=of != "pk"))
        .values_list("facet", "value", "label", "number")
    )


def _most(name: str, chosen: list[str], rows: QuerySet, key: str, label: str, of: str):
    """The values with the most works, and those chosen however few works they have."""
    others = rows.exclude(**{f"{key}__in": chosen}) if chosen else rows
    parts = [_part(name, others, F(key), F(label), of).order_by("-number", "label")[:MOST_SHOWN]]
    if chosen:
        parts.append(_part(name, rows.filter(**{f"{key}__in": chosen}), F(key), F(label), of))
    return parts


def _kinds(filterset):
    return [_part("kind", filterset.without("kind"), F("kind"), Value(""))]


def _contributors(filterset, name: str, roles):
    rows = Contribution.objects.filter(
        **{
            f"{filterset.work}__in": filterset.without(name).values("pk"),
            f"{name}__status": Status.PUBLISHED,
        },
        role__in=roles,
    )
    chosen = filterset.chosen.get(name, [])
    return _most(name, chosen, rows, f"{name}__identifier", f"{name}__name", filterset.work)


def _authors(filterset):
    return _contributors(filterset, "author", filterset.author_roles)


def _organisations(filterset):
    return _contributors(filterset, "organisation", TAKING_PART)


def _series(filterset):
    rows = filterset.without("series").filter(series__status=Status.PUBLISHED)
    chosen = filterset.chosen.get("series", [])
    return _most("series", chosen, rows, "series__identifier", "series__title", "pk")


def _projects(filterset):
    rows = ProjectEntry.objects.filter(
        **{f"{filterset.work}__in": filterset.without("project").values("pk")},
        project__status=Status.PUBLISHED,
    )
    chosen = filterset.chosen.get("project", [])
    return _most("project", chosen, rows, "project__identifier", "project__title", filterset.work)


def _topics(filterset):
    rows = TopicAssignment.objects.filter(
        **{f"{filterset.work}__in": filterset.without("topic").values("pk")}
    )
    chosen = filterset.chosen.get("topic", [])
    return _most("topic", chosen, rows, "topic__slug", "topic__name", filterset.work)


def _roles(filterset):
    rows = Contribution.objects.filter(
        PUBLISHED_WORK, **{f"{filterset.agent}__in": filterset.without("role").values("pk")}
    )
    return [_part("role", rows, F("role"), Value(""), filterset.agent)]


def _years(filterset):
    """First and last year of the dates; a date of several years counts in each of them."""
    return [
        _part(
            "year",
            filterset.without(*filterset.dates),
            ExtractYear("date_earliest"),
            ExtractYear("date_latest"),
        )
    ]


def _times(filterset):
    """Whether each is coming, past or undated."""
    return [_part("when", filterset.without("when"), time_in_rows(filterset.today), Value(""))]


PARTS = {
    "when": _times,
    "kind": _kinds,
    "author": _authors,
    "organisation": _organisations,
    "series": _series,
    "project": _projects,
    "topic": _topics,
    "role": _roles,
}


def facet_rows(filterset: RecordFilterSet) -> dict[str, Rows]:
    """``(value, label, count)`` of every facet of a list, in one query; years among them."""
    parts = [part for name in filterset.facets for part in PARTS[name](filterset)]
    if isinstance(filterset, DatedFilterSet):
        parts += _years(filterset)
    rows: dict[str, Rows] = {}
    if parts:
        for name, value, label, count in parts[0].union(*parts[1:], all=True):
            rows.setdefault(name, []).append((value, label, count))
    return rows
