"""A question that takes too long is ended and answered in words; an editor's is not."""

import contextlib
import json

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path

from localism.database import reading
from localism.database.reading import Reading
from tests import builders

SECONDS = 0.15
WORDS = "took longer than the archive gives"


def sleep(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


def slow(request):
    sleep(5)
    return HttpResponse("never")


def patient(request):
    with connection.unhurried():
        sleep(0.4)
    return HttpResponse("done")


def late(request):
    def pieces():
        for seconds in (0, *map(float, request.GET.getlist("sleep"))):
            sleep(seconds)
            yield f"after {seconds}\n"

    return StreamingHttpResponse(pieces(), content_type="text/plain")


def shown(request):
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return HttpResponse(cursor.fetchone()[0])


def bad(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column")


urlpatterns = [
    path("slow/", slow),
    path("api/v1/slow/", slow),
    path("publications/feed/slow/feed/", slow),
    path("publications/ABC.bib", slow),
    path("patient/", patient),
    path("late/", late),
    path("shown/", shown),
    path("bad/", bad),
    path("", include("localism.urls")),
]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.test_timeouts")]


@pytest.fixture(autouse=True)
def short(settings):
    settings.READER_TIMEOUT = settings.STREAM_TIMEOUT = SECONDS


def test_a_page_that_takes_too_long_is_a_503_that_says_so(client):
    response = client.get("/slow/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"].startswith("text/html")
    page = response.content.decode()
    assert WORDS in page
    assert "fewer words" in page
    assert "noindex" in page
    assert page.count("<h1") == 1
    assert client.get("/").status_code == 200  # the connection is as good as before


def test_the_api_answers_with_a_problem(client):
    response = client.get("/api/v1/slow/")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    problem = json.loads(response.content)
    assert problem["status"] == 503
    assert WORDS in problem["detail"]
    assert response["Retry-After"] == "30"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address", ["/slow/?format=bib", "/publications/ABC.bib", "/publications/feed/slow/feed/"]
)
def test_a_file_or_a_feed_answers_in_plain_words(client, address):
    response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert WORDS in response.content.decode()


def test_who_takes_no_html_gets_plain_words(client):
    response = client.get("/slow/", headers={"accept": "application/x-bibtex"})
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (503, "text/plain")


def test_a_harvester_is_asked_to_wait_as_its_protocol_says(client, monkeypatch):
    monkeypatch.setattr("publications.exports.oai.views.as_of", lambda: sleep(5))
    response = client.get("/oai?verb=Identify")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_search_itself_is_cut(client, monkeypatch):
    builders.make_publication("Turnips")
    monkeypatch.setattr(
        "publications.searching.results.Results.__init__", lambda self, filterset: sleep(5)
    )
    assert client.get("/search/?q=turnips").status_code == 503
    assert client.get("/publications/?q=turnips").status_code == 503


def test_a_stream_that_fails_at_once_is_a_503_and_later_is_broken_off(client):
    response = client.get("/late/?sleep=0.05")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"after 0\nafter 0.05\n"
    response = client.get("/late/?sleep=5&sleep=0")
    assert response.status_code == 200
    pieces = []
    with pytest.raises(OperationalError, match="statement timeout"):
        pieces.extend(response.streaming_content)
    assert reading.current() is None


def test_a_stream_whose_first_piece_is_late_is_answered_in_words(client, settings, monkeypatch):
    monkeypatch.setattr("publications.exports.negotiation._pieces", late_pieces)
    response = client.get("/publications/?format=bib")
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (503, "text/plain")
    settings.STREAM_TIMEOUT = 5
    response = client.get("/publications/?format=bib")
    assert b"".join(response.streaming_content) == b"late"


def late_pieces(texts):
    sleep(0.4)
    yield "late"


def test_an_editor_is_not_cut_and_a_made_up_session_is(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "0123456789abcdefghijklmnopqrstuv"
    assert client.get("/slow/").status_code == 503
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    assert client.get("/shown/").content == b"0"
    assert client.get("/admin/").status_code == 200
    client.logout()
    assert client.get("/shown/").content == b"150ms"


def test_what_serves_all_readers_is_not_cut(client):
    assert client.get("/patient/").content == b"done"
    assert client.get("/slow/").status_code == 503


def test_commands_and_imports_are_not_cut(client):
    assert client.get("/shown/").content == b"150ms"
    sleep(0.3)
    assert client.get("/shown/").content == b"150ms"


def test_no_timeout_can_be_wished_for(client, settings):
    settings.READER_TIMEOUT = 0
    assert client.get("/shown/").content == b"0"


def test_a_session_is_told_once_and_a_rollback_takes_nothing_with_it(settings):
    told = []
    connection.ensure_connection()
    execute = connection.connection.execute
    connection.connection.execute = lambda query: told.append(query) or execute(query)
    with contextlib.ExitStack() as stack:
        stack.callback(delattr, connection.connection, "execute")
        for _ in range(3):
            with reading.bounded(Reading(timeout=150)):
                sleep(0)
                with transaction.atomic():
                    sleep(0)
                    transaction.set_rollback(True)
                with pytest.raises(OperationalError, match="statement timeout"):
                    sleep(1)
    assert told == ["SET statement_timeout = 150"]
    sleep(0.3)


def test_a_mistake_of_ours_stays_a_500(client):
    client.raise_request_exception = False
    assert client.get("/bad/").status_code == 500


def test_a_database_that_is_gone_is_a_503(client, monkeypatch):
    def gone(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr("localism.database.base.DatabaseWrapper.create_cursor", lambda *a: gone(0))
    response = client.get("/publications/")
    assert response.status_code == 503
    assert "cannot reach its records" in response.content.decode()


def test_one_page_after_another_tells_the_session_nothing(client, monkeypatch):
    """Also where the state of the archive is asked for first, before it is known who asks."""
    builders.make_publication()
    for _ in range(2):
        assert client.get("/publications/").status_code == 200
    told = []
    execute = psycopg.Connection.execute

    def listened(session, query, *args, **options):
        told.append(query)
        return execute(session, query, *args, **options)

    monkeypatch.setattr(psycopg.Connection, "execute", listened)
    for _ in range(2):
        assert client.get("/publications/?year=2012").status_code == 200
    assert [query for query in told if "statement_timeout" in query] == []
