"""A table of works: what each row would do, and an editor's word on it."""

import csv
import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from publications.admin.desk.pages import page_context
from publications.choices import UploadState
from publications.desk import reading, roles, tables
from publications.desk.fates import FATES, REFUSED
from publications.models import TableCheck
from publications.parsing.tables.columns import COLUMNS

PAGE = 100


def table(request: HttpRequest, key: int) -> HttpResponse:
    """Shows the fate of each row; with an editor's word, takes the table."""
    check = _check(request, key)
    upload = check.upload
    if request.method == "POST":
        return _take(request, check)
    chosen = request.GET.get("fate", "")
    rows = [row for row in check.rows if chosen in ("", row["fate"])]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counts = [
        (fate, label, sum(row["fate"] == fate for row in check.rows))
        for fate, label in FATES.items()
    ]
    return render(request, "admin/desk/table.html", page_context(
        request,
        upload.name,
        upload=upload,
        page=page,
        counts=[each for each in counts if each[2]],
        total=len(check.rows),
        chosen=chosen,
        waits=upload.state == UploadState.CHECKED,
        at_work=upload.state in {UploadState.WAITING, UploadState.READING},
        any_refused=any(row["fate"] == REFUSED for row in check.rows),
        any_kept=any(row["kept"] for row in check.rows),
        any_to_take=any(row["fate"] != REFUSED for row in check.rows),
        may_overrule=roles.may_publish(request.user),
        words=FATES,
    ))  # fmt: skip


@require_safe
def refused(request: HttpRequest, key: int) -> HttpResponse:
    """The refused rows as a file to put right and hand in again."""
    check = _check(request, key)
    name = f"refused-{check.upload.name}"
    text = tables.refused_rows(check.upload, check.rows)
    return _download(name, text)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with the names of all columns and a row as example."""
    if not request.user.has_perm("publications.add_upload"):
        raise PermissionDenied
    file = io.StringIO()
    out = csv.writer(file)
    out.writerow([each.name for each in COLUMNS])
    out.writerow([each.example for each in COLUMNS])
    return _download("works.csv", file.getvalue())


def _check(request: HttpRequest, key: int) -> TableCheck:
    """The table of an upload, for an editor and for whoever handed it in."""
    check = get_object_or_404(TableCheck.objects.select_related("upload__by"), upload=key)
    user = request.user
    if not user.has_perm("publications.add_upload"):
        raise PermissionDenied
    if not (roles.may_publish(user) or check.upload.by_id == user.pk):
        raise PermissionDenied
    return check


def _take(request: HttpRequest, check: TableCheck) -> HttpResponse:
    upload = check.upload
    try:
        tables.decide(
            upload=upload,
            by=request.user,
            reason=request.POST.get("reason", "").strip(),
            overrules="overrules" in request.POST and roles.may_publish(request.user),
            whole="whole" in request.POST,
        )
    except tables.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:desk-table", upload.pk)
    if not reading.worker_is_there():
        reading.read_upload(upload.pk)
    upload.refresh_from_db()
    if upload.state == UploadState.READ:
        messages.success(request, upload.message)
    elif upload.state not in {UploadState.WAITING, UploadState.READING}:
        messages.error(request, upload.message)
    return redirect("admin:desk-table", upload.pk)


def _download(name: str, text: str) -> HttpResponse:
    # With a byte order mark, so that Excel reads the letters as they are.
    kind = "text/csv" if not name.lower().endswith(".ris") else "application/octet-stream"
    mark = "\ufeff" if kind == "text/csv" else ""
    answer = HttpResponse(mark + text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
