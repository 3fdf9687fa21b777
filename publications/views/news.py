"""News: the piece, and the years."""

from collections import Counter

from django.http import Http404
from django.shortcuts import render
from django.views import View

from publications.exports.negotiation import Negotiated
from publications.facets import histogram_bars
from publications.models import Footnote, NewsItem
from publications.reading import short_text
from publications.searching.catalogue import Wanted
from publications.searching.marks import marked_text
from publications.searching.shelf import current
from publications.views.records import RecordView, credits_by_role
from publications.views.related import related_to


class NewsView(Negotiated, RecordView):
    model = NewsItem
    template_name = "publications/news_detail.html"
    room = "news"

    def records(self):
        return NewsItem.objects.published().detailed().prefetch_related("places")

    def context(self, record, **place):
        return {
            "text": marked_text(
                short_text(record.sections.all(), Footnote.objects.filter(news_item=record)),
                self.request.GET,
            ),
            "quotations": record.quotations.select_related("author"),
            "credits": credits_by_role(record.contributions.all()),
            "related": related_to(record, "news_item"),
        }


class NewsYearView(View):
    """All news of one year under its months, with the years before and after."""

    def get(self, request, year):
        items = list(NewsItem.objects.published().in_year(year).oldest().credited())
        now = current()
        counts = Counter(now.years_of(Wanted(rooms=("news",))))
        if not items:
            raise Http404("No news of that year is in the archive.")
        years = sorted(counts)
        place = years.index(year)
        context = {
            "room": "news",
            "year": year,
            "count": len(items),
            "months": _by_month(items, year),
            "before": years[place - 1] if place else None,
            "after": years[place + 1] if place + 1 < len(years) else None,
            "bars": histogram_bars(
                counts, href=lambda each: f"../{each}/", chosen=lambda each: each == year
            ),
        }
        return render(request, "publications/news_year.html", context)


def _by_month(items: list[NewsItem], year: int) -> list[tuple[str, str, list[NewsItem]]]:
    """``(anchor, heading, items)``; what names no month of this year stands last, as printed."""
    months: dict[tuple[int, str], list[NewsItem]] = {}
    for item in items:
        first, last = item.date_earliest, item.date_latest
        if (first.year, first.month) == (last.year, last.month):
            key = (first.month, f"{first:%B} {year}")
        else:
            key = (13, str(item.date))
        months.setdefault(key, []).append(item)
    return [
        (heading.replace(" ", "-").replace("\N{EN DASH}", "-").lower(), heading, found)
        for (_, heading), found in sorted(months.items(), key=lambda pair: pair[0])
    ]
