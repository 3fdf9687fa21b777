"""Starting other processes, and waiting for what they do, with a bound."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from localism.database.processes import lives

# Before all else: Django on the database of the test, which is the first argument.
SET_UP = """
import os, sys, time
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.MEDIA_ROOT = os.environ["MEDIA_OF_THE_TEST"]
django.setup()
"""


@contextmanager
def starting(*arguments: object) -> Iterator[Callable[..., subprocess.Popen]]:
    """What starts the parts of a script as a process, and ends all that are left of them.

    The script finds the arguments behind the name of the database.
    """
    started = []

    def start(*parts: str) -> subprocess.Popen:
        script, name = "".join((SET_UP, *parts)), connection.settings_dict["NAME"]
        process = subprocess.Popen(
            [sys.executable, "-c", script, name, *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "localism.settings",
                "MEDIA_OF_THE_TEST": str(settings.MEDIA_ROOT),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=30)


def await_text(path: Path) -> str:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.02)
    raise AssertionError(f"{path} was not written")


def await_end(process_id: int) -> bool:
    """Tell whether a process ends soon; one that nobody has collected has ended too."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not lives(process_id):
            return True
        time.sleep(0.05)
    return False
