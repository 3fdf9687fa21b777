"""The API as it is served: operations, errors, CORS, conditional requests, documentation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from publications.api import reference
from publications.api.operations import ROOMS, router
from publications.api.parameters import expected
from publications.api.problems import ProblemError, problem
from publications.identity import archive_name

VERSION = "1"
DESCRIPTION = (
    "Everything that the archive has published, to be read by programs. It is read-only and open: "
    "no key, no cookie, and any web page may ask (CORS). Lists take the filters of the pages. "
    "Addresses of records are permanent; a record that was merged answers 301, one that was "
    "withdrawn 410. Every answer has an ETag, so that asking again costs nothing where nothing "
    "has changed."
)


class ArchiveAPI(NinjaAPI):
    """Writes an OpenAPI document that says what is really answered."""

    @cached_property
    def document(self) -> dict[str, Any]:
        return reference.corrected(super().get_openapi_schema(path_prefix=reverse("api-home")))

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:
        return self.document


def answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers preflights, with CORS, an ETag, and errors in one shape."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response.headers["Allow"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
            response.headers["Access-Control-Max-Age"] = "86400"
        elif request.method == "GET":
            try:
                response = view(request, *args, **kwargs)
            except Http404 as error:
                response = problem(404, str(error) or "There is nothing at this address.")
            response = _conditional(request, response)
        else:
            response = problem(405, "This API is read-only: use GET.")
            response.headers["Allow"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        return response

    # Django looks for this mark on the function, of which its type says nothing.
    respond.csrf_exempt = True  # type: ignore[attr-defined]
    return respond


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200:
        return response
    response = set_response_etag(response)
    modified = response.headers.get("Last-Modified")
    return get_conditional_response(
        request,
        etag=response.headers["ETag"],
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )


def _served() -> ArchiveAPI:
    made = ArchiveAPI(
        title=archive_name(),
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        urls_namespace="api-1",
    )
    made.add_router("", router)

    @made.exception_handler(ProblemError)
    def on_problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
        return problem(error.status, str(error), error.errors)

    @made.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors: dict[str, list[str]] = {}
        for each in error.errors:
            # ("query", "asked", "kind", 0): where it stood, in what, its name, its place
            named = [part for part in each["loc"][1:] if isinstance(part, str) and part != "asked"]
            name = named[0] if named else "parameter"
            errors.setdefault(name, []).append(expected(each))
        return problem(422, "A parameter is wrong.", errors)

    @made.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))

    return made


_api = _served()
_patterns, _app, _namespace = _api.urls
for _pattern in _patterns:
    _pattern.callback = answering(_pattern.callback)
api_urls = (_patterns, _app, _namespace)


@answering
def home(request: HttpRequest) -> HttpResponse:
    """The lists that there are, and where the documentation is."""

    def at(name: str, *args: str) -> str:
        return request.build_absolute_uri(reverse(name, args=args))

    here = at("api-home")
    return JsonResponse(
        {
            "title": archive_name(),
            "lists": {name: f"{here}{name}" for name in ROOMS},
            "openapi": at("api-1:openapi-json"),
            "documentation": at("api-docs"),
        }
    )


@answering
def not_found(request: HttpRequest) -> HttpResponse:
    """404; 301 where nothing but a slash at the end is too much, as the pages have one there."""
    bare = request.path.rstrip("/")
    if bare == request.path or resolve(bare).func is not_found:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{bare}?{query}" if query else bare)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document as a page that needs no script."""
    context = {"title": archive_name(), "reference": reference.readable(_api.document)}
    return render(request, "discovery/api.html", context)
