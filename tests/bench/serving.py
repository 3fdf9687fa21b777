"""Serves the archive, or the plain site beside it, over a database of the measurements.

``python -m tests.bench.serving PORT`` is what ``serving`` starts: the web server of ``make run``
with its number of workers and threads.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from localism.serve import HOST, THREADS
from localism.supervision import SUPERVISOR

DATABASE = "BENCH_DATABASE"
WORKERS = 2  # as `make run` has where nothing else is set
PATIENCE = 120  # seconds for the first answer
FOLDER = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Served:
    """A site that is being served: where, and by which process."""

    port: int
    process: int


@contextmanager
def serving(settings: str, database: str) -> Iterator[Served]:
    """Serves with these settings meanwhile."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = {"DJANGO_SETTINGS_MODULE": settings, DATABASE: database, "LOCALISM_POOLED": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.serving", str(port)],
        cwd=FOLDER,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
    )
    try:
        _await(server, port)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.request("HEAD", "/robots.txt")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The server does not answer.")


def main() -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ[SUPERVISOR] = str(os.getpid())
    Server(
        "localism.wsgi:application",
        address=HOST,
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.critical,
    ).serve()


if __name__ == "__main__":
    main()
