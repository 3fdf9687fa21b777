"""The pages of the plain site."""

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import JsonResponse
from django.views.generic import DetailView, TemplateView
from django_filters.views import FilterView

from publications.models import Author, Event, NewsItem, Organisation, Publication, Topic
from tests.bench.plain.filters import WorkFilter

LONGEST_FACET = 20


def works():
    return (
        Publication.objects.published()
        .prefetch_related("contributions__author", "contributions__organisation")
        .newest()
    )


class HomeView(TemplateView):
    """What is new, how much there is, and the topics."""

    template_name = "plain/home.html"

    def get_context_data(self, **kwargs):
        counted = (Publication, NewsItem, Event, Author, Organisation)
        return super().get_context_data(
            newest=works()[:5],
            news=NewsItem.objects.published().newest()[:5],
            counts={
                each._meta.verbose_name_plural: each.objects.published().count() for each in counted
            },
            topics=Topic.objects.annotate(count=Count("assignments")),
            **kwargs,
        )


class WorkListView(FilterView):
    """A list of works with filters and facets."""

    filterset_class = WorkFilter
    paginate_by = 20
    template_name = "plain/list.html"

    def get_queryset(self):
        return works()

    def get_context_data(self, **kwargs):
        return super().get_context_data(facets=facets(self.object_list), **kwargs)


class SearchView(WorkListView):
    """The same by words, with the beginning of the summary marked."""

    template_name = "plain/search.html"

    def get_queryset(self):
        query = SearchQuery(self.request.GET["q"], search_type="websearch", config="archive")
        return works().annotate(headline=SearchHeadline("summary", query, config="archive"))


class WorkView(DetailView):
    """One work with its text."""

    slug_field = slug_url_kwarg = "identifier"
    template_name = "plain/detail.html"

    def get_queryset(self):
        return works().prefetch_related("sections", "topics__topic")


def work_json(request):
    """The first page of works for programs."""
    page = works()[:20]
    results = [
        {
            "identifier": work.identifier,
            "title": work.title,
            "summary": work.summary,
            "date": work.date_edtf,
            "authors": [each.author.name for each in work.contributions.all() if each.author],
        }
        for work in page
    ]
    return JsonResponse({"count": Publication.objects.published().count(), "results": results})


def facets(found) -> dict:
    """How many of some works there are of each kind, year, author, organisation and topic."""
    found = found.order_by()

    def counted(*columns, **computed):
        return (
            found.annotate(**computed)
            .values(*columns, *computed)
            .annotate(count=Count("pk", distinct=True))
            .exclude(**{columns[0] if columns else next(iter(computed)): None})
            .order_by("-count")[:LONGEST_FACET]
        )

    return {
        "kind": counted("kind"),
        "year": counted(year=ExtractYear("date_earliest")),
        "author": counted("contributions__author", "contributions__author__name"),
        "organisation": counted("contributions__organisation", "contributions__organisation__name"),
        "topic": counted("topics__topic", "topics__topic__name"),
    }
