"""The second factor of an editor: one-time codes from an app, and recovery codes on paper.

Nobody has to have one, unless ``SECOND_FACTOR_FOR`` names their group. It counts from the moment
that a first code was right; from then on no session that was not opened with a code reaches the
desk, and signing in says the same of a wrong password and of a wrong code.
"""

from __future__ import annotations

import datetime
from base64 import b32encode
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpRequest
from django_otp import login
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from publications.desk import roles

RECOVERY_CODES = 10
APP, PAPER = "app", "recovery codes"  # the names of the two devices


class PasswordAndCodeBackend(ModelBackend):
    """Knows an account by name and password, and by a code where it has a second factor.

    A wrong code fails the whole, so that it is counted like a wrong password, and nobody learns
    that the password was right.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        token: str = "",
        **rest: Any,
    ) -> Any:
        user = super().authenticate(request, username, password, **rest)
        if user is None or not has_one(user):
            return user
        device = _device_that_takes(user, token)
        if device is None:
            return None
        user.otp_device = device  # the session that is opened keeps it
        return user


# -- questions -----------------------------------------------------------------------------


def has_one(user: Any) -> bool:
    return TOTPDevice.objects.filter(user=user.pk, confirmed=True).exists()


def since(user: Any) -> datetime.datetime | None:
    """When the account's second factor was set up; None where it has none."""
    device = TOTPDevice.objects.filter(user=user.pk, confirmed=True).first()
    return device.created_at if device else None


def recovery_codes_left(user: Any) -> int:
    return StaticToken.objects.filter(device__user=user.pk).count()


def must_have_one(user: Any) -> bool:
    """Whether the settings ask it of this account's group, and it has none yet."""
    asked = set(settings.SECOND_FACTOR_FOR)
    if not asked or not user.is_active:
        return False
    theirs = set(user.groups.values_list("name", flat=True))
    if user.is_superuser:
        theirs.add(roles.ADMINISTRATOR)
    return bool(asked & theirs) and not has_one(user)


def is_let_in(user: Any) -> bool:
    """Whether a session may reach the desk: a code opened it, or the account asks for none."""
    if not hasattr(user, "_is_let_in"):  # asked several times for one page
        user._is_let_in = getattr(user, "otp_device", None) is not None or not has_one(user)
    return user._is_let_in


# -- steps ---------------------------------------------------------------------------------


@transaction.atomic
def begin(user: Any) -> TOTPDevice:
    """A new key for an account that has no second factor; an unfinished one is given up."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name=APP, confirmed=False)


def begun(user: Any) -> TOTPDevice | None:
    """The key that still waits for its first code."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def confirm(request: HttpRequest, token: str) -> list[str] | None:
    """Makes the key count if the code is right, and returns the recovery codes."""
    user = request.user
    device = TOTPDevice.objects.select_for_update().filter(user=user.pk, confirmed=False).first()
    if device is None or has_one(user) or not device.verify_token(plain(token)):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    request.session.cycle_key()
    login(request, device)
    return new_recovery_codes(user)


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Ten codes, each good for one sign-in; those made before end."""
    # The device stays: a session that was opened with one of its codes must not end.
    device, _ = StaticDevice.objects.get_or_create(user_id=user.pk, name=PAPER)
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def remove(user: Any) -> None:
    """Takes the second factor from an account with all its codes."""
    TOTPDevice.objects.filter(user=user.pk).delete()
    StaticDevice.objects.filter(user=user.pk).delete()


# -- codes ---------------------------------------------------------------------------------


def plain(token: str) -> str:
    """A code without the spaces, hyphens and capitals that it was typed with."""
    return "".join(each for each in token if each.isalnum()).lower()


def key_in_letters(device: TOTPDevice) -> str:
    """The key as an app takes it by hand, in groups of four."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _device_that_takes(user: Any, token: str) -> Device | None:
    """The device whose code this is. Only one is asked, so that no other counts a failure."""
    token = plain(token)
    of_app = len(token) == 6 and token.isdecimal()
    model = TOTPDevice if of_app else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user.pk, confirmed=True).first()
        return device if token and device is not None and device.verify_token(token) else None
