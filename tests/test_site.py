"""Every named page of the site, nested ones too: it answers, and is made as a page should be."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from lxml import html

from publications.identifiers import identifier_for
from tests.archive import addresses, make_archive

pytestmark = pytest.mark.django_db

# Not pages for people, or behind a sign-in; each has tests of its own.
NO_PAGES = {
    "admin", "health", "robots", "publication-cover", "identifier", "oai-pmh", "sitemap",
    "sitemap-index", "opensearch", "api-catalog", "security-txt", "event-calendar", "event-ics",
    "preview", "source-original", "source-first-page",
}  # fmt: skip
# Files of records and feeds of lists, which have no h1.
NO_PAGES_ENDING = ("-feed", "-file", "-export", "-archive", "-linkset", "-original")


def named(resolver, within="") -> dict[str, URLPattern]:
    """Every pattern with a name, those of included lists too."""
    found = {}
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name or "api" in str(pattern.pattern) or "admin" in str(pattern.pattern):
                continue
            found |= named(pattern)
        elif pattern.name:
            found[pattern.name] = pattern
    return found


def arguments(name: str, archive) -> list:
    kind, _, page = name.rpartition("-")
    if page == "list" or name in ("home", "styleguide", "search"):
        return []
    if name == "news-year":
        return [2009]
    if name == "topic-detail":
        return [archive.topic.slug]
    record = getattr(archive, {"publication": "report"}.get(kind, kind))
    return [record.identifier, record.slug, *(["the-case"] if page == "section" else [])]


def test_every_named_page_is_a_whole_page(client, admin_user):
    client.force_login(admin_user)
    archive = make_archive()
    names = [
        name
        for name in named(get_resolver())
        if name not in NO_PAGES
        and not name.endswith(NO_PAGES_ENDING)
        and not name.startswith(("admin", "api", "search-"))
        and ".bib" not in name
        and "format" not in name
        and "export" not in name
    ]
    assert len(names) > 25
    for name in names:
        check_page(client, reverse(name, args=arguments(name, archive)))


def test_every_kind_of_page_is_a_whole_page(client):
    for address in addresses(make_archive()):
        check_page(client, address)


def check_page(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = html.fromstring(answer.content)
    assert page.get("lang") == "en-GB", address
    assert len(page.findall(".//h1")) == 1, address
    assert page.findtext(".//title").strip(" –"), address
    assert page.find(".//a[@class='skip']").get("href") == "#content", address
    assert page.find(".//main").get("id") == "content", address
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), (address, sorted(i for i in ids if ids.count(i) > 1))
    for target in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids, (address, target)
    # The content policy allows neither.
    assert not page.xpath(
        "//@style | //style | //script[not(@src) and not(@type='application/ld+json')] | //@onclick"
    ), address


def test_every_link_of_every_page_leads_somewhere(client):
    archive = make_archive()
    seen = set()
    for address in addresses(archive):
        page = html.fromstring(client.get(address).content)
        for href in page.xpath("//main//a/@href | //nav//a/@href"):
            path = href.split("#")[0]
            if path.startswith("/") and path not in seen:
                seen.add(path)
                assert client.get(path).status_code in (200, 303), (address, path)
    assert len(seen) > 40


def test_pages_that_are_not_there_are_said_to_be_so(client):
    for address in ("/nothing/", "/publications/?page=abc", "/publications/?page=9", "/news/1066/"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "There is no such page" in answer.content.decode()


def test_an_identifier_that_is_typed_from_paper_leads_on(client):
    record = make_archive().report
    body = record.identifier
    for typed in (body.upper(), f"{body[:4]}-{body[4:8]}-{body[8:]}", f"{body[:6]} {body[6:]}"):
        for address in (f"/{typed}", f"/{typed}/"):
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, address
            assert answer.redirect_chain[0] == (f"/{body}/", 301)
            assert answer.redirect_chain[-1][0] == record.get_absolute_url()
    wrong = body[:-1] + ("0" if body[-1] != "0" else "1")
    assert client.get(f"/{wrong.upper()}/").status_code == 404
    unknown = identifier_for("nobody's").upper()
    assert client.get(f"/{unknown}/", follow=True).status_code == 404


def test_a_fault_has_a_page_of_its_own(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("publications.views.site.record_counts", lambda now: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    page = html.fromstring(answer.content)
    assert page.xpath("//h1/text()") == ["Something went wrong"]
    assert page.xpath("//link[@rel='stylesheet']/@href")


def test_a_fault_where_nothing_works_is_told_in_the_form_that_was_asked_for(
    client, monkeypatch, django_assert_num_queries
):
    client.raise_request_exception = False
    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", lambda *a: 1 / 0)
    with django_assert_num_queries(0):
        assert "Something went wrong</h1>" in client.get("/").content.decode()
        file = client.get("/publications/?format=bib")
        assert (file.status_code, file["Content-Type"]) == (500, "text/plain; charset=utf-8")
        data = client.get("/api/v1/publications")
        assert (data.status_code, data.json()["title"]) == (500, "Fault of the archive")
    monkeypatch.setattr("localism.refusals.get_template", lambda name: 1 / 0)
    answer = client.get("/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("Something went wrong.")
