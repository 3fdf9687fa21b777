"""Workers that end with the process that started them, however it ended."""

import contextlib
import os
import threading
import time

SUPERVISOR = "LOCALISM_SUPERVISOR"
INTERVAL = 0.5


def follow_supervisor() -> None:
    """End this process soon after its supervisor has gone; do nothing where none is named.

    A supervisor killed with -9 cannot stop its workers. They would go on holding the port, and
    the next start would find it busy. A Ctrl-C at the terminal is the supervisor's alone, which
    then ends its workers in order: a worker that gets both signals hangs.
    """
    if os.environ.get(SUPERVISOR) == str(os.getppid()):
        with contextlib.suppress(PermissionError):  # it leads a group or a session already
            os.setpgid(0, 0)
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(INTERVAL)
    os._exit(1)
