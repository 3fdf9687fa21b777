"""From draft to public and back: what will change, and the steps that may be taken."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from publications.admin.desk.pages import change_address, page_context, record_to_change
from publications.choices import Status
from publications.desk import remaining, roles, states
from publications.models import PreviewLink, Source
from publications.models.base import Record


def _moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "This is not understood: choose day, hour and minute."},
    )


class NoteForm(forms.Form):
    reason = forms.CharField(required=False)


class ArrangementForm(forms.Form):
    """When a record is to appear; times are those of the archive's place."""

    publish_at = _moment("Publish at")
    embargo_until = _moment("Not before (embargo)")


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Visitors read it at the old address.",
        error_messages={"required": states.NO_REASON},
    )
    replacement = forms.CharField(
        required=False,
        help_text="The address or the identifier of the record to read instead, if there is one.",
    )


class DeletionForm(NoteForm):
    typed = forms.CharField(required=False)


def state(request: HttpRequest, identifier: str) -> HttpResponse:
    """Shows the state of a record and what publishing would change; takes one step.

    Contributors send in; editors do the rest; only administrators delete. A step that is refused
    shows what was written again, with the reason beside it.
    """
    record = record_to_change(request, identifier)
    arranged = states.arrangement_of(record)
    shown = {
        "withdrawal": WithdrawalForm(),
        "deletion": DeletionForm(),
        "arrangement": ArrangementForm(
            initial={
                "publish_at": arranged and arranged.publish_at,
                "embargo_until": arranged and arranged.embargo_until,
            }
        ),
    }
    if request.method == "POST":
        answer = _step(request, record, shown)
        if answer is not None:
            return answer
    return render(request, "admin/desk/state.html", page_context(
        request,
        f"State of {record}",
        record=record,
        prospect=states.prospect_of(record),
        left_public=remaining.left_public(record),
        arranged=arranged,
        **shown,
        reviewed=not isinstance(record, Source),
        previews=PreviewLink.objects.filter(record=record.identifier),
        may_publish=roles.may_publish(request.user),
        may_delete=roles.may_delete(request.user),
        is_waiting=record.status in states.WAITING,
        is_draft=record.status == Status.DRAFT,
        change_address=change_address(record),
    ))  # fmt: skip


def _step(
    request: HttpRequest, record: Record, shown: dict[str, forms.Form]
) -> HttpResponse | None:
    """Takes the step that was chosen; None where its form has to be shown again."""
    here = redirect("admin:desk-state", record.identifier)
    step = _STEPS.get(request.POST.get("step", ""))
    if step is None:
        messages.error(request, "Choose a step.")
        return here
    if step.needs is not None and not step.needs(request.user):
        raise PermissionDenied
    form = step.form(request.POST)
    if form.is_valid():
        try:
            return step.take(request, record, **form.cleaned_data) or here
        except states.Refused as refusal:
            if refusal.field not in form.fields:
                messages.error(request, str(refusal))
                return here
            form.add_error(refusal.field, str(refusal))
    shown[step.shown] = form
    return None


def _submit(request: HttpRequest, record: Record, reason: str) -> None:
    states.submit(record=record, by=request.user, reason=reason)
    messages.success(request, "Sent to the editors.")


def _return(request: HttpRequest, record: Record, reason: str) -> None:
    states.return_to_draft(record=record, by=request.user, reason=reason)
    messages.success(request, "A draft again.")


def _publish(request: HttpRequest, record: Record, reason: str) -> None:
    appeared = states.publish(record=record, by=request.user, reason=reason)
    more = f" With it, {len(appeared) - 1} more appeared." if len(appeared) > 1 else ""
    messages.success(request, f"“{record}” is published.{more}")


def _arrange(request: HttpRequest, record: Record, **moments: datetime.datetime | None) -> None:
    states.arrange(record=record, by=request.user, **moments)
    messages.success(request, "Arranged.")


def _withdraw(request: HttpRequest, record: Record, reason: str, replacement: str) -> None:
    states.withdraw(record=record, by=request.user, reason=reason, replacement=replacement)
    messages.success(request, "Withdrawn. Its address now gives the reason.")


def _preview(request: HttpRequest, record: Record, reason: str) -> None:
    link = states.make_preview(record=record, by=request.user)
    end = link.ends_at.astimezone(datetime.UTC)
    messages.success(request, f"A private address was made. It ends on {end:%-d %B %Y}.")


def _end_previews(request: HttpRequest, record: Record, reason: str) -> None:
    PreviewLink.objects.filter(record=record.identifier).delete()
    messages.success(request, "The private addresses have ended.")


def _delete(request: HttpRequest, record: Record, typed: str, reason: str) -> HttpResponse:
    states.delete(record=record, by=request.user, typed=typed, reason=reason)
    messages.success(request, f"“{record}” was deleted for good.")
    return redirect(f"admin:publications_{record._meta.model_name}_changelist")


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done on the page of a state, by whom, and with which form."""

    take: Callable[..., HttpResponse | None]
    needs: Callable[[Any], bool] | None = None
    form: type[forms.Form] = NoteForm
    shown: str = ""  # the name of the form on the page, where it asks for more than a note


_STEPS = {
    "submit": Step(_submit),
    "return": Step(_return),
    "publish": Step(_publish, roles.may_publish),
    "arrange": Step(_arrange, roles.may_publish, ArrangementForm, "arrangement"),
    "withdraw": Step(_withdraw, roles.may_publish, WithdrawalForm, "withdrawal"),
    "preview": Step(_preview),
    "end_previews": Step(_end_previews),
    "delete": Step(_delete, roles.may_delete, DeletionForm, "deletion"),
}
