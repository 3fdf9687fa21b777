"""The files that were read, kept as they came.

A folder that somebody names on a command line is not the archive's: it is moved, tidied, unplugged.
So what is read from elsewhere is copied, under its checksum, beside what editors hand in.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}").fullmatch


def is_at_home(path: Path) -> bool:
    """Whether a file lies where the archive keeps files: among the seeds or the uploads."""
    homes = (Path(settings.BASE_DIR) / "seeds", Path(settings.MEDIA_ROOT) / "uploads")
    whole = path.resolve()
    return any(whole.is_relative_to(home.resolve()) for home in homes)


def kept_at(sha256: str) -> Path | None:
    """Where the copy of a file with this checksum lies, if one was made."""
    if not _SHA256(sha256):
        return None
    return Path(settings.MEDIA_ROOT) / "originals" / sha256[:2] / sha256


def keep(path: Path, sha256: str) -> None:
    """Copy a file that lies elsewhere, in whole or not at all; a file that changed is left."""
    goal = kept_at(sha256)
    if goal is None or goal.exists() or is_at_home(path):
        return
    goal.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=goal.parent)
    copy = Path(name)
    try:
        with path.open("rb") as given, os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(given, file)
        with copy.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                copy.chmod(0o644)  # the web server may run as another user than the import
                copy.replace(goal)
    finally:
        copy.unlink(missing_ok=True)
