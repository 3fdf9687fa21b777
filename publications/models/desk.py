"""What the editors' desk keeps beside the records: uploads, decisions, revisions, arrangements.

Records are named by their permanent identifier, so that each table serves every kind of record.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from publications.choices import Act, UploadState, Verdict
from publications.models.base import exactly_one


class Upload(models.Model):
    """A file that an editor handed in; ``path`` is where it lies under the media folder.

    The file is kept as it came. ``record`` names what it became, or the record that the same
    file had become before.
    """

    name = models.CharField(max_length=200)
    path = models.CharField(max_length=400, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    size = models.PositiveBigIntegerField(help_text="In bytes.", editable=False)
    address = models.CharField("address it was found at", max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.WAITING)
    message = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    record = models.CharField("identifier of the record", max_length=12, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["state", "id"], name="upload_by_state")]

    def __str__(self) -> str:
        return self.name


class TableCheck(models.Model):
    """What each row of a table that was handed in would do, and what an editor decided.

    ``rows`` is a list of what became of each row; ``decision`` is empty until one is made.
    """

    upload = models.OneToOneField(Upload, models.CASCADE, related_name="table")
    rows = models.JSONField(default=list, blank=True)
    decision = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-upload"]

    def __str__(self) -> str:
        return str(self.upload)


class Decision(models.Model):
    """What an editor thought of one proposed value; a rejected one is not proposed again.

    ``field`` is a column of the record, or the set that a row stands in ("contributions");
    ``value`` is the proposed value as the review page words it.
    """

    source = models.ForeignKey(
        "publications.Source", models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    record = models.CharField("identifier of the record", max_length=12)
    field = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    instead = models.TextField("what was set instead", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["record", "field", "pk"]
        indexes = [models.Index(fields=["record", "field"], name="decision_on_record")]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.value[:60]}"


class HeldValue(models.Model):
    """What a source that was handed in says of a public record, and the record does not.

    It changes nothing until an editor takes it. ``field`` is a column, a set of rows or "text";
    ``value`` is what an editor reads, ``content`` what taking it writes.
    """

    source = models.ForeignKey("publications.Source", models.CASCADE, related_name="held_values")
    record = models.CharField("identifier of the record", max_length=12)
    field = models.CharField(max_length=60)
    value = models.TextField()
    content = models.JSONField(default=dict)
    spans = models.JSONField(default=list)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["record", "pk"]
        indexes = [models.Index(fields=["record"], name="held_for_record")]

    def __str__(self) -> str:
        return f"{self.field}: {self.value[:60]}"


class Revision(models.Model):
    """One change of one record: who, when, what and why.

    ``before`` and ``after`` hold the columns that changed and, of each set of rows, the rows
    that did; ``moved`` lists ``[model, primary key, column]`` of rows that a merge gave to
    another record, with what stood there where that is not the record itself. ``along_with`` is
    the change of another record that took this one along. A load of new records is one row,
    without a record.
    """

    record = models.CharField("identifier of the record", max_length=12)
    model = models.CharField(max_length=30)
    title = models.CharField(max_length=500, blank=True)
    act = models.CharField(max_length=10, choices=Act, default=Act.CHANGED)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=list)
    undone_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="undid"
    )
    along_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="company"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["record", "at"], name="revision_of_record"),
            models.Index(
                fields=["record"],
                name="revision_unpublished",
                condition=models.Q(act__in=[Act.PUBLISHED, Act.RESTORED], undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.record}: {self.get_act_display()}"


class Arrangement(models.Model):
    """What is arranged for a record: when it appears, and what takes its place.

    A record that waits here is a draft like any other: the public sees it when its state
    changes, never because a date has passed.
    """

    record = models.CharField("identifier of the record", max_length=12, unique=True)
    publish_at = models.DateTimeField(null=True, blank=True, db_index=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    replacement = models.CharField("identifier of what replaces it", max_length=12, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["publish_at", "pk"]

    def __str__(self) -> str:
        return self.record


class PreviewLink(models.Model):
    """A private address under which one draft can be seen until it ends."""

    token = models.CharField(max_length=64, unique=True, editable=False)
    record = models.CharField("identifier of the record", max_length=12, db_index=True)
    ends_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-ends_at", "pk"]

    def __str__(self) -> str:
        return f"{self.record} until {self.ends_at:%Y-%m-%d %H:%M}"


class AuthorityIdentifier(models.Model):
    """The identifier of a person or a body in an authority file: ORCID, ROR, Wikidata, ISNI."""

    author = models.ForeignKey(
        "publications.Author",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="authority_identifiers",
        verbose_name="person",
    )
    organisation = models.ForeignKey(
        "publications.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="authority_identifiers",
    )
    scheme = models.CharField(
        max_length=10,
        choices=[("orcid", "ORCID"), ("ror", "ROR"), ("wikidata", "Wikidata"), ("isni", "ISNI")],
    )
    value = models.CharField(max_length=40)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            exactly_one("authority_of_one", "author", "organisation"),
            models.UniqueConstraint(fields=["scheme", "value"], name="authority_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class FileCheck(models.Model):
    """The last look at a source's file: whether it is there and is the one that was read."""

    source = models.OneToOneField("publications.Source", models.CASCADE, related_name="file_check")
    fault = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.fault or 'as it was read'}"


class DeadAnchors(models.Model):
    """A record in whose text something leads nowhere, and what; looked for now and then."""

    record = models.CharField("identifier of the record", max_length=12, unique=True)
    faults = models.JSONField(default=list)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["record"]
        verbose_name_plural = "dead anchors"

    def __str__(self) -> str:
        return f"{self.record}: {len(self.faults)}"
