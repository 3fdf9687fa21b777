"""Sources, evidence and the log of imports: to look at, written by imports alone."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from publications import models
from publications.admin.records import QualityFilter


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows and changes nothing."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "document_kind", "media_type", "size", "rights_holder")
    list_filter = ("status", QualityFilter, "document_kind", "media_type")
    search_fields = ("name", "sha256", "identifier")
    fieldsets = (
        (None, {"fields": ("name", "path", "rights_holder", "document_kind", "main_record")}),
        ("File", {"fields": ("sha256", "media_type", "encoding", "size", "parser_version")}),
        ("Reading", {"fields": ("coverage", "warnings")}),
        ("Text", {"fields": ("text",), "classes": ["collapse"]}),
        ("Identity", {"fields": ("identifier", "import_key", "created_at", "updated_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Lists do not load the texts."""
        return super().get_queryset(request).defer("text", "pages", "coverage", "warnings")

    def view_on_site(self, record: models.Source) -> str | None:
        return record.get_absolute_url() if record.is_published else None


@admin.register(models.Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("record", "field", "source", "start", "end", "page")
    list_filter = ("field",)
    list_select_related = ("source",)
    search_fields = ("record",)


class ImportedSourceInline(admin.TabularInline):
    model = models.ImportedSource
    fields = ("name", "outcome", "message")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("started_at", "created", "updated", "unchanged", "failed")
    inlines = (ImportedSourceInline,)


@admin.register(models.ImportedSource)
class ImportedSourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "outcome", "run", "message")
    list_filter = ("outcome",)
    list_select_related = ("run",)
    search_fields = ("name",)


@admin.register(models.FormerIdentifier)
class FormerIdentifierAdmin(ReadOnlyAdmin):
    list_display = ("identifier", "successor", "retired_at")
    search_fields = ("identifier", "successor")
