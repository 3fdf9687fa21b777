"""People and organisations, the names they were printed under, and what they did."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Left, Length

from publications.choices import Role
from publications.models.base import Record, Sourced, exactly_one, harvest_index
from publications.querysets import PersonQuerySet


class SplitPart(models.Func):
    """The words of a text before its first blank."""

    function = "split_part"
    template = "%(function)s(%(expressions)s, ' ', 1)"
    output_field = models.TextField()


class Author(Record):
    """A person of the archive: author, editor, interviewee, or anyone quoted.

    ``folded_name`` holds every printed form without accents and case, for finding by any part.
    """

    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, editable=False, blank=True)
    folded_name = models.TextField(editable=False, blank=True)

    objects = PersonQuerySet.as_manager()
    url_name = "author-detail"

    class Meta:
        verbose_name, verbose_name_plural = "person", "people"
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name"], name="author_sort_name"),
            harvest_index("author_harvest"),
            models.Index(
                Left("sort_name", Length(SplitPart("sort_name")) + 2), name="author_namesakes"
            ),
            GinIndex(fields=["folded_name"], opclasses=["gin_trgm_ops"], name="author_names"),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(Record):
    """A body that publishes, commissions, hosts, or is written about."""

    name = models.CharField(max_length=300)
    abbreviation = models.CharField(max_length=30, blank=True)
    sort_name = models.CharField(max_length=300, editable=False, blank=True)
    folded_name = models.TextField(editable=False, blank=True)

    objects = PersonQuerySet.as_manager()
    url_name = "organisation-detail"

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name"], name="organisation_sort_name"),
            harvest_index("organisation_harvest"),
            GinIndex(fields=["folded_name"], opclasses=["gin_trgm_ops"], name="organisation_names"),
        ]

    def __str__(self) -> str:
        return self.name


WORKS = ("publication", "event", "news_item", "project")


class NameVariant(Sourced):
    """A name as one source printed it."""

    author = models.ForeignKey(
        Author,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="variants",
        verbose_name="person",
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="variants"
    )
    printed = models.CharField(max_length=300)
    key = models.CharField(
        max_length=300,
        db_index=True,
        editable=False,
        help_text="The same for every way of printing one name; what an import looks for.",
    )

    class Meta:
        ordering = ["printed", "pk"]
        constraints = [exactly_one("variant_of_one", "author", "organisation")]

    def __str__(self) -> str:
        return self.printed


class Contribution(Sourced):
    """What a person or an organisation did for a work, with the name as printed there."""

    publication = models.ForeignKey(
        "publications.Publication",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    event = models.ForeignKey(
        "publications.Event", models.CASCADE, null=True, blank=True, related_name="contributions"
    )
    news_item = models.ForeignKey(
        "publications.NewsItem",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
    )
    project = models.ForeignKey(
        "publications.Project", models.CASCADE, null=True, blank=True, related_name="contributions"
    )
    author = models.ForeignKey(
        Author,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name="person",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.AUTHOR)
    position = models.PositiveIntegerField(default=0)
    printed = models.CharField("name as printed", max_length=300, blank=True)
    affiliation = models.CharField("office as printed", max_length=500, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            exactly_one("contribution_to_one_work", *WORKS),
            exactly_one("contribution_by_one_agent", "author", "organisation"),
        ]
        indexes = [
            models.Index(fields=["author", "role"], name="contribution_author_role"),
            models.Index(fields=["organisation", "role"], name="contribution_org_role"),
        ]

    def __str__(self) -> str:
        return f"{self.printed or self.agent} ({self.get_role_display()})"

    @property
    def agent(self) -> Author | Organisation:
        return self.author or self.organisation

    @property
    def work(self):
        return self.publication or self.event or self.news_item or self.project


class Biography(Sourced):
    """What a work says of a person who wrote in it."""

    author = models.ForeignKey(
        Author, models.CASCADE, related_name="biographies", verbose_name="person"
    )
    publication = models.ForeignKey(
        "publications.Publication",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="biographies",
    )
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "biographies"

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"
