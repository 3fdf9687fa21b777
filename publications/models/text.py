"""The text of works: sections in a tree, passages for search, notes and quotations."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func

from publications.choices import QuotationKind, SectionKind
from publications.models.base import Sourced, exactly_one
from publications.search import archive_vector

TEXTS = ("publication", "news_item", "project")


class WithinWork(Sourced):
    """A piece of the text of one publication, news item or project."""

    publication = models.ForeignKey(
        "publications.Publication",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    news_item = models.ForeignKey(
        "publications.NewsItem", models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    project = models.ForeignKey(
        "publications.Project", models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True

    @property
    def work(self):
        return self.publication or self.news_item or self.project


class Section(WithinWork):
    """A heading and the blocks under it, up to the next heading.

    ``blocks`` is a list of objects as ``importing.blocks`` writes them: kind, runs
    (``[text, style, note, url]``), spans, and where they apply marker, level, rows, page, box
    (the ``anchor`` of the box section that stands at this place). ``parent`` and ``level``
    give the tree, ``position`` the reading order; a box is a section of kind box.
    """

    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    level = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=SectionKind, default=SectionKind.SECTION)
    number = models.CharField("number as printed", max_length=20, blank=True)
    title = models.CharField(max_length=500, blank=True)
    anchor = models.CharField(max_length=80)
    page = models.CharField("page as printed", max_length=12, blank=True)
    blocks = models.JSONField(default=list)
    block_count = models.GeneratedField(
        expression=Func(F("blocks"), function="jsonb_array_length"),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            exactly_one("section_of_one_work", *TEXTS),
            models.UniqueConstraint(
                fields=["publication", "anchor"], name="section_anchor_in_publication"
            ),
            models.UniqueConstraint(
                fields=["news_item", "anchor"], name="section_anchor_in_news_item"
            ),
            models.UniqueConstraint(fields=["project", "anchor"], name="section_anchor_in_project"),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Passage(models.Model):
    """A few paragraphs of a section, small enough to be indexed without losing positions.

    A tsvector stops counting positions at 16,383 and must stay under 1 MB; a passage holds at
    most some hundred words, so no word of a long work is lost. ``first_block`` is the index in
    ``section.blocks`` of the first paragraph it holds.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    first_block = models.PositiveIntegerField()
    text = models.TextField()
    search_vector = models.GeneratedField(
        expression=archive_vector("text", "D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["section", "position"]
        indexes = [GinIndex(fields=["search_vector"], name="passage_search")]

    def __str__(self) -> str:
        return self.text[:80]


class Footnote(WithinWork):
    """A note and the section whose text calls it; without a section, no mark was found."""

    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="footnotes"
    )
    number = models.CharField(max_length=20)
    text = models.TextField()
    urls = models.JSONField(default=list, blank=True)
    search_vector = models.GeneratedField(
        expression=archive_vector("text", "D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [exactly_one("footnote_of_one_work", *TEXTS)]
        indexes = [GinIndex(fields=["search_vector"], name="footnote_search")]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:60]}"


class Quotation(WithinWork):
    """Words set apart or quoted, with their speaker as far as printed."""

    author = models.ForeignKey(
        "publications.Author",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name="person",
    )
    kind = models.CharField(max_length=20, choices=QuotationKind, default=QuotationKind.PULL_QUOTE)
    text = models.TextField()
    printed = models.CharField("name as printed", max_length=300, blank=True)
    affiliation = models.CharField("office as printed", max_length=500, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [exactly_one("quotation_in_one_work", *TEXTS)]

    def __str__(self) -> str:
        return self.text[:80]
