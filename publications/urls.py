"""The addresses of the archive. The identifier is the authority, the slug decorates."""

from django.urls import include, path, register_converter

from publications import converters, models
from publications.views import (
    abbreviations,
    addresses,
    events,
    lists,
    news,
    originals,
    people,
    previews,
    projects,
    publications,
    search,
    site,
    sources,
    text,
    topics,
)
from publications.views.evidence import evidence_view

register_converter(converters.IdentifierConverter, "identifier")
register_converter(converters.YearConverter, "year")
register_converter(converters.ExtensionConverter, "extension")


def record(room: str, name: str, view, model) -> list:
    """The page of a record, with and without its slug, and where its values come from."""
    return [
        path(f"{room}/<identifier:identifier>/", view.as_view()),
        path(f"{room}/<identifier:identifier>/<slug:slug>/", view.as_view(), name=f"{name}-detail"),
        path(
            f"{room}/<identifier:identifier>/<slug:slug>/evidence/",
            evidence_view(model, view.room),
            name=f"{name}-evidence",
        ),
    ]


PUBLICATION = "publications/<identifier:identifier>"

urlpatterns = [
    # Files of records and feeds of lists stand before the addresses whose slug would take them.
    path("", include("publications.exports.machine_urls")),
    path("", include("publications.exports.urls")),
    path("", site.HomeView.as_view(), name="home"),
    path("publications/", lists.PublicationListView.as_view(), name="publication-list"),
    path("news/", lists.NewsListView.as_view(), name="news-list"),
    path("news/<year:year>/", news.NewsYearView.as_view(), name="news-year"),
    path("events/", lists.EventListView.as_view(), name="event-list"),
    path("authors/", lists.AuthorListView.as_view(), name="author-list"),
    path("organisations/", lists.OrganisationListView.as_view(), name="organisation-list"),
    path("projects/", lists.ProjectListView.as_view(), name="project-list"),
    path("topics/", topics.TopicListView.as_view(), name="topic-list"),
    path("topics/<slug:slug>/", topics.TopicView.as_view(), name="topic-detail"),
    path(
        "abbreviations/",
        abbreviations.AbbreviationListView.as_view(),
        name="abbreviation-list",
    ),
    path("sources/", sources.SourceListView.as_view(), name="source-list"),
    path(f"{PUBLICATION}/cover.svg", publications.cover, name="publication-cover"),
    path(f"{PUBLICATION}/<slug:slug>/text/", text.TextView.as_view(), name="publication-text"),
    path(
        f"{PUBLICATION}/<slug:slug>/text/<slug:anchor>/",
        text.SectionView.as_view(),
        name="publication-section",
    ),
    *record("publications", "publication", publications.PublicationView, models.Publication),
    *record("news", "news", news.NewsView, models.NewsItem),
    *record("events", "event", events.EventView, models.Event),
    *record("authors", "author", people.AuthorView, models.Author),
    *record("organisations", "organisation", people.OrganisationView, models.Organisation),
    *record("projects", "project", projects.ProjectView, models.Project),
    *record("series", "series", publications.SeriesView, models.Series),
    path("sources/<identifier:identifier>/", sources.SourceView.as_view()),
    path(
        "sources/<identifier:identifier>/<slug:slug>/original/",
        originals.original,
        name="source-original",
    ),
    path(
        "sources/<identifier:identifier>/<slug:slug>/first-page.png",
        originals.first_page,
        name="source-first-page",
    ),
    path(
        "sources/<identifier:identifier>/<slug:slug>/",
        sources.SourceView.as_view(),
        name="source-detail",
    ),
    path("search/", search.SearchView.as_view(), name="search"),
    path("search/suggest/", search.suggest, name="search-suggest"),
    path("styleguide/", site.StyleGuideView.as_view(), name="styleguide"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("<identifier:identifier>/", addresses.by_identifier, name="identifier"),
    path("<identifier:identifier>.<extension:extension>", addresses.file_by_identifier),
]
