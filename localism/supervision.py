"""Workers that end with the process that started them, however it ended."""

import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import Callable

SUPERVISOR = "LOCALISM_SUPERVISOR"
INTERVAL = 0.5
STOPS = {signal.SIGINT, signal.SIGTERM}
PATIENCE = 3  # seconds for the requests that a worker still answers when it is told to stop


def follow_supervisor() -> None:
    """End this process soon after its supervisor has gone; do nothing where none is named.

    A supervisor killed with -9 cannot stop its workers. They would go on holding the port, and
    the next start would find it busy. A Ctrl-C at the terminal is the supervisor's alone, which
    then ends its workers in order: a worker that gets both signals hangs.
    """
    if os.environ.get(SUPERVISOR) == str(os.getppid()):
        _leave_group()
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def end_when_told() -> None:
    """See that a web worker ends soon after its supervisor told it to, whatever it waits for.

    Seldom, a worker that is told while it starts misses that, and goes on until it is killed.
    """

    def end() -> None:
        time.sleep(PATIENCE)
        os._exit(0)

    if os.environ.get(SUPERVISOR) == str(os.getppid()):
        heed_stops(end)


def heed_stops(stop: Callable[[], None]) -> None:
    """Call ``stop`` when a signal to stop comes, even while the main thread sleeps.

    Python runs a handler only when the main thread wakes. A signal that another thread takes, or
    that comes while one of them starts a program, may not wake it: the handler then waits for ever.
    """
    heard, told = socket.socketpair()
    told.setblocking(False)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)

    def listen() -> None:
        with heard, told:
            while number := heard.recv(1):
                if number[0] in STOPS:
                    stop()

    threading.Thread(target=listen, daemon=True).start()


def let_forks_be_stopped() -> None:
    """See that a fork of this process can be stopped before it has handlers of its own.

    It inherits those of its supervisor, which would only note there that a signal came: a worker
    told to stop while it loads would go on until it is killed.
    """

    def be_a_worker() -> None:
        _leave_group()
        signal.set_wakeup_fd(-1)  # which its supervisor listens to
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
