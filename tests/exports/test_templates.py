"""What puts metadata, citations and downloads into pages."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from django.template import engines
from django.test import RequestFactory

from publications.models import Publication
from tests import builders as make

pytestmark = pytest.mark.django_db

HARD = 'Pumps & "pipes" </script><script>alert(1)</script>'


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.script = ""
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.script += data

    def named(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.found if name == tag]


IMPORTS = """
{% from "exports/_cite.html" import cite %}
{% from "exports/_downloads.html" import downloads %}
{% from "exports/_head.html" import head %}
"""


def rendered(template: str, **context) -> str:
    request = RequestFactory().get("/publications/?year=2012&page=2")
    return engines["jinja2"].from_string(IMPORTS + template).render(context, request)


@pytest.fixture
def work() -> Publication:
    found = make.make_publication(HARD, date="2012-05", summary="A <b>bold</b> summary")
    make.contribute(found, make.make_author("Zoë O’Pipe"))
    return found


def test_the_head_of_a_page(work):
    page = Elements(rendered("{{ head(said_to_machines(record)) }}", record=work))
    meta = {each.get("name") or each["property"]: each["content"] for each in page.named("meta")}
    assert meta["citation_title"] == HARD
    assert meta["citation_author"] == "O’Pipe, Zoë"
    assert meta["og:title"] == HARD
    assert meta["DC.date"] == "2012-05"
    links = {(each["rel"], each.get("type")): each["href"] for each in page.named("link")}
    assert links["alternate", "application/x-bibtex"].endswith(f"{work.identifier}.bib")
    [script] = page.named("script")
    assert script == {"type": "application/ld+json"}  # data, which no policy blocks
    assert json.loads(page.script)["@graph"][0]["name"] == HARD


def test_the_citations_are_there_without_a_script_and_can_be_copied(work):
    html = rendered("{{ cite(citations_of(record)) }}", record=work)
    page = Elements(html)
    assert len(page.named("details")) == 5
    ids = {each["id"] for each in page.named("p")}
    assert {each["data-copy"].removeprefix("#") for each in page.named("button")} == ids
    assert not page.named("script")
    assert "&lt;/script&gt;" in html
    assert "<i>" in html
    assert re.search(r"Accessed: \d{1,2} \w+ \d{4}", html)


def test_the_downloads_of_a_record_and_of_a_list(work):
    links = Elements(rendered("{{ downloads(files_of(record)) }}", record=work)).named("a")
    assert [each["href"].rpartition(work.identifier)[2] for each in links] == [
        ".bib",
        ".csl.json",
        ".csv",
        ".xml",
        ".json",
        ".jsonld",
        ".md",
        ".ris",
        ".txt",
    ]
    links = Elements(rendered("{{ downloads(files_of_list('publications')) }}")).named("a")
    assert parse_qs(links[0]["href"][1:]) == {"year": ["2012"], "format": ["bib"]}


def test_coins_in_a_list_ask_nothing(work, django_assert_num_queries):
    make.make_publication("Another")
    rows = list(Publication.objects.select_related("part_of").credited().order_by("pk"))
    with django_assert_num_queries(0):
        html = rendered("{% for row in rows %}{{ coins(row) }}{% endfor %}", rows=rows)
    first, second = Elements(html).named("span")
    assert first["class"] == "Z3988"
    assert parse_qs(first["title"])["rft.btitle"] == [HARD]
    assert parse_qs(second["title"])["rft.btitle"] == ["Another"]


@pytest.mark.parametrize("count", [1, 3])
def test_all_of_a_page_costs_the_same_for_many(count, django_assert_num_queries):
    work = make.make_publication("Pump", kind="essay_collection")
    for number in range(count):
        make.contribute(work, make.make_author(f"Ann Number{number}"))
        make.make_essay(work, f"Essay {number}")
        make.assign_topic(work, make.make_topic(f"Topic {number}"))
    work = Publication.objects.get(pk=work.pk)
    with django_assert_num_queries(1):
        rendered(
            "{{ head(said_to_machines(work)) }}"
            "{{ cite(citations_of(work)) }}"
            "{{ downloads(files_of(work)) }}",
            work=work,
        )
