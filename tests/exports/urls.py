"""The addresses of the archive with those of the exports before them."""

from django.urls import include, path

urlpatterns = [
    path("", include("publications.exports.urls")),
    path("", include("publications.urls")),
]
