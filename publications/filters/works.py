"""The filters of publications, news, events and projects."""

from __future__ import annotations

import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef

from publications.choices import EventKind, NewsKind, PublicationKind, Role
from publications.filters.base import Asked, RecordFilterSet
from publications.filters.dated import DatedFilterSet
from publications.filters.fields import ManyChoicesField, ManyIdentifiersField, ManySlugsField
from publications.filters.roles import TAKING_PART
from publications.filters.times import TIMES, at_times, today
from publications.filters.words import in_words, lower_first
from publications.models import (
    Contribution,
    Event,
    NewsItem,
    Project,
    Publication,
    TopicAssignment,
)


class PublicationFilterSet(DatedFilterSet):
    plural, singular, work = "publications", "publication", "publication"
    room = "publication"
    kinds = {
        PublicationKind.REPORT.value: "Reports",
        PublicationKind.ESSAY_COLLECTION.value: "Essay collections",
        PublicationKind.ESSAY.value: "Essays",
        PublicationKind.RESEARCH_NOTE.value: "Research notes",
        PublicationKind.BRIEFING.value: "Briefings",
        PublicationKind.SPEECH.value: "Speeches",
        PublicationKind.ARTICLE.value: "Articles",
        PublicationKind.OTHER.value: "Other publications",
    }
    facets = ("kind", "author", "organisation", "series", "project", "topic")

    series = Asked(ManyIdentifiersField, label="Series")

    class Meta(RecordFilterSet.Meta):
        model = Publication
        fields = []

    def by_series(self, queryset, values):
        return queryset.filter(series__identifier__in=values)


class NewsFilterSet(DatedFilterSet):
    plural, singular, work = "news", "piece of news", "news_item"
    room = "news"
    kinds = {
        NewsKind.NEWS.value: "News",
        NewsKind.PRESS_RELEASE.value: "Press releases",
        NewsKind.COMMENT.value: "Comments",
        NewsKind.BLOG.value: "Blog entries",
    }
    facets = ("kind", "author", "organisation", "project", "topic")
    author_roles = tuple(Role)
    by_author_word = "with"
    facet_titles = {"author": "People"}

    class Meta(RecordFilterSet.Meta):
        model = NewsItem
        fields = []


class EventFilterSet(DatedFilterSet):
    plural, singular, work = "events", "event", "event"
    room = "event"
    kinds = {
        EventKind.LAUNCH.value: "Launches",
        EventKind.ROUNDTABLE.value: "Roundtables",
        EventKind.CONFERENCE.value: "Conference sessions",
        EventKind.DEBATE.value: "Debates",
        EventKind.SPEECH.value: "Speeches",
        EventKind.OTHER.value: "Other events",
    }
    sorts = {"newest": "Latest first", "oldest": "Earliest first", "title": "Title"}
    facets = ("when", "kind", "author", "organisation", "project", "topic")
    author_roles = tuple(Role)
    by_author_word = "with"
    facet_titles = {"author": "People"}

    when = Asked(ManyChoicesField, label="When", choices=TIMES)

    class Meta(RecordFilterSet.Meta):
        model = Event
        fields = []

    @cached_property
    def today(self) -> datetime.date:
        """The day from which this list is seen, the same in all its parts."""
        return today()

    def by_when(self, queryset, times):
        return queryset.filter(at_times(times, self.today))

    @property
    def first_sort(self) -> str:
        """Of coming events alone, the next one stands first."""
        return "oldest" if self.chosen.get("when") == ["coming"] else super().first_sort

    def labels(self, name):
        if name == "when":
            return [TIMES[time] for time in self.chosen.get("when", [])]
        return super().labels(name)

    @property
    def noun(self) -> str:
        times = in_words([lower_first(label) for label in self.labels("when")], "and")
        return f"{times} {lower_first(super().noun)}" if times else super().noun


class ProjectFilterSet(RecordFilterSet):
    plural, singular, work = "projects", "project", "project"
    room = "project"
    sorts = {"title": "Title"}
    facets = ("organisation", "topic")

    organisation = Asked(ManyIdentifiersField, label="Organisation")
    topic = Asked(ManySlugsField, label="Topic")

    class Meta(RecordFilterSet.Meta):
        model = Project
        fields = []

    def by_organisation(self, queryset, values):
        rows = Contribution.objects.filter(
            project=OuterRef("pk"), role__in=TAKING_PART, organisation__identifier__in=values
        )
        return queryset.filter(Exists(rows))

    def by_topic(self, queryset, values):
        rows = TopicAssignment.objects.filter(project=OuterRef("pk"), topic__slug__in=values)
        return queryset.filter(Exists(rows))

    def sorted(self, queryset):
        return queryset.order_by("sort_title", "pk")
