"""What the desk keeps of its own work: to look at, written by the desk alone."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from publications import models
from publications.admin.provenance import ReadOnlyAdmin


@admin.register(models.Upload)
class UploadAdmin(ReadOnlyAdmin):
    """Files that were handed in; to hand in more there is a page."""

    list_display = ("name", "state", "message", "by", "uploaded_at")
    list_filter = ("state",)
    list_select_related = ("by",)
    search_fields = ("name", "sha256", "record")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("publications.add_upload")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        return redirect("admin:desk-upload")


@admin.register(models.TableCheck)
class TableCheckAdmin(ReadOnlyAdmin):
    """What the rows of a table would do; it has a page of its own."""

    list_display = ("upload",)
    list_select_related = ("upload",)
    fields = ("upload", "decision")


@admin.register(models.Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("record", "field", "value", "verdict", "by", "at")
    list_filter = ("verdict", "field")
    list_select_related = ("by",)
    search_fields = ("record", "value")


@admin.register(models.Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("title", "act", "reason", "by", "at")
    list_filter = ("act",)
    list_select_related = ("by",)
    search_fields = ("record", "title")


@admin.register(models.Arrangement)
class ArrangementAdmin(ReadOnlyAdmin):
    list_display = ("record", "publish_at", "embargo_until", "replacement")
    search_fields = ("record",)


@admin.register(models.PreviewLink)
class PreviewLinkAdmin(ReadOnlyAdmin):
    list_display = ("record", "ends_at", "by")
    list_select_related = ("by",)


@admin.register(models.AuthorityIdentifier)
class AuthorityIdentifierAdmin(ReadOnlyAdmin):
    """Set with the person or the body that they belong to."""

    list_display = ("value", "scheme", "author", "organisation")
    list_filter = ("scheme",)
    list_select_related = ("author", "organisation")
    search_fields = ("value",)


@admin.register(models.FileCheck)
class FileCheckAdmin(ReadOnlyAdmin):
    list_display = ("source", "found", "at")
    list_select_related = ("source",)

    @admin.display(description="fault")
    def found(self, row: models.FileCheck) -> str:
        return row.fault or "none"


@admin.register(models.HeldValue)
class HeldValueAdmin(ReadOnlyAdmin):
    """Decided on in the review of the record."""

    list_display = ("record", "field", "value", "source", "at")
    list_filter = ("field",)
    list_select_related = ("source",)
    search_fields = ("record", "value")


@admin.register(models.DeadAnchors)
class DeadAnchorsAdmin(ReadOnlyAdmin):
    list_display = ("record", "faults", "at")
    search_fields = ("record",)
