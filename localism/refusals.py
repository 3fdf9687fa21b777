"""What a visitor is told whom the archive cannot answer, in the form that was asked for.

A page for readers, a problem for the API, plain words for files. Harvesters by OAI-PMH know one
way of being asked to wait, a 503 with `Retry-After`, so that they get it also for a 429.
"""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse

from publications.api.problems import problem

log = logging.getLogger(__name__)

SLOW_SECONDS = 30  # after which an archive that was busy is worth another try

SLOW = (
    "This question took longer than the archive gives to one question, and was ended. Ask for "
    "less, with fewer words or one more filter, or try again in half a minute: others may have "
    "kept the archive busy."
)
UNAVAILABLE = "The archive cannot reach its records at the moment. Try again in half a minute."
MANY = (
    "More was asked from your address in one minute than the archive gives to one visitor. "
    "Wait {seconds} seconds and go on. To take everything, use the exports, OAI-PMH or the API, "
    "one request at a time."
)
FAULT = (
    "Something went wrong. The fault is the archive's and was noted; nothing was changed or lost."
)


def refuse_slow(request: HttpRequest) -> HttpResponse:
    """A statement was cut."""
    return refuse(request, 503, "slow", SLOW, SLOW_SECONDS)


def refuse_unavailable(request: HttpRequest) -> HttpResponse:
    """The database did not answer."""
    return refuse(request, 503, "unavailable", UNAVAILABLE, SLOW_SECONDS)


def refuse_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """One address asked for too much."""
    return refuse(request, 429, "many", MANY.format(seconds=seconds), seconds)


def refuse_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: one of the desk that is out of date; elsewhere there are none."""
    if request.path.startswith(reverse("admin:index")):
        return render(request, "admin/desk/stale.html", status=403)
    response = _plain(405, "Nothing can be sent here: this address is only read.")
    response["Allow"] = "GET, HEAD"
    return response


def refuse_at_fault(request: HttpRequest) -> HttpResponse:
    """A mistake of ours ended the request; whatever else is broken, this is answered."""
    if request.path.startswith("/api/"):
        return problem(500, FAULT)
    if _wants_page(request):
        try:
            return HttpResponse(get_template("500.html").render(), status=500)
        # The mistake may be in what pages are made of.
        except Exception:
            log.exception("The page for mistakes could not be made")
    return _plain(500, FAULT)


def refuse(request: HttpRequest, status: int, case: str, words: str, seconds: int) -> HttpResponse:
    """Say the words in the form that was asked for, and when to come again."""
    if request.path.startswith("/api/"):
        response = problem(status, words)
    elif request.path == reverse("oai-pmh"):
        response = _plain(503, words)
    elif _wants_page(request):
        context = {"case": case, "seconds": seconds, "room": ""}
        response = render(request, f"{status}.html", context, status=status)
    else:
        response = _plain(status, words)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    if not response["Content-Type"].startswith("text/html"):
        response["Access-Control-Allow-Origin"] = "*"
    return response


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def _wants_page(request: HttpRequest) -> bool:
    """Files have a suffix or a format in their address; feeds and suggestions end in their name."""
    return (
        request.path.endswith("/")
        and not request.path.endswith(("/feed/", "/suggest/"))
        and "format" not in request.GET
        and request.accepts("text/html")
    )
