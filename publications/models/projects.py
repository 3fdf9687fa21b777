"""Research projects, and the entries that their pages gather."""

from django.db import models

from publications.choices import Gathering
from publications.models.base import Record, Sourced, exactly_one, harvest_index
from publications.querysets import RecordQuerySet


class Project(Record):
    """A line of research whose page gathers publications, events and news."""

    title = models.CharField(max_length=500)
    sort_title = models.CharField(max_length=500, editable=False, blank=True)
    summary = models.TextField(blank=True)

    objects = RecordQuerySet.as_manager()
    url_name = "project-detail"

    class Meta:
        ordering = ["sort_title", "pk"]
        indexes = [
            harvest_index("project_harvest"),
        ]

    def __str__(self) -> str:
        return self.title


class ProjectEntry(Sourced):
    """One entry of a project's page; ``spans`` holds every place where it is printed."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="entries")
    publication = models.ForeignKey(
        "publications.Publication",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="project_entries",
    )
    event = models.ForeignKey(
        "publications.Event", models.CASCADE, null=True, blank=True, related_name="project_entries"
    )
    news_item = models.ForeignKey(
        "publications.NewsItem",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="project_entries",
    )
    gathering = models.CharField(max_length=10, choices=Gathering, default=Gathering.OUTPUT)
    group = models.CharField("heading as printed", max_length=200, blank=True)
    flag = models.CharField("flag as printed", max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "project entries"
        constraints = [exactly_one("entry_of_one_work", "publication", "event", "news_item")]

    def __str__(self) -> str:
        return str(self.work)

    @property
    def work(self):
        return self.publication or self.event or self.news_item
