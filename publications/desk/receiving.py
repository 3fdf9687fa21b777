"""Taking in files: names made harmless, sizes limited while they stream, bytes kept as they came.

An upload has a row only once all of its bytes are kept, so that a connection that breaks leaves
nothing behind.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from publications.choices import UploadState
from publications.importing import keys
from publications.models import Source, Upload

LARGEST = 200_000_000  # bytes of one file
LONGEST_TEXT = 5_000_000  # characters that can be pasted
LONGEST_NAME = 120
REFUSED = "desk.refused"  # where the handler notes, in request.META, the files that it dropped
PIECE = 1_000_000

# Marks that turn the direction of writing: "report\u202efdp.exe" would read "reportexe.pdf".
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


class Refused(Exception):
    """What was handed in cannot be taken; the message says why to the editor."""


class Readable(Protocol):
    name: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


def clean_name(name: str) -> str:
    """A file's name without folders, control characters and marks of direction.

    The end of a long name is kept, for it says what the file is.
    """
    name = unicodedata.normalize("NFC", name or "")
    name = "".join(letter for letter in name if unicodedata.category(letter) not in _HIDDEN)
    name = re.split(r"[/\\]", name)[-1]
    name = " ".join(re.sub(r'[<>:"|?*]', " ", name).split()).lstrip(".")
    suffix = _SUFFIX.search(name)
    ending = suffix.group() if suffix else ""
    stem = name[: len(name) - len(ending)][: LONGEST_NAME - len(ending)].strip()
    return (stem or "unnamed") + ending


def receive_file(*, file: Readable, by: Any, address: str = "") -> Upload:
    """Keeps a file that was handed in and notes it; says at once if the archive has it already."""
    return _receive(name=file.name or "", pieces=file.chunks(PIECE), by=by, address=address)


def receive_text(*, text: str, by: Any, title: str = "", address: str = "") -> Upload:
    """Keeps a text that was pasted as a file of its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused("There is no text to read: paste it into the large field.")
    if len(text) > LONGEST_TEXT:
        raise Refused(
            f"The text has {len(text):,} characters; {LONGEST_TEXT:,} can be pasted. "
            "Save it as a file and upload that."
        )
    first = title or next(line for line in text.splitlines() if line.strip())
    name = (keys.slug(first, 60) or "pasted-text") + ".txt"
    return _receive(name=name, pieces=[text.encode()], by=by, address=address)


def _receive(*, name: str, pieces: Iterable[bytes], by: Any, address: str) -> Upload:
    name = clean_name(name)
    path, sha256, size = _keep(name, pieces)
    upload = Upload(name=name, path=path, sha256=sha256, size=size, address=address, by=by)
    if size == 0:
        upload.state, upload.message = UploadState.FAILED, f"{name} is empty."
    elif known := Source.objects.filter(sha256=sha256).first():
        upload.state, upload.record = UploadState.KNOWN, known.main_record
        upload.message = f"The archive has this very file already, as {known.name}."
    elif earlier := _in_the_queue(sha256):
        upload.message = f"The same file as {earlier.name}, and read after it."
    upload.save()
    return upload


def _in_the_queue(sha256: str) -> Upload | None:
    return Upload.objects.filter(
        sha256=sha256, state__in=[UploadState.WAITING, UploadState.READING]
    ).first()


def _keep(name: str, pieces: Iterable[bytes]) -> tuple[str, str, int]:
    """Writes the bytes under their checksum: path under the media folder, checksum, size."""
    root = Path(settings.MEDIA_ROOT)
    incoming = root / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, draft = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > LARGEST:
                    raise Refused(too_large(name))
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        sha256 = digest.hexdigest()
        path = Path("uploads") / sha256[:2] / sha256 / name
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        Path(draft).chmod(0o440)
        Path(draft).replace(root / path)
    finally:
        Path(draft).unlink(missing_ok=True)
    return path.as_posix(), sha256, size


def too_large(name: str) -> str:
    return (
        f"“{name}” is larger than {LARGEST // 1_000_000} MB and was not kept. "
        "Ask for a smaller copy, or split it."
    )


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Streams an upload to disk and drops it as soon as it is larger than the limit."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.file.close()
            refused = self.request.META.setdefault(REFUSED, [])
            refused.append(too_large(clean_name(self.file_name)))
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
