"""How much memory this machine, or the container on it, has for programs."""

import os
from pathlib import Path

MEGABYTE = 2**20
# Where Linux says what a container may use: the present way, and that of older kernels.
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def memory() -> int | None:
    """Bytes, or None where the system does not tell."""
    try:
        known = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    except (AttributeError, OSError, ValueError):
        return None
    for path in map(Path, LIMITS):
        try:
            known.append(int(path.read_text()))
        except (OSError, ValueError):  # no container, or one without a limit ("max")
            continue
    return min(known) if known[0] > 0 else None


def shared_buffers(available: int | None) -> int:
    """Megabytes for the pages that PostgreSQL keeps: an eighth of the memory, within bounds.

    Less than the quarter that is usual for a server of its own, since the web server's processes
    live beside it. They are taken when a page is read, so a small archive takes no more than it
    has; beyond a gigabyte the cache of the system does as well.
    """
    least, most = 128, 1024
    return least if available is None else min(max(available // MEGABYTE // 8, least), most)
