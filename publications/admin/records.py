"""What the desk does with every record: its identity, its date, and what an editor has set.

A field that an editor changes is noted in ``Record.curated``, so that no import touches it
again; so is a set of rows ("contributions", "topics") that is changed beside it.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from publications.identifiers import identifier_for
from publications.importing import keys
from publications.models import Evidence
from publications.models.base import Record
from publications.partial_dates import PartialDate, parse

IDENTITY = ("identifier", "import_key", "curated", "created_at", "updated_at", "provenance")
IDENTITY_FIELDSET = ("Identity and origin", {"fields": IDENTITY, "classes": ["collapse"]})
STATE_FIELDSET = ("State", {"fields": ("status", "withdrawn_reason", "slug")})
DATE_HELP = "As exact as it is known: 2010, 2010-03, 2010-03-17, 2008/2012 or “March 2010”."


class DatedForm(forms.ModelForm):
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


class RecordAdmin(admin.ModelAdmin):
    """The admin of a record. ``named_by`` is the field that its slug is made from."""

    named_by = "title"
    readonly_fields = IDENTITY
    list_per_page = 50
    save_on_top = True

    @admin.display(description="where this comes from")
    def provenance(self, record: Record) -> str:
        """Each field with the words it was read from, and the source they stand in."""
        if record.pk is None:
            return "Made by hand."
        rows = (
            Evidence.objects.filter(record=record.identifier)
            .annotate(words=Substr("source__text", F("start") + 1, F("end") - F("start")))
            .order_by("field", "source", "start")
            .values_list("field", "words", "source_id", "source__name", "start", "end", "page")
        )
        lines = [
            (
                field,
                words if len(words) <= 200 else f"{words[:200]}…",
                reverse("admin:publications_source_change", args=[source]),
                name,
                f"{start} to {end}" + (f", page {page}" if page else ""),
            )
            for field, words, source, name, start, end, page in rows
        ]
        if not lines:
            return "No source: set by hand."
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", '<li><b>{}</b>: “{}” (<a href="{}">{}</a>, {})</li>', lines),
        )

    def view_on_site(self, record: Record) -> str | None:
        """The address of its page; what is not public has none to show."""
        return record.get_absolute_url() if record.is_published else None

    # -- saving ----------------------------------------------------------------------------

    def save_model(
        self, request: HttpRequest, obj: Record, form: forms.ModelForm, change: bool
    ) -> None:
        changed = set(form.changed_data)
        if not change:
            # Made by hand: no import knows it by a key, and none may rewrite what is filled in.
            obj.identifier = identifier_for(keys.random_key(self.opts.model_name))
            changed |= {name for name, value in form.cleaned_data.items() if value}
        if not obj.slug or (change and self.named_by in changed and "slug" not in changed):
            obj.slug = keys.slug(getattr(obj, self.named_by))
        self.set_sort_forms(obj)
        curate(obj, changed)
        obj.updated_at = timezone.now()
        super().save_model(request, obj, form, change)

    def set_sort_forms(self, obj: Record) -> None:
        """Fills what lists are sorted by."""
        if hasattr(obj, "sort_title"):
            obj.sort_title = keys.sort_title(obj.title)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        sets = {
            formset.fk.remote_field.related_name for formset in formsets if formset.has_changed()
        }
        if sets - set(form.instance.curated):
            curate(form.instance, sets)
            form.instance.save(update_fields=["curated"])

    def delete_model(self, request: HttpRequest, obj: Record) -> None:
        identifier = obj.identifier
        super().delete_model(request, obj)
        Evidence.objects.filter(record=identifier).delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        identifiers = list(queryset.values_list("identifier", flat=True))
        super().delete_queryset(request, queryset)
        Evidence.objects.filter(record__in=identifiers).delete()


def curate(record: Record, names: set[str]) -> None:
    """Notes that an editor has set these fields and sets of rows."""
    record.curated = sorted({*record.curated, *(name for name in names if name != "id")})


class YearFilter(admin.SimpleListFilter):
    """Records whose date touches a year; the years are those that the first days have."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        years = model_admin.model.objects.order_by().exclude(date_earliest=None)
        found = sorted(set(years.values_list("date_earliest__year", flat=True)), reverse=True)
        return [*((str(year), str(year)) for year in found), ("none", "undated")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "none":
            return queryset.undated()
        if self.value() and self.value().isdigit() and 1 <= int(self.value()) <= 9999:
            return queryset.in_year(int(self.value()))
        return queryset
