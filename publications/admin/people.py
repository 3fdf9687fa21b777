"""People and organisations, the forms of their names, and what they did."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from publications import authorities, models
from publications.admin.inlines import RowForm, Rows
from publications.admin.records import (
    IDENTITY_FIELDSET,
    STATE_FIELDSET,
    QualityFilter,
    RecordAdmin,
)
from publications.importing import keys
from publications.models.base import Record
from publications.parsing import names, organisations
from publications.search import folded


class NameVariantInline(Rows):
    model = models.NameVariant
    fields = ("printed",)
    verbose_name = "name as printed"
    verbose_name_plural = "names as printed"


class AuthorityIdentifierForm(RowForm):
    """Takes an identifier as it is or as an address, and checks its check digits."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        scheme, value = cleaned.get("scheme"), cleaned.get("value")
        if scheme and value:
            try:
                cleaned["value"] = authorities.normalise(scheme, value)
            except ValueError as error:
                self.add_error("value", str(error))
        return cleaned


class AuthorityIdentifierInline(Rows):
    model = models.AuthorityIdentifier
    form = AuthorityIdentifierForm
    fields = ("scheme", "value")
    verbose_name_plural = "identifiers in authority files"


class BiographyInline(admin.StackedInline):
    model = models.Biography
    fields = ("publication", "text")
    autocomplete_fields = ("publication",)
    extra = 0


class NamedAdmin(RecordAdmin):
    """A record that has a name and printed forms of it; found by any part of any of them."""

    named_by = "name"
    change_form_template = "admin/desk/change_form_named.html"
    list_filter = ("status", QualityFilter)
    search_fields = ("folded_name", "identifier")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Looks for the words without accents and case, as the names are kept."""
        term = search_term if len(search_term) == 12 else folded(search_term)
        return super().get_search_results(request, queryset, term)

    def set_sort_forms(self, obj: Record) -> None:
        obj.sort_name = (
            keys.person_sort_name(obj.name)
            if isinstance(obj, models.Author)
            else keys.organisation_sort_name(obj.name)
        )

    def settle_related(self, record: Record) -> None:
        """Keys the printed forms, so that imports find them, and folds all of them."""
        match = names if isinstance(record, models.Author) else organisations
        variants = list(record.variants.all())
        for variant in variants:
            key = match.match_key(variant.printed)[:300]
            if variant.key != key:
                variant.key = key
                variant.save(update_fields=["key"])
        forms_of_name = [record.name, *(variant.printed for variant in variants)]
        record.folded_name = " ".join(dict.fromkeys(folded(each) for each in forms_of_name))
        record.save(update_fields=["folded_name"])


@admin.register(models.Author)
class AuthorAdmin(NamedAdmin):
    list_display = ("name", "sort_name", "status")
    fieldsets = (
        (None, {"fields": ("name",)}),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )
    inlines = (NameVariantInline, AuthorityIdentifierInline, BiographyInline)


@admin.register(models.Organisation)
class OrganisationAdmin(NamedAdmin):
    list_display = ("name", "abbreviation", "status")
    fieldsets = (
        (None, {"fields": ("name", "abbreviation")}),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )
    inlines = (NameVariantInline, AuthorityIdentifierInline)


@admin.register(models.Contribution)
class ContributionAdmin(admin.ModelAdmin):
    list_display = ("__str__", "role", "affiliation", "of_work")
    list_filter = ("role",)
    list_select_related = (
        "author", "organisation", "publication", "event", "news_item", "project",
    )  # fmt: skip
    search_fields = ("printed", "affiliation", "author__name", "organisation__name")
    autocomplete_fields = (
        "author", "organisation", "publication", "event", "news_item", "project",
    )  # fmt: skip
    readonly_fields = ("source", "spans")

    @admin.display(description="work")
    def of_work(self, row: models.Contribution) -> str:
        return str(row.work)


@admin.register(models.NameVariant)
class NameVariantAdmin(admin.ModelAdmin):
    list_display = ("printed", "author", "organisation", "source")
    list_select_related = ("author", "organisation", "source")
    search_fields = ("printed",)
    autocomplete_fields = ("author", "organisation")
    readonly_fields = ("source", "spans", "key")

    def save_model(
        self, request: HttpRequest, obj: models.NameVariant, form: forms.ModelForm, change: bool
    ) -> None:
        match = names if obj.author_id else organisations
        obj.key = match.match_key(obj.printed)[:300]
        super().save_model(request, obj, form, change)


@admin.register(models.Biography)
class BiographyAdmin(admin.ModelAdmin):
    list_display = ("author", "publication")
    list_select_related = ("author", "publication")
    search_fields = ("author__name", "text")
    autocomplete_fields = ("author", "publication")
    readonly_fields = ("source", "spans")
