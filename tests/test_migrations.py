"""The migrations say all that the models say."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_can_be_undone_and_done_again(transactional_db):
    call_command("migrate", "publications", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
