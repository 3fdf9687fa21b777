"""Single records over HTTP: a file in each format, and the linkset."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from publications import identifiers
from publications.exports import embedding
from publications.exports.negotiation import base_of, no_such_format, opened, plain, suited_format
from publications.exports.record import TYPES, Record, prepared, record_of
from publications.models import FormerIdentifier
from publications.models.base import Record as Model


@require_safe
def record_file(
    request: HttpRequest, model: type[Model], identifier: str, extension: str
) -> HttpResponse:
    """``/publications/<identifier>.bib``.

    404 with the list of formats where there is no such one, 301 where the record was merged, 410
    where it was withdrawn.
    """
    chosen = suited_format(extension, TYPES[model])
    if chosen is None:
        return no_such_format(extension, TYPES[model])
    record = _record_or_response(request, model, identifier)
    if isinstance(record, str):
        return HttpResponsePermanentRedirect(f"{record}.{chosen.extension}")
    if isinstance(record, HttpResponse):
        return record
    response = HttpResponse(chosen.render(record), content_type=chosen.content_type)
    response["Content-Disposition"] = f'inline; filename="{identifier}.{chosen.extension}"'
    response["Last-Modified"] = http_date(record.datestamp.timestamp())
    response["Link"] = embedding.link_header_of_file(record)
    return opened(response)


@require_safe
def linkset(request: HttpRequest, model: type[Model], identifier: str) -> HttpResponse:
    """``/publications/<identifier>/linkset.json``: every typed link of a record."""
    record = _record_or_response(request, model, identifier)
    if isinstance(record, str):
        return HttpResponsePermanentRedirect(f"{record}/linkset.json")
    if isinstance(record, HttpResponse):
        return record
    response = JsonResponse(embedding.linkset(record), content_type=embedding.LINKSET_TYPE)
    return opened(response)


def _record_or_response(
    request: HttpRequest, model: type[Model], identifier: str
) -> Record | HttpResponse | str:
    """The public record; the stem of its successor; or the notice that it was withdrawn."""
    if not identifiers.is_valid(identifier):
        raise Http404
    if found := prepared(model.objects.published()).filter(identifier=identifier).first():
        return record_of(found, base_of(request))
    if successor := _successor(model, identifier):
        return record_of(successor, base_of(request)).stem
    withdrawn = model.objects.withdrawn().filter(identifier=identifier).first()
    if withdrawn is None:
        raise Http404
    notice = f"{withdrawn}: this record was withdrawn. {withdrawn.withdrawn_reason}".strip()
    return plain(f"{notice}\n", 410)


def _successor(model: type[Model], identifier: str) -> Model | None:
    """The published record that a merged one is part of, or that is of another kind now."""
    current = FormerIdentifier.objects.last_of(identifier)
    kinds = [model] if current != identifier else [each for each in TYPES if each is not model]
    rows = (kind.objects.published().filter(identifier=current).first() for kind in kinds)
    return next(filter(None, rows), None)
