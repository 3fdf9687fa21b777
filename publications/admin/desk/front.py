"""The first page of the desk: what waits, what is not right yet, what happened last."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from publications.choices import Status, UploadState
from publications.desk import quality, reading, roles
from publications.desk.records import WORKS
from publications.models import Arrangement, Revision, Upload

MOST = 12
SETTLED = (UploadState.READ, UploadState.KNOWN, UploadState.ASIDE)


def front_context(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows this editor; a contributor sees only their own drafts."""
    everything = roles.may_publish(request.user)
    waiting = []
    for status in (Status.IN_REVIEW, Status.DRAFT):
        for model in WORKS:
            rows = model.objects.filter(status=status)
            if not everything:
                rows = rows.filter(roles.own_drafts(request.user))
            waiting += rows.order_by("-updated_at", "-pk")[:MOST]
    uploads = Upload.objects.select_related("by")
    if not everything:
        uploads = uploads.filter(by=request.user)
    return {
        "waiting": waiting[: 2 * MOST],
        "unread": uploads.exclude(state__in=SETTLED)[:MOST],
        "arranged": Arrangement.objects.filter(publish_at__isnull=False).order_by("publish_at")[
            :MOST
        ]
        if everything
        else [],
        "happened": Revision.objects.select_related("by").order_by("-at", "-pk")[:MOST]
        if everything
        else [],
        "quality": _quality() if everything else [],
        "may_publish": everything,
        "worker": reading.worker_is_there(),
    }


def _quality() -> list[dict[str, Any]]:
    """Each check with its count and the list of what fails it."""
    return [
        {
            "label": check.label,
            "count": count,
            "address": reverse(f"admin:publications_{check.model._meta.model_name}_changelist")
            + f"?quality={check.code}",
        }
        for check, count in quality.counts()
    ]
