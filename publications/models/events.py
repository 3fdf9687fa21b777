"""Events: launches, roundtables, conference sessions."""

from django.db import models

from publications.choices import EventKind
from publications.models.base import Dated, Record, harvest_index, newest_index
from publications.querysets import EventQuerySet


class Event(Dated, Record):
    """Something that took place; time and venue as printed, hosts as contributions."""

    kind = models.CharField(max_length=20, choices=EventKind, default=EventKind.OTHER)
    title = models.CharField(max_length=500)
    sort_title = models.CharField(max_length=500, editable=False, blank=True)
    summary = models.TextField(blank=True)
    time_printed = models.CharField("time as printed", max_length=120, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    launched = models.ForeignKey(
        "publications.Publication",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="launches",
        help_text="The work that was launched there.",
    )

    objects = EventQuerySet.as_manager()
    url_name = "event-detail"

    class Meta:
        constraints = Dated.Meta.constraints
        ordering = ["-date_earliest", "date_precision", "sort_title", "pk"]
        indexes = [
            newest_index("event_newest"),
            harvest_index("event_harvest"),
            models.Index(fields=["status", "date_earliest"], name="event_by_date"),
            models.Index(fields=["sort_title"], name="event_by_title"),
        ]

    def __str__(self) -> str:
        return self.title
