"""The search as a visitor meets it: what is found, what is said of it, what any input answers."""

import re
from importlib import import_module

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publications import models
from publications.choices import Role, Status
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from tests import builders

pytestmark = pytest.mark.django_db


def results(query: str) -> Results:
    return Results(SearchFilterSet(QueryDict(query), models.SearchEntry.objects.none()))


def found(query: str) -> list[str]:
    """The identifiers that a query finds, in order."""
    here = results(query)
    by_entry = dict(models.SearchEntry.objects.values_list("id", "identifier"))
    return [by_entry[entry] for entry in here.ids(0, 100)]


def page(client, query: str) -> str:
    answer = client.get(reverse("search"), QueryDict(query).dict())
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def pumps():
    """A report on pumps with a text, an author and a publisher."""
    work = builders.make_publication("On parish pumps", summary="Why wells run dry.", date="2010")
    builders.contribute(work, builders.make_author("Zoë Pumphrey", variants=["Z. Pumphrey"]))
    builders.contribute(work, builders.make_organisation("Institute of Wells"), Role.PUBLISHER)
    section = builders.make_section(
        work,
        "The level for negotiations",
        "Nothing here.",
        "The <b>trough</b> of the village leaks & leaks.",
        page="40",
    )
    section.blocks[1]["page"] = "41"
    section.save()
    builders.make_footnote(section, "12", "Compare the ladles of Long Wittenham.")
    return work


def test_every_kind_of_record_is_found(pumps):
    event = builders.make_event("A pump is launched")
    news = builders.make_news_item("Pumps in the news")
    project = builders.make_project("Pumps of tomorrow")
    assert set(found("q=pumps")) == {r.identifier for r in (pumps, event, news, project)}
    assert found("q=pumps&kind=project") == [project.identifier]
    assert found("q=wells")[0] == models.Organisation.objects.get().identifier


@pytest.mark.parametrize(
    "query",
    [
        "q=trough",
        "q=pumphrey",
        "q=zoe",
        "q=Zo%C3%AB",
        'q="village+leaks"',
        "q=pumps+trough",
        "q=ladles",
        "q=author:pumphrey",
        "q=title:pumps",
        "q=year:2010",
        "q=pumps+year:2009-2011",
        "q=kind:report",
        "q=kind:publications+pumps",
        "q=nonsense+OR+trough",
        "q=trough+-nonsense",
        "q=wells&scope=record",
    ],
)
def test_the_report_is_found_by(pumps, query):
    assert pumps.identifier in found(query)


@pytest.mark.parametrize(
    "query",
    [
        'q="leaks+village"',
        "q=trough&scope=record",
        "q=title:trough",
        "q=trough+-village",
        "q=trough+year:2011",
        "q=kind:news+pumps",
        "q=author:wells",
        "q=pumps+nonsense",
    ],
)
def test_the_report_is_not_found_by(pumps, query):
    assert pumps.identifier not in found(query)


def test_a_hit_says_where_it_was_found_and_leads_there(client, pumps):
    shown = page(client, "q=trough")
    assert "Section “The level for negotiations”, page 41" in shown
    assert "The &lt;b&gt;<mark>trough</mark>&lt;/b&gt; of the village leaks &amp; leaks." in shown
    href = re.search(r'href="([^"]+)" rel="nofollow">Section', shown)[1]
    assert href.endswith("/text/the-level-for-negotiations-0/?q=trough#p2")
    text = client.get(href.partition("#")[0]).content.decode()
    assert 'id="p2"' in text
    assert "The &lt;b&gt;<mark>trough</mark>&lt;/b&gt; of the village" in text
    shown = page(client, "q=ladles")
    assert "Note 12" in shown
    assert "Compare the <mark>ladles</mark>" in shown
    href = re.search(r'href="([^"]+)" rel="nofollow">Note 12', shown)[1]
    assert href.endswith("/text/the-level-for-negotiations-0/?q=ladles#n12")
    text = client.get(href.partition("#")[0]).content.decode()
    assert "Compare the <mark>ladles</mark>" in text.partition('id="n12"')[2]
    shown = page(client, "q=wells+dry")
    assert "Why <mark>wells</mark> run <mark>dry</mark>" in shown
    assert "Found in " in page(client, "q=pumphrey")


def test_words_that_are_too_common_are_named(client, pumps):
    shown = page(client, "q=the+trough")
    assert "Too common to be looked for: <strong>the</strong>." in shown
    assert "No word to look for" not in shown
    assert "There is no word to look for" in page(client, "q=the+of")
    assert "There is no word to look for" in page(client, 'q="')


def test_what_is_no_word_is_not_called_too_common(client, pumps):
    alone = page(client, "q=<script>…</script>")
    assert "Too common" not in alone
    assert "No word to look for: <strong>&lt;script&gt;…&lt;/script&gt;</strong>." in alone
    assert "There is no word to look for in that." in alone
    beside = page(client, "q=<br/>+the+trough")
    assert "Too common to be looked for: <strong>the</strong>." in beside
    assert "No word to look for: <strong>&lt;br/&gt;</strong>." in beside
    assert pumps.identifier in beside


@pytest.mark.parametrize("in_a_series", [False, True])
@pytest.mark.parametrize("typed", ["9781903447130", "978-1-903447-13-0", "isbn 9781903447130"])
def test_a_work_is_found_by_its_isbn_in_a_series_or_not(in_a_series, typed):
    work = builders.make_publication("Of water")
    builders.make_publication("Of other water")
    if in_a_series:
        work.series = models.Series.objects.create(title="Papers", slug="papers")
        work.save()
    models.PublishedIdentifier.objects.create(
        publication=work, scheme="isbn", value="9781903447130", printed="ISBN 978-1-903447-13-0"
    )
    assert found(f"q={typed}") == [work.identifier]


def test_the_migration_finds_what_was_in_the_archive_before():
    anew = import_module("publications.migrations.0031_identifiers_are_words").ANEW
    with connection.cursor() as cursor:
        cursor.execute(anew)  # of an archive without any
        work = builders.make_publication("Of water")
        models.PublishedIdentifier.objects.create(publication=work, scheme="isbn", value="1903447")
        cursor.execute("UPDATE publications_searchentry SET vector = '', words = ''")
        assert found("q=1903447") == []
        cursor.execute(anew)
    assert found("q=1903447") == [work.identifier]


def test_titles_come_before_summaries_and_summaries_before_texts():
    text = builders.make_publication("One", date="2012")
    builders.make_section(text, "Case", "All about turnips.")
    summary = builders.make_publication("Two", summary="About turnips.", date="2011")
    title = builders.make_publication("Turnips", date="2010")
    assert found("q=turnips") == [title.identifier, summary.identifier, text.identifier]


def test_a_word_as_it_was_typed_comes_before_others_of_its_stem():
    body = builders.make_organisation("Local Trust")
    builders.contribute(builders.make_publication("On wells"), body, Role.PUBLISHER)
    work = builders.make_publication("What is meant by localism in parishes")
    assert found("q=localism")[:2] == [work.identifier, body.identifier]
    assert found("q=local+trust")[0] == body.identifier


def test_phrases_come_before_scattered_words_and_ties_are_newest_first():
    scattered = builders.make_publication("Pumps for a parish", date="2014")
    older = builders.make_publication("A parish pump", date="2010")
    newer = builders.make_publication("A parish pump", date="2011")
    assert found("q=parish+pump") == [newer.identifier, older.identifier, scattered.identifier]


def test_drafts_and_withdrawn_works_are_not_found(pumps):
    for status in (Status.DRAFT, Status.WITHDRAWN):
        pumps.status = status
        pumps.save()
        assert pumps.identifier not in found("q=trough")
        assert set(results("").facet_rows()["kind"]) == {
            ("author", "People", 1),
            ("organisation", "Organisations", 1),
        }


def test_the_longest_work_loses_no_words():
    work = builders.make_publication("Long")
    section = models.Section.objects.create(
        publication=work, title="All", position=0, anchor="all", blocks=[]
    )
    words = " ".join(f"word{n % 40_000}" for n in range(300))
    models.Passage.objects.bulk_create(
        models.Passage(
            section=section,
            position=n,
            first_block=n,
            text=words if n < 999 else f"{words} and the very last sentence stands here",
        )
        for n in range(1000)
    )
    assert found('q="very+last+sentence"') == [work.identifier]
    assert found("q=sentence+word7") == [work.identifier]


HOSTILE = ["the", "a", "x", "\x00", "a\x00b", '"', '""', "((", "!!", ":*", "a & | !", "\ud800"]


@pytest.mark.parametrize("text", [*HOSTILE, "word " * 2000, "x" * 10_000, "title:", "-", "OR OR"])
def test_hostile_queries_are_answered(client, text):
    for name in ("search", "search-suggest"):
        assert client.get(reverse(name), {"q": text.encode(errors="ignore")}).status_code == 200


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=80))
@example('author:"')
@example("a:b:c OR -")
@example("title:\\ 'x' & y:*")
def test_any_text_is_answered(client, text):
    answer = client.get(reverse("search"), {"q": text.encode(errors="replace")})
    assert answer.status_code == 200


def test_the_search_asks_as_much_for_many_as_for_one(client, django_assert_max_num_queries):
    for number in range(12):
        work = builders.make_publication(f"Pump {number}")
        builders.contribute(work, builders.make_author(f"Ann {number}"))
        builders.make_section(work, "Case", "A pump leaks.")
    with django_assert_max_num_queries(45):
        page(client, "q=pump")


def test_a_typing_mistake_is_put_right_where_that_finds_something(client, pumps):
    assert "Did you mean" not in page(client, "q=pumphrey")
    shown = page(client, "q=pumphry")
    assert "Did you mean <a" in shown
    assert ">pumphrey</a>?" in shown
    pumps.contributions.all().delete()
    models.Author.objects.update(status=Status.DRAFT)
    assert "Did you mean" not in page(client, "q=pumphry")


def test_suggestions_are_names_and_titles_that_begin_so(client, pumps):
    address = reverse("search-suggest")
    found = client.get(address, {"q": "Pum"}).json()["suggestions"]
    assert found == [{"text": "Zoë Pumphrey", "kind": "Person"}]
    assert client.get(address, {"q": "p"}).json() == {"suggestions": []}
    assert client.get(address, {"q": "%%"}).json() == {"suggestions": []}


@pytest.mark.parametrize("word", ["wells", "dry", "2011", "cafés", "giving", "pounds", "20"])
def test_words_beside_signs_of_print_are_found_and_marked(client, word):
    text = "“Wells” run ‘dry’… in 2010–2011—or cafés’ own\u00a0pounds: “We ask”...giving £20."
    work = builders.make_publication("Of water")
    builders.make_section(work, "Case", text)
    assert found(f"q={word}") == [work.identifier]
    shown = page(client, f"q={word}")
    assert re.search(f"<mark>{word}(’s?)?</mark>", shown, re.I)
    assert re.sub("</?mark>", "", shown).count("“We ask”...giving £20.") == 1
    address = reverse("publication-text", args=[work.identifier, work.slug])
    read = client.get(address, {"q": word}).content.decode()
    assert "<mark>" in read
    assert text in re.sub("</?mark>", "", read)


def test_words_are_typed_with_signs_of_print_too(client):
    work = builders.make_publication("The people’s pumps")
    for typed in ("people’s", "people's", "‘pumps’", "“people’s pumps”", "pumps…"):
        assert found(f"q={typed}") == [work.identifier]
