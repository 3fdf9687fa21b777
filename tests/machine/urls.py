"""The addresses for machines in front of the site's own, wherever the site has them."""

from django.urls import include, path

from publications.exports.machine_urls import urlpatterns as machine

urlpatterns = [*machine, path("", include("localism.urls"))]
