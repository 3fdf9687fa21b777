"""Topics and which works stand under each."""

from django.contrib import admin

from publications import models

WORKS = ("publication", "event", "news_item", "project")


@admin.register(models.Topic)
class TopicAdmin(admin.ModelAdmin):
    """Name and description come from ``topics.toml`` at the next import."""

    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    readonly_fields = ("name", "slug", "description")

    def has_add_permission(self, request: object) -> bool:
        return False


@admin.register(models.TopicAssignment)
class TopicAssignmentAdmin(admin.ModelAdmin):
    list_display = ("topic", "of_work", "words")
    list_filter = ("topic",)
    list_select_related = ("topic", *WORKS)
    search_fields = ("words", *(f"{work}__title" for work in WORKS))
    autocomplete_fields = ("topic", *WORKS)
    readonly_fields = ("source", "spans")

    @admin.display(description="work")
    def of_work(self, row: models.TopicAssignment) -> str:
        return str(row.publication or row.event or row.news_item or row.project)
