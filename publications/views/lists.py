"""Lists of records: filters, facets, twenty a page."""

from django.contrib.postgres.search import SearchHeadline
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import render
from django.views import View

from publications.exports.negotiation import export_response
from publications.facets import facets_and_years, years_of
from publications.filter_form import PUBLISHED_ENTRY, PUBLISHED_WORK
from publications.filters import (
    FOUND_START,
    FOUND_STOP,
    AuthorFilterSet,
    EventFilterSet,
    NewsFilterSet,
    OrganisationFilterSet,
    ProjectFilterSet,
    PublicationFilterSet,
)
from publications.models import (
    Contribution,
    Footnote,
    NewsItem,
    Passage,
    ProjectEntry,
    Publication,
    Section,
)
from publications.views.records import public_contributions
from publications.views.years import year_rows

PAGE_SIZE = 20


def page_of(queryset: QuerySet, number: str | None):
    """One page of a result; a page that is not there is a 404."""
    try:
        return Paginator(queryset, PAGE_SIZE).page(number or 1)
    except InvalidPage:
        raise Http404("There is no such page.") from None


def feed_address(request) -> str:
    """The address of the Atom feed of a list with the same filters."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{request.path}feed/{'?' if query else ''}{query.urlencode()}"


class RecordListView(View):
    """A list of records of one kind; subclasses say which, and what an entry needs."""

    filterset_class = None
    template_name = "publications/list.html"
    room = ""

    def get(self, request):
        filterset = self.filterset_class(request.GET, self.records())
        if "format" in request.GET:
            return export_response(filterset.qs, request.GET["format"], request)
        page = page_of(self.entries(filterset), request.GET.get("page"))
        facets, histogram = facets_and_years(filterset)
        context = {
            "room": self.room,
            "filterset": filterset,
            "form": filterset.form,
            "page": page,
            "count": page.paginator.count,
            "facets": facets,
            "histogram": histogram,
            "feed": "" if filterset.errors else feed_address(request),
            **self.context(filterset, page),
        }
        return render(request, self.template_name, context)

    def records(self) -> QuerySet:
        return self.filterset_class.Meta.model.objects.published()

    def entries(self, filterset) -> QuerySet:
        """The results in order, with all that their entries print."""
        return filterset.qs

    def context(self, filterset, page) -> dict:
        return {}


def number_of(queryset: QuerySet, of: str, count=None) -> Coalesce:
    """How many rows of a queryset belong to each row outside it."""
    counted = queryset.filter(**{of: OuterRef("pk")}).order_by().values(of)
    number = counted.annotate(n=count or Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


WORKS = ("publication", "event", "news_item", "project")


def distinct_works():
    """How many works some contributions are to; two roles in one work count once."""
    return sum((Count(work, distinct=True) for work in WORKS[1:]), Count(WORKS[0], distinct=True))


def headline(expression, query) -> SearchHeadline:
    """Words of a text round what was looked for, between private sentinels."""
    return SearchHeadline(
        expression,
        query,
        config="english",
        start_sel=FOUND_START,
        stop_sel=FOUND_STOP,
        max_words=40,
        min_words=20,
        max_fragments=1,
    )


def with_found_words(queryset: QuerySet, filterset) -> QuerySet:
    """Adds the words that were found: of the best passage, else of the summary."""
    query = filterset.query
    if query is None:
        return queryset
    queryset = queryset.annotate(found_summary=headline(F("summary"), query))
    if filterset.work == "event":
        return queryset
    inside = Passage.objects.filter(
        **{f"section__{filterset.work}": OuterRef("pk")}, search_vector=query
    ).order_by("section__position", "position")
    return queryset.annotate(
        found_text=Subquery(inside.annotate(words=headline(F("text"), query)).values("words")[:1]),
        found_anchor=Subquery(inside.values("section__anchor")[:1]),
    )


class PublicationListView(RecordListView):
    filterset_class = PublicationFilterSet
    room = "publications"

    def entries(self, filterset):
        return with_found_words(
            filterset.qs.select_related("part_of", "series")
            .prefetch_related(public_contributions())
            .annotate(
                part_count=number_of(Publication.objects.published(), "part_of"),
                section_count=number_of(Section.objects.all(), "publication"),
                note_count=number_of(Footnote.objects.all(), "publication"),
            ),
            filterset,
        )


class NewsListView(RecordListView):
    filterset_class = NewsFilterSet
    template_name = "publications/news_list.html"
    room = "news"

    def context(self, filterset, page):
        counts, _ = years_of(year_rows(NewsItem))
        return {"years": sorted(counts, reverse=True)}

    def entries(self, filterset):
        return with_found_words(filterset.qs.prefetch_related(public_contributions()), filterset)


class EventListView(RecordListView):
    filterset_class = EventFilterSet
    room = "events"

    def entries(self, filterset):
        return with_found_words(
            filterset.qs.select_related("launched").prefetch_related(public_contributions()),
            filterset,
        )


class ProjectListView(RecordListView):
    filterset_class = ProjectFilterSet
    room = "projects"

    def entries(self, filterset):
        entries = ProjectEntry.objects.filter(PUBLISHED_ENTRY)
        return with_found_words(
            filterset.qs.prefetch_related(public_contributions()).annotate(
                entry_count=number_of(entries, "project")
            ),
            filterset,
        )


class NamedListView(RecordListView):
    """People or organisations with what they did."""

    agent = ""

    def entries(self, filterset):
        return filterset.qs

    def records(self):
        works = Contribution.objects.filter(PUBLISHED_WORK)
        return super().records().annotate(work_count=number_of(works, self.agent, distinct_works()))

    def context(self, filterset, page):
        """What each one on the page did, by role: one query."""
        rows = (
            Contribution.objects.filter(
                PUBLISHED_WORK, **{f"{self.agent}__in": [each.pk for each in page.object_list]}
            )
            .values(self.agent, "role")
            .annotate(n=Count("pk"))
            .values_list(self.agent, "role", "n")
        )
        roles: dict[int, dict[str, int]] = {}
        for agent, role, count in rows:
            roles.setdefault(agent, {})[role] = count
        for each in page.object_list:
            each.roles = roles.get(each.pk, {})
        return {}


class AuthorListView(NamedListView):
    filterset_class = AuthorFilterSet
    room = "authors"
    agent = "author"


class OrganisationListView(NamedListView):
    filterset_class = OrganisationFilterSet
    room = "organisations"
    agent = "organisation"
