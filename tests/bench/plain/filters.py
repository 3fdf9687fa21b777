"""The filters of the plain site."""

import django_filters
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, Q, Subquery

from publications.choices import PublicationKind
from publications.models import Passage, Publication, SearchEntry


class WorkFilter(django_filters.FilterSet):
    """Words, kind, year, author, organisation and topic."""

    q = django_filters.CharFilter(method="matching")
    kind = django_filters.ChoiceFilter(choices=PublicationKind.choices)
    year = django_filters.NumberFilter(field_name="date_earliest", lookup_expr="year")
    author = django_filters.CharFilter(field_name="contributions__author__identifier")
    organisation = django_filters.CharFilter(field_name="contributions__organisation__identifier")
    topic = django_filters.CharFilter(field_name="topics__topic__slug")
    sort = django_filters.ChoiceFilter(
        choices=[("newest", "Newest"), ("title", "Title")], method="sorted"
    )

    class Meta:
        model = Publication
        fields = ["kind"]

    def matching(self, works, name, words):
        query = SearchQuery(words, search_type="websearch", config="archive")
        passages = Passage.objects.filter(section__publication=OuterRef("pk"), search_vector=query)
        # A site like this would keep the vector of a work in its row.
        entry = SearchEntry.objects.filter(room="publication", record=OuterRef("pk"))
        matching = SearchEntry.objects.filter(room="publication", vector=query).values("record")
        works = works.filter(Q(pk__in=matching) | Exists(passages))
        rank = Subquery(entry.values(rank=SearchRank(F("vector"), query)))
        return works.annotate(rank=rank).order_by("-rank", "pk")

    def sorted(self, works, name, by):
        return works.order_by("sort_title", "pk") if by == "title" else works.newest()
