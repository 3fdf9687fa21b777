"""The addresses for machines: harvesting, feeds, calendars, sitemaps, the API and discovery."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, re_path

from publications import calendars, discovery
from publications.api import site as api
from publications.exports.oai.views import oai_pmh
from publications.feeds import FEEDS, RecordFeed, SearchFeed
from publications.identifiers import PATTERN
from publications.sitemaps import SITEMAPS

urlpatterns = [
    path("oai", oai_pmh, name="oai-pmh"),
    *(
        path(f"{name}/feed/", RecordFeed.as_view(filterset=filterset), name=f"{name}-feed")
        for name, filterset in FEEDS.items()
    ),
    path("search/feed/", SearchFeed.as_view(), name="search-feed"),
    path("events/calendar.ics", calendars.event_calendar, name="event-calendar"),
    re_path(rf"^events/(?P<identifier>{PATTERN})\.ics$", calendars.event_file, name="event-ics"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap-index",
    ),
    path(
        "sitemap-<slug:section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"
    ),
    path("robots.txt", discovery.robots, name="robots"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
    path(".well-known/api-catalog", discovery.api_catalog, name="api-catalog"),
    path(".well-known/security.txt", discovery.security_txt, name="security-txt"),
    path("api/v1/docs/", api.docs, name="api-docs"),
    path("api/v1/", api.home, name="api-home"),
    path("api/v1/", api.api_urls),
    re_path(r"^api/", api.not_found),
]
