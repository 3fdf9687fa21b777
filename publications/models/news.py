"""News: articles in full, and entries of which only a title and a summary are left."""

from django.db import models

from publications.choices import NewsKind
from publications.models.base import Dated, Record, Sourced, harvest_index, newest_index
from publications.querysets import NewsItemQuerySet


class NewsItem(Dated, Record):
    """A piece of news; ``group`` is the heading it stood under on the page it was read from."""

    kind = models.CharField(max_length=20, choices=NewsKind, default=NewsKind.NEWS)
    title = models.CharField(max_length=500)
    sort_title = models.CharField(max_length=500, editable=False, blank=True)
    summary = models.TextField(blank=True)
    group = models.CharField(max_length=200, blank=True)

    objects = NewsItemQuerySet.as_manager()
    url_name = "news-detail"

    class Meta:
        constraints = Dated.Meta.constraints
        ordering = ["-date_earliest", "date_precision", "sort_title", "pk"]
        indexes = [
            newest_index("news_newest"),
            harvest_index("news_harvest"),
            models.Index(fields=["status", "date_earliest"], name="news_by_date"),
            models.Index(fields=["sort_title"], name="news_by_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PlaceMention(Sourced):
    """A place that a piece of news names."""

    news_item = models.ForeignKey(NewsItem, models.CASCADE, related_name="places")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
