"""Publications, events, news and projects, with who made them and where they are gathered."""

from typing import Any

from django import forms
from django.contrib import admin

from publications import models
from publications.admin.actions import add_topic, publish_chosen, set_series
from publications.admin.forms import DatedForm
from publications.admin.inlines import OrderedRows, RowForm, Rows
from publications.admin.records import (
    IDENTITY_FIELDSET,
    STATE_FIELDSET,
    QualityFilter,
    RecordAdmin,
    YearFilter,
)
from publications.choices import SCHEMES
from publications.parsing.tables.values import SCHEMES as CHECKED

WORK_FIELDS = ("publication", "event", "news_item")


class ContributionForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("author")) == bool(cleaned.get("organisation")) and not self.errors:
            self.add_error("author", "Choose a person or an organisation: one of the two.")
        return cleaned


class ContributionInline(OrderedRows):
    model = models.Contribution
    form = ContributionForm
    fields = ("position", "role", "author", "organisation", "printed", "affiliation")
    autocomplete_fields = ("author", "organisation")
    verbose_name = "person or organisation"
    verbose_name_plural = "people and organisations"


class TopicInline(Rows):
    model = models.TopicAssignment
    fields = ("topic", "words")
    autocomplete_fields = ("topic",)
    verbose_name = "topic"
    verbose_name_plural = "topics"


class IdentifierForm(RowForm):
    """Takes a number as it is printed, and checks its check digit."""

    scheme = forms.ChoiceField(label="Kind", required=True)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kept = {scheme: scheme for scheme in (self.instance.scheme,) if scheme not in SCHEMES}
        self.fields["scheme"].choices = [*(kept | {"": "---------"} | SCHEMES).items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        scheme, value = cleaned.get("scheme"), cleaned.get("value")
        if value and scheme in CHECKED:
            try:
                cleaned["value"] = CHECKED[scheme](value)
            except ValueError as error:
                self.add_error("value", str(error))
        return cleaned


class PublishedIdentifierInline(Rows):
    model = models.PublishedIdentifier
    form = IdentifierForm
    fields = ("scheme", "value", "printed")
    verbose_name = "number"
    verbose_name_plural = "ISBN, DOI and other numbers"


class OfferedFileInline(Rows):
    model = models.OfferedFile
    fields = ("name", "media_type")
    verbose_name = "name of a file"
    verbose_name_plural = "names of files that its page offers"


class PlaceInline(Rows):
    model = models.PlaceMention
    fields = ("name",)
    verbose_name = "place"
    verbose_name_plural = "places"


class EntryInline(OrderedRows):
    model = models.ProjectEntry
    fields = ("position", *WORK_FIELDS, "gathering", "group", "flag")
    autocomplete_fields = WORK_FIELDS
    verbose_name = "work"
    verbose_name_plural = "works that it gathers"


# Where a work stands: in a collection, on its pages, in a series.
PLACE = ("part_of", "position", "first_page", "last_page", "series", "series_number")


@admin.register(models.Publication)
class PublicationAdmin(RecordAdmin):
    search_room = "publication"
    actions = (publish_chosen, add_topic, set_series)
    form = DatedForm
    list_display = ("title", "kind", "date_edtf", "part_of", "series", "status")
    list_filter = ("status", QualityFilter, "kind", YearFilter, "series")
    list_select_related = ("part_of", "series")
    search_fields = ("title", "subtitle", "identifier")
    autocomplete_fields = ("part_of", "series")
    fieldsets = (
        (None, {"fields": ("kind", "title", "subtitle", "date_edtf", "date_printed", "summary")}),
        ("Place", {"fields": PLACE}),
        (
            "As printed",
            {"fields": ("price_amount", "price_currency", "price_postage", "rights")},
        ),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )
    inlines = (ContributionInline, PublishedIdentifierInline, OfferedFileInline, TopicInline)


@admin.register(models.Event)
class EventAdmin(RecordAdmin):
    search_room = "event"
    actions = (publish_chosen, add_topic)
    form = DatedForm
    list_display = ("title", "kind", "date_edtf", "venue", "status")
    list_filter = ("status", QualityFilter, "kind", YearFilter)
    search_fields = ("title", "venue", "identifier")
    autocomplete_fields = ("launched",)
    fieldsets = (
        (None, {"fields": ("kind", "title", "date_edtf", "date_printed", "time_printed")}),
        (None, {"fields": ("venue", "summary", "launched")}),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )
    inlines = (ContributionInline, TopicInline)


@admin.register(models.NewsItem)
class NewsItemAdmin(RecordAdmin):
    search_room = "news"
    actions = (publish_chosen, add_topic)
    form = DatedForm
    list_display = ("title", "kind", "date_edtf", "group", "status")
    list_filter = ("status", QualityFilter, "kind", YearFilter)
    search_fields = ("title", "identifier")
    fieldsets = (
        (None, {"fields": ("kind", "title", "date_edtf", "date_printed", "summary", "group")}),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )
    inlines = (ContributionInline, PlaceInline, TopicInline)


@admin.register(models.Project)
class ProjectAdmin(RecordAdmin):
    search_room = "project"
    actions = (publish_chosen, add_topic)
    list_display = ("title", "status")
    list_filter = ("status", QualityFilter)
    search_fields = ("title", "identifier")
    fieldsets = (
        (None, {"fields": ("title", "summary")}),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )
    inlines = (EntryInline, ContributionInline, TopicInline)


@admin.register(models.Series)
class SeriesAdmin(RecordAdmin):
    list_display = ("title", "organisation", "status")
    list_filter = ("status",)
    list_select_related = ("organisation",)
    search_fields = ("title", "identifier")
    autocomplete_fields = ("organisation",)
    fieldsets = (
        (None, {"fields": ("title", "organisation")}),
        STATE_FIELDSET,
        IDENTITY_FIELDSET,
    )


@admin.register(models.ProjectEntry)
class ProjectEntryAdmin(admin.ModelAdmin):
    list_display = ("__str__", "project", "gathering", "group")
    list_filter = ("gathering", "project")
    list_select_related = ("project", *WORK_FIELDS)
    search_fields = ("publication__title", "event__title", "news_item__title")
    autocomplete_fields = ("project", *WORK_FIELDS)
    readonly_fields = ("source", "spans")


@admin.register(models.PublishedIdentifier)
class PublishedIdentifierAdmin(admin.ModelAdmin):
    list_display = ("value", "scheme", "publication")
    list_filter = ("scheme",)
    list_select_related = ("publication",)
    search_fields = ("value", "printed")
    autocomplete_fields = ("publication",)
    readonly_fields = ("source", "spans")


@admin.register(models.OfferedFile)
class OfferedFileAdmin(admin.ModelAdmin):
    list_display = ("name", "publication")
    list_select_related = ("publication",)
    search_fields = ("name",)
    autocomplete_fields = ("publication",)
    readonly_fields = ("source", "spans")


@admin.register(models.PlaceMention)
class PlaceMentionAdmin(admin.ModelAdmin):
    list_display = ("name", "news_item")
    list_select_related = ("news_item",)
    search_fields = ("name",)
    autocomplete_fields = ("news_item",)
    readonly_fields = ("source", "spans")
