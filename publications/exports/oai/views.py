"""The address of OAI-PMH: GET and POST, always answered in XML."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from publications.exports.oai.answer import Repository, answer
from publications.exports.oai.items import as_of
from publications.identity import archive_domain, archive_email, archive_name


@csrf_exempt  # reads only; harvesters may use POST for long arguments
@require_http_methods(["GET", "HEAD", "POST"])
def oai_pmh(request: HttpRequest) -> HttpResponse:
    """One request of a harvester; errors of the protocol are answers with status 200."""
    repository = Repository(
        name=archive_name(),
        domain=archive_domain(),
        email=archive_email(),
        address=request.build_absolute_uri(request.path),
        site=request.build_absolute_uri("/").rstrip("/"),
        now=as_of(),
    )
    # An address with arguments in a POST is read as well: the protocol knows arguments, not where.
    parameters = dict(request.GET.lists())
    if request.method == "POST":
        for name, values in request.POST.lists():
            parameters[name] = parameters.get(name, []) + values
    return HttpResponse(
        answer(repository, list(parameters.items())), content_type="text/xml; charset=utf-8"
    )
