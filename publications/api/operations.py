"""The operations of the API: for each kind of record a list, a record, and what belongs to it."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja import Query

from publications.api import shapes
from publications.api.parameters import (
    Selection,
    chosen_fields,
    filtered,
    parameters_of,
    refuse_unknown,
)
from publications.api.problems import ProblemError
from publications.api.rooms import ABSENT, ROOMS, WRONG, Identifier, absent, router
from publications.api.texts import add_evidence, add_text
from publications.exports.record import prepared, record_of
from publications.models.base import Record as Model
from publications.searching.names import results_of
from publications.searching.results import Results


def add_list(room: str) -> None:
    filterset = ROOMS[room][1]
    parameters = parameters_of(filterset)

    def listing(
        request: HttpRequest, response: HttpResponse, asked: Annotated[Any, Query()]
    ) -> dict[str, Any]:
        refuse_unknown(request, parameters)
        queryset, said = filtered(request, filterset)
        paginator = Paginator(queryset, asked.page_size_)
        found = None if said.errors else results_of(said)
        if found:
            paginator.count = found.count
        try:
            page = paginator.page(asked.page_)
        except EmptyPage as error:
            raise ProblemError(
                404, f"There is no page {asked.page_}; the last is {paginator.num_pages}."
            ) from error
        fields = chosen_fields(asked)
        links = {
            "next": page.has_next() and page.next_page_number(),
            "previous": page.has_previous() and page.previous_page_number(),
        }
        site = request.build_absolute_uri("/").rstrip("/")
        here = request.build_absolute_uri(request.path)
        first = (page.number - 1) * asked.page_size_
        rows = _rows(queryset.model, found, first, first + asked.page_size_) if found else ()
        answer = {
            "sentence": said.sentence,
            "count": paginator.count,
            "page": page.number,
            "pages": paginator.num_pages,
            "page_size": asked.page_size_,
            "results": [
                shapes.shaped(record_of(row, site), f"{here}/{row.identifier}", fields)
                for row in rows
            ],
        }
        for rel, number in links.items():
            answer[rel] = _page_address(request, number) if number else None
        described = [f'<{answer[rel]}>; rel="{rel}"' for rel in links if answer[rel]]
        if described:
            response.headers["Link"] = ", ".join(described)
        return answer

    # The schema of the parameters differs from list to list, and is told to ninja here.
    listing.__annotations__["asked"] = Annotated[parameters, Query()]
    router.get(
        room,
        response={200: shapes.RecordList, 404: shapes.Problem, **WRONG},
        operation_id=f"list_{room}",
        summary=f"A list of {filterset.plural}",
        tags=[room],
        exclude_unset=True,
        url_name=f"list-{room}",
    )(listing)


def add_record(room: str) -> None:
    singular, filterset, _ = ROOMS[room]
    model = filterset._meta.model

    def one(
        request: HttpRequest,
        response: HttpResponse,
        identifier: Identifier,
        asked: Annotated[Selection, Query()],
    ) -> Any:
        refuse_unknown(request, Selection)
        found = prepared(model.objects.published().filter(identifier=identifier)).first()
        if found is None:
            return absent(model, room, identifier)
        site = request.build_absolute_uri("/").rstrip("/")
        response.headers["Last-Modified"] = http_date(found.updated_at.timestamp())
        here = request.build_absolute_uri(request.path)
        return shapes.shaped(record_of(found, site), here, chosen_fields(asked))

    router.get(
        f"{room}/{{identifier}}",
        response={200: shapes.Record, **ABSENT},
        operation_id=f"get_{room}",
        summary=f"One {singular}",
        tags=[room],
        exclude_unset=True,
        url_name=f"get-{room}",
    )(one)


def _rows(model: type[Model], found: Results, start: int, stop: int) -> list[Model]:
    """A slice of what was found, in the order of the list that people read."""
    keys = [key for _, key in found.catalogue.records(found.ids(start, stop))]
    by_key = {row.pk: row for row in prepared(model.objects.published().filter(pk__in=keys))}
    return [by_key[key] for key in keys if key in by_key]


def _page_address(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")


for _room, (_, _, _work) in ROOMS.items():
    add_list(_room)
    add_record(_room)
    if _work:
        add_text(_room)
    add_evidence(_room)
