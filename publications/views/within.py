"""The list that a reader came from: what stands before and after a record in it, and the way back.

Where a list has filters, its links to records carry it: ``?in=`` names the list, and the rest of
the query is the list's own: ``/events/?when=past`` leads to ``/events/…/?in=events&when=past``.
Nothing is kept on the server, and it works without a script. A list without filters leaves the
addresses of its records clean. The canonical address, the citation and what is copied are without
it in any case, and links that carry it say ``nofollow``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from publications.exports.found import ROOMS
from publications.filters import (
    AuthorFilterSet,
    EventFilterSet,
    NewsFilterSet,
    OrganisationFilterSet,
    ProjectFilterSet,
    PublicationFilterSet,
    RecordFilterSet,
)
from publications.searching.filters import SearchFilterSet
from publications.searching.names import NamedResults
from publications.searching.results import PAGE_SIZE, Results

# By the name of a list: its filters, what finds its results, and its address.
LISTS: dict[str, tuple[type[RecordFilterSet], type[Results], str]] = {
    "publications": (PublicationFilterSet, Results, "publication-list"),
    "news": (NewsFilterSet, Results, "news-list"),
    "events": (EventFilterSet, Results, "event-list"),
    "projects": (ProjectFilterSet, Results, "project-list"),
    "authors": (AuthorFilterSet, NamedResults, "author-list"),
    "organisations": (OrganisationFilterSet, NamedResults, "organisation-list"),
    "search": (SearchFilterSet, Results, "search"),
}
OF_MODEL = {model: room for room, model in ROOMS.items()}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record beside this one, with the address that carries the list on."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Within:
    """Where a record stands in a list: ``number`` of ``count``, or 0 where it no longer does."""

    sentence: str
    address: str
    number: int
    count: int
    previous: Neighbour | None
    next: Neighbour | None


def carried(filterset: RecordFilterSet, name: str) -> str:
    """What a list adds to the addresses of its records: nothing where nothing is chosen."""
    query = chosen_part(filterset)
    return f"?in={name}&{query}" if query else ""


def chosen_part(filterset: RecordFilterSet) -> str:
    """The list's own query without what is wrong, empty, or only says which page."""
    query = filterset.data.copy()
    for name in list(query):
        values = [each for each in filterset.right(name, query.getlist(name)) if each.strip()]
        if name in filterset.chosen and values:
            query.setlist(name, values)
        else:
            del query[name]
    return query.urlencode()


def within(request: HttpRequest, record) -> Within | None:
    """Where the record of a page stands in the list that its address carries."""
    name = request.GET.get("in", "")
    room = OF_MODEL.get(type(record))
    if name not in LISTS or room is None:
        return None
    kind, finds, url_name = LISTS[name]
    model = kind.Meta.model
    rows = model.objects.none() if name == "search" else model.objects.published()
    filterset = kind(request.GET, rows)
    query = chosen_part(filterset)
    if not query:
        return None
    results = finds(filterset)
    entry = results.catalogue.entry_of(room, record.pk)
    place = results.around(entry) if entry is not None else None
    address = f"{reverse(url_name)}?{query}"
    if place is None:
        return Within(filterset.sentence, address, 0, results.count, None, None)
    page = place.position // PAGE_SIZE + 1
    paged = f"&page={page}" if page > 1 else ""
    suffix = f"?in={name}&{query}"
    beside = neighbours(results, [place.before, place.after], suffix)
    return Within(
        filterset.sentence,
        f"{address}{paged}#{record.identifier}",
        place.position + 1,
        results.count,
        *(beside.get(entry) for entry in (place.before, place.after)),
    )


def neighbours(results: Results, ids: list[int | None], suffix: str) -> dict[int | None, Neighbour]:
    """Some entries as links: one query for each kind of record, so one or two."""
    entries = [entry for entry in ids if entry is not None]
    places = dict(zip(results.catalogue.records(entries), entries, strict=True))
    found: dict[int | None, Neighbour] = {}
    for room in {room for room, _ in places}:
        keys = [key for other, key in places if other == room]
        title = "name" if room in ("author", "organisation") else "title"
        rows = ROOMS[room].objects.published().filter(pk__in=keys)
        for each in rows.only("pk", "identifier", "slug", title):
            href = f"{each.get_absolute_url()}{suffix}"
            found[places[room, each.pk]] = Neighbour(getattr(each, title), href)
    return found
