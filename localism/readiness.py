"""Telling the service manager that the archive answers, where one started it and waits for that."""

import contextlib
import os
import socket

VARIABLE = "NOTIFY_SOCKET"


def manager() -> str:
    """Where the service manager listens, or nothing; the programs started by this one never know.

    It takes that message from this process alone, and notes each that comes from another.
    """
    return os.environ.pop(VARIABLE, "")


def tell_ready(listening: str) -> None:
    """Send the message of systemd's protocol. A manager that is gone is no fault of the archive."""
    if not listening:
        return
    # An address that begins with @ has no file.
    address = f"\0{listening[1:]}" if listening.startswith("@") else listening
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.sendto(b"READY=1", address)
