"""What all tests share: their own database on the archive's server, and the browser.

The tests use the PostgreSQL that the archive uses (embedded, or at `DATABASE_URL`), in a database
whose name holds the process id, so that two runs at once do not meet.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings

if TYPE_CHECKING:
    from tests.emptying import Emptying

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
BROWSER_REQUIRED = bool(os.environ.get("LOCALISM_REQUIRE_BROWSER"))
NO_BROWSER = "no Chromium was found (on Debian or Ubuntu: apt install chromium)"

# A busy machine is no fault of what is drawn.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

MOST_WORKERS = 4  # each has a browser and a database


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files as they lie in the sources, hash quickly, keep files in a place to go."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    media = tempfile.mkdtemp(prefix="localism-media-")
    config.add_cleanup(lambda: shutil.rmtree(media, ignore_errors=True))
    settings.MEDIA_ROOT = media


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Share the tests among as many processes as there are processors; one processor shares none.

    `pytest -n auto` asks for it; without `-n` all runs in one process.
    """
    available = getattr(os, "sched_getaffinity", None)  # Linux only
    processors = len(available(0)) if available else os.cpu_count() or 1
    return min(processors, MOST_WORKERS) if processors > 1 else 0


# The database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, django_db_blocker) -> None:
    """Name the test database after this process, and let commits return before they are synced."""
    from django.db import connection

    database = connection.settings_dict
    database["OPTIONS"]["options"] = "-c synchronous_commit=off"
    if request.config.getoption("reuse_db"):
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    else:
        database["TEST"]["NAME"] = f"test_localism_{os.getpid()}"
    if database.get("EMBEDDED"):
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            drop_abandoned_databases(cursor)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator["Emptying"]:
    """Make the database, give what empties it after each test, and end what still holds it.

    A live server answers in threads, and a browser that goes away can leave one with a connection.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.emptying import Emptying

    # A fixture that asks for a database is no reason to make one: a test has to be marked.
    if not connection.settings_dict["NAME"].startswith("test_"):
        pytest.fail("No test is marked django_db, so the database would be the archive's own.")
    with django_db_blocker.unblock():
        empty = Emptying.of(connection)

    def flush(case: TransactionTestCase) -> None:
        assert set(case.databases) == {connection.alias}, "Only this one would be emptied."
        empty()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush)
        yield empty

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def drop_abandoned_databases(cursor) -> None:
    """Drop the databases of test runs that were killed before they could do so."""
    cursor.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_localism\_%'")
    for (name,) in cursor.fetchall():
        process = name.rpartition("_")[2]
        if process.isdigit() and not is_alive(int(process)):
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def is_alive(process: int) -> bool:
    """Tell whether a process of this id exists."""
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


# The browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Drive the Chromium of this machine, with no connection of its own to anywhere."""
    if CHROMIUM is None:
        pytest.fail(f"The browser tests may not be skipped here, but {NO_BROWSER}.")
    # The browser's event loop lives in the thread of the tests, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": [*sandbox, *quiet, "--disable-gpu", "--disable-quic", "--no-first-run"],
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests where there is no browser, unless they are required."""
    if CHROMIUM or BROWSER_REQUIRED:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once that the browser tests were skipped, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    number = sum(NO_BROWSER in str(each.longrepr) for each in skipped)
    if number:
        terminalreporter.write_line(f"{number} browser tests skipped: {NO_BROWSER}")
