"""What the desk does with every record: its identity, its date, and what an editor has set.

A field that an editor changes is noted in ``Record.curated``, so that no import touches it
again; so is a set of rows ("contributions", "topics") that is changed beside it. Every save
leaves a revision, and none overwrites what somebody else saved meanwhile.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from publications.admin.forms import ASIDE, RecordForm
from publications.choices import Act, Status
from publications.desk import quality, revisions, roles
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.models import Evidence
from publications.models.base import Record
from publications.searching.conditions import records_matching

IDENTITY = ("identifier", "import_key", "curated", "created_at", "updated_at", "provenance")
IDENTITY_FIELDSET = ("Identity and origin", {"fields": IDENTITY, "classes": ["collapse"]})
STATE_FIELDSET = ("State", {"fields": ("state", "slug", "reason", "version")})


class RecordAdmin(admin.ModelAdmin):
    """The admin of a record. ``named_by`` is the field that its slug is made from."""

    named_by = "title"
    search_room = ""  # of the site's own search, where it knows such records
    form = RecordForm
    change_form_template = "admin/desk/change_form.html"
    readonly_fields = (*IDENTITY, "state")
    list_per_page = 50
    save_on_top = True

    # -- who may -----------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Record | None = None) -> bool:
        return super().has_change_permission(request, obj) and (
            obj is None or roles.may_change(request.user, obj)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody here: what is to go is withdrawn, or deleted on the page of its state."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All that there is; for contributors what is public and what they made."""
        rows = super().get_queryset(request)
        if roles.may_publish(request.user):
            return rows
        return rows.filter(Q(status=Status.PUBLISHED) | roles.own_drafts(request.user))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Record | None:
        """The record; held while a form is saved, so that two cannot be saved at once."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            return self.model.objects.select_for_update(of=("self",)).get(pk=found.pk)
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """What the site's search finds, drafts too, and what has the letters in its title."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if self.search_room and search_term.strip():
            matching = records_matching(self.search_room, search_term)
            found = queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=matching))
        return found, duplicates

    # -- what is shown -----------------------------------------------------------------------

    @admin.display(description="state")
    def state(self, record: Record) -> str:
        if record.pk is None:
            return "A draft. It is published on a page of its own, once it is saved."
        return format_html(
            '{} <a href="{}">Change the state</a>',
            record.get_status_display(),
            reverse("admin:desk-state", args=[record.identifier]),
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("admin:desk-history", record.identifier)

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

    def response_post_save_add(self, request: HttpRequest, obj: Record) -> HttpResponse:
        """To the page of its state, to publish it or to send it on, for those who may."""
        if self.has_change_permission(request, obj):
            return redirect("admin:desk-state", obj.identifier)
        return super().response_post_save_add(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Record, form: forms.ModelForm, change: bool
    ) -> None:
        changed = set(form.changed_data)
        request.desk_before = None
        if change:
            request.desk_before = revisions.snapshot(self.model.objects.get(pk=obj.pk))
        else:
            obj.status = Status.DRAFT
            # Made by hand: no import knows it by a key, and none may rewrite what is filled in.
            obj.identifier = identifier_for(keys.random_key(self.opts.model_name))
            changed |= {name for name, value in form.cleaned_data.items() if value}
        if not obj.slug or (change and self.named_by in changed and "slug" not in changed):
            obj.slug = keys.slug(getattr(obj, self.named_by))
        self.set_sort_forms(obj)
        curate(obj, changed - ASIDE)
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
        self.settle_related(form.instance)
        self._note(request, form)

    def settle_related(self, record: Record) -> None:
        """Derives what follows from the rows of a record, once they are saved."""

    def _note(self, request: HttpRequest, form: forms.ModelForm) -> None:
        """Leaves the revision of a save, once its rows are saved too."""
        record = self.model.objects.get(pk=form.instance.pk)
        revisions.note(
            record=record,
            act=Act.CREATED if request.desk_before is None else Act.CHANGED,
            by=request.user,
            reason=form.cleaned_data.get("reason", ""),
            before=request.desk_before or {},
        )


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


class QualityFilter(admin.SimpleListFilter):
    """Records of which something is not right yet."""

    title = "quality"
    parameter_name = "quality"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(check.code, check.label) for check in quality.checks_of(model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        for check in quality.checks_of(queryset.model):
            if check.code == self.value():
                return check.narrow(queryset.exclude(status=Status.WITHDRAWN))
        return queryset
