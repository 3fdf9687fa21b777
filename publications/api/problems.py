"""Every error of the API in one shape: ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import json

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
TITLES = {
    404: "Not found",
    405: "Method not allowed",
    410: "Withdrawn",
    422: "Wrong parameter",
    429: "Too many requests",
    400: "Bad request",
    500: "Fault of the archive",
    503: "Not now",
}


class ProblemError(Exception):
    """Ends a request with a status, a sentence, and by parameter what is wrong with it."""

    def __init__(
        self, status: int, detail: str, *, errors: dict[str, list[str]] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.errors = errors or {}


def problem(status: int, detail: str, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "errors": errors or {},
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
