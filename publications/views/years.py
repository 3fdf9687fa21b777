"""The years that records touch, for histograms: one query for one kind of record or for all."""

from django.db.models import Count, IntegerField, QuerySet
from django.db.models.functions import Cast, ExtractYear


def rows_of_years(*querysets: QuerySet) -> list[tuple[int | None, int | None, int]]:
    """First year, last year and number of some records: one query for all querysets."""
    parts = [_rows(queryset) for queryset in querysets]
    return list(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])


def _rows(queryset: QuerySet) -> QuerySet:
    return (
        queryset.order_by()
        .values(
            first=Cast(ExtractYear("date_earliest"), IntegerField()),
            last=Cast(ExtractYear("date_latest"), IntegerField()),
        )
        .annotate(number=Count("pk"))
        .values_list("first", "last", "number")
    )
