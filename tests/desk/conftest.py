"""Editors, and a place of its own for what they hand in."""

import pytest
from django.contrib.auth.models import Group, User

from publications.desk import roles

REPORT = """Power to the Parishes

How villages can run more of their own affairs

Ada Parish

March 2010

Published by the Institute of Parishes.

Parishes have waited for powers since 1894. This report says which of them should come first,
and what a parish council of six members can do with a budget of its own.

The second part asks who will pay, and finds that the sums are small.
"""


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def make_user(name, group):
    user = User.objects.create_user(name, password="pass word of a test", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db):
    return make_user("edith", roles.EDITOR)


@pytest.fixture
def contributor(db):
    return make_user("conny", roles.CONTRIBUTOR)


@pytest.fixture
def administrator(db):
    return make_user("adam", roles.ADMINISTRATOR)


@pytest.fixture
def desk(client, editor):
    """A client that an editor has signed in with."""
    client.force_login(editor)
    return client
