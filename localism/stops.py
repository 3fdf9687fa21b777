"""A signal to stop, heeded also where the code that it interrupts makes something else of it.

An exception that comes at any moment is at times swallowed (in a finaliser, or in compiled code)
or turned into another (in the making of a class). What was told is therefore kept, and asked for.
"""

import signal
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)

_told: list[int] = []


class Stop(KeyboardInterrupt):
    """Somebody told the archive to stop."""


def heed() -> None:
    """From now on end what this process is doing when a signal to stop comes."""
    for number in STOPS:
        signal.signal(number, _leave)


def ignore() -> None:
    """From now on let nobody who is impatient interrupt what tidies up at the end."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def told() -> int:
    """Return the exit status of a process that was told to stop, or 0 where none was."""
    return 128 + _told[0] if _told else 0


def require_none() -> None:
    """Stop now, if that was told and something swallowed it."""
    if _told:
        raise Stop


def _leave(number: int, frame: FrameType | None) -> None:
    _told.append(number)
    raise Stop
