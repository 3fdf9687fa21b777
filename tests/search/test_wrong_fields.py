"""A field of a query that is wrong is said in words, and the rest of the query is answered."""

import pytest
from django.urls import reverse
from lxml import html

from publications.searching.fields import checked
from publications.searching.kinds import EXAMPLES, spoken
from tests import builders

pytestmark = pytest.mark.django_db

KIND = "There is no kind “foo”: try report, essay,"
YEAR = "“abc” is not a year: write four digits, as in year:2009"


@pytest.fixture(autouse=True)
def works():
    for kind in ("report", "essay"):
        builders.make_publication(f"A pump, {kind}", kind=kind, date="2010")
    builders.make_publication("A well", kind="report", date="2011")


def page(client, typed: str, name: str = "search"):
    answer = client.get(reverse(name), {"q": typed})
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def said(shown) -> str:
    return " ".join(shown.xpath("string(//ul[@class='errors'])").split())


def titles(shown) -> set[str]:
    return {" ".join(each.text_content().split()) for each in shown.xpath("//article/h2")}


@pytest.mark.parametrize("name", ["search", "publication-list"])
@pytest.mark.parametrize(
    ("typed", "sentence", "found"),
    [
        ("kind:foo pump", KIND, {"A pump, report", "A pump, essay"}),
        ("pump kind:foo kind:report", KIND, {"A pump, report"}),
        ("pump KIND:foo", KIND, {"A pump, report", "A pump, essay"}),
        ('pump kind:"foo"', KIND, {"A pump, report", "A pump, essay"}),
        ("year:abc well", YEAR, {"A well"}),
        ("year:abc year:2011", YEAR, {"A well"}),
        ("well year:2011-2009", "2009 is before 2011: write year:2009-2011.", {"A well"}),
        ("kind:foo", KIND, {"A pump, report", "A pump, essay", "A well"}),
        ('"a pump" OR well year:20 kind:report', "“20” is not", {"A pump, report", "A well"}),
        ("“pump essay” kind:foo", KIND, {"A pump, essay"}),
    ],
)
def test_a_wrong_field_is_said_and_the_rest_is_answered(client, name, typed, sentence, found):
    shown = page(client, typed, name)
    assert said(shown).startswith(f"Words: {sentence}")
    assert said(shown).endswith("The rest of the search was kept.")
    assert titles(shown) == found
    field = shown.xpath("//input[@id='q']")[0]
    assert field.get("value") == typed
    assert field.get("aria-invalid") == "true"
    heading = shown.xpath("string(//h1)")
    assert "foo" not in heading
    assert "abc" not in heading


def test_two_wrong_fields_are_two_sentences_and_what_was_kept_is_one(client):
    shown = page(client, "kind:foo year:abc pump kind:foo")
    assert len(shown.xpath("//ul[@class='errors']/li[@id]")) == 2
    field = shown.xpath("//input[@id='q']")[0]
    described = field.get("aria-describedby").split()
    assert described == shown.xpath("//ul[@class='errors']/li/@id")
    assert len(set(described)) == 2
    assert said(shown).count("The rest of the search was kept.") == 1
    assert KIND in said(shown)
    assert YEAR in said(shown)


@pytest.mark.parametrize(
    "typed",
    [
        "pump",
        "kind:report year:2010 pump",
        "year:2009-2011",
        "year:2009–2011",
        'kind:"press release"',
        '"kind:foo"',
        "kind:",
        "title:foo author:abc",
        "“a pump” x",
    ],
)
def test_what_is_right_stays_as_it_was_typed(typed):
    assert checked(typed) == (typed, [])


def test_parts_of_a_name_have_no_fields(client):
    builders.make_author("Ada Kind Foo")
    shown = page(client, "kind foo", "author-list")
    assert "Ada Kind Foo" in shown.text_content()
    assert said(page(client, "kind:foo", "author-list")) == ""


def test_the_kinds_that_are_told_exist():
    assert all(spoken(kind) for kind in EXAMPLES)


def test_a_long_wrong_value_is_repeated_in_short(client):
    assert len(said(page(client, "kind:" + "x" * 400))) < 300


def test_a_program_is_told_so_too(client):
    answer = client.get("/api/v1/publications", {"q": "kind:foo"})
    assert answer.status_code == client.get("/api/v1/publications", {"year": "abc"}).status_code
    assert KIND in answer.content.decode()
