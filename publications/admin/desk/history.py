"""What happened to a record: every revision with its difference, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from publications.admin.desk.pages import change_address, page_context, record_to_change
from publications.choices import Act
from publications.desk import changes, merging, revisions, roles, splitting
from publications.models import Revision
from publications.models.base import Record

PAGE = 30


def history(request: HttpRequest, identifier: str) -> HttpResponse:
    """Lists the revisions of a record, newest first; undoes the one that is posted."""
    record = record_to_change(request, identifier)
    rows = Revision.objects.filter(record=identifier)
    if request.method == "POST":
        if not roles.may_publish(request.user):
            raise PermissionDenied
        more = ""
        number = request.POST.get("undo", "")
        revision = get_object_or_404(rows, pk=int(number) if number.isdecimal() else 0)
        try:
            if revision.act == Act.MERGED:
                merging.part(revision=revision, by=request.user)
            elif revision.act == Act.SPLIT:
                splitting.join(revision=revision, by=request.user)
            else:
                back = revisions.undo(revision=revision, by=request.user)
                more = _told(back.company.count(), revision.act)
        except (revisions.Conflict, merging.Refused, splitting.Refused) as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, f"Undone.{more}")
        return redirect("admin:desk-history", identifier)
    page = Paginator(rows.select_related("by", "undone_by"), PAGE).get_page(request.GET.get("page"))
    return render(request, "admin/desk/history.html", page_context(
        request,
        f"History of {record}",
        record=record,
        page=page,
        entries=[(row, changes.changes_of(row), _can_be_undone(row, record)) for row in page],
        may_undo=roles.may_publish(request.user),
        change_address=change_address(record),
    ))  # fmt: skip


def _told(number: int, act: str) -> str:
    """What else was undone along with a change."""
    came = "came" if act == Act.UNDONE else "went"
    return f" With it, {number} more {came} back." if number else ""


def _can_be_undone(revision: Revision, record: Record) -> bool:
    return bool(revision.before) and revisions.is_of_kind(revision, record)
