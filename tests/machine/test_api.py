"""The JSON API: what it answers, what it never shows, and what schemathesis finds in it."""

import json

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from publications import models
from publications.identifiers import identifier_for
from tests import builders

ROOMS = ("publications", "news", "events", "projects", "authors", "organisations")


def get(client, path, status=200, **parameters):
    response = client.get(f"/api/v1/{path}", parameters)
    assert response.status_code == status, response.content
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def titles(answer):
    return [each["title"] for each in answer["results"]]


def test_a_list_and_its_records(client, archive):
    answer = get(client, "publications", sort="title")
    assert answer["count"] == 3
    assert answer["sentence"] == "Publications"
    for listed in answer["results"]:
        alone = get(client, f"publications/{listed['identifier']}")
        assert alone == listed
    report = answer["results"][-1]
    assert report["title"] == "Power to the Parishes"
    assert report["date"] == {
        "edtf": "2010-03",
        "printed": "March 2010",
        "precision": "month",
        "earliest": "2010-03-01",
        "latest": "2010-03-31",
    }
    assert report["identifiers"] == [{"scheme": "isbn", "value": "9780000000002"}]
    assert [(a["role"], a["name"]) for a in report["agents"]] == [
        ("author", "Ada van der Parish"),
        ("publisher", "Institute of Parishes & Towns"),
    ]
    assert report["address"] == f"http://testserver/{report['identifier']}/"


@pytest.mark.parametrize("room", ROOMS)
def test_every_room(client, archive, room):
    answer = get(client, room)
    assert answer["count"]
    one = answer["results"][0]
    assert get(client, f"{room}/{one['identifier']}")["links"] == one["links"]
    assert "evidence" in get(client, f"{room}/{one['identifier']}/evidence")


def test_fields(client, archive):
    answer = get(client, "publications", fields=["title", "date"], q="power")
    (only,) = answer["results"]
    assert set(only) == {"type", "identifier", "title", "date"}
    only = get(client, f"publications/{archive.report.identifier}", fields="summary")
    assert set(only) == {"type", "identifier", "summary"}
    wrong = get(client, "publications", 422, fields="secret")
    assert list(wrong["errors"]) == ["fields"]


def test_the_filters_of_the_pages(client, archive):
    assert titles(get(client, "publications", kind="essay")) == ["On Parish Pumps"]
    assert titles(get(client, "publications", year="2010")) == ["Power to the Parishes"]
    assert get(client, "publications", **{"from": "2009", "to": "2012"})["count"] == 1
    assert get(client, "publications", organisation=archive.body.identifier)["count"] == 2
    assert get(client, "publications", topic="housing")["count"] == 1
    assert get(client, "publications", q="First words")["count"] == 1
    assert get(client, "authors", q="parish")["count"] == 1
    assert get(client, "publications", kind=["essay", "report"])["count"] == 2


def test_pages(client, archive):
    first = get(client, "publications", page_size=2, sort="title")
    assert (first["pages"], first["previous"], len(first["results"])) == (2, None, 2)
    second = json.loads(client.get(first["next"]).content)
    assert second["next"] is None
    assert json.loads(client.get(second["previous"]).content)["results"] == first["results"]
    assert len({each["identifier"] for each in first["results"] + second["results"]}) == 3


def test_text_footnotes_and_evidence(client, archive):
    path = f"publications/{archive.report.identifier}"
    (section,) = get(client, f"{path}/text")["sections"]
    assert [block["text"] for block in section["blocks"]] == ["First words.", "Second words."]
    assert section["address"].endswith(f"#{section['anchor']}")
    assert get(client, f"{path}/text/{section['anchor']}")["sections"] == [section]
    get(client, f"{path}/text/nonsense", 404)
    (note,) = get(client, f"{path}/footnotes")["footnotes"]
    assert note == {
        "number": "1",
        "text": "Ibid., p. 3.",
        "urls": ["http://example.org/"],
        "section": section["anchor"],
    }
    (evidence,) = get(client, f"{path}/evidence")["evidence"]
    assert (evidence["field"], evidence["words"]) == ("title", "Power to the Parishes")
    assert evidence["source"] == archive.source.identifier


def test_hidden_rows_are_nowhere(client, hidden):
    for room in ROOMS:
        answer = client.get(f"/api/v1/{room}")
        assert b"UNSEEN" not in answer.content
        assert json.loads(answer.content)["count"] == 0
    rooms = dict(zip(ROOMS, range(6), strict=True))
    for room, index in rooms.items():
        draft, withdrawn = hidden[index], hidden[index + 14]
        for part in ("", "/evidence", "/text", "/footnotes"):
            if part in ("/text", "/footnotes") and room in ("events", "authors", "organisations"):
                continue
            get(client, f"{room}/{draft.identifier}{part}", 404)
            gone = get(client, f"{room}/{withdrawn.identifier}{part}", 410)
            assert "A mistake." in gone["detail"]


def test_hidden_rows_are_not_told_by_others(client, archive, hidden):
    builders.contribute(archive.report, hidden[4])
    models.Source.objects.update(status="draft")
    answer = get(client, f"publications/{archive.report.identifier}")
    assert [agent["name"] for agent in answer["agents"]] == [
        "Ada van der Parish",
        "Institute of Parishes & Towns",
    ]
    assert get(client, f"publications/{archive.report.identifier}/evidence")["evidence"] == []


def test_a_merged_record_leads_to_its_successor(client, archive):
    first, second = identifier_for("first"), identifier_for("second")
    for old, new in ((first, second), (second, archive.report.identifier)):
        models.FormerIdentifier.objects.create(identifier=old, successor=new)
    response = client.get(f"/api/v1/publications/{first}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/api/v1/publications/{archive.report.identifier}"
    models.FormerIdentifier.objects.filter(identifier=second).update(successor=first)
    get(client, f"publications/{first}", 404)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("publications?page=0", 422),
        ("publications?page=x", 422),
        ("publications?page=2", 404),
        ("publications?page=1000000", 404),
        ("publications?page=99999999999999999999", 422),
        ("publications?page_size=101", 422),
        ("publications?nonsense=1", 422),
        ("publications?kind=nonsense", 422),
        ("publications?year=0000", 422),
        ("publications?year=%00", 422),
        ("publications?author=nonsense", 422),
        ("publications?author=0123456789bc", 404),
        ("publications?topic=nonsense", 404),
        ("publications?from=2012&to=2010", 200),
        ("publications?from=2010-02-31", 422),
        ("publications?q=%00", 200),
        ("publications?q=" + "x" * 501, 422),
        ("publications?q=" + "x" * 10_000, 422),
        ("publications?sort=works", 422),
        ("publications/nonsense", 422),
        ("publications/%00", 422),
        ("nonsense", 404),
        ("", 200),
        ("openapi.json", 200),
    ],
)
def test_wrong_questions(client, db, path, status):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status, response.content
    if status >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert set(json.loads(response.content)) == {"type", "title", "status", "detail", "errors"}


@pytest.mark.parametrize("path", ["publications", "", "nonsense", "openapi.json"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_it_is_read_only(client, db, path, method):
    response = getattr(client, method)(f"/api/v1/{path}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_page_elsewhere_may_ask(client, archive):
    response = client.options(
        "/api/v1/publications",
        headers={"origin": "https://example.net", "access-control-request-method": "GET"},
    )
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in response.headers["Access-Control-Allow-Methods"]


def test_conditional_requests(client, archive):
    path = f"/api/v1/publications/{archive.report.identifier}"
    response = client.get(path)
    same = client.get(path, headers={"if-none-match": response.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    same = client.get(path, headers={"if-modified-since": response.headers["Last-Modified"]})
    assert same.status_code == 304
    models.Publication.objects.filter(pk=archive.report.pk).update(title="Another")
    changed = client.get(path, headers={"if-none-match": response.headers["ETag"]})
    assert changed.status_code == 200
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")


def test_a_huge_accept_header(client, archive):
    response = client.get("/api/v1/publications", headers={"accept": "x/y," * 2500})
    assert response.status_code == 200


def test_query_counts(client, db, django_assert_num_queries):
    for number in (1, 3):
        while models.Publication.objects.count() < number:
            work = builders.make_publication()
            builders.contribute(work, builders.make_author())
        # One of them brings the catalogue up to date, one more reads it in this test's transaction.
        with django_assert_num_queries(4):
            client.get("/api/v1/publications")
        with django_assert_num_queries(2):
            client.get(f"/api/v1/publications/{work.identifier}/text")


def test_the_page_that_documents_it(client, db):
    response = client.get("/api/v1/docs/")
    assert response.status_code == 200
    page = response.content.decode()
    assert "style=" not in page
    assert "/api/v1/publications/{identifier}/text" in page
    assert "web-search syntax" in page


def test_the_openapi_document(client, db):
    document = get(client, "openapi.json")
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        assert set(operations) == {"get"}, path
        for status, answer in operations["get"]["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


@pytest.fixture
def kept_connection():
    """Lets requests of a WSGI client use the connection of the test, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.filterwarnings("ignore")
def test_schemathesis_finds_nothing(archive, hidden, kept_connection):
    """Some hundred made requests against the document, right and wrong ones."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from localism.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [each.ok() for each in schema.get_all_operations()]

    @settings(
        max_examples=8 * len(operations),
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of([each.as_strategy() for each in operations]))
    def every_case(case):
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    every_case()


def test_a_slash_at_the_end_leads_to_the_address_without(client, archive):
    answer = client.get("/api/v1/publications/", {"year": "2010"})
    assert (answer.status_code, answer.url) == (301, "/api/v1/publications?year=2010")
    record = archive.report.identifier
    answer = client.get(f"/api/v1/publications/{record}/", follow=True)
    assert answer.json()["identifier"] == record
    get(client, "books/", 404)
    get(client, "/", 404)


def test_a_wrong_value_is_answered_in_words(client, db):
    for name, value, words in (
        ("year", "MMX", "a year in four digits"),
        ("from", "2010-13", "a year, a month or a day"),
        ("author", "me", "an identifier: twelve characters"),
        ("topic", "A b", "a topic as its address names it"),
        ("page", "0", "It should be 1 at least."),
        ("page", "two", "It should be a whole number."),
        ("page_size", "1000", "It should be 100 at most."),
        ("q", "a" * 501, "It should have 500 characters at most."),
        ("year", ["2010"] * 200, "values at most."),
        ("sort", "size", "It should be 'newest', 'oldest'"),
    ):
        (told,) = get(client, "publications", 422, **{name: value})["errors"][name]
        assert words in told
        assert "^" not in told
    answer = client.get(f"/api/v1/publications/{'0' * 12}/text/A%20B").json()
    assert "the anchor of a section" in answer["errors"]["anchor"][0]
