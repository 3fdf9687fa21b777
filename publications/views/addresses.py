"""Where an identifier leads: to its page, to its successor, to a notice, or nowhere."""

from collections.abc import Iterable

from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render
from django.urls import reverse

from publications.choices import Status
from publications.models import (
    Arrangement,
    Author,
    Event,
    FormerIdentifier,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Series,
    Source,
)
from publications.models.base import Record
from publications.paths import path_of

WORKS = (Publication, NewsItem, Event, Project)
RECORDS = (*WORKS, Author, Organisation, Series, Source)
LONG = {Source: ("text", "pages")}  # what is not read of a record that is only named


def public_address(identifier: str) -> str | None:
    """The address of the published record of any kind that has the identifier: one query."""
    parts = [
        model.objects.published()
        .filter(identifier=identifier)
        .order_by()
        .values_list(Value(model.url_name, TextField()), Cast("slug", TextField()))
        for model in RECORDS
    ]
    for url_name, slug in parts[0].union(*parts[1:], all=True):
        return reverse(url_name, args=[identifier, slug or "-"])
    return None


def works_named(identifiers: Iterable[str]) -> dict[str, tuple[str, str]]:
    """``identifier: (title, address)`` of the published works among them: one query."""
    named = list(filter(None, identifiers))
    parts = [
        model.objects.published()
        .filter(identifier__in=named)
        .order_by()
        .values_list(
            "identifier",
            Cast("title", TextField()),
            Value(model.url_name, TextField()),
            Cast("slug", TextField()),
        )
        for model in WORKS
    ]
    return {
        identifier: (title, path_of(url_name, identifier, slug or "-"))
        for identifier, title, url_name, slug in parts[0].union(*parts[1:], all=True)
    }


def successor_address(identifier: str) -> str | None:
    """The address of the record that a retired identifier was merged into."""
    current = FormerIdentifier.objects.last_of(identifier)
    return public_address(current) if current != identifier else None


def address_elsewhere(model, identifier: str) -> str | None:
    """The address of a record that is of another kind than it was; None for any other."""
    if model.objects.filter(identifier=identifier).exists():
        return None
    return public_address(identifier)


def absent(request: HttpRequest, model, identifier: str) -> HttpResponse:
    """The answer where no record of a kind is public.

    301 to its successor, or to the record when it is of another kind now, 410 with reason, or 404.
    """
    address = successor_address(identifier) or address_elsewhere(model, identifier)
    if address:
        return HttpResponsePermanentRedirect(address)
    record = model.objects.withdrawn().filter(identifier=identifier).first()
    if record is None:
        raise Http404
    context = {"record": record, "replacement": replacement_of(identifier)}
    return render(request, "410.html", context, status=410)


def replacement_of(identifier: str) -> Record | None:
    """What an editor named to be read instead of a withdrawn record, where it is public."""
    arranged = Arrangement.objects.filter(record=identifier).exclude(replacement="").first()
    if arranged is None:
        return None
    current = FormerIdentifier.objects.last_of(arranged.replacement)
    rows = (
        model.objects.published().filter(identifier=current).defer(*LONG.get(model, ())).first()
        for model in RECORDS
    )
    return next(filter(None, rows), None)


def by_identifier(request: HttpRequest, identifier: str) -> HttpResponse:
    """``/<identifier>/``: 303 to the readable address, for it may change where this does not."""
    address = public_address(identifier)
    if address:
        response = redirect(address)
        response.status_code = 303
        return response
    for model in RECORDS:
        if model.objects.filter(identifier=identifier, status=Status.WITHDRAWN).exists():
            return absent(request, model, identifier)
    return absent(request, Publication, identifier)


def file_by_identifier(request: HttpRequest, identifier: str, extension: str) -> HttpResponse:
    """``/<identifier>.bib``: 303 to the file of the record, whatever its kind is."""
    address = public_address(identifier) or successor_address(identifier)
    if address is None:
        return by_identifier(request, identifier)
    return HttpResponseRedirect(f"{address.rsplit('/', 2)[0]}.{extension}", status=303)
