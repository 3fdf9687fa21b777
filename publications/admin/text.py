"""The text of works: sections, the passages that search reads, notes and quotations."""

from django.contrib import admin
from django.http import HttpRequest

from publications import models

TEXTS = ("publication", "news_item", "project")
EXPLAINING = (*TEXTS, "event")


@admin.register(models.Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ("__str__", "kind", "level", "page", "of_work")
    list_filter = ("kind", "level")
    list_select_related = TEXTS
    search_fields = ("title", "publication__title", "news_item__title", "project__title")
    autocomplete_fields = (*TEXTS, "parent")
    readonly_fields = ("source", "spans")

    @admin.display(description="work")
    def of_work(self, row: models.Section) -> str:
        return str(row.work)


@admin.register(models.Passage)
class PassageAdmin(admin.ModelAdmin):
    """Made from sections, for search: to look at only."""

    list_display = ("__str__", "section", "position")
    list_select_related = ("section",)
    search_fields = ("section__title",)
    fields = ("section", "position", "first_block", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(models.Abbreviation)
class AbbreviationAdmin(admin.ModelAdmin):
    """Learned from texts; what stands for it is found by the search, too."""

    list_display = ("short", "expansion")
    search_fields = ("short", "expansion")
    fields = ("short", "expansion", "slug")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(models.AbbreviationUse)
class AbbreviationUseAdmin(admin.ModelAdmin):
    """Where a work explains one. A use that was misread can be deleted, and is then searched no
    more; a change of its source brings it back.
    """

    list_display = ("__str__", "of_work")
    list_select_related = EXPLAINING
    search_fields = ("short", "expansion", "publication__title", "news_item__title")
    fields = ("abbreviation", *EXPLAINING, "section", "short", "expansion", "source", "spans")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display(description="work")
    def of_work(self, row: models.AbbreviationUse) -> str:
        return str(row.work)


@admin.register(models.Footnote)
class FootnoteAdmin(admin.ModelAdmin):
    list_display = ("__str__", "section", "of_work")
    list_select_related = (*TEXTS, "section")
    search_fields = ("text", "publication__title")
    autocomplete_fields = (*TEXTS, "section")
    readonly_fields = ("source", "spans")

    @admin.display(description="work")
    def of_work(self, row: models.Footnote) -> str:
        return str(row.work)


@admin.register(models.Quotation)
class QuotationAdmin(admin.ModelAdmin):
    list_display = ("__str__", "kind", "author", "of_work")
    list_filter = ("kind",)
    list_select_related = (*TEXTS, "author")
    search_fields = ("text", "printed")
    autocomplete_fields = (*TEXTS, "author")
    readonly_fields = ("source", "spans")

    @admin.display(description="work")
    def of_work(self, row: models.Quotation) -> str:
        return str(row.work)
