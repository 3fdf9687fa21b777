"""What pages say to machines, by the rules of Google Scholar, Zotero, schema.org, Signposting."""

import json
import re
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.exports import embedding
from tests.exports import made


def tags(record) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in embedding.meta_tags(record):
        found.setdefault(name, []).append(content)
    return found


# -- Highwire tags -------------------------------------------------------------------------------


def test_a_report_has_what_scholar_asks_for():
    found = tags(made.REPORT)
    assert found["citation_title"] == [
        "Pumps & pipes: 100% of {what} costs £5_000 #1: A NLGX route-map"
    ]
    assert found["citation_author"] == [
        "de Pumpe, Lucy",
        "O’Pipe, J. K.",
        "Éclair-Wellington, Zoë, Jr",
        "Pumps and Pipes Trust",
    ]
    assert found["citation_technical_report_institution"] == ["Pump Institute & Sons"]
    assert found["citation_technical_report_number"] == ["7"]
    assert found["citation_pdf_url"] == ["https://archive.example/files/pumps.pdf"]
    assert found["citation_keywords"] == ["Water; Housing & planning"]
    assert found["citation_isbn"] == ["9780956503107"]
    assert found["citation_language"] == ["en"]


def test_an_essay_is_a_chapter_for_zotero():
    found = tags(made.ESSAY)
    assert found["citation_inbook_title"] == ["The Pump Room: essays on water"]
    assert found["citation_editor"] == ["van der Brunnen, Edith", "Bucket, Bob"]
    assert found["citation_firstpage"] == ["11"]
    assert found["citation_lastpage"] == ["19"]
    assert found["citation_publisher"] == ["Pump Institute"]
    assert "citation_technical_report_institution" not in found


@pytest.mark.parametrize(
    "record",
    [made.NEWS, made.EVENT, made.PROJECT, made.COLLECTED, made.PERSON, made.BODY, made.SERIES],
    ids=lambda record: record.type,
)
def test_nothing_else_has_citation_tags(record):
    assert embedding.highwire(record) == []


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("2012", ["2012"]),
        ("2012-05", ["2012"]),
        ("2012-05-17", ["2012/05/17"]),
        ("2012-21", ["2012"]),
        ("2008/2012", ["2008"]),
        (None, None),
    ],
)
def test_the_date_is_that_of_publication_and_no_month(date, wanted):
    record = made.made_record(date=date)
    assert tags(record).get("citation_publication_date") == wanted
    assert tags(record)["citation_online_date"] == ["2026/01/05"]


def test_dublin_core_is_on_everything():
    for record in made.ALL:
        assert tags(record)["DC.title"][0]
        assert tags(record)["DC.identifier"][0] == record.address
    assert tags(made.REPORT)["DC.date"] == ["2012-05"]


def test_open_graph_invents_no_day():
    news, report = dict(embedding.open_graph(made.NEWS)), dict(embedding.open_graph(made.REPORT))
    assert news["article:published_time"] == "2017-08-21"
    assert news["og:type"] == "article"
    assert "article:published_time" not in report
    assert report["og:url"] == made.REPORT.page


def test_a_long_summary_is_shortened_in_whole_words():
    text = embedding.shortened("pump " * 200)
    assert len(text) <= embedding.DESCRIPTION + 1
    assert text.endswith("pump…")


# -- JSON-LD -------------------------------------------------------------------------------------


@given(st.text(max_size=80), st.text(max_size=80))
def test_json_ld_cannot_leave_its_script(title, summary):
    record = made.made_record(title=f"</script>{title}", summary=f"<!--{summary}]]>")
    text = embedding.script_json(record)
    assert not re.search(r"[<>&]", text)
    graph = json.loads(text)["@graph"]
    assert graph[0]["name"].startswith("</script>")


def test_breadcrumbs_lead_through_the_collection():
    graph = json.loads(embedding.script_json(made.ESSAY))["@graph"]
    crumbs = graph[1]["itemListElement"]
    assert graph[1]["@type"] == "BreadcrumbList"
    assert [each["position"] for each in crumbs] == [1, 2, 3, 4]
    assert [each["name"] for each in crumbs] == [
        "Home",
        "Publications",
        "The Pump Room: essays on water",
        "Why pump?",
    ]
    assert crumbs[1]["item"] == "https://archive.example/publications/"


# -- COinS ---------------------------------------------------------------------------------------


def test_coins_of_a_report():
    found = parse_qs(embedding.coins(made.REPORT))
    assert found["ctx_ver"] == ["Z39.88-2004"]
    assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
    assert found["rft.genre"] == ["report"]
    assert found["rft.date"] == ["2012-05"]
    assert found["rft.aulast"] == ["de Pumpe"]
    assert found["rft.au"][-1] == "Pumps and Pipes Trust"


def test_coins_of_an_essay():
    found = parse_qs(embedding.coins(made.ESSAY))
    assert found["rft.genre"] == ["bookitem"]
    assert found["rft.atitle"] == ["Why pump?"]
    assert found["rft.btitle"] == ["The Pump Room: essays on water"]
    assert found["rft.spage"] == ["11"]


# -- Signposting ---------------------------------------------------------------------------------


@pytest.mark.parametrize("record", made.ALL, ids=lambda record: f"{record.type} {record.title}")
def test_the_header_has_what_level_1_asks_for(record):
    links = re.findall(
        r'<([^>]+)>; rel="([a-z-]+)"(?:; type="([^"]+)")?', embedding.link_header(record)
    )
    rels = [rel for _, rel, _ in links]
    assert rels.count("cite-as") == 1
    assert rels.count("type") == 2
    assert rels.count("linkset") == 1
    assert "describedby" in rels
    assert all(kind for _, rel, kind in links if rel in {"describedby", "item", "linkset"})
    assert links[0][0] == record.address


def test_many_authors_are_left_to_the_linkset():
    many = tuple(made.someone(f"Ann Number{n}", identifier=f"a{n}") for n in range(9))
    record = made.made_record(agents=many)
    assert 'rel="author"' not in embedding.link_header(record)
    assert len(embedding.linkset(record)["linkset"][0]["author"]) == 9


def test_the_linkset_has_an_object_for_every_anchor():
    own, *others = embedding.linkset(made.REPORT)["linkset"]
    assert own["anchor"] == made.REPORT.page
    assert own["cite-as"] == [{"href": made.REPORT.address}]
    assert {"href": "https://archive.example/files/pumps.pdf", "type": "application/pdf"} in own[
        "item"
    ]
    assert own["author"] == [{"href": "https://archive.example/rcfk5g279dq8/"}]
    backs = {each["anchor"]: set(each) - {"anchor"} for each in others}
    assert backs["https://archive.example/files/pumps.pdf"] == {"collection"}
    assert backs["https://archive.example/publications/9wmzfx3pmvj5.bib"] == {"describes"}
