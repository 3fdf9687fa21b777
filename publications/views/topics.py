"""Topics: the controlled list of subjects, and what the archive has on each."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from publications.choices import Status
from publications.facets import histogram_bars, years_of
from publications.models import Event, NewsItem, Project, Publication, Topic
from publications.views.years import rows_of_years

MOST = 10  # of each kind of record; the rest is a list with filters


class TopicListView(View):
    def get(self, request):
        public = Q()
        for work in ("publication", "event", "news_item", "project"):
            public |= Q(**{f"assignments__{work}__status": Status.PUBLISHED})
        topics = Topic.objects.annotate(work_count=Count("assignments", filter=public))
        topics = topics.order_by("name", "pk")
        context = {"room": "topics", "topics": topics}
        return render(request, "publications/topic_list.html", context)


class TopicView(View):
    """What there is on a topic, kind by kind, the newest of each with the way to all."""

    kinds = (
        ("Publications", Publication, "publication-list"),
        ("News", NewsItem, "news-list"),
        ("Events", Event, "event-list"),
        ("Projects", Project, "project-list"),
    )

    def get(self, request, slug):
        topic = get_object_or_404(Topic, slug=slug)
        groups = []
        for heading, model, url_name in self.kinds:
            works = model.objects.published().filter(topics__topic=topic)
            works = works.order_by("sort_title", "pk") if model is Project else works.newest()
            if model is Publication:
                works = works.select_related("part_of", "series")
            found = list(works[: MOST + 1])
            if found:
                address = f"{reverse(url_name)}?topic={topic.slug}"
                groups.append((heading, found[:MOST], address, len(found) > MOST))
        dated = [
            model.objects.published().filter(topics__topic=topic)
            for _, model, _ in self.kinds
            if model is not Project
        ]
        counts, _ = years_of(rows_of_years(*dated))
        context = {
            "room": "topics",
            "topic": topic,
            "groups": groups,
            "bars": histogram_bars(
                counts,
                href=lambda year: f"{reverse('publication-list')}?topic={slug}&year={year}",
            ),
        }
        return render(request, "publications/topic_detail.html", context)
