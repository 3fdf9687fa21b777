"""Abbreviations that texts of the archive explain, and where each work does."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from publications.choices import Status
from publications.models.base import Sourced, exactly_one
from publications.models.text import TEXTS

EXPLAINING = (*TEXTS, "event")
PUBLISHED_TEXT = Q(*((f"{work}__status", Status.PUBLISHED) for work in EXPLAINING), _connector=Q.OR)


class AbbreviationQuerySet(models.QuerySet):
    def published(self):
        """What a work explains that the public may see."""
        uses = AbbreviationUse.objects.published().filter(abbreviation=OuterRef("pk"))
        return self.filter(Exists(uses.order_by()))


class Abbreviation(models.Model):
    """A short form and what it stands for, as first printed; "LSP" may have several.

    The keys are those of ``parsing.abbreviations``, by which both forms are found however they
    are written; the slug is made of them. One that no work explains any more is kept and never
    shown.
    """

    slug = models.SlugField(max_length=200, unique=True)
    short = models.CharField("short form", max_length=20)
    expansion = models.CharField(max_length=150)
    short_key = models.CharField(max_length=20, db_index=True, editable=False)
    expansion_key = models.CharField(max_length=200, db_index=True, editable=False)

    objects = AbbreviationQuerySet.as_manager()

    class Meta:
        ordering = ["short_key", "expansion_key", "pk"]

    def __str__(self) -> str:
        return f"{self.short}: {self.expansion}"

    def get_absolute_url(self) -> str:
        letter = self.short_key[:1]
        named = letter if letter.isascii() and letter.isalpha() else "other"
        return f"{reverse('abbreviation-list')}?letter={named}#{self.slug}"


class AbbreviationUseQuerySet(models.QuerySet):
    def published(self):
        """Those in works that the public may see."""
        return self.filter(PUBLISHED_TEXT)


class AbbreviationUse(Sourced):
    """A work that explains an abbreviation: both forms as printed there, and the first place.

    ``block`` is the index in ``section.blocks`` of the paragraph; without a section it is the
    summary, a note or the title.
    """

    abbreviation = models.ForeignKey(Abbreviation, models.CASCADE, related_name="uses")
    publication = models.ForeignKey(
        "publications.Publication",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="abbreviations",
    )
    news_item = models.ForeignKey(
        "publications.NewsItem",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="abbreviations",
    )
    project = models.ForeignKey(
        "publications.Project",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="abbreviations",
    )
    event = models.ForeignKey(
        "publications.Event",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="abbreviations",
    )
    section = models.ForeignKey(
        "publications.Section", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    block = models.PositiveIntegerField(default=0)
    short = models.CharField("short form as printed", max_length=20)
    expansion = models.CharField("expansion as printed", max_length=150)

    objects = AbbreviationUseQuerySet.as_manager()

    class Meta:
        ordering = ["abbreviation", "pk"]
        constraints = [
            exactly_one("abbreviation_of_one_work", *EXPLAINING),
            *(
                models.UniqueConstraint(
                    fields=["abbreviation", work], name=f"abbreviation_once_{work}"
                )
                for work in EXPLAINING
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expansion} ({self.short})"

    @property
    def work(self):
        return self.publication or self.news_item or self.project or self.event
