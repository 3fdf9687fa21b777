"""Works: reports, essays, collections, notes; their series, printed identifiers and files."""

from django.db import models

from publications.choices import PublicationKind
from publications.models.base import Dated, Record, Sourced, harvest_index, newest_index
from publications.querysets import PublicationQuerySet, RecordQuerySet


class Series(Record):
    """A named run of publications, often numbered."""

    title = models.CharField(max_length=300)
    organisation = models.ForeignKey(
        "publications.Organisation", models.SET_NULL, null=True, blank=True, related_name="series"
    )

    objects = RecordQuerySet.as_manager()
    url_name = "series-detail"

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class Publication(Dated, Record):
    """A work that can be cited: alone, in a series, or as an essay inside a collection."""

    kind = models.CharField(max_length=20, choices=PublicationKind, default=PublicationKind.REPORT)
    title = models.CharField(max_length=500)
    subtitle = models.CharField(max_length=500, blank=True)
    sort_title = models.CharField(max_length=500, editable=False, blank=True)
    summary = models.TextField(blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The collection that an essay stands in.",
    )
    position = models.PositiveIntegerField(default=0, help_text="Place within the collection.")
    first_page = models.CharField(max_length=12, blank=True, help_text="As printed.")
    last_page = models.CharField(
        max_length=12, blank=True, help_text="As printed; empty where it ends on its first page."
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="publications"
    )
    series_number = models.CharField(max_length=20, blank=True)
    price_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    price_currency = models.CharField(max_length=3, blank=True)
    price_postage = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    rights = models.TextField(blank=True, help_text="The rights statement as printed.")

    objects = PublicationQuerySet.as_manager()
    url_name = "publication-detail"

    class Meta:
        constraints = Dated.Meta.constraints
        ordering = ["-date_earliest", "date_precision", "sort_title", "pk"]
        indexes = [
            newest_index("publication_newest"),
            harvest_index("publication_harvest"),
            models.Index(fields=["status", "date_earliest"], name="publication_by_date"),
            models.Index(fields=["sort_title"], name="publication_by_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedIdentifier(Sourced):
    """An identifier printed in a work, such as an ISBN; normalised, and as printed."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    printed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "scheme", "value"], name="identifier_once_per_publication"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class OfferedFile(Sourced):
    """A file that a publication's page offered for download, by its printed name."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    name = models.CharField(max_length=500)
    media_type = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
