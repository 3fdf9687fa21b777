"""Workers that end with the process that started them, however it ended."""

import contextlib
import os
import signal
import threading
import time

SUPERVISOR = "LOCALISM_SUPERVISOR"
INTERVAL = 0.5
STOPS = {signal.SIGINT, signal.SIGTERM}


def follow_supervisor() -> None:
    """End this process soon after its supervisor has gone; do nothing where none is named.

    A supervisor killed with -9 cannot stop its workers. They would go on holding the port, and
    the next start would find it busy. A Ctrl-C at the terminal is the supervisor's alone, which
    then ends its workers in order: a worker that gets both signals hangs.
    """
    if os.environ.get(SUPERVISOR) == str(os.getppid()):
        _leave_group()
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def let_forks_be_stopped() -> None:
    """See that a fork of this process can be stopped before it has handlers of its own.

    It inherits those of its supervisor, which would only note there that a signal came: a worker
    told to stop while it loads would go on until it is killed.
    """

    def be_a_worker() -> None:
        _leave_group()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor's alone
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    # A signal that comes in between waits until it is settled whose it is.
    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, STOPS),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS),
        after_in_child=be_a_worker,
    )


def _leave_group() -> None:
    with contextlib.suppress(PermissionError):  # it leads a group or a session already
        os.setpgid(0, 0)


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(INTERVAL)
    os._exit(1)
