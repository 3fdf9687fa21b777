"""The desk as a site: its first page, and the addresses of the pages that are no tables."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path


class DeskSite(admin.AdminSite):
    """Django's admin arranged for editors: what waits comes first, the tables last."""

    site_header = "The Localism Archive"
    site_title = "Editors’ desk"
    index_title = "Editors’ desk"
    enable_nav_sidebar = False  # the tables, beside lists that want the width
    index_template = "admin/desk/index.html"
    login_template = "admin/desk/sign_in.html"
    logout_template = "admin/desk/signed_out.html"

    @property
    def login_form(self) -> type[forms.Form]:
        from publications.admin.desk.sign_in import SignInForm

        return SignInForm

    def has_permission(self, request: HttpRequest) -> bool:
        """Asks also for a session opened with a code where the account has a second factor."""
        from publications.desk.second_factor import is_let_in

        return super().has_permission(request) and is_let_in(request.user)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:
        """Leads those who must have a second factor, and have none yet, to the page for it."""
        from publications.admin.desk import second_factor as pages
        from publications.desk.second_factor import must_have_one

        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if must_have_one(request.user):
                return redirect("admin:desk-second-factor")
            return view(request, *args, **kwargs)

        is_open = view in {pages.account, pages.picture, self.logout, self.password_change}
        return super().admin_view(view if is_open else inner, cacheable)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from publications.admin.desk.front import front_context

        return super().index(request, {**front_context(request), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        from publications.admin.desk import (
            history,
            merging,
            review,
            second_factor,
            splitting,
            states,
            tables,
            uploads,
        )

        pages = [
            path("desk/upload/", self.admin_view(uploads.upload), name="desk-upload"),
            path("desk/uploads/", self.admin_view(uploads.progress), name="desk-uploads"),
            path("desk/uploads/<int:key>/again/", self.admin_view(uploads.again),
                 name="desk-upload-again"),
            path("desk/uploads/<int:key>/aside/", self.admin_view(uploads.aside),
                 name="desk-upload-aside"),
            path("desk/review/<str:identifier>/", self.admin_view(review.review),
                 name="desk-review"),
            path("desk/review/<str:identifier>/page/<int:key>/<int:number>/",
                 self.admin_view(review.page_image), name="desk-page"),
            path("desk/state/<str:identifier>/", self.admin_view(states.state),
                 name="desk-state"),
            path("desk/history/<str:identifier>/", self.admin_view(history.history),
                 name="desk-history"),
            path("desk/duplicates/", self.admin_view(merging.duplicates), name="desk-duplicates"),
            path("desk/merge/<str:identifier>/", self.admin_view(merging.other),
                 name="desk-merge-other"),
            path("desk/merge/<str:survivor>/<str:merged>/", self.admin_view(merging.merge),
                 name="desk-merge"),
            path("desk/tables/works.csv", self.admin_view(tables.template),
                 name="desk-table-template"),
            path("desk/tables/<int:key>/", self.admin_view(tables.table), name="desk-table"),
            path("desk/tables/<int:key>/refused/", self.admin_view(tables.refused),
                 name="desk-table-refused"),
            path("desk/split/<str:identifier>/", self.admin_view(splitting.split),
                 name="desk-split"),
            path("desk/second-factor/", self.admin_view(second_factor.account),
                 name="desk-second-factor"),
            path("desk/second-factor/code.svg", self.admin_view(second_factor.picture),
                 name="desk-second-factor-code"),
            path("desk/second-factor/<int:key>/reset/", self.admin_view(second_factor.reset),
                 name="desk-second-factor-reset"),
        ]  # fmt: skip
        return pages + super().get_urls()
