"""The filters of people and organisations, which have a name and no date of their own."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef

from publications.choices import Role
from publications.filters.base import Asked, RecordFilterSet
from publications.filters.fields import ManyChoicesField
from publications.filters.form import FiltersForm
from publications.filters.roles import PUBLISHED_WORK
from publications.filters.words import in_words
from publications.models import Author, Contribution, Organisation
from publications.models.people import WORKS
from publications.querysets import number_of
from publications.searching.initials import LETTERS, OTHER, records_under
from publications.searching.saying import quoted, shortened


def distinct_works():
    """How many works some contributions are to; two roles in one work count once."""
    return sum((Count(work, distinct=True) for work in WORKS[1:]), Count(WORKS[0], distinct=True))


def letter_in_words(letter: str) -> str:
    return "other signs" if letter == OTHER else letter.upper()


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
        letters = [(letter, letter_in_words(letter)) for letter in LETTERS]
        filters["letter"] = Asked(ManyChoicesField, label="Letter", choices=letters)
        return filters

    def by_q(self, queryset, words):
        return queryset.named(words)

    def by_role(self, queryset, roles):
        rows = Contribution.objects.filter(
            PUBLISHED_WORK, **{self.agent: OuterRef("pk")}, role__in=roles
        )
        return queryset.filter(Exists(rows))

    def by_letter(self, queryset, letters):
        return queryset.filter(pk__in=records_under(self.room, letters))

    @property
    def noun(self):
        under = in_words(self.labels("letter"), "or")
        return f"{self.plural} under {under}" if under else self.plural

    @property
    def words_in_sentence(self):
        return f"with {self.words_in_short} in the name"

    @property
    def words_in_short(self):
        return shortened(quoted(self.words))  # parts of a name have no signs

    @property
    def is_weighed(self):
        return False  # a name matches or it does not; there is no relevance

    def sorted(self, queryset):
        if self.sort == "works":
            works = Contribution.objects.filter(PUBLISHED_WORK)
            counted = queryset.annotate(work_count=number_of(works, self.agent, distinct_works()))
            return counted.order_by("-work_count", "sort_name", "pk")
        return queryset.by_name()

    def labels(self, name):
        if name == "role":
            return [Role(value).label for value in self.chosen.get("role", [])]
        if name == "letter":
            return [letter_in_words(value) for value in self.chosen.get("letter", [])]
        return super().labels(name)


class AuthorFilterSet(NamedFilterSet):
    plural, singular, agent = "people", "person", "author"
    room = "author"

    class Meta(NamedFilterSet.Meta):
        model = Author
        fields = []


class OrganisationFilterSet(NamedFilterSet):
    plural, singular, agent = "organisations", "organisation", "organisation"
    room = "organisation"

    class Meta(NamedFilterSet.Meta):
        model = Organisation
        fields = []
