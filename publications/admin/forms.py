"""The forms of records: partial dates, and two editors who save the same record."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from publications.desk.changes import Change, changes_of
from publications.models import Revision
from publications.partial_dates import PartialDate, parse

DATE_HELP = "As exact as it is known: 2010, 2010-03, 2010-03-17, 2008/2012 or “March 2010”."
ASIDE = frozenset({"version", "reason"})  # fields of the form that are none of the record
TAKE = "_take_"  # begins the name of the choice between two versions of a field


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which somebody else saved another value meanwhile."""

    name: str
    label: str
    theirs: str
    yours: str
    take_theirs: bool  # what is chosen at first: theirs, where only they changed it

    @property
    def choice(self) -> str:
        return f"{TAKE}{self.name}"


class RecordForm(forms.ModelForm):
    """Refuses to overwrite what was saved since the form was opened, and shows both versions."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="For the history: what made you change it.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.others: list[Revision] = []
        self.changed_rows: list[Change] = []
        if self.instance.pk:
            self.initial["version"] = f"{self._version()} {self._latest()}"
            self._take_theirs()

    def _version(self) -> str:
        return self.instance.updated_at.astimezone(datetime.UTC).isoformat()

    def _latest(self) -> int:
        """The number of the last revision, which may be noted a moment after its record."""
        rows = Revision.objects.filter(record=self.instance.identifier).order_by("-pk")
        return rows.values_list("pk", flat=True).first() or 0

    def _take_theirs(self) -> None:
        """Replaces what was posted by what is saved, for the fields where that was chosen."""
        if not self.is_bound:
            return
        data = self.data.copy()
        for name, field in self.fields.items():
            if data.get(f"{TAKE}{name}") == "theirs":
                value = field.prepare_value(self.initial.get(name))
                data[self.add_prefix(name)] = "" if value is None else value
        self.data = data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opened, _, seen = self.data.get(self.add_prefix("version"), "").partition(" ")
        if self.instance.pk and opened and opened != self._version():
            self._compare(
                parse_datetime(opened), int(seen) if len(seen) < 16 and seen.isdecimal() else 0
            )
            # The next save knows both versions, so it may go through.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = self.initial["version"]
            who = next((str(each.by) for each in self.others if each.by), "An import")
            raise forms.ValidationError(
                f"{who} saved this record while you had it open, so nothing of yours was saved "
                "yet. Choose below what holds, and save again."
            )
        return cleaned

    def _compare(self, opened: datetime.datetime | None, seen: int) -> None:
        """Finds the fields in which the saved record and this form differ."""
        self.others = list(
            Revision.objects.filter(
                record=self.instance.identifier, at__gt=opened or timezone.now(), pk__gt=seen
            )
            .select_related("by")
            .order_by("-at", "-pk")
        )
        self.changed_rows = [
            change for revision in self.others for change in changes_of(revision) if change.is_row
        ]
        for name, field in self.fields.items():
            theirs = self.initial.get(name)
            given = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if name in ASIDE or field.disabled or not field.has_changed(theirs, given):
                continue
            base = self._before_the_others(name, theirs)
            self.differences.append(
                Difference(
                    name=name,
                    label=str(field.label or name.replace("_", " ").capitalize()),
                    theirs=self._worded(field, theirs),
                    yours=self._worded(field, given),
                    take_theirs=not field.has_changed(base, given),
                )
            )

    def _before_the_others(self, name: str, theirs: Any) -> Any:
        """The value that a field had when this form was opened."""
        column = self._meta.model._meta.get_field(name).attname
        found = theirs
        for revision in self.others:  # the latest first
            if column in revision.before:
                found = revision.before[column]
        return found

    def _worded(self, field: forms.Field, value: Any) -> str:
        if value in (None, ""):
            return ""
        if isinstance(field, forms.ModelChoiceField):
            return str(field.queryset.filter(pk=value).first() or "")
        choices = dict(getattr(field, "choices", None) or [])
        return str(choices.get(value, value))


class DatedForm(RecordForm):
    """Takes a partial date and sets the columns derived from it."""

    date_edtf = forms.CharField(label="Date", max_length=32, required=False, help_text=DATE_HELP)

    def clean_date_edtf(self) -> str:
        text = self.cleaned_data["date_edtf"].strip()
        if not text:
            return ""
        try:
            return PartialDate(text).edtf
        except ValueError:
            date = parse(text)
        if date is None:
            raise forms.ValidationError(
                f"“{text}” is not a date. Write a year, a month or a day, "
                "such as 2010, 2010-03 or 2010-03-17."
            )
        return date.edtf

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Before the model checks itself: its columns must agree by then.
        if "date_edtf" in cleaned:
            edtf = cleaned["date_edtf"]
            printed = cleaned.get("date_printed", self.instance.date_printed)
            self.instance.set_date(PartialDate(edtf) if edtf else None, printed)
        return cleaned
