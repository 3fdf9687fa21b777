"""Roles and works of people and bodies, counted in memory, are always those of the tables."""

import random

import pytest
from django.db import connection
from django.http import QueryDict

from publications import filters, models
from publications.choices import Role, Status
from publications.searching import shelf as shelves
from publications.searching.names import NamedResults
from tests import builders
from tests.search.slow_counts import facet_rows

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = (filters.AuthorFilterSet, filters.OrganisationFilterSet)
QUERIES = ("", "role=author", "role=editor&role=publisher", "q=an", "q=an&role=speaker")


def compare() -> None:
    """What the lists count and in what order, beside the slow way by SQL."""
    for kind in LISTS:
        for query in QUERIES:
            filterset = kind(QueryDict(f"{query}&sort=works"), kind.Meta.model.objects.published())
            results = NamedResults(filterset)
            expected = {(role, n) for role, _, n in facet_rows(filterset).get("role", [])}
            assert {(role, n) for role, _, n in results.facet_rows()["role"]} == expected, query
            keys = [key for _, key in results.catalogue.records(results.ids(0, 100))]
            assert keys == list(filterset.qs.values_list("pk", flat=True)), query
            assert results.count == len(keys)


def test_counts_follow_every_kind_of_change():
    chance = random.Random(3)
    people = [builders.make_author(f"Ann {n}") for n in range(5)]
    people.append(builders.make_author("Hidden Ann", status=Status.DRAFT))
    bodies = [builders.make_organisation(f"Body of Anglers {n}") for n in range(3)]
    makers = (
        builders.make_publication,
        builders.make_news_item,
        builders.make_event,
        builders.make_project,
    )
    works = [makers[n % 4](f"Work {n}") for n in range(12)]
    roles = [Role.AUTHOR, Role.EDITOR, Role.SPEAKER, Role.PUBLISHER, Role.MENTIONED]
    for work in works:
        for agent in chance.sample(people + bodies, 3):
            role = chance.choice(roles)
            builders.contribute(work, agent, role)
            if chance.random() < 0.3:
                builders.contribute(work, agent, Role.FOREWORD)  # a second role in one work
    compare()
    base = shelves._shelf().catalogue.base
    for number in range(15):
        contributions = list(models.Contribution.objects.order_by("pk"))
        match number % 5:
            case 0:  # the entry of the work stays as it was
                each = chance.choice(contributions)
                each.role = chance.choice([Role.MENTIONED, Role.AFFILIATION])
                each.save()
            case 1:
                work = chance.choice(works)
                published = work.status == Status.PUBLISHED
                work.status = Status.WITHDRAWN if published else Status.PUBLISHED
                work.save()
            case 2:
                chance.choice(contributions).delete()
            case 3:
                agent = chance.choice(people)
                agent.status = Status.DRAFT if agent.status == Status.PUBLISHED else "published"
                agent.save()
            case 4:  # by hand, all at once
                with connection.cursor() as cursor:
                    cursor.execute(
                        "UPDATE publications_contribution SET author_id = %s WHERE author_id = %s",
                        [people[0].pk, chance.choice(people).pk],
                    )
        compare()
    assert shelves._shelf().catalogue.base is base  # nothing was simply made anew


def test_nobody_at_all():
    compare()
