"""Atom for every list and every filter: what was added or changed last stands first.

``atom_feed`` is what a list view answers ``?format=atom`` with; ``RecordFeed`` is the plain
address of each list. Both take the filters of the page. An entry says when it was last changed
and never when it was published: the day of a work is often not known, and the hour never.
"""

from __future__ import annotations

import datetime

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import View
from lxml import etree

from publications import filters
from publications.exports.formats.base import one_line, readable
from publications.exports.found import found
from publications.exports.negotiation import refused_filters
from publications.exports.record import Record, records_of
from publications.identity import archive_name, tag
from publications.models import SearchEntry
from publications.searching.filters import SearchFilterSet
from publications.searching.names import results_of
from publications.searching.results import Results

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ENTRIES = 50  # on one page of a feed
LONGEST = 10_000  # characters of the query that a feed repeats in its own links
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # when an empty list last changed
# Parameters that choose a page or a form of a list and not what is on it.
_PRESENTATION = ("page", "format", "sort", "page_size")


def atom_feed(
    request: HttpRequest,
    queryset: QuerySet,
    title: str,
    *,
    page: str = "",
    count: int | None = None,
) -> HttpResponse:
    """A queryset of records as Atom, paged by ``?page=`` (RFC 5005); 404 for a page it has not.

    The order of the queryset is replaced by the last change. ``page`` is the path of the list
    that people read, by default that of the request without ``feed/``. ``count`` is how many there
    are, where that is known.
    """
    site = request.build_absolute_uri("/").rstrip("/")
    page = page or request.path.removesuffix("feed/")
    newest = queryset.order_by("-updated_at", "-identifier")
    pages = Paginator(newest, ENTRIES)
    if count is not None:
        pages.count = count
    shown = _page(pages, request.GET.get("page", "1"))
    first = (shown.number - 1) * ENTRIES
    entries = list(records_of(newest[first : first + ENTRIES], site))
    changed = entries[0].datestamp if shown.number == 1 and entries else None
    return _answer(request, shown, entries, changed or _last_change(newest), title, page)


def _answer(
    request: HttpRequest,
    shown: Page,
    entries: list[Record],
    changed: datetime.datetime,
    title: str,
    page: str,
) -> HttpResponse:
    """One page of a feed as the document that it is."""
    site = request.build_absolute_uri("/").rstrip("/")
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(feed, "id", tag(page.strip("/"), _query(request)).removesuffix("/"))
    _add(feed, "title", one_line(title))
    _add(feed, "updated", _moment(changed))
    _add(_add(feed, "author"), "name", archive_name())
    for rel, address in _links(request, shown, page).items():
        media = "text/html" if rel == "alternate" else "application/atom+xml"
        _add(feed, "link", rel=rel, type=media, href=site + address)
    for record in entries:
        _entry(feed, record)
    body = etree.tostring(feed, encoding="UTF-8", xml_declaration=True)
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class RecordFeed(View):
    """The feed of one list; a filter that is wrong is a 400 that says why."""

    http_method_names = ["get", "head", "options"]
    filterset: type[filters.RecordFilterSet] = filters.PublicationFilterSet

    def get(self, request: HttpRequest) -> HttpResponse:
        model = self.filterset._meta.model
        asked = self.filterset(request.GET, queryset=model.objects.published())
        if asked.errors:
            return refused_filters(asked)
        title = f"{asked.sentence} – {archive_name()}"
        return atom_feed(request, asked.without(), title, count=results_of(asked).count)


class SearchFeed(View):
    """The feed of a search over all kinds: what came into the archive last stands first.

    An order by the last change would have to look at every result, and there may be a million.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = SearchFilterSet(request.GET, SearchEntry.objects.none())
        if asked.errors:
            return refused_filters(asked)
        results = Results(asked)
        shown = _page(Paginator(_Latest(results), ENTRIES), request.GET.get("page", "1"))
        site = request.build_absolute_uri("/").rstrip("/")
        entries = list(found(shown.object_list, site))
        changed = max((entry.datestamp for entry in entries), default=EPOCH)
        title = f"{asked.sentence} – {archive_name()}"
        return _answer(request, shown, entries, changed, title, reverse("search"))


class _Latest:
    """The ids of all results, the last that came first, as a paginator slices them."""

    def __init__(self, results: Results) -> None:
        self.results = results

    def count(self) -> int:
        return self.results.count

    def __getitem__(self, part: slice) -> list[int]:
        return self.results.catalogue.latest(self.results.all, part.start, part.stop)


FEEDS: dict[str, type[filters.RecordFilterSet]] = {
    "publications": filters.PublicationFilterSet,
    "news": filters.NewsFilterSet,
    "events": filters.EventFilterSet,
    "projects": filters.ProjectFilterSet,
    "authors": filters.AuthorFilterSet,
    "organisations": filters.OrganisationFilterSet,
}


def _entry(feed: etree._Element, record: Record) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", tag(record.identifier))
    _add(entry, "title", one_line(record.full_title) or record.identifier)
    _add(entry, "updated", _moment(record.datestamp))
    for agent in record.authors:
        author = _add(entry, "author")
        _add(author, "name", one_line(agent.name))
        if agent.address:
            _add(author, "uri", agent.address)
    _add(entry, "link", rel="alternate", type="text/html", href=record.page)
    _add(entry, "category", term=record.kind, label=record.kind_label)
    for word in record.keywords:
        _add(entry, "category", term=one_line(word))
    when = record.date_printed or (str(record.date) if record.date else "")
    said = f"{', '.join(filter(None, [record.kind_label, when]))}. {record.summary}"
    _add(entry, "summary", readable(said).strip())


def _page(paginator: Paginator, number: str):
    try:
        if len(number) > 9:
            raise EmptyPage
        return paginator.page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404("The feed has no such page.") from error


def _last_change(queryset: QuerySet) -> datetime.datetime:
    return queryset.order_by().aggregate(last=Max("updated_at"))["last"] or EPOCH


def _query(request: HttpRequest) -> str:
    """What the feed is filtered by, always written the same way; nothing where it is not."""
    asked = request.GET.copy()
    for name in _PRESENTATION:
        asked.pop(name, None)
    pairs = sorted((name, value) for name, values in asked.lists() for value in values if value)
    asked.clear()
    for name, value in pairs:
        asked.appendlist(name, value)
    return f"?{asked.urlencode()[:LONGEST]}" if pairs else ""


def _links(request: HttpRequest, shown, page: str) -> dict[str, str]:
    """The addresses of the feed's pages by relation, and of the list that people read."""

    def at(number: int) -> str:
        asked = request.GET.copy()
        asked.pop("page", None)
        if number > 1:
            asked["page"] = str(number)
        return f"{request.path}?{asked.urlencode()}" if asked else request.path

    links = {"self": at(shown.number), "alternate": page + _query(request), "first": at(1)}
    links["last"] = at(shown.paginator.num_pages)
    if shown.has_next():
        links["next"] = at(shown.next_page_number())
    if shown.has_previous():
        links["previous"] = at(shown.previous_page_number())
    return links


def _moment(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text
    return child
