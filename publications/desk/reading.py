"""Reading what was handed in, in the background or at once, and never half.

The rows of ``Upload`` are the queue, and a lock of the database says who reads which of them.
The lock ends with the connection that holds it: what a killed worker was reading is free again
at once and is read anew, up to ``MOST_ATTEMPTS`` times. The import itself is one transaction.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from publications.choices import Act, Status, UploadState
from publications.desk import revisions, tables
from publications.desk.records import WORKS
from publications.importing.importer import import_paths
from publications.importing.report import FAILED, UNCHANGED, SourceResult
from publications.importing.sources import stored_path
from publications.models import Evidence, HeldValue, Revision, Source, Upload
from publications.parsing.tables import is_table

MOST_ATTEMPTS = 3
OCR_SECONDS = 900
# Two-part advisory locks: the first number names the desk, the second what is locked.
DESK = 0x6465736B
WORKER = 0

log = logging.getLogger(__name__)


def worker_is_there() -> bool:
    """Whether a worker is reading what is handed in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND granted AND datname = current_database()"
            " AND classid = %s AND objid = %s AND objsubid = 2)",
            [DESK, WORKER],
        )
        return cursor.fetchone()[0]


@contextmanager
def held(number: int) -> Iterator[bool]:
    """Holds a lock of the desk while inside; yields whether it was free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [DESK, number])
        free = cursor.fetchone()[0]
    try:
        yield free
    finally:
        if free and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [DESK, number])


def read_waiting() -> int:
    """Reads everything that waits or was left half read; returns how many were read."""
    done = 0
    waiting = [UploadState.WAITING, UploadState.READING]
    for key in list(
        Upload.objects.filter(state__in=waiting).order_by("pk").values_list("pk", flat=True)
    ):
        done += read_upload(key)
    return done


def read_upload(key: int) -> bool:
    """Reads one upload unless another process does; returns whether it was this one."""
    with held(key) as free:
        if not free:
            return False
        upload = Upload.objects.filter(
            pk=key, state__in=[UploadState.WAITING, UploadState.READING]
        ).first()
        if upload is None:
            return False
        upload.attempts += 1
        if upload.attempts > MOST_ATTEMPTS:
            _finish(
                upload,
                UploadState.FAILED,
                f"The reading was broken off {MOST_ATTEMPTS} times. The file is kept; "
                "tell the person who runs the archive.",
            )
            return True
        upload.state = UploadState.READING
        upload.save(update_fields=["state", "attempts"])
        try:
            _read(upload)
        except MemoryError:
            _finish(upload, UploadState.FAILED, "It needs more memory than there is.")
        # Whatever goes wrong is told to the editor, and the next file is read.
        except Exception:
            log.exception("Upload %s could not be read", upload.pk)
            _finish(
                upload, UploadState.FAILED, "The archive made a mistake while reading it. "
                "The file is kept; tell the person who runs the archive.",
            )  # fmt: skip
        return True


def _read(upload: Upload) -> None:
    if is_table(upload.name):
        _finish(upload, *tables.work(upload))
        return
    if twin := _read_before(upload):
        upload.record = twin.record
        _finish(upload, UploadState.KNOWN, f"The same file as {twin.name}, which was read.")
        return
    path = Path(settings.MEDIA_ROOT) / upload.path
    result = _import(path, upload)
    note = ""
    if result.outcome == FAILED and "no text" in result.message:
        result, note = _read_pictures(path, result, upload)
    if result.outcome == FAILED:
        _finish(upload, UploadState.FAILED, f"{upload.name} {result.message}.{note}")
        return
    upload.record = result.record
    source = Source.objects.filter(sha256=result.sha256).defer("text").first()
    # A source with this path was made by an attempt that was killed before it could say so.
    if source is None or (result.outcome == UNCHANGED and source.path != stored_path(path)):
        _finish(upload, UploadState.KNOWN, "The archive has this file already.")
        return
    with transaction.atomic():
        drafts = _note_drafts(upload, source)
        _finish(upload, UploadState.READ, _outcome(drafts, source) + note)


def _read_before(upload: Upload) -> Upload | None:
    """The same file, where it was handed in before this one and could be read."""
    if not Source.objects.filter(sha256=upload.sha256).exists():
        return None
    twins = Upload.objects.filter(sha256=upload.sha256, state=UploadState.READ, pk__lt=upload.pk)
    return twins.order_by("-pk").first()


def _outcome(drafts: int, source: Source) -> str:
    """What became of a file, in words."""
    held = HeldValue.objects.filter(source=source).count()
    differs = (
        f"it differs from what is published in {held} value{'' if held == 1 else 's'}, which "
        f"wait{'s' if held == 1 else ''} for an editor"
    )
    if drafts:
        return f"Read as a draft; {differs}." if held else "Read as a draft."
    if held:
        return f"The archive has this work already; {differs}."
    return "The archive has this work already, and this file says nothing else."


def _import(path: Path, upload: Upload) -> SourceResult:
    told = "Read from a file that was handed in," if upload.by else "Read from a file,"
    return import_paths([path], drafts=True, by=upload.by, told=told).results[0]


def _note_drafts(upload: Upload, source: Source) -> int:
    """Writes a revision for each work that the upload made, so that it has an owner."""
    named = Evidence.objects.filter(source=source).values("record")
    drafts = 0
    for model in WORKS:
        for record in model.objects.filter(identifier__in=named, status=Status.DRAFT):
            drafts += 1
            if not Revision.objects.filter(record=record.identifier, act=Act.CREATED).exists():
                reason = f"Read from {upload.name}."
                revisions.note(record=record, act=Act.CREATED, by=upload.by, reason=reason)
    return drafts


def _finish(upload: Upload, state: str, message: str) -> None:
    upload.state, upload.message, upload.finished_at = state, message, timezone.now()
    upload.save()


# -- pictures of pages ---------------------------------------------------------------------


def _read_pictures(path: Path, result: SourceResult, upload: Upload) -> tuple[SourceResult, str]:
    """Reads a PDF without text by OCR where that is installed; else says that it is not."""
    program = shutil.which("ocrmypdf")
    if program is None:
        return result, (
            " Its pages are pictures. To read pictures the program ocrmypdf is needed, "
            "which is not installed here."
        )
    made = path.with_name(f"{path.stem}.ocr.pdf")
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "read.pdf")
        command = [program, "--quiet", "--skip-text", "--language", "eng", str(path), str(draft)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=OCR_SECONDS)
        except (subprocess.SubprocessError, OSError):
            return result, " Its pages are pictures, and OCR could not read them either."
        shutil.copyfile(draft, made)
    return _import(
        made, upload
    ), " Its pages are pictures: the text was read by OCR and may have faults."
