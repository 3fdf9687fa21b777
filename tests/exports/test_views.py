"""Exports over HTTP: suffixes, lists, negotiation, and what may not go out."""

import json
import re
import time

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views import View
from lxml import html

from publications.exports.negotiation import Negotiated, preferred_format
from publications.identifiers import identifier_for
from publications.models import FormerIdentifier, Publication
from tests import builders as make
from tests.exports import parsers

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Publication:
    found = make.make_publication("Parish pumps", date="2012-05")
    make.contribute(found, make.make_author("Lucy Pumpe"))
    return found


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


# -- by suffix -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("csl.json", "application/vnd.citationstyles.csl+json"),
        ("jsonld", "application/ld+json"),
        ("json", "application/json"),
        ("xml", "application/xml; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
    ],
)
def test_a_record_in_a_format(client: Client, work, extension, media_type):
    response = client.get(f"/publications/{work.identifier}.{extension}")
    assert response.status_code == 200
    assert response["Content-Type"] == media_type
    assert "Parish pumps" in response.content.decode()
    assert f"http://testserver/{work.identifier}/" in response.content.decode()
    assert 'rel="describes"; type="text/html"' in response["Link"]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("folder", "maker"),
    [
        ("news", make.make_news_item),
        ("events", make.make_event),
        ("projects", make.make_project),
        ("authors", make.make_author),
        ("organisations", make.make_organisation),
        ("series", make.make_series),
    ],
)
def test_every_kind_has_its_files_and_its_linkset(client: Client, folder, maker):
    record = maker()
    assert client.get(f"/{folder}/{record.identifier}.json").json()["identifier"] == (
        record.identifier
    )
    response = client.get(f"/{folder}/{record.identifier}/linkset.json")
    assert response["Content-Type"] == "application/linkset+json"
    assert len(json.loads(response.content)["linkset"][0]["cite-as"]) == 1


def test_head_is_answered_and_post_is_not(client: Client, work):
    address = f"/publications/{work.identifier}.bib"
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_an_unchanged_file_is_not_sent_again(client: Client, work):
    address = f"/publications/{work.identifier}.bib"
    first = client.get(address)
    again = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304


def test_an_unknown_format_is_told_which_there_are(client: Client, work):
    response = client.get(f"/publications/{work.identifier}.docx")
    assert response.status_code == 404
    assert "application/x-bibtex" in response.content.decode()


def test_a_format_that_does_not_suit_a_kind(client: Client):
    response = client.get(f"/authors/{make.make_author().identifier}.bib")
    assert response.status_code == 404
    assert "jsonld" in response.content.decode()
    assert "bibtex" not in response.content.decode()


def test_what_is_not_there(client: Client, work):
    wrong = work.identifier[:-1] + ("0" if work.identifier[-1] != "0" else "1")
    assert client.get(f"/publications/{wrong}.bib").status_code == 404
    assert client.get(f"/news/{wrong}.bib").status_code == 404


def test_drafts_are_not_there(client: Client):
    work = make.make_publication("Secret", status="draft")
    for suffix in (".bib", ".json", "/linkset.json"):
        response = client.get(f"/publications/{work.identifier}{suffix}")
        assert response.status_code == 404
        assert b"Secret" not in response.content


def test_the_withdrawn_are_gone_with_their_reason(client: Client):
    work = make.make_publication("Gone", status="withdrawn", withdrawn_reason="It leaked.")
    response = client.get(f"/publications/{work.identifier}.bib")
    assert response.status_code == 410
    assert response.content.decode() == "Gone: this record was withdrawn. It leaked.\n"


def test_what_is_of_another_kind_leads_there(client: Client, work):
    response = client.get(f"/news/{work.identifier}.bib")
    assert response.status_code == 301
    assert response["Location"] == f"http://testserver/publications/{work.identifier}.bib"


def test_the_merged_lead_to_their_successor(client: Client, work):
    former = identifier_for("merged")
    FormerIdentifier.objects.create(identifier=former, successor=work.identifier)
    response = client.get(f"/publications/{former}.bib")
    assert response.status_code == 301
    assert response["Location"] == f"http://testserver/publications/{work.identifier}.bib"


# -- lists ---------------------------------------------------------------------------------------


def test_a_whole_list_in_a_format(client: Client, work):
    for number in range(30):
        make.make_publication(f"Pump {number}")
    response = client.get("/publications/?format=bib")
    assert response.streaming
    assert len(parsers.from_bibtex(body(response))) == 31
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("asked", ["", "q=pump", "q=pump&sort=title", "sort=oldest&kind=report"])
def test_a_list_in_a_format_has_the_order_of_its_pages(client: Client, asked):
    make.make_publication("A pump", date="1999", summary="Of wells.")
    make.make_publication("Wells", date="2012", summary="Every pump, and each pump.")
    make.make_publication("Pump and pump", date="2001")
    page = client.get(f"/publications/?{asked}").content.decode()
    printed = re.findall(r'<h\d class="title[^>]*>(.*?)</h\d>', page, re.S)
    file = json.loads(body(client.get(f"/publications/?{asked}&format=json")))
    assert len(file) == 3
    assert [re.sub("<.*?>", "", each).strip() for each in printed] == [r["title"] for r in file]


def test_a_list_holds_what_is_published(client: Client):
    make.make_publication("Open")
    make.make_publication("Secret", status="draft")
    make.make_publication("Gone", status="withdrawn")
    for name in ("bib", "ris", "csl.json", "jsonld", "json", "xml", "txt", "md"):
        text = body(client.get(f"/publications/?format={name}"))
        assert "Open" in text
        assert "Secret" not in text
        assert "Gone" not in text


@pytest.mark.parametrize("name", ["docx", "", "\x00", "bib" * 1000])
def test_a_list_in_an_unknown_format(client: Client, name):
    response = client.get("/publications/", {"format": name})
    assert response.status_code == 404
    assert "BibTeX" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/publications/?format=bib", "publications.bib"),
        ("/publications/?format=csl.json&year=2010", "publications-2010.csl.json"),
        (
            "/publications/?format=ris&kind=report&q=%22parish+pump%22",
            "reports-with-the-phrase-parish-pump.ris",
        ),
        ("/publications/?format=txt&q=" + "pump+" * 60, None),
        ("/news/?format=jsonld", "news.jsonld"),
        ("/authors/?format=json", "people.json"),
        ("/search/?format=bib", "search.bib"),
        ("/search/?format=bib&q=pump&year=2010", "search-with-pump-2010.bib"),
        ("/search/?format=bib&kind=report", "reports.bib"),
        ("/search/?format=bib&q=%D0%BC%D0%B8%D1%80", "search-with.bib"),
    ],
)
def test_the_file_of_a_list_is_named_by_what_is_in_it(client: Client, work, address, name):
    kept = client.get(address)["Content-Disposition"].partition("filename=")[2].strip('"')
    if name is None:
        assert re.fullmatch(r"publications-with-pump(-pump)*\.txt", kept)
        assert len(kept) <= 84
    else:
        assert kept == name


@pytest.mark.parametrize("room", ["publications", "search"])
def test_a_file_of_wrong_filters_is_refused_for_it_cannot_say_what_was_left_out(
    client: Client, work, room
):
    response = client.get(f"/{room}/?format=bib&year=never&year=2012")
    assert response.status_code == 400
    assert "“never” is not a year" in response.content.decode()
    # The page says it, and leads on to files without what was wrong.
    page = html.fromstring(client.get(f"/{room}/?year=never&year=2012&kind=novel").content)
    files = [each for each in page.xpath("//a/@href") if "format=bib" in each]
    assert files == ["?year=2012&format=bib"]
    assert not [
        each for each in page.xpath("//main//a/@href") if "never" in each or "novel" in each
    ]


def test_the_file_of_a_person_is_named_by_them(client: Client):
    person = make.make_author("Ada Parish")
    answer = client.get(f"{person.get_absolute_url()}?format=bib")
    assert answer["Content-Disposition"] == 'inline; filename="ada-parish.bib"'


def test_a_list_of_people_has_no_bibtex(client: Client):
    assert client.get("/authors/?format=bib").status_code == 404


# -- negotiation ---------------------------------------------------------------------------------


class Page(View):
    """A record's page as simple as it can be."""

    model = Publication

    def get(self, request, identifier):
        self.record = Publication.objects.get(identifier=identifier)
        return HttpResponse("<h1>Page</h1>")


class NegotiatedPage(Negotiated, Page):
    pass


def ask(work, accept: str | None):
    headers = {} if accept is None else {"Accept": accept}
    request = RequestFactory().get("/", headers=headers)
    return NegotiatedPage.as_view()(request, identifier=work.identifier)


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        (None, None),
        ("", None),
        ("*/*", None),
        (BROWSER, None),
        ("text/*", None),
        ("nonsense, ;;q=x, */*", None),
        ("application/x-bibtex", "bib"),
        ("application/x-research-info-systems", "ris"),
        ("application/vnd.citationstyles.csl+json", "csl.json"),
        ("application/ld+json", "jsonld"),
        ("application/json", "json"),
        ("text/html;q=0.5, application/x-bibtex", "bib"),
        ("text/html, application/x-bibtex;q=0.5", None),
        ("application/x-bibtex;q=0.2, application/json;q=0.7, text/html;q=0.1", "json"),
        ("text/plain, image/png", "txt"),
    ],
)
def test_the_header_decides(work, accept, extension):
    response = ask(work, accept)
    assert "Accept" in response["Vary"]
    if extension is None:
        assert response.status_code == 200
        assert 'rel="cite-as"' in response["Link"]
    else:
        assert response.status_code == 303
        assert response["Location"].endswith(f"/publications/{work.identifier}.{extension}")


@pytest.mark.parametrize("accept", ["image/png", "application/x-bibtex;q=0", "text/html;q=0"])
def test_what_cannot_be_given_is_not_acceptable(work, accept):
    response = ask(work, accept)
    assert response.status_code == 406
    assert "application/x-bibtex" in response.content.decode()


@pytest.mark.parametrize(
    "accept",
    ["a/b," * 2560, "a" * 10_240, ";q=" * 3400, "application/x-bibtex;q=0." + "9" * 10_000],
)
def test_a_long_header_is_harmless(work, accept):
    start = time.process_time()
    assert ask(work, accept).status_code == 200
    assert time.process_time() - start < 1


def test_the_preferred_format_is_html_without_a_header():
    assert preferred_format(RequestFactory().get("/"), "publication") == "text/html"
