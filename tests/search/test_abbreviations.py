"""The archive's own abbreviations: either form finds both, and says so."""

import pytest
from django.http import QueryDict

from publications import models
from publications.choices import Status
from publications.searching.abbreviations import MOST_ALTERNATIVES, written_out
from publications.searching.query import read
from tests import builders
from tests.search.test_search import found, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    """One work that explains LSP, one that has the short form only, one the long, one neither."""
    teaching = builders.make_publication("On pumps", date="2010")
    section = builders.make_section(teaching, "One", "Local Strategic Partnerships (LSPs) met.")
    builders.explain(teaching, "LSPs", "Local Strategic Partnerships", section=section)
    short = builders.make_publication("Money for an LSP", date="2011")
    long = builders.make_news_item("A local strategic partnership opens", date="2012")
    builders.make_publication("A local plan, a strategic aim, a partnership", date="2009")
    return teaching, short, long


def identifiers(*records) -> set[str]:
    return {record.identifier for record in records}


@pytest.mark.parametrize(
    "query",
    [
        "LSP",
        "lsp",
        "LSPs",
        "lsps",
        '"LSP"',
        '"local strategic partnership"',
        '"Local Strategic Partnerships"',
    ],
)
def test_either_form_finds_both(archive, query):
    assert identifiers(*archive) <= set(found(f"q={query}"))


@pytest.mark.parametrize("query", ["LSP", '"local strategic partnership"'])
def test_exact_is_as_written(archive, query):
    teaching, short, long = archive
    there = set(found(f"q={query}&exact=1"))
    assert there == identifiers(teaching, short if query == "LSP" else long)
    assert results(f"q={query}&exact=1").meant.also == ()


@pytest.mark.parametrize(("typed", "other"), [("RDA", "RDAs"), ("rdas", "RDA"), ("pumps", "pump")])
def test_exact_speaks_of_abbreviations_alone(typed, other):
    """A plural is the same word there, of an abbreviation as of any word."""
    work = builders.make_publication(f"What a {other} does")
    builders.make_publication("What a Regional Development Agency does")
    builders.explain(work, "RDA", "Regional Development Agency")
    assert found(f"q={typed}&exact=1") == [work.identifier]


def test_words_without_quotation_marks_stay_words(archive):
    everyone = identifiers(*models.Publication.objects.all(), *models.NewsItem.objects.all())
    assert set(found("q=local strategic partnership")) == everyone
    assert results("q=local strategic partnership").meant.also == ("LSP",)
    assert len(found("q=local strategic partnership&exact=1")) == 3


def test_within_a_longer_query(archive):
    _, short, _ = archive
    assert found("q=money local strategic partnerships") == [short.identifier]
    assert found("q=opens LSP") == [archive[2].identifier]


def test_what_must_not_occur_must_not_under_its_other_name(archive):
    builders.make_publication("Money for a plan")
    assert len(found("q=money")) == 2
    assert len(found('q=money -"local strategic partnership"')) == 1
    assert len(found('q=money -"local strategic partnership"&exact=1')) == 2


def test_in_titles_only(archive):
    _, short, long = archive
    assert set(found("q=title:LSP")) == identifiers(short, long)


def test_the_typed_words_come_first(archive):
    meant = written_out(read("LSP OR pumps"))
    assert [[str(term) for term in terms] for terms in meant.query.alternatives] == [
        ["LSP"],
        ["pumps"],
        ['"Local Strategic Partnerships"'],
    ]
    assert meant.also == ("Local Strategic Partnerships",)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("LSP", ['"Local Strategic Partnerships"']),
        ("lsps", ['"Local Strategic Partnerships"']),
        ('"LSP"', ['"Local Strategic Partnerships"', "LSP"]),  # the phrase has no plural
        ('"local strategic partnership"', ["LSP"]),
        ("PFI", ['"Private Finance Initiative"']),
        ("pfi", ['"Private Finance Initiative"', "PFI"]),  # in small letters no word of that form
        ("pfis", ['"Private Finance Initiative"', "PFI"]),
        ("R&D", ['"Research and Development"']),
        ('"research and development"', ['"R&D"']),
    ],
)
def test_no_form_is_looked_for_twice(archive, typed, others):
    builders.explain(archive[0], "PFI", "Private Finance Initiative")
    builders.explain(archive[0], "R&D", "Research and Development")
    _, *also = written_out(read(typed)).query.alternatives
    assert [str(term) for terms in also for term in terms] == others


@pytest.mark.parametrize("typed", ["pfi", "pfis", "PFIs", '"PFI"', '"private finance initiative"'])
def test_the_plural_of_a_known_short_form_is_found(archive, typed):
    builders.explain(archive[0], "PFI", "Private Finance Initiative")
    work = builders.make_publication("What PFIs cost")
    assert work.identifier in found(f"q={typed}")


def test_several_meanings_are_all_looked_for_the_commonest_first(archive):
    for number in (1, 2):
        work = builders.make_publication(f"Lights {number}")
        builders.explain(work, "LSP", "Light Street Plans")
    assert written_out(read("LSP")).also == ("Light Street Plans", "Local Strategic Partnerships")


def test_many_forms_stay_bounded(archive):
    work = archive[0]
    for letters in ("AB", "CD", "EF", "GH"):
        for other in ("x", "y", "z"):
            builders.explain(work, letters, f"{letters[0]}{other} {letters[1]}{other}")
    meant = written_out(read("AB CD EF GH"))
    assert len(meant.query.alternatives) == MOST_ALTERNATIVES
    assert [str(term) for term in meant.query.alternatives[0]] == ["AB", "CD", "EF", "GH"]


def test_a_common_word_is_an_abbreviation_in_capitals_only(archive):
    builders.explain(archive[0], "WHO", "World Health Organization")
    assert written_out(read("who governs")).also == ()
    assert written_out(read("WHO")).also == ("World Health Organization",)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_a_work_that_is_not_public_teaches_nothing(archive, status):
    """And the next search knows: nothing is kept from the one before."""
    assert results("q=LSP").meant.also
    models.Publication.objects.filter(pk=archive[0].pk).update(status=status)
    assert results("q=LSP").meant.also == ()
    models.Publication.objects.filter(pk=archive[0].pk).update(status=Status.PUBLISHED)
    assert results("q=LSP").meant.also


def test_lists_look_for_the_same(client, archive):
    _, _, long = archive
    assert long.identifier in client.get("/news/?q=LSP").content.decode()
    assert long.identifier not in client.get("/news/?q=LSP&exact=1").content.decode()
    for query, number in (("q=LSP", 1), ("q=LSP&exact=1", 0)):
        answer = client.get("/api/v1/news", QueryDict(query).dict())
        assert answer.json()["count"] == number, query


def test_the_hit_shows_the_other_form_marked(client, archive):
    answer = client.get("/search/", {"q": '"local strategic partnership"'}).content.decode()
    assert "Money for an <mark>LSP</mark>" in answer
    answer = client.get("/search/", {"q": "LSP"}).content.decode()
    assert "A <mark>local</mark> <mark>strategic</mark> <mark>partnership</mark> opens" in answer


def test_one_query_however_long_it_is(archive, django_assert_num_queries):
    words = " ".join(f"word{number}" for number in range(30))
    for query in (read(f"LSP {words}"), read("LSP pumps")):
        written_out(query)  # what each word means to the database is asked once and kept
        with django_assert_num_queries(1):
            written_out(query)
