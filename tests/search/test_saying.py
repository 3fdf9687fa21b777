"""Every form of a query is said in words, in headings, titles, chips and texts, and escaped."""

import pytest
from django.urls import reverse
from lxml import html

from publications.searching.query import read
from publications.searching.saying import LONGEST, in_sentence, in_short, quoted, wanted
from tests import builders


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("parish councils", "with “parish councils”"),
        ('"local government"', "with the phrase “local government”"),
        ("“local government”", "with the phrase “local government”"),
        ('"wells"', "with “wells”"),
        (
            'parish "local government" tax',
            "with “parish” and the phrase “local government” and “tax”",
        ),
        ("pumps OR wells", "with “pumps” or “wells”"),
        ("OR", "with “OR”"),
        ("parish pumps OR wells OR", "with “parish pumps” or “wells”"),
        ("pumps -wells", "with “pumps” but not “wells”"),
        ('pumps -wells -"dry wells"', "with “pumps” but not “wells” or the phrase “dry wells”"),
        ("pumps -wells OR dry", "with “pumps” but not “wells”, or “dry”"),
        ("-wells", "with all but “wells”"),
        ("title:pumps wells", "with “pumps” in the title and “wells”"),
        ('title:"parish pumps"', "with the phrase “parish pumps” in the title"),
        ("author:smith", "by people named “smith”"),
        ('author:"a smith" pumps', "with “pumps”, by people named “a smith”"),
        ("year:2009-2011", "of 2009–2011"),
        ("kind:reports year:2010 pumps", "with “pumps”, of the kind “reports”, of 2010"),
        ('"', "with “”"),
        ("the", "with “the”"),
        ('parish "local', "with “parish” and “local”"),
        ("it’s", "with “it’s”"),
    ],
)
def test_a_query_in_a_sentence(typed, said):
    assert in_sentence(read(typed)) == said


def test_a_query_standing_alone_and_its_words_that_are_looked_for():
    query = read('pumps -wells OR "dry land" year:2010 OR -tax')
    assert (
        in_short(query)
        == "“pumps” but not “wells”, or the phrase “dry land”, or all but “tax”, of 2010"
    )
    assert wanted(query) == "“pumps” or the phrase “dry land”"


def test_quotation_marks_in_quotation_marks():
    assert quoted('a "b c" d') == "“a ‘b c’ d”"
    assert quoted('a “b” "c') == "“a ‘b’ c”"


@pytest.mark.parametrize(
    ("typed", "begins", "ends"),
    [
        ("x" * 500, "with “xxx", "xxx…”"),
        ("parish " * 71, "with “parish parish", " parish…”"),
        ('"' + "parish " * 71 + '"', "with the phrase “parish parish", " parish…”"),
        ("parish OR " * 30, "with “parish” or “parish”", "“parish” or…"),
        ("pumps " + "-wells " * 30, "with “pumps” but not “wells”", "“wells” or…"),
    ],
)
def test_a_long_query_is_said_by_its_beginning(typed, begins, ends):
    said = in_sentence(read(typed))
    assert said.startswith(begins)
    assert said.endswith(ends)
    assert len(said) <= LONGEST + 2
    assert said.count("“") == said.count("”")
    assert len(in_short(read(typed))) <= LONGEST + 2
    assert len(wanted(read(typed))) <= LONGEST + 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["search", "publication-list", "author-list"])
def test_a_long_query_is_whole_in_its_field_and_short_elsewhere(client, name):
    typed = "x" * 500
    page = html.fromstring(client.get(reverse(name), {"q": typed}).content)
    assert page.xpath("string(//input[@id='q']/@value)") == typed
    for where in ("//h1", "//title", "//*[@class='chips']", "//main//p"):
        assert "xxx…”" in page.xpath(f"string({where})") or where == "//main//p"
        assert typed not in "".join(page.xpath(f"{where}//text()"))


@pytest.mark.django_db
def test_headings_titles_and_chips_say_it(client):
    work = builders.make_publication("Of water")
    builders.make_section(work, "Springs", "A parish pump & <i>more</i>.")
    for name, noun in (("search", "Records of all kinds"), ("publication-list", "Publications")):
        page = html.fromstring(client.get(reverse(name), {"q": '"parish <i>pump"'}).content)
        said = "the phrase “parish <i>pump”"
        assert page.xpath("string(//h1)").startswith(f"{noun} with {said}:")
        assert page.xpath("string(//title)").startswith(f"{noun} with {said}")
        assert said in page.xpath("string(//*[@class='chips'])")
    page = html.fromstring(client.get(reverse("author-list"), {"q": '"smith" -a'}).content)
    assert page.xpath("string(//h1)") == "People with “‘smith’ -a” in the name: 0"
    address = reverse("publication-section", args=[work.identifier, work.slug, "springs-0"])
    page = html.fromstring(client.get(address, {"q": '"parish pump" author:x'}).content)
    said = " ".join(page.xpath("string(//*[contains(@class, 'found-here')])").split())
    assert said.startswith("1 paragraph here with words of the phrase “parish pump”.")
