"""Waiting for what other processes do, with a bound."""

import time
from pathlib import Path

from localism.database.embedded import command_line


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
        if not command_line(process_id):
            return True
        time.sleep(0.05)
    return False
