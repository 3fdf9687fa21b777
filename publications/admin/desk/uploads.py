"""Handing in files and pasted texts, and seeing how far their reading has come."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    UnreadablePostError,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from publications.admin.desk.pages import page_context
from publications.choices import UploadState
from publications.desk import reading, receiving, roles
from publications.desk.records import WORKS, find_record
from publications.models import Upload
from publications.parsing.readers import TEXT_LIMIT

SHOWN = 20
AT_WORK = (UploadState.WAITING, UploadState.READING)


class PasteForm(forms.Form):
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        strip=False,
        help_text="The whole text as it stands on the page: title, names, date and all.",
    )
    title = forms.CharField(max_length=200, required=False, help_text="Only to name the file.")
    address = forms.URLField(
        label="Address it was found at", max_length=1000, required=False, assume_scheme="https"
    )


def upload(request: HttpRequest) -> HttpResponse:
    """The page to hand in at; after that, the list of what was handed in.

    Files: each is kept and read, or refused with the reason. Text: the same. One thing that
    was read at once leads to its review.
    """
    if not request.user.has_perm("publications.add_upload"):
        raise PermissionDenied
    form = PasteForm()
    if request.method == "POST":
        try:
            form = PasteForm(request.POST)
        except UnreadablePostError:
            return HttpResponseBadRequest("The upload broke off. Nothing of it was kept.")
        taken = _receive(request, form)
        if taken is not None:
            return _answer(request, taken)
    return render(request, "admin/desk/upload.html", page_context(
        request, "Hand in a file or a text", form=form, worker=reading.worker_is_there(),
        largest=receiving.LARGEST // 1_000_000, largest_text=TEXT_LIMIT // 1_000_000,
        **_list(request),
    ))  # fmt: skip


def _receive(request: HttpRequest, form: PasteForm) -> list[Upload] | None:
    """The uploads that a request brought; None where the form has to be shown again."""
    files = request.FILES.getlist("files")
    refused = request.META.get(receiving.REFUSED, [])
    if not form.is_valid():
        return None
    taken = []
    for reason in refused:
        messages.error(request, reason)
    for file in files:
        try:
            taken.append(receiving.receive_file(file=file, by=request.user,
                                                address=form.cleaned_data["address"]))  # fmt: skip
        except receiving.Refused as refusal:
            messages.error(request, str(refusal))
    if form.cleaned_data["text"].strip():
        try:
            taken.append(receiving.receive_text(by=request.user, **form.cleaned_data))
        except receiving.Refused as refusal:
            messages.error(request, str(refusal))
    elif not files and not refused:
        form.add_error("text", "Choose one or more files, or paste a text.")
        return None
    return taken


def _answer(request: HttpRequest, taken: list[Upload]) -> HttpResponse:
    if not reading.worker_is_there():
        for each in taken:
            reading.read_upload(each.pk)
            each.refresh_from_db()
        if any(each.attempts for each in taken):
            messages.info(
                request, "No worker runs in the background, so this was read while you waited."
            )
    if len(taken) == 1 and taken[0].state == UploadState.READ and taken[0].record:
        record = find_record(taken[0].record)
        if record is not None and roles.may_change(request.user, record):
            return redirect("admin:desk-review", taken[0].record)
        messages.info(request, taken[0].message)
    if len(taken) == 1 and taken[0].state == UploadState.CHECKED:
        return redirect("admin:desk-table", taken[0].pk)
    for each in taken:
        if each.state == UploadState.FAILED:
            # Django begins a message with a capital, which a name of a file must not get.
            messages.error(request, f"{each.get_state_display()}: {each.message}")
        elif each.state == UploadState.KNOWN:
            messages.warning(request, f"“{each.name}”: {each.message}")
    return redirect("admin:desk-upload")


def _list(request: HttpRequest) -> dict:
    rows = Upload.objects.select_related("by", "table").defer("table__rows")
    if not roles.may_publish(request.user):
        rows = rows.filter(by=request.user)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    rows = list(page)
    titles = _reviewable(request.user, {row.record for row in rows} - {""})
    for row in rows:
        row.draft = titles.get(row.record, "")
    return {
        "uploads": rows,
        "page": page,
        "at_work": any(row.state in AT_WORK for row in rows),
    }


def _own_upload(request: HttpRequest, key: int, *states: UploadState) -> Upload:
    row = get_object_or_404(Upload, pk=key, state__in=states)
    if not (roles.may_publish(request.user) or row.by_id == request.user.pk):
        raise PermissionDenied
    return row


def _reviewable(user: Any, named: set[str]) -> dict[str, str]:
    """The titles of those of some records that a person may work on."""
    found: dict[str, str] = {}
    for model in WORKS if named else ():
        rows = model.objects.filter(identifier__in=named)
        if not roles.may_publish(user):
            rows = rows.filter(roles.own_drafts(user))
        found.update(rows.order_by().values_list("identifier", "title"))
    return found


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The list alone, which the page asks for again and again while something is being read."""
    if not request.user.has_perm("publications.add_upload"):
        raise PermissionDenied
    return render(request, "admin/desk/_uploads.html", _list(request))


@require_POST
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Reads a file once more that could not be read, or that was set aside."""
    row = _own_upload(request, key, UploadState.FAILED, UploadState.ASIDE)
    row.state, row.attempts, row.message = UploadState.WAITING, 0, ""
    row.save(update_fields=["state", "attempts", "message"])
    return _answer(request, [row])


@require_POST
def aside(request: HttpRequest, key: int) -> HttpResponse:
    """Puts away what nobody wants to read or take; the file is kept, and can be read again."""
    row = _own_upload(request, key, UploadState.FAILED, UploadState.CHECKED)
    row.state = UploadState.ASIDE
    row.save(update_fields=["state"])
    messages.success(request, f"“{row.name}” is set aside. “Try again” brings it back.")
    return redirect("admin:desk-upload")
