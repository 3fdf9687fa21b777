"""My account: the second factor set up, renewed and taken away; and that of others reset."""

from io import BytesIO
from typing import Any

import segno
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from publications.admin.desk.pages import page_context
from publications.desk import roles, second_factor

WRONG_CODE = "That code is not right, or was used before. Wait for the next one and try again."


@sensitive_post_parameters("password", "token")
def account(request: HttpRequest) -> HttpResponse:
    """The page of one's own second factor.

    Without one: the password begins it, a first code makes it count, and the recovery codes are
    shown once. With one: new recovery codes, or an end to it, for password and code.
    """
    shown: dict[str, Any] = {}
    if request.method == "POST":
        step = _STEPS.get(request.POST.get("step", ""))
        codes = step(request) if step else None
        if codes is None:
            return redirect("admin:desk-second-factor")
        shown["codes"] = codes
    device = second_factor.begun(request.user)
    return render(request, "admin/desk/second_factor.html", page_context(
        request,
        "Second factor",
        since=second_factor.since(request.user),
        left=second_factor.recovery_codes_left(request.user),
        key=second_factor.key_in_letters(device) if device else "",
        must=second_factor.must_have_one(request.user),
        **shown,
    ))  # fmt: skip


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The QR code of a key that waits for its first code; never of one that counts."""
    device = second_factor.begun(request.user)
    if device is None:
        raise Http404("No key waits for its first code.")
    drawing = BytesIO()
    segno.make(device.config_url, error="m").save(
        drawing, kind="svg", scale=5, border=4, light="#fff", dark="#000"
    )
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


def reset(request: HttpRequest, key: int) -> HttpResponse:
    """Takes the second factor from an account whose owner lost it; for administrators."""
    if not roles.may_delete(request.user):
        raise PermissionDenied
    user = get_object_or_404(get_user_model(), pk=key)
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
    if request.method == "POST":
        second_factor.remove(user)
        LogEntry.objects.log_actions(
            request.user.pk,
            [user],
            CHANGE,
            change_message="Second factor reset.",
            single_object=True,
        )
        messages.success(request, f"{user} signs in with the password alone now.")
        return redirect("admin:auth_user_change", user.pk)
    return render(request, "admin/desk/second_factor_reset.html", page_context(
        request, f"Reset the second factor of {user}", of=user,
        since=second_factor.since(user),
    ))  # fmt: skip


# -- steps: each returns recovery codes to be shown once, or nothing ----------------------------


def _begin(request: HttpRequest) -> None:
    if second_factor.has_one(request.user):
        messages.error(request, "There is a second factor already. Take it away first.")
    elif _is_owner(request):
        second_factor.begin(request.user)
    else:
        messages.error(request, "That is not your password.")


def _confirm(request: HttpRequest) -> list[str] | None:
    codes = second_factor.confirm(request, request.POST.get("token", ""))
    if codes is None:
        messages.error(request, WRONG_CODE)
    else:
        messages.success(request, "From now on you sign in with a code as well.")
    return codes


def _renew(request: HttpRequest) -> list[str] | None:
    if not (second_factor.has_one(request.user) and _is_owner(request)):
        messages.error(request, f"Nothing was changed: the password is wrong, or: {WRONG_CODE}")
        return None
    return second_factor.new_recovery_codes(request.user)


def _remove(request: HttpRequest) -> None:
    if _is_owner(request):
        second_factor.remove(request.user)
        messages.success(request, "You sign in with your password alone now.")
    else:
        messages.error(request, f"Nothing was changed: the password is wrong, or: {WRONG_CODE}")


def _is_owner(request: HttpRequest) -> bool:
    """Asks once more who it is, as signing in does; wrong answers are counted there."""
    user = authenticate(
        request,
        username=request.user.get_username(),
        password=request.POST.get("password", ""),
        token=request.POST.get("token", ""),
    )
    return user is not None and user.pk == request.user.pk


_STEPS: dict[str, Any] = {
    "begin": _begin, "confirm": _confirm, "renew": _renew, "remove": _remove,
}  # fmt: skip
