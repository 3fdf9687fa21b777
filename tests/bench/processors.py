"""Processor time of running processes: what a page costs, whatever else the machine does."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path


def spent(*roots: int) -> float:
    """Seconds of processor time of some processes and of all that they started.

    Reads what Linux shows of its processes; elsewhere nothing is known and the answer is NaN.
    """
    if not Path("/proc/self/stat").exists():
        return float("nan")
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended since
        process = int(path.parent.name)
        children[int(fields[1])].append(process)
        # Its own time, and that of its children which have ended.
        ticks[process] = sum(map(int, fields[11:15]))
    found, waiting = 0, list(roots)
    while waiting:
        process = waiting.pop()
        found += ticks.get(process, 0)
        waiting += children[process]
    return found / os.sysconf("SC_CLK_TCK")


def database_server() -> tuple[int, ...]:
    """The process of the embedded PostgreSQL server; nothing where the database is elsewhere."""
    from django.db import connection

    from localism.database.embedded import EmbeddedServer

    data = connection.settings_dict.get("EMBEDDED")
    found = EmbeddedServer.at(data).process_id() if data else None
    return (found,) if found else ()
