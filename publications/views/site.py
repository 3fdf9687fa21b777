"""The pages of the site itself: home, style guide, robots."""

from django.conf import settings
from django.db.models import Count, F, TextField, Value, prefetch_related_objects
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from publications.facets import histogram_bars, years_of
from publications.models import (
    Author,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Section,
    Topic,
)
from publications.querysets import number_of
from publications.views.records import public_contributions
from publications.views.specimens import specimens
from publications.views.years import year_rows

MOST_NEW = 5
MOST_NOTABLE = 4

COUNTED = (
    ("publications", Publication),
    ("news", NewsItem),
    ("events", Event),
    ("authors", Author),
    ("organisations", Organisation),
    ("projects", Project),
)


class HomeView(View):
    """What this is, how much there is, and the ways in."""

    def get(self, request):
        years, _ = years_of(year_rows(Publication, NewsItem, Event))
        news_years, _ = years_of(year_rows(NewsItem))
        works = Publication.objects.published().standing_alone().select_related("part_of", "series")
        newest = list(works.newest()[:MOST_NEW])
        longest = works.annotate(
            size=number_of(Section.objects.all(), "publication"),
            part_count=number_of(Publication.objects.published(), "part_of"),
        ).order_by(F("part_count").desc(), F("size").desc(), "pk")[:MOST_NOTABLE]
        notable = [work for work in longest if work.size or work.part_count]
        prefetch_related_objects([*newest, *notable], public_contributions())
        context = {
            "room": "home",
            "counts": record_counts(),
            "bars": histogram_bars(
                years, href=lambda year: f"{reverse('publication-list')}?year={year}"
            ),
            "news_years": sorted(news_years.items(), reverse=True),
            "newest": newest,
            "newest_news": NewsItem.objects.published()
            .newest()
            .prefetch_related(public_contributions())[:MOST_NEW],
            "notable": notable,
            "topics": Topic.objects.annotate(works=Count("assignments"))
            .filter(works__gt=0)
            .order_by("-works", "name")[:12],
        }
        return render(request, "home.html", context)


def record_counts() -> dict[str, int]:
    """How many public records of each kind there are: one query."""
    parts = [
        model.objects.published()
        .order_by()
        .values(counted=Value(name, TextField()))
        .annotate(number=Count("pk"))
        .values_list("counted", "number")
        for name, model in COUNTED
    ]
    return dict.fromkeys((name for name, _ in COUNTED), 0) | dict(
        parts[0].union(*parts[1:], all=True)
    )


class StyleGuideView(View):
    """Every component once, for those who work on the site."""

    def get(self, request):
        if not (settings.DEBUG or request.user.is_staff):
            raise Http404
        return render(request, "publications/styleguide.html", specimens())
