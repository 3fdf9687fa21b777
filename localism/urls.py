"""The addresses of the site: the admin, the health check, and all that the archive shows."""

from django.contrib import admin
from django.urls import include, path

from localism.health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
    path("", include("publications.urls")),
]

handler404 = "publications.views.site.not_found"
handler500 = "localism.refusals.refuse_at_fault"
