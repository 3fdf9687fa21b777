"""The pages of the site itself: home, style guide, robots."""

from collections import Counter

from django.conf import settings
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect, render
from django.views import View

from publications import identifiers
from publications.credits import read_credits
from publications.databases import reading_alias
from publications.facets import histogram_bars
from publications.models import NewsItem, Publication, Section
from publications.paths import path_of
from publications.querysets import number_of
from publications.searching.catalogue import Catalogue, Wanted
from publications.searching.shelf import current
from publications.views.lists import NoSuchPage
from publications.views.specimens import specimens
from publications.views.topics import topics_with_works

MOST_NEW = 5
MOST_NOTABLE = 4

MOST_LOOKED_AT = 40
LONGEST_TYPED = 40  # characters of an address that may be a typed identifier
MOST_TOPICS = 12
MANY = 20_000  # records; from here on the longest works are not looked up at each change

COUNTED = (
    ("publications", "publication"),
    ("news", "news"),
    ("events", "event"),
    ("authors", "author"),
    ("organisations", "organisation"),
    ("projects", "project"),
)


class HomeView(View):
    """What this is, how much there is, and the ways in."""

    def get(self, request):
        now = current()
        years = now.years_of(Wanted(rooms=("publication", "news", "event")))
        news_years = now.years_of(Wanted(rooms=("news",)))
        newest, notable = _newest(now), _notable(now)
        read_credits([*newest, *notable], reading_alias())
        context = {
            "room": "home",
            "counts": record_counts(now),
            "bars": histogram_bars(
                Counter(years), href=lambda year: f"{path_of('publication-list')}?year={year}"
            ),
            "news_years": sorted(news_years.items(), reverse=True),
            "newest": newest,
            "newest_news": _newest_news(now),
            "notable": notable,
            "topics": topics_with_works(now)[:MOST_TOPICS],
        }
        return render(request, "home.html", context)


def record_counts(now: Catalogue) -> dict[str, int]:
    """How many public records of each kind there are."""
    by_room: Counter = Counter()
    kinds = now.remembered(("kinds", Wanted()), lambda: now.kinds(now.choose(Wanted())))
    for (room, _), number in kinds.items():
        by_room[room] += number
    return {name: by_room[room] for name, room in COUNTED}


def _newest(now: Catalogue) -> list[Publication]:
    """The newest works; essays go with their collection, so more are looked through than shown."""
    works = Publication.objects.published().standing_alone().select_related("series")
    every = now.choose(Wanted(rooms=("publication",)))
    found: list[Publication] = []
    start, step = 0, 8 * MOST_NEW
    while len(found) < MOST_NEW and start < every.count:
        found += _in_order(works, now, now.ids(every, "newest", start, start + step))
        start, step = start + step, 2 * step
    return found[:MOST_NEW]


def _newest_news(now: Catalogue) -> list[NewsItem]:
    news = NewsItem.objects.published().credited()
    ids = now.ids(now.choose(Wanted(rooms=("news",))), "newest", 0, MOST_NEW)
    return _in_order(news, now, ids)


def _in_order(records, now: Catalogue, ids: list[int]) -> list:
    keys = [key for _, key in now.records(ids)]
    by_key = records.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def _notable(now: Catalogue) -> list[Publication]:
    """The longest works: collections of most essays, then texts of most sections.

    Which they are is looked up when something changed, in a large archive when much did; what is
    shown of them is as it is now.
    """
    works = (
        Publication.objects.published()
        .standing_alone()
        .select_related("series")
        .annotate(
            size=number_of(Section.objects.all(), "publication"),
            part_count=number_of(Publication.objects.published(), "part_of"),
        )
    )
    order = (F("part_count").desc(), F("size").desc(), "pk")
    kept = now.kept if len(now.base) < MANY else now.base_kept
    if "notable" not in kept:
        kept["notable"] = list(works.order_by(*order).values_list("pk", flat=True)[:MOST_LOOKED_AT])
    found = works.filter(pk__in=kept["notable"]).order_by(*order)
    return [work for work in found if work.size or work.part_count][:MOST_NOTABLE]


class StyleGuideView(View):
    """Every component once, for those who work on the site."""

    def get(self, request):
        if not (settings.DEBUG or request.user.is_staff):
            raise Http404
        return render(request, "publications/styleguide.html", specimens())


def not_found(request, exception):
    """What is not there; of a list, where it ends, and of a file, what else there is of it.

    An identifier in capitals, or with spaces and hyphens, is typed from paper, and leads on.
    """
    typed = request.path.strip("/")
    meant = identifiers.normalise(typed[:LONGEST_TYPED])
    if meant != typed and identifiers.is_valid(meant):
        return redirect("identifier", meant, permanent=True)
    context = {"source": getattr(exception, "source", None)}
    if isinstance(exception, NoSuchPage):
        query = request.GET.copy()
        query["page"] = exception.last
        context |= {"last": exception.last, "last_address": f"?{query.urlencode()}"}
    return render(request, "404.html", context, status=404)
