"""Serve the archive: database, migrations, seed texts, static files, then the web server.

Run as `python -m localism.serve` by `make run`. Everything that a second start can skip is skipped,
and all of it happens in one process, because a Python start costs more than most of these steps.
Settings are read before Django is imported, so that imports stand where they are needed.
"""

import errno
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from localism.supervision import PATIENCE, SUPERVISOR, heed_stops, let_forks_be_stopped

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4
DESK_PATIENCE = 2  # seconds before what reads the editors' files is started again
DEMONSTRATION = "demonstration"  # an account that exists only where DEBUG is on
# How long the workers of a server that was killed need to notice and to let go of the port.
PORT_PATIENCE = 1.5
CATALOGUE_PATIENCE = 1  # seconds until it is said what the start waits for
# The admin asks for these only in DEBUG; compressing them takes as long as all the rest.
UNUSED_STATIC = ["jquery.js", "select2.full.js", "xregexp.js", "LICENSE*", "README*"]


class Stop(SystemExit):
    """Somebody told the archive to stop while it was still being prepared."""


class Refusal(Exception):
    """The archive cannot be served; the message is one sentence for the person who asked."""


def main() -> int:
    """Serve until a signal comes, and return the exit status."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        port = read_port(os.environ.get("PORT") or "8000")
        require_free(port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")
        os.environ.setdefault("LOCALISM_POOLED", "1")
        prepare()
        serve(port)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def read_port(text: str) -> int:
    """Return the port that a text names, or refuse it in words."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT={text} is not a port: give a number from 1 to 65535.")
    return int(text)


def require_free(port: int) -> None:
    """Refuse a port that another program listens on, or that this user may not use."""
    deadline = time.monotonic() + PORT_PATIENCE
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                if error.errno == errno.EACCES:
                    raise Refusal(f"Port {port} is not allowed for this user.") from error
                if time.monotonic() > deadline:
                    raise Refusal(
                        f"Port {port} is busy: stop the program that uses it, "
                        f"or choose another with `make run PORT={port % 65535 + 1}`."
                    ) from error
            else:
                return
        time.sleep(0.1)


def prepare() -> None:
    """Bring the database, its contents and the static files up to date, each only if needed."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connection
    from django.urls import get_resolver

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
    migrate()
    ingest()
    collect_static()
    invite_editors()
    # What the workers inherit where they are forks: the loaded archive, but no connection.
    get_resolver().url_patterns  # noqa: B018
    read_catalogue()
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
    except Stop:
        raise
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


def serve(port: int) -> None:
    """Run the web server until a signal comes; worker processes end with this one."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ[SUPERVISOR] = str(os.getpid())
    let_forks_be_stopped()
    server = Server(
        "localism.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE + 2,
        log_level=LogLevels.warning,
    )
    stopping = threading.Event()

    def attend() -> None:
        # Workers may be forks of this process, which is safe only while no thread is at work.
        while len(server.wrks) < WORKERS and not stopping.wait(0.02):
            pass
        announce(port, stopping)
        desk = threading.Thread(target=keep_desk_worker, args=(stopping,), daemon=True)
        desk.start()
        watch_database(stopping)

    heed_stops(server.signal_handler_interrupt)
    server.on_startup(threading.Thread(target=attend, daemon=True).start)
    try:
        server.serve()
    finally:
        stopping.set()


def keep_desk_worker(stopping: threading.Event) -> None:
    """Run what reads the editors' files beside the web server, and start it again if it ends.

    It ends with this process like the web server's workers do (`localism.supervision`).
    """
    # A connection of its own, for as long as it runs.
    environment = os.environ | {"LOCALISM_POOLED": "0"}
    while not stopping.is_set():
        worker = subprocess.Popen(
            [sys.executable, "-m", "localism.worker"],
            cwd=Path(__file__).resolve().parent.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            process_group=0,  # a Ctrl-C at the terminal is the supervisor's alone
        )
        while worker.poll() is None:
            if stopping.wait(0.5):
                worker.terminate()
                worker.wait(timeout=10)
                return
        stopping.wait(DESK_PATIENCE)


def announce(port: int, stopping: threading.Event) -> None:
    """Print the address as soon as the archive answers there."""
    while not stopping.wait(0.05):
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/health/")
            if connection.getresponse().status < 500:
                print(f"The archive is at http://{HOST}:{port}/ (Ctrl-C stops it).", flush=True)
                return
        except (OSError, http.client.HTTPException):
            continue
        finally:
            connection.close()


def watch_database(stopping: threading.Event) -> None:
    """Start the embedded server again if it crashes, and stop with it if someone stops it."""
    from django.db import connection

    from localism.database.embedded import EmbeddedServer
    from localism.database.installation import DatabaseUnavailable

    data = connection.settings_dict.get("EMBEDDED")
    while data and not stopping.wait(1):
        embedded = EmbeddedServer.at(data)
        try:
            if embedded.process_id():
                continue
            if embedded.was_stopped():
                raise DatabaseUnavailable("The database was stopped, and the archive stops too.")
            print("The database has crashed and is started again.", file=sys.stderr)
            embedded.join()
        except DatabaseUnavailable as error:
            print(error, file=sys.stderr)
            os.kill(os.getpid(), signal.SIGTERM)
            return


def _leave(signum: int, frame: FrameType | None) -> None:
    raise Stop(128 + signum)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


if __name__ == "__main__":
    sys.exit(main())
