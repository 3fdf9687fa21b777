"""Where values come from: sources, the words that a value was read from, and import runs."""

from django.db import models
from django.db.models.functions import Now

from publications.choices import Outcome
from publications.models.base import Record
from publications.querysets import RecordQuerySet, SuccessionQuerySet


class Source(Record):
    """A file that was read: its decoded text in full, so that any words can be shown again.

    ``coverage`` is ``{characters, placed, left_out: [[start, end, reason], ...]}`` and
    ``warnings`` a list of ``{code, message, spans}``, both as the parser gave them.
    ``pages`` lists ``[label, start, end]`` of paged sources. ``main_record`` is the identifier
    of the record that the source as a whole became.
    """

    name = models.CharField(max_length=300)
    path = models.CharField(max_length=1000, blank=True, help_text="As given to the import.")
    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    encoding = models.CharField(max_length=30, blank=True)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    text = models.TextField()
    pages = models.JSONField(default=list, blank=True)
    document_kind = models.CharField(max_length=20)
    main_record = models.CharField(
        "identifier of the record it became", max_length=12, blank=True, editable=False
    )
    rights_holder = models.CharField(max_length=300, blank=True)
    coverage = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    parser_version = models.CharField(max_length=20, blank=True)

    objects = RecordQuerySet.as_manager()
    url_name = "source-detail"

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """The words of a source that one field of one record was read from.

    The record is named by its permanent identifier, so that evidence of every kind of record
    stands in one table; ``field`` is the name of the model's field.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="evidence")
    record = models.CharField("identifier of the record", max_length=12)
    field = models.CharField(max_length=60)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["record", "field", "start"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["record", "field"], name="evidence_of_record")]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_not_empty", condition=models.Q(end__gt=models.F("start"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}.{self.field} [{self.start}, {self.end})"


class ImportRun(models.Model):
    """One run of ``ingest`` and what it did, source by source."""

    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class ImportedSource(models.Model):
    """The outcome of one source in one run."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="sources")
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    name = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10, choices=Outcome)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"


class FormerIdentifier(models.Model):
    """An identifier that a merge retired; its address leads to the survivor for ever."""

    identifier = models.CharField(max_length=12, unique=True)
    successor = models.CharField(max_length=12, db_index=True)
    retired_at = models.DateTimeField(db_default=Now())

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["identifier"]

    def __str__(self) -> str:
        return f"{self.identifier} \N{RIGHTWARDS ARROW} {self.successor}"
