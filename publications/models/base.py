"""What every record has: a permanent identifier, an address, a state, and dates as far as known."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from publications.choices import WAITING, Status
from publications.partial_dates import PartialDate
from publications.paths import path_of

PRECISION_ORDER = {"range": 0, "year": 1, "season": 2, "month": 3, "day": 4}


def newest_index(name: str) -> models.Index:
    """The order of lists that are read straight from the table: ``querysets.NEWEST``."""
    return models.Index(
        models.F("date_earliest").desc(nulls_last=True),
        models.F("date_precision").desc(),
        "sort_title",
        "id",
        name=name,
        condition=models.Q(status=Status.PUBLISHED),
    )


def harvest_index(name: str) -> models.Index:
    """The order in which feeds and harvesters go through all that ever was public."""
    return models.Index(
        fields=["updated_at", "identifier"],
        name=name,
        condition=~models.Q(status__in=WAITING),
    )


class Record(models.Model):
    """A thing with a page of its own. The identifier is the authority; the slug decorates.

    ``import_key`` is what an import recognises a record by; it is empty for records that an
    editor made. ``curated`` lists the fields that an editor set by hand: no import touches them.
    """

    identifier = models.CharField(max_length=12, unique=True, editable=False)
    import_key = models.CharField(
        max_length=500, unique=True, null=True, blank=True, editable=False
    )
    slug = models.SlugField(max_length=80, blank=True, db_index=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    withdrawn_reason = models.TextField(
        blank=True, help_text="Shown to visitors in place of a withdrawn record."
    )
    curated = ArrayField(models.CharField(max_length=60), default=list, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    url_name = ""  # set by each model: the named URL of its page

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return path_of(self.url_name, self.identifier, self.slug or "-")

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED


class Dated(models.Model):
    """A partial date: the EDTF text rules, its earliest and latest day are derived from it.

    Write it with ``set_date`` so that the five columns always agree. An undated record has an
    empty ``date_edtf`` and no days.
    """

    date_edtf = models.CharField("date", max_length=32, blank=True)
    date_printed = models.CharField("date as printed", max_length=120, blank=True)
    date_earliest = models.DateField(null=True, blank=True, editable=False)
    date_latest = models.DateField(null=True, blank=True, editable=False)
    date_precision = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_date_has_days",
                condition=models.Q(date_edtf="", date_earliest=None, date_latest=None)
                | models.Q(~models.Q(date_edtf=""), date_earliest__isnull=False)
                & models.Q(date_latest__gte=models.F("date_earliest")),
            ),
        ]

    @property
    def date(self) -> PartialDate | None:
        return PartialDate(self.date_edtf) if self.date_edtf else None

    @property
    def year(self) -> int | None:
        return self.date_earliest.year if self.date_earliest else None

    def set_date(self, date: PartialDate | None, printed: str = "") -> None:
        """Sets all date columns from one value; None makes the record undated."""
        self.date_edtf = date.edtf if date else ""
        self.date_printed = printed
        self.date_earliest = date.earliest if date else None
        self.date_latest = date.latest if date else None
        self.date_precision = PRECISION_ORDER[date.precision] if date else 0


class Sourced(models.Model):
    """A row read from one place of one source; ``spans`` are its ``[start, end)`` offsets."""

    source = models.ForeignKey(
        "publications.Source", models.PROTECT, null=True, blank=True, related_name="+"
    )
    spans = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True


def exactly_one(name: str, *fields: str) -> models.CheckConstraint:
    """The constraint that one and only one of some nullable foreign keys is set."""
    condition = models.Q()
    for chosen in fields:
        condition |= models.Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=f"Give exactly one of these: {', '.join(fields)}.",
    )
