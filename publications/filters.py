"""The filters of every list: what may be asked for, what is said of it, and the sentence it makes.

A filter set reads the address, keeps the values that are right, and says in words what is wrong
with the others. ``without`` gives the result as if some filters had not been set, which is what
a facet counts. ``sentence`` says what is shown: the heading, the title and a feed use it.
"""

from __future__ import annotations

import datetime
import operator
from dataclasses import dataclass
from functools import cached_property, reduce

import django_filters
from django import forms
from django.contrib.postgres.search import SearchRank
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict

from publications.choices import EventKind, NewsKind, PublicationKind, Role
from publications.filter_fields import (
    EndField,
    ManyChoicesField,
    ManyIdentifiersField,
    ManySlugsField,
    ManyYearsField,
    WordsField,
)
from publications.filter_form import NAMED, PUBLISHED_WORK, TAKING_PART, WRITING, FiltersForm, Named
from publications.models import (
    Author,
    Contribution,
    Event,
    NewsItem,
    Organisation,
    Project,
    ProjectEntry,
    Publication,
    TopicAssignment,
)
from publications.search import folded, query_of
from publications.searching.conditions import records_matching

# Private characters that the database sets round the words it found; never printed as such.
FOUND_START, FOUND_STOP = "\ue000", "\ue001"

# The filters that hold several values, in the order in which a sentence names them.
LISTED = ("kind", "role", "author", "organisation", "project", "series", "topic", "year")


def in_words(labels: list[str], last: str) -> str:
    """Labels as a list in a sentence: "a, b and c"."""
    return f" {last} ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))


def lower_first(label: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what is chosen, with the address that is left when it is taken away."""

    name: str
    value: str
    label: str
    href: str


class Asked(django_filters.Filter):
    """A filter that reads and checks its values; the filter set's ``by_<name>`` narrows by them."""

    def __init__(self, field_class, **options):
        self.field_class = field_class
        super().__init__(required=False, **options)

    def filter(self, queryset, value):
        return queryset


class RecordFilterSet(django_filters.FilterSet):
    """What the filters of all lists share; each list's own set adds its filters.

    ``plural`` and ``singular`` name what is listed; ``work`` is the name of its foreign key in
    contributions, topics and passages, ``room`` that of its entries in the search.
    """

    plural = "records"
    singular = "record"
    work = ""
    room = ""
    kinds: dict[str, str] = {}
    sorts: dict[str, str] = {"newest": "Newest first", "oldest": "Oldest first", "title": "Title"}
    facets: tuple[str, ...] = ()
    facet_titles: dict[str, str] = {}

    q = Asked(WordsField, label="Words")

    class Meta:
        form = FiltersForm

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        filters["sort"] = Asked(
            forms.ChoiceField,
            label="Sort by",
            choices=[*cls.sorts.items(), ("relevance", "Relevance")],
            error_messages={"invalid_choice": "“%(value)s” is none of the ways to sort."},
        )
        return filters

    # -- results

    @cached_property
    def chosen(self) -> dict:
        """The values that are right, by filter; nothing where the address has none."""
        if not self.is_bound:
            return {}
        self.errors  # noqa: B018 - makes the form clean its values
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value not in (None, "", [])
        }

    @property
    def words(self) -> str:
        return self.chosen.get("q", "")

    @property
    def query(self):
        return query_of(self.words) if self.words else None

    def without(self, *names: str) -> QuerySet:
        """What the filters leave when those named are not set, in no order."""
        queryset = self.queryset.order_by()
        for name, value in self.chosen.items():
            narrow = getattr(self, f"by_{name}", None)
            if narrow and name not in names:
                queryset = narrow(queryset, value)
        return queryset

    def filter_queryset(self, queryset):
        return self.sorted(self.without())

    def by_q(self, queryset, words):
        return queryset.filter(pk__in=records_matching(self.room, words))

    @property
    def sort(self) -> str:
        """The sort in force: as chosen, else by relevance where there are words."""
        chosen = self.chosen.get("sort")
        if chosen == "relevance" and not self.query:
            chosen = None
        return chosen or ("relevance" if self.query else next(iter(self.sorts)))

    def sorted(self, queryset):
        raise NotImplementedError

    @property
    def sort_choices(self) -> list[tuple[str, str]]:
        choices = list(self.sorts.items())
        return [*choices, ("relevance", "Relevance")] if self.query else choices

    # -- words

    @property
    def named(self) -> dict[str, dict[str, Named]]:
        self.chosen  # noqa: B018 - makes the form look the names up
        return getattr(self.form, "named", {}) if self.is_bound else {}

    def labels(self, name: str) -> list[str]:
        """What the chosen values of a filter are called."""
        values = self.chosen.get(name, [])
        if name in NAMED:
            return [self.named[name][value].label for value in values]
        if name == "kind":
            return [self.kinds[value] for value in values]
        return [str(value) for value in values]

    @property
    def noun(self) -> str:
        return in_words(self.labels("kind"), "and") or self.plural

    @property
    def sentence(self) -> str:
        """What is shown, without the count: "Reports by NLGN, 2010 to 2014"."""
        parts = [self.noun]
        if self.chosen.get("author"):
            parts.append(f"{self.by_author_word} {in_words(self.labels('author'), 'or')}")
        if self.chosen.get("organisation"):
            named = self.named["organisation"].values()
            word = "by" if all(each.maker for each in named) else "about"
            parts.append(f"{word} {in_words(self.labels('organisation'), 'or')}")
        if self.chosen.get("project"):
            parts.append(f"in the project {in_words(self.labels('project'), 'or')}")
        if self.chosen.get("series"):
            parts.append(f"in the series {in_words(self.labels('series'), 'or')}")
        if self.chosen.get("topic"):
            parts.append(f"on {in_words([lower_first(t) for t in self.labels('topic')], 'or')}")
        if self.words:
            parts.append(f"with “{self.words}”")
        said = " ".join(parts)
        when = self.when_in_words
        return f"{said[:1].upper()}{said[1:]}{', ' + when if when else ''}"

    by_author_word = "by"
    when_in_words = ""

    # -- addresses

    def address(self, **changes) -> str:
        """The query string with some names set anew; page is dropped, empty is left out."""
        query = self.data.copy() if self.is_bound else QueryDict(mutable=True)
        query.pop("page", None)
        for name, value in changes.items():
            values = value if isinstance(value, list | tuple) else [value]
            query.setlist(name.rstrip("_"), [str(v) for v in values if v not in (None, "")])
        kept = query.urlencode()
        return f"?{kept}" if kept else "?"

    def toggled(self, name: str, value: str) -> str:
        """The query string with one value of a filter added, or taken away where it was set."""
        values = [str(v) for v in self.chosen.get(name, [])]
        if value in values:
            return self.address(**{name: [v for v in values if v != value]})
        return self.address(**{name: [*values, value]})

    @property
    def chips(self) -> list[Chip]:
        """What is chosen, part by part, in the order of the sentence."""
        chips = []
        for name in LISTED:
            for value, label in zip(self.chosen.get(name, []), self.labels(name), strict=True):
                chips.append(Chip(name, str(value), label, self.toggled(name, str(value))))
        for name, form in (("from", "from {}"), ("to", "to {}"), ("q", "“{}”")):
            if self.chosen.get(name):
                value = self.chosen[name]
                chips.append(Chip(name, str(value), form.format(value), self.address(**{name: []})))
        if self.chosen.get("undated"):
            chips.append(Chip("undated", "1", "undated", self.address(undated=[])))
        return chips

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The chosen values that the form of words and span has to carry along."""
        shown = ("q", "from", "to", "sort")
        return [
            (name, "1" if name == "undated" else str(value))
            for name, values in self.chosen.items()
            if name not in shown
            for value in (values if isinstance(values, list) else [values])
        ]


class DatedFilterSet(RecordFilterSet):
    """Filters by partial date: a record is in a span of days when its own span touches it."""

    year = Asked(ManyYearsField, label="Year")
    undated = Asked(
        forms.ChoiceField,
        label="Undated",
        choices=[("1", "Undated")],
        error_messages={"invalid_choice": "Write undated=1, or leave it out."},
    )
    organisation = Asked(ManyIdentifiersField, label="Organisation")
    author = Asked(ManyIdentifiersField, label="Author")
    project = Asked(ManyIdentifiersField, label="Project")
    topic = Asked(ManySlugsField, label="Topic")

    author_roles = WRITING
    dates = ("year", "from", "to", "undated")

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        for name, label in (("from", "From year"), ("to", "To year")):
            filters[name] = Asked(EndField, label=label)
        if cls.kinds:
            filters["kind"] = Asked(ManyChoicesField, label="Kind", choices=cls.kinds)
        return filters

    def without(self, *names):
        queryset = super().without(*names)
        return queryset if set(self.dates) <= set(names) else self.by_dates(queryset)

    def by_dates(self, queryset):
        """Years and the span together, or undated where that is asked for too."""
        first, last = self.chosen.get("from"), self.chosen.get("to")
        years, undated = self.chosen.get("year", []), self.chosen.get("undated")
        condition = None
        if first or last:
            condition = touching(first and first.earliest, last and last.latest)
        if years:
            any_year = reduce(
                operator.or_,
                (touching(datetime.date(y, 1, 1), datetime.date(y, 12, 31)) for y in years),
            )
            condition = any_year if condition is None else condition & any_year
        if undated:
            none = Q(date_earliest__isnull=True)
            condition = none if condition is None else condition | none
        return queryset if condition is None else queryset.filter(condition)

    def by_kind(self, queryset, kinds):
        return queryset.filter(kind__in=kinds)

    def by_author(self, queryset, values):
        return self._contributed(
            queryset, role__in=self.author_roles, author__identifier__in=values
        )

    def by_organisation(self, queryset, values):
        return self._contributed(
            queryset, role__in=TAKING_PART, organisation__identifier__in=values
        )

    def _contributed(self, queryset, **which):
        rows = Contribution.objects.filter(**{self.work: OuterRef("pk")}, **which)
        return queryset.filter(Exists(rows))

    def by_project(self, queryset, values):
        rows = ProjectEntry.objects.filter(
            **{self.work: OuterRef("pk")}, project__identifier__in=values
        )
        return queryset.filter(Exists(rows))

    def by_topic(self, queryset, values):
        rows = TopicAssignment.objects.filter(**{self.work: OuterRef("pk")}, topic__slug__in=values)
        return queryset.filter(Exists(rows))

    def sorted(self, queryset):
        match self.sort:
            case "oldest":
                return queryset.oldest()
            case "title":
                return queryset.order_by("sort_title", "pk")
            case "relevance":
                return queryset.order_by(*by_relevance(self.query))
        return queryset.newest()

    @property
    def span(self) -> range:
        """The years between from and to, for showing them as chosen."""
        first, last = self.chosen.get("from"), self.chosen.get("to")
        if not first and not last:
            return range(0)
        return range(
            first.earliest.year if first else datetime.MINYEAR,
            (last.latest.year if last else datetime.MAXYEAR) + 1,
        )

    @property
    def when_in_words(self) -> str:
        first, last = self.chosen.get("from"), self.chosen.get("to")
        parts = []
        if first and last:
            parts.append(str(first) if first == last else f"{first} to {last}")
        elif first:
            parts.append(f"{first} and later")
        elif last:
            parts.append(f"up to {last}")
        if self.chosen.get("year"):
            parts.append(in_words([str(year) for year in sorted(self.chosen["year"])], "or"))
        if self.chosen.get("undated"):
            parts.append("or undated" if parts else "undated")
        return " ".join(parts) if self.chosen.get("undated") else ", ".join(parts)


def touching(first: datetime.date | None, last: datetime.date | None) -> Q:
    """The condition of ``DatedQuerySet.touching``, to be joined with others."""
    condition = Q(date_earliest__isnull=False)
    if first:
        condition &= Q(date_latest__gte=first)
    if last:
        condition &= Q(date_earliest__lte=last)
    return condition


def by_relevance(query) -> tuple:
    """Best match first: words in the title weigh most; then newest; ends in the primary key."""
    return (
        SearchRank(F("search_vector"), query).desc(),
        F("date_earliest").desc(nulls_last=True),
        "pk",
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
    facets = ("kind", "author", "organisation", "project", "topic")
    author_roles = tuple(Role)
    by_author_word = "with"
    facet_titles = {"author": "People"}

    class Meta(RecordFilterSet.Meta):
        model = Event
        fields = []


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
        if self.sort == "relevance":
            return queryset.order_by(
                SearchRank(F("search_vector"), self.query).desc(), "sort_title", "pk"
            )
        return queryset.order_by("sort_title", "pk")


class NamedFilterSet(RecordFilterSet):
    """People and organisations: found by any part of a name, with or without accents and case."""

    sorts = {"name": "Name", "works": "Most works"}
    agent = ""
    facets = ("role",)
    kinds: dict[str, str] = {}

    class Meta:
        form = FiltersForm

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        filters["role"] = Asked(ManyChoicesField, label="Role", choices=Role.choices)
        return filters

    def by_q(self, queryset, words):
        parts = folded(words).split()
        if not parts:
            return queryset.none()
        return queryset.filter(*(Q(folded_name__contains=part) for part in parts))

    def by_role(self, queryset, roles):
        rows = Contribution.objects.filter(
            PUBLISHED_WORK, **{self.agent: OuterRef("pk")}, role__in=roles
        )
        return queryset.filter(Exists(rows))

    @property
    def query(self):
        return None  # a name matches or it does not; there is no relevance

    def sorted(self, queryset):
        if self.sort == "works":
            return queryset.order_by("-work_count", "sort_name", "pk")
        return queryset.by_name()

    def labels(self, name):
        if name == "role":
            return [Role(value).label for value in self.chosen.get("role", [])]
        return super().labels(name)


class AuthorFilterSet(NamedFilterSet):
    plural, singular, agent = "people", "person", "author"

    class Meta(NamedFilterSet.Meta):
        model = Author
        fields = []


class OrganisationFilterSet(NamedFilterSet):
    plural, singular, agent = "organisations", "organisation", "organisation"

    class Meta(NamedFilterSet.Meta):
        model = Organisation
        fields = []
