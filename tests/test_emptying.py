"""After a test that commits, the database is as the migrations made it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from publications.models import SearchChange, SearchEntry
from publications.searching.catalogue import Wanted
from publications.searching.shelf import Shelf
from tests import builders, emptying
from tests.archive import make_archive

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, list]:
    """What each table of a model holds; what the framework makes itself, without its numbers."""
    own = {
        ContentType: ["app_label", "model"],
        Permission: ["content_type__app_label", "content_type__model", "codename", "name"],
        Group: ["name", "permissions__codename", "permissions__content_type__model"],
        Group.permissions.through: ["group__name", "permission__codename"],
    }
    return {
        model._meta.db_table: sorted(model._default_manager.values_list(*own.get(model, ())))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def change_everything() -> None:
    """Write what tests write, and what they should not."""
    make_archive()
    Group.objects.first().delete()
    group = Group.objects.create(name="Ringers")
    group.permissions.add(Permission.objects.first())
    user = User.objects.create_user("ada")
    user.groups.add(group)
    user.user_permissions.add(Permission.objects.last())
    Permission.objects.filter(codename="view_user").update(name="May see")
    ContentType.objects.create(app_label="bells", model="rope")
    ContentType.objects.get_for_model(User).delete()


@pytest.mark.parametrize("large", [0, emptying.LARGE])
def test_it_does_what_flush_does(django_db_setup, monkeypatch, large):
    monkeypatch.setattr(emptying, "LARGE", large)
    empty = django_db_setup
    before = rows()
    call_command("flush", interactive=False, verbosity=0)
    SearchChange.objects.all().delete()  # that it emptied them
    flushed = rows()
    change_everything()
    changed = rows()
    assert len([table for table in changed if changed[table] != flushed[table]]) > 30
    empty()
    assert rows() == flushed == before
    assert ContentType.objects.get_for_model(User).model_class() is User


def test_it_leaves_no_count_of_rows(django_db_setup):
    make_archive()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE publications_publication, publications_author")
        counted = (
            "SELECT count(*) FROM pg_class WHERE reltuples > 0"
            " AND relname IN ('publications_publication', 'publications_author')"
        )
        cursor.execute(counted)
        assert cursor.fetchone() == (2,)
        django_db_setup()
        cursor.execute(counted)
        assert cursor.fetchone() == (0,)


def test_a_catalogue_is_told(django_db_setup):
    shelf = Shelf("default")
    builders.make_publication("First")
    assert shelf.current().choose(Wanted()).count == 1
    django_db_setup()
    assert shelf.current().choose(Wanted()).count == 0
    builders.make_publication("Second")
    assert shelf.current().choose(Wanted()).count == 1
    assert SearchEntry.objects.count() == 1


def test_a_table_that_was_left_is_named(django_db_setup):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (word text)")
        with pytest.raises(AssertionError, match="left_behind"):
            django_db_setup()
        cursor.execute("DROP TABLE left_behind")
