"""Sitemaps: an index and, of each kind of record, files of up to 50,000 published ones."""

from __future__ import annotations

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from publications import models


class RecordSitemap(Sitemap):
    """The published records of one model, oldest row first, so that files keep their contents."""

    limit = 50_000  # the most that the protocol allows

    def __init__(self, model: type) -> None:
        self.model = model

    def items(self) -> QuerySet:
        return (
            self.model.objects.published().only("identifier", "slug", "updated_at").order_by("pk")
        )

    def lastmod(self, record) -> datetime.datetime:
        return record.updated_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        return self.items().aggregate(last=Max("updated_at"))["last"]


class PageSitemap(Sitemap):
    """Pages that list what no sitemap of records has."""

    def items(self) -> list[str]:
        return ["topic-list", "abbreviation-list"]

    def location(self, name: str) -> str:
        return reverse(name)


SITEMAPS = {
    "publications": RecordSitemap(models.Publication),
    "news": RecordSitemap(models.NewsItem),
    "events": RecordSitemap(models.Event),
    "projects": RecordSitemap(models.Project),
    "authors": RecordSitemap(models.Author),
    "organisations": RecordSitemap(models.Organisation),
    "series": RecordSitemap(models.Series),
    "pages": PageSitemap(),
}
