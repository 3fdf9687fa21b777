"""Lists of records: filters, facets, twenty a page."""

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import render
from django.views import View

from publications.databases import reading_cursor
from publications.exports.found import all_found
from publications.exports.negotiation import base_of, list_response, refused_filters
from publications.exports.record import TYPES
from publications.facets import facets_and_years, letters_of
from publications.filters import (
    AuthorFilterSet,
    EventFilterSet,
    NewsFilterSet,
    OrganisationFilterSet,
    ProjectFilterSet,
    PublicationFilterSet,
)
from publications.filters.roles import PUBLISHED_ENTRY
from publications.filters.times import TIMES, time_of
from publications.models import ProjectEntry
from publications.paths import path_of
from publications.querysets import number_of
from publications.searching import saying
from publications.searching.catalogue import Wanted
from publications.searching.fewer import ways
from publications.searching.names import NamedResults
from publications.searching.results import PAGE_SIZE, Results
from publications.searching.spelling import meant_instead
from publications.views.within import carried

MOST_DIGITS = 9  # of the number of a page


class NoSuchPage(Http404):
    """A page that a list does not have; ``last`` is the last that it has."""

    def __init__(self, last: int) -> None:
        super().__init__("There is no such page.")
        self.last = last


def page_of(queryset: QuerySet, number: str | None, size: int = PAGE_SIZE):
    """One page of a result; a page that is not there is a 404 that says where the list ends."""
    paginator = Paginator(queryset, size)
    number = number or "1"
    try:
        if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
            raise InvalidPage
        return paginator.page(number)
    except InvalidPage:
        raise NoSuchPage(paginator.num_pages) from None


def robots_of(filterset, page) -> str:
    """What a crawler is told of a list: one filter may be found by others, a combination not.

    Combinations of filters and their pages have no end, and all that they lead to stands in
    lists without any and in the sitemap.
    """
    chosen = len(filterset.chips)
    return "noindex" if chosen > 1 or (chosen and page.number > 1) else ""


def feed_address(request) -> str:
    """The address of the Atom feed of a list with the same filters."""
    return f"{request.path}feed/{_query_of_all(request)}"


def _query_of_all(request) -> str:
    """The query of the whole of a list, whichever of its pages was asked for."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


def said(results: Results) -> dict:
    """What is said of the words themselves."""
    meant = meant_instead(results)
    common, wordless = ([saying.shortened(each) for each in some] for some in results.ignored)
    return {
        "also": results.also,
        "common": common,
        "wordless": wordless,
        "shortened": results.shortened,
        "suggestion": meant,
        "suggestion_address": results.filterset.address(q=meant) if meant else "",
    }


class RecordListView(View):
    """A list of records of one kind: a fixed filter of the search, which counts and sorts them.

    Subclasses say which records, and what an entry needs.
    """

    filterset_class = None
    finds = Results
    template_name = "publications/list.html"
    room = ""
    words_label = ("Words in titles, summaries and texts", "Titles, summaries, texts")

    def get(self, request):
        filterset = self.filterset_class(request.GET, self.records())
        results = self.finds(filterset)
        if "format" in request.GET:
            if filterset.errors:
                return refused_filters(filterset)
            return list_response(
                all_found(results, base_of(request)),
                TYPES[filterset.Meta.model],
                request.GET["format"],
                filterset.name_of_file,
            )
        page = page_of(Ids(results), request.GET.get("page"))
        page.object_list = self.with_hits(page.object_list, results)
        facets, histogram = facets_and_years(filterset, results.facet_rows())
        context = {
            "room": self.room,
            "filterset": filterset,
            "form": filterset.form,
            "page": page,
            "count": page.paginator.count,
            "facets": facets,
            "histogram": histogram,
            "carried": carried(filterset, self.room),
            "robots": robots_of(filterset, page),
            "feed": "" if filterset.errors else feed_address(request),
            "calendar": "",
            "said": said(results),
            "ways": ways(results),
            "words_label": self.words_label,
            **self.context(filterset, page),
        }
        return render(request, self.template_name, context)

    def records(self) -> QuerySet:
        return self.filterset_class.Meta.model.objects.published()

    def with_hits(self, ids: list[int], results: Results) -> list:
        """The records of some entries in their order, each with what was found in it."""
        keys = [key for _, key in results.catalogue.records(ids)]
        found = {each.pk: each for each in self.entries(self.records().filter(pk__in=keys))}
        for hit in self.hits(ids, results):
            if hit.record in found:
                found[hit.record].hit = hit
        return [found[key] for key in keys if key in found]

    def hits(self, ids: list[int], results: Results) -> list:
        return []

    def entries(self, records: QuerySet) -> QuerySet:
        """Records with all that their entries in a list print."""
        return records

    def context(self, filterset, page) -> dict:
        return {}


class WorkListView(RecordListView):
    """Works: their entries name people and bodies, and show where the words stand."""

    def hits(self, ids, results):
        if not results.words:
            return []
        return results.hits(ids)

    def entries(self, records):
        return records.credited()


class Ids:
    """The ids of some results, as a paginator slices them."""

    def __init__(self, results: Results) -> None:
        self.results = results

    def count(self) -> int:
        return self.results.count

    def __getitem__(self, part: slice) -> list[int]:
        return self.results.ids(part.start, part.stop)


NUMBERS = """
    SELECT id,
        (SELECT count(*) FROM publications_publication essay
            WHERE essay.part_of_id = work.id AND essay.status = 'published'),
        (SELECT count(*) FROM publications_section WHERE publication_id = work.id),
        (SELECT count(*) FROM publications_footnote WHERE publication_id = work.id)
    FROM publications_publication work WHERE id = ANY (%s)
"""


class PublicationListView(WorkListView):
    filterset_class = PublicationFilterSet
    room = "publications"

    def with_hits(self, ids, results):
        """With the number of their essays, sections and notes: one query."""
        found = super().with_hits(ids, results)
        with reading_cursor() as cursor:
            cursor.execute(NUMBERS, [[each.pk for each in found]])
            numbers = {key: counts for key, *counts in cursor.fetchall()}
        for each in found:
            each.part_count, each.section_count, each.note_count = numbers[each.pk]
        return found

    def entries(self, records):
        return super().entries(records).select_related("part_of", "series")


class NewsListView(WorkListView):
    filterset_class = NewsFilterSet
    template_name = "publications/news_list.html"
    room = "news"

    def context(self, filterset, page):
        now = page.paginator.object_list.results.catalogue
        return {"years": sorted(now.years_of(Wanted(rooms=("news",))), reverse=True)}


class EventListView(WorkListView):
    filterset_class = EventFilterSet
    template_name = "publications/event_list.html"
    room = "events"

    def entries(self, records):
        return super().entries(records).select_related("launched")

    def context(self, filterset, page):
        """The list as a calendar; where it goes by date, a word above the first of each time."""
        if filterset.sort in ("newest", "oldest"):
            before = None
            for event in page.object_list:
                now = time_of(event.date_latest, filterset.today)
                event.opens = TIMES[now] if now != before else ""
                before = now
        calendar = f"{path_of('event-calendar')}{_query_of_all(self.request)}"
        return {"calendar": "" if filterset.errors else calendar}


class ProjectListView(WorkListView):
    filterset_class = ProjectFilterSet
    room = "projects"

    def entries(self, records):
        entries = ProjectEntry.objects.filter(PUBLISHED_ENTRY)
        return super().entries(records).annotate(entry_count=number_of(entries, "project"))


class NamedListView(RecordListView):
    """People or organisations with what they did."""

    finds = NamedResults
    words_label = ("Any part of a name", "Any part of a name")

    def context(self, filterset, page):
        """What each one on the page did, by role, most often first; and the letters."""
        results = page.paginator.object_list.results
        for each in page.object_list:
            each.roles = results.parts.of(each.pk)
        return {"letters": letters_of(filterset, results.letters)}


class AuthorListView(NamedListView):
    filterset_class = AuthorFilterSet
    room = "authors"


class OrganisationListView(NamedListView):
    filterset_class = OrganisationFilterSet
    room = "organisations"
