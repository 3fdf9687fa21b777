"""Where machines look first: robots.txt, the search description, and /.well-known/."""

from __future__ import annotations

import datetime
import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from lxml import etree

from publications.identity import archive_name

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
FEEDS = ("publications", "news", "events", "projects", "authors", "organisations")
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"

# Every page of a record may be crawled. A list may, one filter or page at a time; combinations
# of filters have no end, and what they lead to stands in the sitemap.
_ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: {search}
Disallow: /*?*&
Disallow: /*?*format=
Disallow: /*?*sort=
Disallow: /*?in=

Sitemap: {sitemap}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may not ask for, and where the sitemap is."""
    sitemap = request.build_absolute_uri(reverse("sitemap-index"))
    return HttpResponse(
        _ROBOTS.format(search=search_path(), sitemap=sitemap),
        content_type="text/plain; charset=utf-8",
    )


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser or a program searches the archive (OpenSearch 1.1)."""
    site = request.build_absolute_uri("/").rstrip("/")
    root = etree.Element(f"{{{OPENSEARCH}}}OpenSearchDescription", nsmap={None: OPENSEARCH})
    _add(root, "ShortName", archive_name().removeprefix("The ")[:16].strip())
    _add(root, "LongName", archive_name()[:48])
    _add(root, "Description", f"Search {archive_name()}.")
    for media_type, path in (
        ("text/html", search_path()),
        ("application/atom+xml", reverse("publications-feed")),
    ):
        _add(root, "Url", type=media_type, template=f"{site}{path}?q={{searchTerms}}")
    _add(root, "Url", type="application/opensearchdescription+xml", rel="self").set(
        "template", site + request.path
    )
    _add(root, "Language", "en-GB")
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "OutputEncoding", "UTF-8")
    return HttpResponse(
        etree.tostring(root, encoding="UTF-8", xml_declaration=True),
        content_type="application/opensearchdescription+xml",
    )


@require_safe
def api_catalog(request: HttpRequest) -> HttpResponse:
    """The machine-readable ways in, as RFC 9727 lists them."""
    here = request.build_absolute_uri(request.path)

    def at(name: str) -> str:
        return request.build_absolute_uri(reverse(name))

    api, oai = at("api-home"), at("oai-pmh")
    linkset = [
        {"anchor": here, "item": [{"href": api}, {"href": oai}]},
        {
            "anchor": api,
            "service-desc": [{"href": at("api-1:openapi-json"), "type": OPENAPI}],
            "service-doc": [{"href": at("api-docs"), "type": "text/html"}],
        },
        {
            "anchor": oai,
            "service-desc": [{"href": f"{oai}?verb=Identify", "type": "text/xml"}],
            "service-meta": [{"href": f"{oai}?verb=ListMetadataFormats", "type": "text/xml"}],
        },
        {
            "anchor": request.build_absolute_uri("/"),
            "alternate": [
                {"href": at(f"{name}-feed"), "type": "application/atom+xml"} for name in FEEDS
            ],
        },
    ]
    response = HttpResponse(json.dumps({"linkset": linkset}, indent=1), content_type=LINKSET)
    response.headers["Link"] = f'<{here}>; rel="api-catalog"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116), where ``SECURITY_CONTACT`` names someone."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404("No contact is set.")
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    expires = (timezone.now() + datetime.timedelta(days=180)).astimezone(datetime.UTC)
    text = (
        f"Contact: {contact}\nExpires: {expires:%Y-%m-%dT00:00:00Z}\n"
        f"Canonical: {request.build_absolute_uri(request.path)}\nPreferred-Languages: en\n"
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def search_path() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return "/search/"


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{OPENSEARCH}}}{name}", attributes)
    child.text = text
    return child
