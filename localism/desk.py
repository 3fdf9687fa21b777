"""The desk as a site: its first page, and the addresses of the pages that are no tables."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path


class DeskSite(admin.AdminSite):
    """Django's admin arranged for editors: what waits comes first, the tables last."""

    site_header = "The Localism Archive"
    site_title = "Editors’ desk"
    index_title = "Editors’ desk"
    index_template = "admin/desk/index.html"

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from publications.admin.desk.front import front_context

        return super().index(request, {**front_context(request), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        from publications.admin.desk import history, merging, review, states, uploads

        pages = [
            path("desk/upload/", self.admin_view(uploads.upload), name="desk-upload"),
            path("desk/uploads/", self.admin_view(uploads.progress), name="desk-uploads"),
            path("desk/uploads/<int:key>/again/", self.admin_view(uploads.again),
                 name="desk-upload-again"),
            path("desk/review/<str:identifier>/", self.admin_view(review.review),
                 name="desk-review"),
            path("desk/state/<str:identifier>/", self.admin_view(states.state),
                 name="desk-state"),
            path("desk/history/<str:identifier>/", self.admin_view(history.history),
                 name="desk-history"),
            path("desk/duplicates/", self.admin_view(merging.duplicates), name="desk-duplicates"),
            path("desk/merge/<str:survivor>/<str:merged>/", self.admin_view(merging.merge),
                 name="desk-merge"),
        ]  # fmt: skip
        return pages + super().get_urls()
