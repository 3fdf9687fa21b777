"""Publications, events, news and projects, with who made them and where they are gathered."""

from django.contrib import admin

from publications import models
from publications.admin.actions import add_topic, publish_chosen, set_series
from publications.admin.forms import DatedForm
from publications.admin.inlines import OrderedRows, Rows
from publications.admin.records import (
    IDENTITY_FIELDSET,
    STATE_FIELDSET,
    QualityFilter,
    RecordAdmin,
    YearFilter,
)

WORK_FIELDS = ("publication", "event", "news_item")


class ContributionInline(OrderedRows):
    model = models.Contribution
    fields = ("position", "role", "author", "organisation", "printed", "affiliation")
    autocomplete_fields = ("author", "organisation")


class TopicInline(Rows):
    model = models.TopicAssignment
    fields = ("topic", "words")
    autocomplete_fields = ("topic",)


class PublishedIdentifierInline(Rows):
    model = models.PublishedIdentifier
    fields = ("scheme", "value", "printed")


class OfferedFileInline(Rows):
    model = models.OfferedFile
    fields = ("name", "media_type")


class PlaceInline(Rows):
    model = models.PlaceMention
    fields = ("name",)


class EntryInline(OrderedRows):
    model = models.ProjectEntry
    fields = ("position", *WORK_FIELDS, "gathering", "group", "flag")
    autocomplete_fields = WORK_FIELDS


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
        ("Place", {"fields": ("part_of", "position", "first_page", "series", "series_number")}),
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
