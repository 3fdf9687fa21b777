"""Who may do what: contributors, editors and administrators.

The groups and their permissions are made by every ``migrate``, so that they know new tables too.
A contributor hands in and works on drafts of their own; an editor works on everything and
publishes; an administrator also deletes for good and looks after accounts.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models as django_models

from publications.choices import WAITING, Act
from publications.models.base import Record
from publications.models.desk import Revision

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "Contributors", "Editors", "Administrators"

_WORKED_ON = (
    "publication",
    "newsitem",
    "event",
    "project",
    "contribution",
    "publishedidentifier",
    "offeredfile",
    "topicassignment",
    "placemention",
    "projectentry",
    "section",
    "footnote",
    "quotation",
    "biography",
)
_AUTHORITIES = ("author", "organisation", "series", "namevariant", "authorityidentifier", "topic")
_RECORDS = ("publication", "newsitem", "event", "project", "author", "organisation", "series")


def make_groups(**signal: Any) -> None:
    """Makes the groups and gives each its permissions; run after every migration."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    # Django makes those of one app after the other, and here those of two are needed.
    for app in ("publications", "auth"):
        create_permissions(apps.get_app_config(app), verbosity=0)
    ours = Permission.objects.filter(content_type__app_label="publications")
    everyone = set(ours.filter(codename__startswith="view_"))
    worked = _permissions(ours, _WORKED_ON, "add", "change")
    rows = tuple(name for name in _WORKED_ON if name not in _RECORDS)
    contributor = everyone | worked | _permissions(ours, rows, "delete")
    contributor |= _permissions(ours, ("upload",), "add")
    contributor |= _permissions(ours, ("author", "organisation"), "add")
    editor = contributor | _permissions(ours, _AUTHORITIES, "add", "change")
    editor |= _permissions(ours, ("namevariant", "authorityidentifier"), "delete")
    # Of a source only its state: what it says is never edited.
    editor |= _permissions(ours, ("upload", "source"), "change")
    administrator = editor | _permissions(ours, (*_RECORDS, "upload", "topic"), "delete")
    administrator |= set(
        Permission.objects.filter(content_type__app_label="auth", content_type__model="user")
    )
    for name, permissions in (
        (CONTRIBUTOR, contributor),
        (EDITOR, editor),
        (ADMINISTRATOR, administrator),
    ):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(permissions)


def _permissions(ours: Any, names: tuple[str, ...], *acts: str) -> set[Any]:
    codenames = [f"{act}_{name}" for act in acts for name in names]
    return set(ours.filter(codename__in=codenames))


# -- questions -----------------------------------------------------------------------------


def may_publish(user: Any) -> bool:
    """Editors may, and whoever may change what only editors change."""
    return user.is_active and (user.is_superuser or _is_in(user, EDITOR, ADMINISTRATOR))


def may_delete(user: Any) -> bool:
    return user.is_active and (user.is_superuser or _is_in(user, ADMINISTRATOR))


def may_change(user: Any, record: Record) -> bool:
    """An editor every record; a contributor what they made themselves, until it is public."""
    if may_publish(user):
        return True
    return record.status in WAITING and made_by(user, record)


def made_by(user: Any, record: Record) -> bool:
    return Revision.objects.filter(record=record.identifier, act=Act.CREATED, by=user).exists()


def own_drafts(user: Any) -> django_models.Q:
    """The condition of the records that a contributor may work on."""
    made = Revision.objects.filter(act=Act.CREATED, by=user).values("record")
    return django_models.Q(status__in=WAITING, identifier__in=made)


def _is_in(user: Any, *groups: str) -> bool:
    if not hasattr(user, "_desk_groups"):
        user._desk_groups = set(user.groups.values_list("name", flat=True))
    return not user._desk_groups.isdisjoint(groups)
