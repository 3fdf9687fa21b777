"""One visitor cannot slow the archive for all; readers, editors and health checks never notice."""

import json
import time

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from localism import rates, windows

pytestmark = pytest.mark.django_db
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture(autouse=True)
def budget(settings):
    settings.READER_RATE = "20/minute"
    settings.KEPT_PAGES = 0  # a kept page costs less (tests/test_keeping.py)
    rates.windows.reset()
    yield
    rates.windows.reset()


def statuses(client, address: str, times: int, **extra) -> list[int]:
    answers = [client.get(address, **(ELSEWHERE | extra)) for _ in range(times)]
    for answer in answers:
        answer.getvalue()  # a file that is read to its end is closed
    return [answer.status_code for answer in answers]


def test_beyond_the_budget_a_page_says_when_to_come_again(client):
    assert statuses(client, "/topics/", 20) == [200] * 20
    response = client.get("/topics/", **ELSEWHERE)
    assert response.status_code == 429
    seconds = int(response["Retry-After"])
    assert 1 <= seconds <= 61
    page = response.content.decode()
    assert f"Please wait {seconds} second" in page
    assert "noindex" in page
    assert page.count("<h1") == 1
    assert response["RateLimit-Policy"] == '"reader";q=20;w=60'
    assert response["Cache-Control"] == "no-store"
    assert statuses(client, "/topics/", 1, REMOTE_ADDR="192.0.2.8") == [200]


def test_the_time_named_is_the_time_it_takes(client, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(windows.time, "monotonic", lambda: now[0])
    assert statuses(client, "/topics/", 12) == [200] * 12
    now[0] += 30
    assert statuses(client, "/topics/", 8) == [200] * 8
    refused = client.get("/topics/?q=a&b=c&d=e", **ELSEWHERE)
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    now[0] += 29
    assert statuses(client, "/topics/", 1) == [429]
    now[0] += 1
    assert statuses(client, "/topics/?q=a&b=c&d=e", 3) == [200, 200, 429]
    now[0] += 60
    assert statuses(client, "/topics/", 1) == [200]


def test_a_question_costs_more_than_a_page_and_a_file_most(client):
    def cost(address: str) -> int:
        return rates.cost_of(RequestFactory().get(address))

    costs = [
        cost(address)
        for address in (
            "/publications/",
            "/search/suggest/?q=pa",
            "/search/?q=parish",
            "/search/?q=parish&kind=report",
            "/search/?q=parish&kind=report&year=2010&topic=a&sort=title&page=2&x=1&y=2&z=3",
            "/publications/?format=bib",
        )
    ]
    assert costs == sorted(costs)
    assert costs == [1, 2, 3, 4, 10, 10]
    assert statuses(client, "/search/?q=parish&kind=report", 6) == [200] * 5 + [429]
    assert statuses(client, "/topics/", 1) == [429]


def test_what_costs_more_than_all_there_is_costs_all(client, settings):
    settings.READER_RATE = "4/minute"
    assert statuses(client, "/publications/?format=bib", 2) == [200, 429]


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/api/v1/", 429, "application/problem+json"),
        ("/oai?verb=Identify", 503, "text/plain"),
        ("/publications/?format=bib", 429, "text/plain"),
        ("/publications/feed/", 429, "text/plain"),
        ("/search/suggest/?q=pa", 429, "text/plain"),
        ("/publications/", 429, "text/html"),
    ],
)
def test_each_is_told_in_its_own_form(client, address, status, kind):
    statuses(client, "/topics/", 20)
    response = client.get(address, **ELSEWHERE)
    assert response.status_code == status
    assert response["Content-Type"].split(";")[0] == kind
    assert int(response["Retry-After"]) >= 1
    if kind == "application/problem+json":
        assert json.loads(response.content)["title"] == "Too many requests"


def test_static_files_health_and_this_machine_are_free(client):
    assert statuses(client, "/health/", 30) == [200] * 30
    assert statuses(client, "/static/css/base.css", 30) == [200] * 30
    assert statuses(client, "/static/none.css", 30) == [404] * 30
    assert statuses(client, "/topics/", 30, REMOTE_ADDR="127.0.0.1") == [200] * 30
    assert statuses(client, "/topics/", 30, REMOTE_ADDR="::1") == [200] * 30
    assert statuses(client, "/topics/", 30, REMOTE_ADDR="") == [200] * 30
    assert statuses(client, "/topics/", 1) == [200]


def test_an_editor_is_never_refused_and_a_made_up_session_is(client, settings):
    statuses(client, "/topics/", 20)
    client.cookies[settings.SESSION_COOKIE_NAME] = "0123456789abcdefghijklmnopqrstuv"
    assert statuses(client, "/topics/", 1) == [429]
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    assert statuses(client, "/topics/", 5) == [200] * 5


def test_it_can_be_switched_off(client, settings):
    settings.READER_RATE = ""
    assert statuses(client, "/topics/", 30) == [200] * 30


def test_the_default_is_out_of_reach_for_people():
    from localism import settings as defaults

    allowed = rates.budget(defaults.READER_RATE)
    per_second = allowed.amount / allowed.get_expiry()
    assert per_second >= 5 * rates.QUESTION  # five searches a second, for a minute


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
    ],
)
def test_an_ipv6_visitor_is_a_whole_network(one, other, same):
    def counted(address: str) -> str:
        return rates.limited_address(RequestFactory().get("/", REMOTE_ADDR=address))

    assert (counted(one) == counted(other)) is same


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "203.0.113.5", "192.0.2.7"),  # nobody was stated, so it is only what someone says
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "made up, 203.0.113.5", "203.0.113.5"),
        (2, "203.0.113.5, 198.51.100.1", "203.0.113.5"),
        (2, "203.0.113.5", "192.0.2.7"),
        (1, "", "192.0.2.7"),
    ],
)
def test_only_stated_proxies_are_believed(settings, proxies, passed, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=passed, **ELSEWHERE)
    assert rates.client_address(request) == address


def test_wrong_passwords_are_counted_by_the_same_address(settings):
    from axes.helpers import get_client_ip_address

    settings.PROXIES = 1
    request = RequestFactory().post("/", HTTP_X_FORWARDED_FOR="203.0.113.5", **ELSEWHERE)
    assert get_client_ip_address(request) == "203.0.113.5"


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(windows, "MOST_KEPT", 100)
    kept = windows.Windows()
    for number in range(1000):
        assert kept.acquire_entry(f"a{number}", 5, 60)
    assert len(kept._spent) == 100
    now = time.monotonic()
    monkeypatch.setattr(windows.time, "monotonic", lambda: now + 61)
    assert kept.acquire_entry("new", 5, 60)
    assert len(kept._spent) == 1
