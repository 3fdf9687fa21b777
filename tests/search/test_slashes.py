"""A slash parts words in texts and in queries; an address keeps its host as one word."""

from importlib import import_module

import pytest
from django.db import connection

from publications import models
from publications.searching.marking import marked
from publications.searching.matching import leaf_of
from publications.searching.snippets import START, STOP
from publications.searching.vocabulary import learn as learn_words
from tests import builders
from tests.search.neighbouring import noted
from tests.search.test_entries import differences
from tests.search.test_signs import asked

pytestmark = pytest.mark.django_db

slashes = import_module("publications.migrations.0028_slashes_part_words")
ADDRESS = "See https://www.wells.org/papers/deep.pdf, or write to ada@wells.org/pumps."


def found(client, typed: str) -> list[str]:
    page = client.get("/search/", {"q": typed}).content.decode()
    return [
        work.title
        for work in models.Publication.objects.order_by("pk")
        if f"/publications/{work.identifier}/" in page
    ]


def make(title: str, text: str, note: str = ""):
    work = builders.make_publication(title)
    section = builders.make_section(work, "Case", text)
    if note:
        builders.make_footnote(section, "1", note)
    return work


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("A paper of IPPR/PWC on wells.", ("IPPR", "pwc", "IPPR/PWC")),
        ("A paper of IPPR/PWC on wells.", ('"IPPR/PWC"', '"PWC on wells"', '"of IPPR"')),
        ("Local/regional pumps and/or wells", ("local", "regional", '"regional pumps"', "wells")),
        ("In 2010/11 it rose.", ("2010", "11", "2010/11", '"in 2010/11"', '"2010 11"')),
        ("Councillor(s)/Mayor of the parish", ("mayor", "councillor")),
        ("Rents /rates of wells", ("rates", "rent")),
        (ADDRESS, ("www.wells.org", "https://www.wells.org/papers/deep.pdf", "papers")),
        (ADDRESS, ("www.wells.org/papers/deep.pdf", '"www.wells.org/papers/deep.pdf"', "pumps")),
        (ADDRESS, ("ada@wells.org", "deep.pdf")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["text", "note", "title", "summary", "heading"])
def test_each_word_beside_a_slash_is_found(client, written, typed, place):
    make("Nothing of it", "A bucket leaks.")
    if place == "text":
        work = make("Of water", written)
    elif place == "note":
        work = make("Of water", "A bucket.", written)
    elif place == "heading":
        work = builders.make_publication("Of water")
        builders.make_section(work, written, "A bucket leaks.")
    elif place == "title":
        work = builders.make_publication(written)
    else:
        work = builders.make_publication("Of water", summary=written)
    for each in typed:
        assert found(client, each) == [work.title], each


def test_years_with_a_slash_are_one_thing_and_words_are_not(client):
    make("Apart", "In 2010 there were 11 local pumps, some of them regional.")
    assert found(client, "2010/11") == []
    assert found(client, "2010 11") == ["Apart"]
    assert found(client, "local/regional") == ["Apart"]
    assert found(client, '"local/regional"') == []


def test_what_is_marked_is_what_matched():
    def shown(text: str, typed: str) -> str:
        (answer,) = marked([text], leaf_of(typed, False).query)
        return answer.replace(START, "[").replace(STOP, "]")

    assert shown("of IPPR/PWC.", "pwc") == "of IPPR/[PWC]."
    assert shown("of IPPR/PWC.", "pwc/ippr") == "of [IPPR]/[PWC]."
    assert shown("in 2010/11", "2010/11") == "in [2010]/[11]"
    assert shown(ADDRESS, "papers") == ADDRESS.replace("papers", "[papers]")
    assert shown(ADDRESS, "www.wells.org") == ADDRESS.replace("www.wells.org", "[www.wells.org]")
    assert shown("<b>pump</b> <br/>", "pump") == "<b>[pump]</b> <br/>"


def test_slashes_are_read_one_for_one_and_turned_back():
    for text in (
        "a/b",
        "“a”/b — c",
        "https://a.org/b/",
        "<b>a</b>",
        "a//b",
        "<br />",
        "a/>",
        "///",
    ):
        read = asked("archive_plain", text)
        assert len(read) == len(text)
        assert asked("archive_shown", read) == text
    assert asked("archive_plain", "https://a.org") == "https://a.org"
    assert asked("archive_plain", "a </b> <br/>") == "a </b> <br/>"


def execute(statements) -> None:
    with connection.cursor() as cursor:
        for statement, parameters in statements:
            cursor.execute(statement, parameters)


def test_the_migration_writes_anew_what_has_a_slash_and_nothing_else(client):
    """Of every place that a vector is made of; the notes for words and neighbours follow."""
    forward, backward = (
        slashes.Migration.operations[0].sql,
        slashes.Migration.operations[0].reverse_sql,
    )
    execute(backward)
    plain = make("Of plain water", "A bucket leaks.", "It does.")
    builders.contribute(plain, builders.make_author("Ada Plain"))
    texts = [make("In a text", "of IPPR/PWC"), make("In a note", "A bucket.", "of IPPR/PWC")]
    person = builders.make_author("Ada IPPR/PWC")
    body = builders.make_organisation("Wells", "IPPR/PWC")
    known = builders.make_author("Zoë Pumphrey")
    builders.make_biography(known, "She was of IPPR/PWC.")
    named = builders.make_organisation("Barn and Gate")
    models.NameVariant.objects.create(organisation=named, printed="Gate IPPR/PWC", key="gate")
    owned = [
        builders.make_publication("IPPR/PWC"),
        builders.make_event("A day", venue="IPPR/PWC"),
        builders.make_news_item("News", summary="of IPPR/PWC"),
        builders.make_project("IPPR/PWC"),
        builders.make_publication("In a series", series=builders.make_series("IPPR/PWC papers")),
    ]
    credited = [builders.make_publication("By her"), builders.make_event("With them")]
    builders.contribute(credited[0], person)
    builders.contribute(credited[1], body, role="partner")
    headed = builders.make_news_item("Headed")
    builders.make_section(headed, "Of IPPR/PWC", "A bucket leaks.")
    numbered = builders.make_publication("Numbered", series=builders.make_series())
    models.PublishedIdentifier.objects.create(publication=numbered, scheme="doi", value="IPPR/PWC")
    changed = [*texts, person, body, known, named, *owned, *credited, headed, numbered]
    learn_words()
    models.SearchUnpaired.objects.all().delete()
    assert found(client, "pwc") == []
    before = rows()

    execute(forward)

    identifiers = {each.identifier for each in changed}
    finding = {
        entry.identifier
        for entry in models.SearchEntry.objects.extra(where=["words @@ 'pwc & ippr'::tsquery"])
    }
    assert finding == identifiers, [each for each in changed if each.identifier not in finding]
    after = rows()
    assert {name for name in after if after[name] != before[name]} == identifiers
    ids = {entry.pk for entry in models.SearchEntry.objects.filter(identifier__in=identifiers)}
    assert noted() == ids
    assert set(models.SearchUnread.objects.values_list("entry", flat=True)) == ids
    assert differences() == []
    assert found(client, "pwc")


def rows() -> dict[str, tuple]:
    """Each entry with its place in the table, which is another after any writing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT identifier, ctid::text, vector::text FROM publications_searchentry")
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


def test_going_back_reads_as_before():
    forward, backward = (
        slashes.Migration.operations[0].sql,
        slashes.Migration.operations[0].reverse_sql,
    )
    work = make("Of water", "of IPPR/PWC")
    execute(backward)
    entry = models.SearchEntry.objects.get(identifier=work.identifier)
    assert "'ippr/pwc'" in entry.words
    execute(forward)
    entry.refresh_from_db()
    assert entry.words.split() == ["'case'", "'ippr'", "'pwc'", "'water'"]
