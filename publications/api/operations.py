"""The operations of the API: for each kind of record a list, a record, and what belongs to it."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from ninja import Path, Query, Router

from publications import filters, models
from publications.api import shapes
from publications.api.parameters import (
    ANCHOR,
    Selection,
    chosen_fields,
    filtered,
    parameters_of,
    refuse_unknown,
)
from publications.api.problems import ProblemError
from publications.choices import Status
from publications.exports.kinds import permanent_path
from publications.exports.record import prepared, record_of
from publications.identifiers import PATTERN
from publications.importing.blocks import block_text
from publications.models.base import Record as Model
from publications.searching.names import results_of
from publications.searching.results import Results

router = Router()

# room -> (one of its records in words, its filters, its foreign key in texts)
ROOMS: dict[str, tuple[str, type[filters.RecordFilterSet], str]] = {
    "publications": ("publication", filters.PublicationFilterSet, "publication"),
    "news": ("piece of news", filters.NewsFilterSet, "news_item"),
    "events": ("event", filters.EventFilterSet, ""),
    "projects": ("project", filters.ProjectFilterSet, "project"),
    "authors": ("person", filters.AuthorFilterSet, ""),
    "organisations": ("organisation", filters.OrganisationFilterSet, ""),
}

Identifier = Annotated[str, Path(pattern=f"^{PATTERN}$", description="The permanent identifier")]
WRONG = {422: shapes.Problem}
ABSENT = {404: shapes.Problem, 410: shapes.Problem, **WRONG}


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
            return _absent(model, room, identifier)
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


def add_text(room: str) -> None:
    singular, filterset, work = ROOMS[room]
    model = filterset._meta.model

    def text(request: HttpRequest, identifier: Identifier) -> Any:
        refuse_unknown(request, None)
        found = _bare(model, identifier)
        if found is None:
            return _absent(model, room, identifier)
        return _text(request, found, models.Section.objects.filter(**{work: found}))

    def section(
        request: HttpRequest,
        identifier: Identifier,
        anchor: Annotated[str, Path(pattern=ANCHOR, description="Of the section")],
    ) -> Any:
        refuse_unknown(request, None)
        found = _bare(model, identifier)
        if found is None:
            return _absent(model, room, identifier)
        rows = models.Section.objects.filter(**{work: found}, anchor=anchor)
        answer = _text(request, found, rows)
        if not answer["sections"]:
            raise ProblemError(404, "The text has no such section.")
        return answer

    def footnotes(request: HttpRequest, identifier: Identifier) -> Any:
        refuse_unknown(request, None)
        found = _bare(model, identifier)
        if found is None:
            return _absent(model, room, identifier)
        rows = models.Footnote.objects.filter(**{work: found}).order_by("position", "pk")
        return {
            "identifier": identifier,
            "footnotes": [
                {
                    "number": row.number,
                    "text": row.text,
                    "urls": row.urls,
                    "section": row.section.anchor if row.section else None,
                }
                for row in rows.select_related("section").defer("section__blocks")
            ],
        }

    for path, view, shape, summary in (
        ("text", text, shapes.Text, f"The text of a {singular}, by section"),
        ("text/{anchor}", section, shapes.Text, f"One section of a {singular}"),
        ("footnotes", footnotes, shapes.Footnotes, f"The notes of a {singular}"),
    ):
        router.get(
            f"{room}/{{identifier}}/{path}",
            response={200: shape, **ABSENT},
            operation_id=f"{view.__name__}_of_{room}",
            summary=summary,
            tags=[room],
            url_name=f"{view.__name__}-{room}",
        )(view)


def add_evidence(room: str) -> None:
    singular, filterset, _ = ROOMS[room]
    model = filterset._meta.model

    def evidence(request: HttpRequest, identifier: Identifier) -> Any:
        refuse_unknown(request, None)
        found = _bare(model, identifier)
        if found is None:
            return _absent(model, room, identifier)
        rows = list(
            models.Evidence.objects.filter(
                record=identifier, source__status=Status.PUBLISHED
            ).order_by("field", "start", "pk")
        )
        wanted = {row.source_id for row in rows}
        sources = models.Source.objects.published().in_bulk(wanted)
        return {
            "identifier": identifier,
            "evidence": [
                {
                    "field": row.field,
                    "words": sources[row.source_id].text[row.start : row.end],
                    "start": row.start,
                    "end": row.end,
                    "page": row.page,
                    "source": sources[row.source_id].identifier,
                    "source_name": sources[row.source_id].name,
                    "source_address": request.build_absolute_uri(
                        permanent_path(sources[row.source_id])
                    ),
                }
                for row in rows
                if row.source_id in sources
            ],
        }

    router.get(
        f"{room}/{{identifier}}/evidence",
        response={200: shapes.EvidenceList, **ABSENT},
        operation_id=f"evidence_of_{room}",
        summary=f"The words that the values of a {singular} were read from",
        tags=[room],
        url_name=f"evidence-{room}",
    )(evidence)


def _rows(model: type[Model], found: Results, start: int, stop: int) -> list[Model]:
    """A slice of what was found, in the order of the list that people read."""
    keys = [key for _, key in found.catalogue.records(found.ids(start, stop))]
    by_key = {row.pk: row for row in prepared(model.objects.published().filter(pk__in=keys))}
    return [by_key[key] for key in keys if key in by_key]


def _text(request: HttpRequest, work: Model, rows: QuerySet) -> dict[str, Any]:
    page = request.build_absolute_uri(work.get_absolute_url())
    return {
        "identifier": work.identifier,
        "title": work.title,
        "sections": [
            {
                "anchor": row.anchor,
                "parent": row.parent.anchor if row.parent else None,
                "level": row.level,
                "kind": row.kind,
                "number": row.number,
                "title": row.title,
                "page": row.page,
                "address": f"{page}#{row.anchor}",
                "blocks": [shapes.block(each, block_text(each)) for each in row.blocks],
            }
            for row in rows.select_related("parent").order_by("position", "pk")
        ],
    }


def _bare(model: type[Model], identifier: str) -> Model | None:
    found = model.objects.published().filter(identifier=identifier)
    return found.only("identifier", "slug", _title_of(model)).first()


def _title_of(model: type[Model]) -> str:
    return "name" if model in (models.Author, models.Organisation) else "title"


def _absent(model: type[Model], room: str, identifier: str) -> HttpResponse:
    """301 to what a merged record is part of, or to the room of its kind; raises 410 or 404."""
    current = models.FormerIdentifier.objects.last_of(identifier)
    rooms = [room] if current != identifier else [each for each in ROOMS if each != room]
    for each in rooms:
        kind = ROOMS[each][1]._meta.model
        if kind.objects.published().filter(identifier=current).exists():
            response = HttpResponse(status=301)
            response.headers["Location"] = reverse(f"api-1:get-{each}", args=[current])
            return response
    withdrawn = model.objects.withdrawn().filter(identifier=identifier).first()
    if withdrawn is not None:
        reason = withdrawn.withdrawn_reason or "No reason is given."
        raise ProblemError(410, f"“{withdrawn}” was withdrawn. {reason}")
    raise ProblemError(404, "No record of this kind has that identifier.")


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
