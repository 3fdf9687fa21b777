"""What the system says of a process that is known by its id alone."""

import os
import subprocess
from pathlib import Path

PROC = Path("/proc")
ENDED = "ZX"  # states of a process that nobody has collected


def exists(process: int) -> bool:
    """Tell whether any process has this id, also one that has ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def lives(process: int) -> bool:
    """Tell whether a process is there and has not ended.

    Its command line does not tell: that is empty for a moment while its program is loaded.
    """
    if (PROC / "self").exists():
        state = _read(PROC / f"{process}/stat").rpartition(b")")[2].strip().decode()
    else:
        state = _ps(process, "stat=")
    return state != "" and state[0] not in ENDED


def command_line(process: int) -> str:
    """Return a process's command line, or nothing when it has none or there is no such process."""
    if (PROC / "self").exists():
        return _read(PROC / f"{process}/cmdline").replace(b"\0", b" ").decode(errors="replace")
    return _ps(process, "args=")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # gone before it was opened, or while it is
        return b""


def _ps(process: int, column: str) -> str:
    ps = ["ps", "-ww", "-o", column, "-p", str(process)]
    return subprocess.run(ps, check=False, capture_output=True, text=True).stdout.strip()
