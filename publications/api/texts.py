"""The text of a work by section, its notes, and the words that its values were read from."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path

from publications import models
from publications.api import shapes
from publications.api.parameters import ANCHOR, refuse_unknown
from publications.api.problems import ProblemError
from publications.api.rooms import ABSENT, ROOMS, Identifier, absent, bare, router
from publications.choices import Status
from publications.exports.kinds import permanent_path
from publications.importing.blocks import block_text
from publications.models.base import Record as Model


def add_text(room: str) -> None:
    singular, filterset, work = ROOMS[room]
    model = filterset._meta.model

    def text(request: HttpRequest, identifier: Identifier) -> Any:
        refuse_unknown(request, None)
        found = bare(model, identifier)
        if found is None:
            return absent(model, room, identifier)
        return _text(request, found, models.Section.objects.filter(**{work: found}))

    def section(
        request: HttpRequest,
        identifier: Identifier,
        anchor: Annotated[str, Path(pattern=ANCHOR, description="Of the section")],
    ) -> Any:
        refuse_unknown(request, None)
        found = bare(model, identifier)
        if found is None:
            return absent(model, room, identifier)
        rows = models.Section.objects.filter(**{work: found}, anchor=anchor)
        answer = _text(request, found, rows)
        if not answer["sections"]:
            raise ProblemError(404, "The text has no such section.")
        return answer

    def footnotes(request: HttpRequest, identifier: Identifier) -> Any:
        refuse_unknown(request, None)
        found = bare(model, identifier)
        if found is None:
            return absent(model, room, identifier)
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
        found = bare(model, identifier)
        if found is None:
            return absent(model, room, identifier)
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
