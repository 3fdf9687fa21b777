"""The rooms of the API, and how one of their records is found or said to be absent."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from django.urls import reverse
from ninja import Path, Router

from publications import filters, models
from publications.api import shapes
from publications.api.problems import ProblemError
from publications.identifiers import PATTERN
from publications.models.base import Record as Model

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


def bare(model: type[Model], identifier: str) -> Model | None:
    found = model.objects.published().filter(identifier=identifier)
    return found.only("identifier", "slug", _title_of(model)).first()


def _title_of(model: type[Model]) -> str:
    return "name" if model in (models.Author, models.Organisation) else "title"


def absent(model: type[Model], room: str, identifier: str) -> HttpResponse:
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
