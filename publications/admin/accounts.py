"""Accounts: Django's own form, with the second factor beside the password."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static import admin as static_admin
from django_otp.plugins.otp_totp import admin as totp_admin

from publications.desk import second_factor

# Their pages would show everyone's keys; nobody needs to see another's.
admin.site.unregister(totp_admin.TOTPDevice)
admin.site.unregister(static_admin.StaticDevice)
admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Administrators see whether an account has a second factor, and reset a lost one."""

    readonly_fields = ("second_factor",)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        first, *rest = fieldsets
        fields = (*first[1]["fields"], "second_factor")
        return [(first[0], {**first[1], "fields": fields}), *rest]

    @admin.display(description="second factor")
    def second_factor(self, user: User) -> str:
        moment = second_factor.since(user)
        if moment is None:
            return "none"
        return format_html(
            'since {} · <a href="{}">reset</a>',
            f"{moment:%-d %B %Y}",
            reverse("admin:desk-second-factor-reset", args=[user.pk]),
        )
