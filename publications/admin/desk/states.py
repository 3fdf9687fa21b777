"""From draft to public and back: what will change, and the steps that may be taken."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from publications.admin.desk.pages import change_address, page_context, record_to_change
from publications.choices import Status
from publications.desk import roles, states
from publications.models import PreviewLink
from publications.models.base import Record


class ArrangementForm(forms.Form):
    """When a record is to appear; times are those of the archive's place."""

    publish_at = forms.DateTimeField(
        label="Publish at",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    embargo_until = forms.DateTimeField(
        label="Not before (embargo)",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Visitors read it at the old address."
    )
    replacement = forms.CharField(
        required=False,
        max_length=12,
        help_text="The identifier of the record to read instead, if there is one.",
    )


def state(request: HttpRequest, identifier: str) -> HttpResponse:
    """Shows the state of a record and what publishing would change; takes one step.

    Contributors send in; editors do the rest; only administrators delete.
    """
    record = record_to_change(request, identifier)
    if request.method == "POST":
        return _step(request, record)
    arranged = states.arrangement_of(record)
    return render(request, "admin/desk/state.html", page_context(
        request,
        f"State of {record}",
        record=record,
        prospect=states.prospect_of(record),
        arranged=arranged,
        arrangement=ArrangementForm(initial={
            "publish_at": arranged and arranged.publish_at,
            "embargo_until": arranged and arranged.embargo_until,
        }),
        withdrawal=WithdrawalForm(),
        previews=PreviewLink.objects.filter(record=record.identifier),
        may_publish=roles.may_publish(request.user),
        may_delete=roles.may_delete(request.user),
        is_waiting=record.status in states.WAITING,
        is_draft=record.status == Status.DRAFT,
        change_address=change_address(record),
    ))  # fmt: skip


def _step(request: HttpRequest, record: Record) -> HttpResponse:
    step = request.POST.get("step", "")
    if step not in _STEPS:
        messages.error(request, "Choose a step.")
    else:
        needs, take = _STEPS[step]
        if needs is not None and not needs(request.user):
            raise PermissionDenied
        try:
            address = take(request, record)
        except states.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect(address or reverse("admin:desk-state", args=[record.identifier]))
    return redirect("admin:desk-state", record.identifier)


def _submit(request: HttpRequest, record: Record) -> None:
    states.submit(record=record, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, "Sent to the editors.")


def _return(request: HttpRequest, record: Record) -> None:
    states.return_to_draft(record=record, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, "A draft again.")


def _publish(request: HttpRequest, record: Record) -> None:
    appeared = states.publish(record=record, by=request.user, reason=request.POST.get("reason", ""))
    more = f" With it, {len(appeared) - 1} more appeared." if len(appeared) > 1 else ""
    messages.success(request, f"“{record}” is published.{more}")


def _arrange(request: HttpRequest, record: Record) -> None:
    form = ArrangementForm(request.POST)
    if not form.is_valid():
        raise states.Refused("A time is not understood: choose day, hour and minute.")
    states.arrange(record=record, by=request.user, **form.cleaned_data)
    messages.success(request, "Arranged.")


def _withdraw(request: HttpRequest, record: Record) -> None:
    states.withdraw(
        record=record,
        by=request.user,
        reason=request.POST.get("reason", ""),
        replacement=request.POST.get("replacement", ""),
    )
    messages.success(request, "Withdrawn. Its address now gives the reason.")


def _preview(request: HttpRequest, record: Record) -> None:
    link = states.make_preview(record=record, by=request.user)
    end = link.ends_at.astimezone(datetime.UTC)
    messages.success(request, f"A private address was made. It ends on {end:%-d %B %Y}.")


def _end_previews(request: HttpRequest, record: Record) -> None:
    PreviewLink.objects.filter(record=record.identifier).delete()
    messages.success(request, "The private addresses have ended.")


def _delete(request: HttpRequest, record: Record) -> str:
    states.delete(
        record=record,
        by=request.user,
        typed=request.POST.get("typed", ""),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, f"“{record}” was deleted for good.")
    return reverse(f"admin:publications_{record._meta.model_name}_changelist")


_STEPS: dict[str, tuple[Any, Any]] = {
    "submit": (None, _submit),
    "return": (None, _return),
    "publish": (roles.may_publish, _publish),
    "arrange": (roles.may_publish, _arrange),
    "withdraw": (roles.may_publish, _withdraw),
    "preview": (None, _preview),
    "end_previews": (None, _end_previews),
    "delete": (roles.may_delete, _delete),
}
