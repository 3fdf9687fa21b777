"""The filters of the lists: what they keep, what they refuse in words, what they say."""

import pytest
from django.http import QueryDict
from lxml import html

from publications.filters import AuthorFilterSet, NewsFilterSet, PublicationFilterSet
from publications.models import Author, NewsItem, Publication
from tests.builders import (
    assign_topic,
    contribute,
    make_author,
    make_entry,
    make_news_item,
    make_organisation,
    make_project,
    make_publication,
    make_section,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def asked(query: str, filterset=PublicationFilterSet):
    return filterset(QueryDict(query), filterset.Meta.model.objects.published())


def titles(query: str, filterset=PublicationFilterSet) -> list[str]:
    return [record.title for record in asked(query, filterset).qs]


@pytest.mark.parametrize(
    ("date", "query", "found"),
    [
        ("1992", "year=1992", True),
        ("1992-06", "year=1992", True),
        ("1991/1993", "year=1992", True),
        ("1991-24", "year=1992", True),  # winter ends in February
        ("1993", "year=1992", False),
        (None, "year=1992", False),
        ("2010", "from=2008&to=2012", True),
        ("2010", "from=2010-06&to=2010-07", True),
        ("2007-12-31", "from=2008", False),
        ("2008", "from=2008&to=2008", True),
        ("2013", "to=2012", False),
        (None, "undated=1", True),
        ("2010", "undated=1", False),
        ("2010", "undated=1&year=2010", True),
        ("2010", "year=2009&year=2010", True),
        ("2010", "year=2009&from=2010", False),
    ],
)
def test_a_date_is_found_by_what_it_touches(date, query, found):
    make_publication("One", date=date)
    assert titles(query) == (["One"] if found else [])


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("year=99999", "year", "“99999” is not a year; write it like 2010."),
        ("year=0000", "year", "“0000” is not a year; write it like 2010."),
        ("year=2010%00", "year", "is not a year"),
        ("from=abc", "from", "“abc” is not a year; write it like 2010."),
        ("to=%C2%B2010", "to", "is not a year"),
        ("from=2014&to=2010", "to", "2010 is before 2014"),
        ("kind=novel", "kind", "“novel” is none of: Reports, Essay collections"),
        ("author=xyz", "author", "“xyz” is not an identifier."),
        ("author=00000000000g", "author", "identifier"),
        ("topic=no-such-topic", "topic", "No topic of this archive is “no-such-topic”."),
        ("topic=%00", "topic", "is not a topic."),
        ("sort=best", "sort", "“best” is none of the ways to sort."),
        ("undated=maybe", "undated", "Write undated=1, or leave it out."),
        ("&".join(f"year={year}" for year in range(1900, 1930)), "year", "At most 20 values"),
    ],
)
def test_a_wrong_value_is_said_in_words_and_the_rest_is_kept(query, field, words):
    make_publication("Report", kind="report", date="2010")
    make_publication("Speech", kind="speech", date="2010")
    filterset = asked(query + ("" if field == "kind" else "&kind=report"))
    assert words in filterset.form.errors[field][0]
    kept = [record.title for record in filterset.qs]
    assert kept == ["Report"] if field != "kind" else len(kept) == 2


def test_a_wrong_value_takes_no_right_one_of_its_filter_with_it():
    ada = make_author("Ada Parish")
    first = make_publication("First", kind="report", date="2010")
    make_publication("Second", kind="speech", date="2011")
    contribute(first, ada)
    missing = "00000000000"
    for query, field in (
        ("kind=novel&kind=report", "kind"),
        ("kind=report&kind=novel", "kind"),
        ("year=20x0&year=2010", "year"),
        (f"author=not one&author={ada.identifier}", "author"),
        (f"author={ada.identifier}&author={missing}", "author"),
    ):
        asked_of = asked(query)
        assert list(asked_of.form.errors) == [field], query
        assert [record.title for record in asked_of.qs] == ["First"], query


@pytest.mark.parametrize("words", ["%00", "a" * 20_000, "'%22(((", "%F0%9F%8F%9B", "a:*|!b"])
def test_no_words_are_an_error(client, words):
    make_publication()
    for room in ("publications", "news", "events", "projects", "authors", "organisations"):
        assert client.get(f"/{room}/?q={words}").status_code == 200


def test_words_are_found_in_titles_summaries_and_whole_texts():
    make_publication("Parish power", date="2001")
    make_publication("Other", summary="On parishes.", date="2002")
    inside = make_publication("Deep", date="2003")
    make_section(inside, "Heading", "Much later the parish pump is named.")
    make_publication("Nothing of it")
    assert set(titles("q=parish")) == {"Parish power", "Other", "Deep"}
    assert titles("q=parish&sort=oldest") == ["Parish power", "Other", "Deep"]


def test_every_filter_narrows_and_several_values_widen():
    ada, ben = make_author("Ada Parish"), make_author("Ben Borough")
    body, series = make_organisation(), make_series()
    project, topic = make_project(), make_topic("Housing")
    first = make_publication("First", series=series)
    second = make_publication("Second")
    make_publication("Third")
    contribute(first, ada)
    contribute(second, ben)
    contribute(first, body, "publisher")
    make_entry(project, first)
    assign_topic(second, topic)
    assert titles(f"author={ada.identifier}") == ["First"]
    assert set(titles(f"author={ada.identifier}&author={ben.identifier}")) == {"First", "Second"}
    assert titles(f"organisation={body.identifier}") == ["First"]
    assert titles(f"series={series.identifier}") == ["First"]
    assert titles(f"project={project.identifier}") == ["First"]
    assert titles("topic=housing") == ["Second"]
    assert titles(f"author={ada.identifier}&topic=housing") == []


def test_the_sentence_says_what_is_shown():
    body = make_organisation("NLGN")
    council = make_organisation("Wakefield Council")
    ada = make_author("Ada Parish")
    work = make_publication(date="2010")
    contribute(work, body, "publisher")
    contribute(work, council, "subject")
    contribute(work, ada)
    make_topic("Housing")

    def said(query, filterset=PublicationFilterSet):
        return asked(query, filterset).sentence

    assert said("") == "Publications"
    assert (
        said(f"kind=report&organisation={body.identifier}&from=2010&to=2014")
        == "Reports by NLGN, 2010 to 2014"
    )
    assert said(f"organisation={council.identifier}") == "Publications about Wakefield Council"
    assert said(f"kind=report&kind=essay&author={ada.identifier}") == (
        "Reports and Essays by Ada Parish"
    )
    assert said("topic=housing&q=rent") == "Publications on housing with “rent”"
    phrase = "q=%22a+low+rent%22&from=2010"
    assert said(phrase) == "Publications with the phrase “a low rent”, 2010 and later"
    assert said("year=2010&year=2009") == "Publications, 2009 or 2010"
    assert said("from=2010") == "Publications, 2010 and later"
    assert said("undated=1") == "Publications, undated"
    assert said(f"author={ada.identifier}", NewsFilterSet) == "News with Ada Parish"


def test_a_chip_takes_one_part_away():
    filterset = asked("kind=report&kind=essay&from=2010&page=3&q=a+b")
    chips = {chip.label: chip.href for chip in filterset.chips}
    assert chips["Reports"] == "?kind=essay&from=2010&q=a+b"
    assert chips["from 2010"] == "?kind=report&kind=essay&q=a+b"
    assert chips["“a b”"] == "?kind=report&kind=essay&from=2010"


def test_people_are_found_by_any_part_of_any_form_of_the_name():
    make_author("Steve Bullock", variants=["Sir Steve Bullock, Mayor of Lewisham"])
    make_author("José Álvarez")

    def found(query):
        return [a.name for a in asked(query, AuthorFilterSet).qs]

    for words in ("bull", "LEWISHAM", "steve+bullock", "bullock+sir"):
        assert found(f"q={words}") == ["Steve Bullock"]
    for words in ("alvarez", "JOSE", "%C3%A1lv"):
        assert found(f"q={words}") == ["José Álvarez"]


@pytest.mark.parametrize("words", ["lvar", "ALVAREZ", "%C3%81lvarez+jos", "jose"])
def test_a_list_of_names_is_counted_sorted_and_paged_like_the_others(client, words):
    for number in range(21):
        make_author(f"José Álvarez {number:02}")
        make_organisation(f"Álvarez, José & Co. {number:02}")
    make_author("Ben Borough")
    make_organisation("Borough")
    for room, last in (("authors", "José Álvarez 20"), ("organisations", "& Co. 20")):
        page = html.fromstring(client.get(f"/{room}/?q={words}&page=2").content)
        assert " ".join(page.xpath("string(//h1)").split()).endswith(": 21")
        (title,) = page.xpath("//ol[@class='entries']//h2")
        assert last in title.text_content()
        assert client.get(f"/{room}/?q={words}&page=3").status_code == 404


def test_names_with_the_most_works_stand_first_where_that_is_asked(client):
    for number, name in enumerate(["Ada", "Ben", "Cy"]):
        person = make_author(name)
        for _ in range(number):
            contribute(make_publication(), person, "editor")
    page = html.fromstring(client.get("/authors/?sort=works").content)
    assert page.xpath("//ol[@class='entries']//h2/a/text()") == ["Cy", "Ben", "Ada"]
    page = html.fromstring(client.get("/authors/?role=editor").content)
    assert page.xpath("//ol[@class='entries']//h2/a/text()") == ["Ben", "Cy"]


def test_every_sort_ends_in_the_primary_key():
    for _ in range(3):
        make_publication("Parish", date="2010")
        make_news_item("Parish", date="2010")
    for filterset, model in ((PublicationFilterSet, Publication), (NewsFilterSet, NewsItem)):
        for sort in ("newest", "oldest", "title", "relevance"):
            keys = [r.pk for r in asked(f"sort={sort}&q=parish", filterset).qs]
            assert keys == sorted(model.objects.values_list("pk", flat=True))
    assert Author.objects.count() == 0
