"""What has to be up to date before the archive is served: database, texts, static files, catalogue.

Everything that a second start can skip is skipped, and all of it happens in one process, because a
Python start costs more than most of these steps. Settings are read before Django is imported, so
that imports stand where they are needed.
"""

import hashlib
import sys
import threading
from pathlib import Path

from localism import stops

DEMONSTRATION = "demonstration"  # an account that exists only where DEBUG is on
CATALOGUE_PATIENCE = 1  # seconds until it is said what the start waits for
# The admin asks for these only in DEBUG; compressing them takes as long as all the rest.
UNUSED_STATIC = ["jquery.js", "select2.full.js", "xregexp.js", "LICENSE*", "README*"]


class Refusal(Exception):
    """The archive cannot be served; the message is one sentence for the person who asked."""


def prepare() -> None:
    """Bring the database, its contents and the static files up to date, each only if needed."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connection

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refusal(str(error)) from error
    # One connection is enough here, and its failure says more than that of a pool.
    options = connection.settings_dict["OPTIONS"]
    pool = options.pop("pool", None)
    try:
        connection.ensure_connection()
        connection.check_database_version_supported()
    except (DatabaseError, ImproperlyConfigured) as error:
        raise Refusal(f"The database cannot be used: {_first_line(error)}") from error
    # What the workers inherit where they are forks: the loaded archive, but no connection.
    steps = (migrate, ingest, collect_static, invite_editors, load_pages, read_catalogue)
    for step in steps:
        stops.require_none()
        step()
    stops.require_none()
    connection.close()
    if pool:
        options["pool"] = pool


def migrate() -> None:
    """Apply the migrations that the database lacks."""
    from django.core.management import call_command

    from localism.health import pending_migrations

    if pending_migrations():
        print("Preparing the database.", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def ingest() -> None:
    """Read the seed texts; a text that fails is reported, and the others are served."""
    from django.core.management import CommandError, call_command

    try:
        call_command("ingest")
    except CommandError as error:
        print(error, file=sys.stderr)
    except SystemExit as end:
        if end.code:
            print("Some texts could not be read; the others are served.", file=sys.stderr)


def collect_static() -> None:
    """Compress the static files under names made of their content, if any has changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.stamp")
    sources = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            status = Path(storage.path(name)).stat()
            sources.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    if root.is_dir() and stamp.exists() and stamp.read_text() == sources.hexdigest():
        return
    print("Compressing the static files.", flush=True)
    # Without a stamp an interrupted run is done again.
    stamp.unlink(missing_ok=True)
    call_command(
        "collectstatic",
        interactive=False,
        verbosity=0,
        clear=root.exists(),
        ignore_patterns=UNUSED_STATIC,
    )
    stamp.write_text(sources.hexdigest())


def invite_editors() -> None:
    """Say how to make the first account; where DEBUG is on, make one to try and say so.

    The account to try has no use elsewhere: a start without DEBUG shuts it.
    """
    from django.conf import settings
    from django.contrib.auth import get_user_model

    accounts = get_user_model().objects
    accounts.filter(username=DEMONSTRATION).update(is_active=settings.DEBUG)
    if settings.DEBUG:
        if not accounts.filter(username=DEMONSTRATION).exists():
            accounts.create_superuser(DEMONSTRATION, password=DEMONSTRATION)
        print(
            f"DEBUG is on: sign in at /admin/ as {DEMONSTRATION} with the password "
            f"{DEMONSTRATION}. Never serve this to others.",
            flush=True,
        )
    elif not accounts.filter(is_staff=True, is_active=True).exists():
        print(
            "Nobody can edit yet: .venv/bin/python manage.py createsuperuser makes an account.",
            flush=True,
        )


def load_pages() -> None:
    """Load the modules of all pages."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - loads them


def read_catalogue() -> None:
    """Read what counts and sorts the records, once for all workers that are forks.

    They share its memory, and one that is started again later begins with it too.
    """
    from publications.searching import shelf

    saying = ["Reading the catalogue of the archive."]
    patience = threading.Timer(CATALOGUE_PATIENCE, print, saying, {"flush": True})
    patience.start()
    shelf.current()
    patience.cancel()
    patience.join()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
