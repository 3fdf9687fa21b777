"""What can be done to several records at once: each shows first what it would do to which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publications.admin.desk.pages import page_context
from publications.desk import revisions, roles, states
from publications.models import Series, Topic
from publications.models.base import Record

Fate = tuple[Record, str, bool]  # the record, what becomes of it, whether anything does


class TopicForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.order_by("name"))


class SeriesForm(forms.Form):
    series = forms.ModelChoiceField(Series.objects.order_by("title"), required=False)


def _page(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    title: str,
    action: str,
    fates: list[Fate],
    form: forms.Form | None = None,
) -> HttpResponse:
    return render(request, "admin/desk/bulk.html", page_context(
        request, title, action=action, fates=fates, form=form, chosen=queryset,
        any_will=any(will for _, _, will in fates),
    ))  # fmt: skip


def _require_editor(request: HttpRequest) -> None:
    if not roles.may_publish(request.user):
        raise PermissionDenied


@admin.action(description="Publish")
def publish_chosen(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Publishes those that can be; the rest is told with the reason."""
    _require_editor(request)
    if "apply" not in request.POST:
        fates = []
        for record in queryset:
            prospect = states.prospect_of(record)
            told = (
                " ".join(prospect.obstacles) or f"appears with {len(prospect.appearing) - 1} more"
            )
            fates.append((record, told, not prospect.obstacles))
        return _page(request, queryset, title="Publish these", action="publish_chosen", fates=fates)
    done = 0
    for record in queryset:
        try:
            states.publish(record=record, by=request.user, reason="Published with others.")
        except states.Refused as refusal:
            messages.warning(request, f"{record}: {refusal}")
        else:
            done += 1
    messages.success(request, f"{done} published.")
    return None


@admin.action(description="Add a topic")
def add_topic(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Gives a topic to those that do not have it."""

    def fate(record: Record, chosen: dict[str, Any]) -> tuple[str, bool]:
        topic = chosen.get("topic")
        if topic and record.topics.filter(topic=topic).exists():
            return "has it already", False
        return "will have it", True

    def apply(record: Record, chosen: dict[str, Any]) -> None:
        record.topics.create(topic=chosen["topic"])
        # Beside the topics that imports find, not in place of them.

    return _with_choice(
        request, queryset, TopicForm, fate, apply, title="Add a topic to these", action="add_topic"
    )


@admin.action(description="Set the series")
def set_series(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Puts publications into a series, or takes them out of theirs."""

    def fate(record: Record, chosen: dict[str, Any]) -> tuple[str, bool]:
        told = f"is in “{record.series}” now" if record.series_id else "is in none now"
        if "series" in chosen and record.series == chosen["series"]:
            return f"{told}, and stays as it is", False
        return told, True

    def apply(record: Record, chosen: dict[str, Any]) -> None:
        record.series = chosen["series"]
        record.curated = sorted({*record.curated, "series"})
        record.save(update_fields=["series", "curated"])

    return _with_choice(
        request, queryset, SeriesForm, fate, apply,
        title="Set the series of these", action="set_series",
    )  # fmt: skip


def _with_choice(
    request: HttpRequest,
    queryset: QuerySet,
    form_class: type[forms.Form],
    fate: Callable[[Record, dict[str, Any]], tuple[str, bool]],
    apply: Callable[[Record, dict[str, Any]], None],
    *,
    title: str,
    action: str,
) -> HttpResponse | None:
    """Asks what to set, shows what that does to each record, and does it in one transaction."""
    _require_editor(request)
    form = form_class(request.POST if "apply" in request.POST else None)
    if "apply" not in request.POST or not form.is_valid():
        fates = [(record, *fate(record, {})) for record in queryset]
        return _page(request, queryset, title=title, action=action, fates=fates, form=form)
    done = 0
    with transaction.atomic():
        for record in queryset:
            if not fate(record, form.cleaned_data)[1]:
                continue
            with revisions.recorded(record=record, by=request.user, reason=f"{title}, at once."):
                apply(record, form.cleaned_data)
                states.stamp(record)
            done += 1
    messages.success(request, f"{done} changed.")
    return None
