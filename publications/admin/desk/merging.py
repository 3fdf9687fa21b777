"""Likely duplicates with reasons, and two people or bodies made into one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from publications.admin.desk.pages import agent_to_change, change_address, page_context
from publications.choices import Act
from publications.desk import merging, revisions, roles, who
from publications.desk.likeness import likely_duplicates
from publications.desk.records import AGENTS, find_record
from publications.desk.who import Candidate
from publications.models import Revision


def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of records that may be one; merges can be undone from the list below them."""
    if not roles.may_publish(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _part(request)
    return render(request, "admin/desk/duplicates.html", page_context(
        request,
        "Likely duplicates",
        pairs=[(pair, type(pair.first) in AGENTS) for pair in likely_duplicates()],
        merges=Revision.objects.filter(act=Act.MERGED, undone_by=None).select_related("by")[:30],
    ))  # fmt: skip


def _part(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("undo", "")
    row = get_object_or_404(Revision, pk=int(number) if number.isdecimal() else 0)
    try:
        merging.part(revision=row, by=request.user)
    except (merging.Refused, revisions.Conflict) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row.title} is a record of its own again.")
    return redirect("admin:desk-duplicates")


def other(request: HttpRequest, identifier: str) -> HttpResponse:
    """Asks with whom a person or body is one: those of a like name, or who is looked for."""
    record = agent_to_change(request, identifier)
    words = request.GET.get("q", "").strip()
    if words:
        found = [Candidate(each, "") for each in who.named(record, words)]
    else:
        found = who.alike(record)
    return render(request, "admin/desk/merge_other.html", page_context(
        request,
        f"Merge {record} with another",
        record=record,
        words=words,
        found=found,
        change_address=change_address(record),
    ))  # fmt: skip


def merge(request: HttpRequest, survivor: str, merged: str) -> HttpResponse:
    """Shows what merging two records does, and does it."""
    if not roles.may_publish(request.user):
        raise PermissionDenied
    kept, gone = find_record(survivor, AGENTS), find_record(merged, AGENTS)
    if kept is None or gone is None:
        raise Http404("No person or organisation has this identifier.")
    try:
        if request.method == "POST":
            merging.merge(
                survivor=kept, merged=gone, by=request.user, reason=request.POST.get("reason", "")
            )
            messages.success(request, f"{gone} is now {kept}. The old address leads there.")
            return redirect("admin:desk-duplicates")
        prospect = merging.prospect_of(survivor=kept, merged=gone)
    except merging.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:desk-duplicates")
    return render(
        request,
        "admin/desk/merge.html",
        page_context(request, f"Merge {gone} into {kept}", prospect=prospect),
    )
