"""The files that sources were read from: where they lie, and whether they are still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from publications.importing.originals import is_at_home, kept_at
from publications.models import FileCheck, Source

PIECE = 1_000_000
GONE, CHANGED = "The file is gone.", "The file is not the one that was read."


def original_of(source: Source) -> Path | None:
    """The file of a source, if it is there and lies in a folder of the archive.

    A path comes from whoever ran an import. Only files under the project's own folders, or
    where uploads and copies are kept, are handed out.
    """
    for path in _places(source):
        try:
            if path.is_file() and path.stat().st_size == source.size:
                return path
        except OSError:
            continue
    return None


def _places(source: Source) -> Iterator[Path]:
    given = (Path(settings.BASE_DIR) / source.path).resolve()
    if source.path and is_at_home(given):
        yield given
    if copy := kept_at(source.sha256):
        yield copy


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
    copy = kept_at(source.sha256)
    if copy and copy.is_file():
        path = copy
    else:
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
