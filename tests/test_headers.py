"""What is answered to those who ask for headers alone: the very headers of the page or file."""

import pytest
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from localism.headers import headers_alone
from tests.archive import make_archive

pytestmark = pytest.mark.django_db


def test_head_has_the_headers_of_get(client):
    archive = make_archive()
    page = archive.report.get_absolute_url()
    addresses = [
        page,
        f"/publications/{archive.report.identifier}.bib",
        "/publications/",
        "/search/?q=local",
        "/publications/export/bib",
        "/oai?verb=Identify",
        "/api/v1/publications",
        "/nowhere/",
        f"/{archive.report.identifier}/",
    ]
    for address in addresses:
        whole, alone = client.get(address), client.head(address)
        assert alone.status_code == whole.status_code, address
        assert alone.headers == whole.headers, address
        assert not alone.getvalue(), address
    known = client.get(page).headers["ETag"]
    assert client.head(page, headers={"if-none-match": known}).status_code == 304


def test_a_range_is_asked_of_a_body_only():
    def view(request):
        assert request.method == "GET"
        assert "Range" not in request.headers
        return StreamingHttpResponse(pieces())

    def pieces():
        raise AssertionError("a stream whose body nobody asked for")
        yield b""

    request = RequestFactory().head("/", headers={"range": "bytes=0-3"})
    response = headers_alone(view)(request)
    assert request.method == "HEAD"
    assert list(response) == []
