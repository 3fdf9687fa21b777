"""The form of the way in: a name, a password, and a code where the account has a second factor."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

WRONG = (
    "Name, password and code do not fit together. Mind capitals; an account with a second "
    "factor needs a new code each time."
)


class SignInForm(AdminAuthenticationForm):
    """One form for all. What was wrong is not told, so that nobody can try one thing alone."""

    error_messages = {**AdminAuthenticationForm.error_messages, "invalid_login": WRONG}
    token = forms.CharField(
        label="Code",
        required=False,
        max_length=40,
        help_text="Only if you have set up a second factor: six digits from your app, or a "
        "recovery code.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean(self) -> dict[str, Any]:
        username, password = (self.cleaned_data.get(each) for each in ("username", "password"))
        if username is not None and password:
            self.user_cache = authenticate(
                self.request,
                username=username,
                password=password,
                token=self.cleaned_data.get("token", ""),
            )
            if self.user_cache is None:
                raise ValidationError(WRONG, code="invalid_login")
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data
