"""Serve the archive: prepare what it needs, then run the web server and what works beside it.

Run as `python -m localism.serve` by `make run`.
"""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from localism import stops
from localism.preparing import Refusal, prepare
from localism.readiness import manager, tell_ready
from localism.supervision import PATIENCE, SUPERVISOR, heed_stops, let_forks_be_stopped

HOST = "127.0.0.1"
THREADS = 4  # of each worker
DESK_END = 10  # seconds that it has for its end
DESK_PATIENCE = 2  # seconds before what reads the editors' files is started again
# How long the workers of a server that was killed need to notice and to let go of the port.
PORT_PATIENCE = 1.5


def main() -> int:
    """Serve until a signal comes, and return the exit status."""
    stops.heed()
    waiting = manager()
    try:
        port = read_port(os.environ.get("PORT") or "8000")
        require_free(port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")
        os.environ.setdefault("LOCALISM_POOLED", "1")
        prepare()
        serve(port, waiting)
    except BaseException as error:
        if stops.told():
            return stops.told()
        if not isinstance(error, Refusal):
            raise
        print(error, file=sys.stderr)
        return 1
    finally:
        stops.ignore()
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


def serve(port: int, waiting: str = "") -> None:
    """Run the web server until a signal comes; worker processes end with this one.

    ``waiting`` says where a service manager listens for the news that the archive answers.
    """
    from django.conf import settings
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
        workers=settings.WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE + 2,
        log_level=LogLevels.warning,
    )
    stopping = threading.Event()
    desk = threading.Thread(target=keep_desk_worker, args=(stopping,), daemon=True)

    def attend() -> None:
        # Workers may be forks of this process, which is safe only while no thread is at work.
        while len(server.wrks) < settings.WORKERS and not stopping.wait(0.02):
            pass
        if announce(port, stopping):
            tell_ready(waiting)
        desk.start()
        watch_database(stopping)

    heed_stops(server.signal_handler_interrupt)
    server.on_startup(threading.Thread(target=attend, daemon=True).start)
    try:
        server.serve()
    finally:
        stopping.set()
        # The last one to leave the database stops it, which the desk's worker, killed, cannot.
        if desk.ident:
            desk.join(DESK_END)


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
                worker.wait(timeout=DESK_END)
                return
        stopping.wait(DESK_PATIENCE)


def announce(port: int, stopping: threading.Event) -> bool:
    """Print the address as soon as the archive answers there; tell whether it came to that."""
    while not stopping.wait(0.05):
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/health/", headers={"Host": asked_by(port)})
            if connection.getresponse().status < 500:
                print(f"The archive is at http://{HOST}:{port}/ (Ctrl-C stops it).", flush=True)
                return True
        except (OSError, http.client.HTTPException):
            continue
        finally:
            connection.close()
    return False


def asked_by(port: int) -> str:
    """A name that the archive lets itself be asked by; others are refused, and logged."""
    from django.conf import settings

    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return f"{HOST}:{port}" if HOST in names or not names else names[0]


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


if __name__ == "__main__":
    sys.exit(main())
