"""The files that sources were read from: where they lie, and whether they are still the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from publications.models import FileCheck, Source

PIECE = 1_000_000
GONE, CHANGED = "The file is gone.", "The file is not the one that was read."


def original_of(source: Source) -> Path | None:
    """The file of a source, if it is there and lies in a folder of the archive.

    A path comes from whoever ran an import. Only files under the project's own folders, or
    where uploads are kept, are handed out.
    """
    if not source.path:
        return None
    path = (Path(settings.BASE_DIR) / source.path).resolve()
    homes = (Path(settings.BASE_DIR) / "seeds", Path(settings.MEDIA_ROOT) / "uploads")
    if not any(path.is_relative_to(home.resolve()) for home in homes):
        return None
    try:
        if not path.is_file() or path.stat().st_size != source.size:
            return None
    except OSError:
        return None
    return path


def check_file(source: Source) -> str:
    """Looks whether a source's file is the one that was read; keeps and returns the fault."""
    fault = _fault(source)
    FileCheck.objects.update_or_create(
        source=source, defaults={"fault": fault, "at": timezone.now()}
    )
    return fault


def check_files() -> int:
    """Checks the files of all sources; returns how many are not as they were."""
    rows = Source.objects.defer("text", "pages").order_by("pk")
    return sum(bool(check_file(source)) for source in rows.iterator(chunk_size=200))


def _fault(source: Source) -> str:
    path = Path(settings.BASE_DIR) / source.path
    if not source.path or not path.is_file():
        return GONE
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError as error:
        return f"The file cannot be read ({error.strerror or error})."
    return "" if digest.hexdigest() == source.sha256 else CHANGED
