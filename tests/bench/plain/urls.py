"""The addresses of the plain site: those of the archive."""

from django.urls import path

from tests.bench.plain import views

urlpatterns = [
    path("", views.HomeView.as_view()),
    path("publications/", views.WorkListView.as_view()),
    path("publications/<slug:identifier>/<slug:slug>/", views.WorkView.as_view()),
    path("search/", views.SearchView.as_view()),
    path("api/v1/publications", views.work_json),
]
