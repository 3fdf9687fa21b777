"""The version of the reading code: a source that an older version read is read again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_APP = Path(__file__).resolve().parent.parent
_PARTS = ("parsing", "importing", "topics.toml", "partial_dates.py", "identifiers.py")


@cache
def parser_version() -> str:
    """A digest of everything that decides what is read out of a text.

    Computed and not counted by hand, so that no improvement of a parser is ever forgotten.
    Line ends do not count, because a checkout may change them.
    """
    digest = hashlib.sha256()
    for part in _PARTS:
        path = _APP / part
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            digest.update(file.relative_to(_APP).as_posix().encode() + b"\0")
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
