"""Rows that hang on a record, as a table in its form: every field says what it is."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest


class RowForm(forms.ModelForm):
    """A row; one in which nothing was written is none, though the page has numbered it."""

    def has_changed(self) -> bool:
        return bool(self.changed_data if self.instance.pk else {*self.changed_data} - {"position"})


class NamedFormSet(BaseInlineFormSet):
    """Names the box that removes a row, which stands under a heading and beside no label."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            what = str(form.instance) if form.instance.pk else "this row"
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {what}"


class Rows(admin.TabularInline):
    """A table of rows. Its headings name columns, but no field, for those who hear the page."""

    formset = NamedFormSet
    form = RowForm
    extra = 0

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            name = str(field.label or db_field.verbose_name).capitalize()
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", name)
        return field


class OrderedRows(Rows):
    """Rows that are dragged or moved by button; without the script their number is typed."""

    class Media:
        js = ("js/order.js",)
