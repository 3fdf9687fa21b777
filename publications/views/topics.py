"""Topics: the controlled list of subjects, and what the archive has on each."""

from django.shortcuts import get_object_or_404, render
from django.views import View

from publications.facets import histogram_bars, years_of
from publications.models import Event, NewsItem, Project, Publication, Topic
from publications.paths import path_of
from publications.searching.catalogue import Catalogue, Wanted
from publications.searching.shelf import current
from publications.views.years import rows_of_years

MOST = 10  # of each kind of record; the rest is a list with filters


def _counted(now: Catalogue) -> list[Topic]:
    """All topics, each with the number of its public works."""
    topics = list(Topic.objects.all())
    counts = dict(now.facet("topics", now.choose(Wanted()), len(topics)))
    for topic in topics:
        topic.work_count = counts.get(topic.pk, 0)
    return topics


def topics_with_works(now: Catalogue) -> list[Topic]:
    """The topics that public works have, those of most works first."""
    topics = [topic for topic in _counted(now) if topic.work_count]
    return sorted(topics, key=lambda topic: (-topic.work_count, topic.name))


class TopicListView(View):
    def get(self, request):
        topics = sorted(_counted(current()), key=lambda topic: (topic.name, topic.pk))
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
                address = f"{path_of(url_name)}?topic={topic.slug}"
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
                href=lambda year: f"{path_of('publication-list')}?topic={slug}&year={year}",
            ),
        }
        return render(request, "publications/topic_detail.html", context)
