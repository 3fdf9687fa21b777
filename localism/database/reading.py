"""What the request at hand may ask of the database: which one, and for how long.

Set for each request of the public by `localism.readers`, obeyed by the database backend (the
time) and by the router in `localism.replicas` (the place). Editors, imports and commands have
nothing set: their statements run on the primary and are never cut.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Self

from django.db import DEFAULT_DB_ALIAS


@dataclass(frozen=True, slots=True)
class Reading:
    """The bounds of a request that only reads; a timeout of 0 milliseconds is none."""

    timeout: int = 0
    alias: str = DEFAULT_DB_ALIAS

    @classmethod
    def within(cls, seconds: float, alias: str = DEFAULT_DB_ALIAS) -> Self:
        """Return the bounds of a request with so many seconds for each statement."""
        return cls(int(seconds * 1000), alias)


_current: ContextVar[Reading | None] = ContextVar("reading", default=None)


def current() -> Reading | None:
    """The bounds of the request at hand, or None where it has none."""
    return _current.get()


@contextmanager
def bounded(reading: Reading | None) -> Iterator[None]:
    """Keep what happens inside to some bounds; `bind` may change them until it ends."""
    token = _current.set(reading)
    try:
        yield
    finally:
        _current.reset(token)


def bind(reading: Reading | None) -> None:
    """Set the bounds for the rest of the innermost `bounded`."""
    _current.set(reading)


@contextmanager
def unhurried() -> Iterator[None]:
    """Work that serves all readers to come, and that no clock of one request may cut."""
    found = current()
    with bounded(replace(found, timeout=0) if found else None):
        yield
