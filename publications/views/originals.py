"""The file that a source was read from, as it came, in whole or in part."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from publications.desk.originals import original_of
from publications.models import Source
from publications.parsing.readers.pdf.pictures import page_picture
from publications.views.addresses import absent

PIECE = 64 * 1024
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})\Z")
# Shown by the browser itself; all else is saved, since a web page could carry scripts.
SHOWN = {"application/pdf", "text/plain"}


class NoFile(Http404):
    """A published source whose file is not there, or is not the one that was read."""

    def __init__(self, source: Source) -> None:
        super().__init__("The file of this source is not kept here.")
        self.source = source


@require_safe
def original(request: HttpRequest, identifier: str, slug: str = "") -> HttpResponse:
    """The file of a published source: whole, one range of it (206), or 416 for a bad range.

    What is withdrawn answers as its page does. A file that is no longer there is 404, and says so:
    pages that are kept go on leading to it, since nothing of the archive was written.
    """
    source = Source.objects.published().defer("text", "pages").filter(identifier=identifier).first()
    if source is None:
        return absent(request, Source, identifier)
    path = original_of(source)
    if path is None:
        raise NoFile(source)
    return file_response(request, source, path)


@require_safe
def first_page(request: HttpRequest, identifier: str, slug: str = "") -> HttpResponse:
    """The first page of a published PDF as a picture; drawn once and kept under its checksum."""
    source = Source.objects.published().defer("text", "pages").filter(identifier=identifier).first()
    if source is None:
        return absent(request, Source, identifier)
    key = f"first-page-{source.sha256}"
    picture = cache.get(key)
    if picture is None:
        path = original_of(source) if source.media_type == "application/pdf" else None
        picture = page_picture(path) if path else None
        if picture is None:
            raise Http404("There is no picture of this source.")
        cache.set(key, picture, timeout=24 * 60 * 60)
    response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = f'"{source.sha256}"'
    response["Cache-Control"] = "public, max-age=86400"
    return response


def file_response(request: HttpRequest, source: Source, path: Path) -> HttpResponse:
    """A file with its right type, that no browser takes for a page of this site."""
    span = _span(request, source)
    if span is None:
        response = HttpResponse(status=416, content_type="text/plain")
        response["Content-Range"] = f"bytes */{source.size}"
        return response
    start, end = span
    try:
        with path.open("rb") as file:  # a stream that has begun can say nothing of it
            modified = os.fstat(file.fileno()).st_mtime
    except OSError:
        raise NoFile(source) from None
    response = StreamingHttpResponse(_pieces(path, start, end))
    response["Content-Type"] = _content_type(source)
    response["Content-Length"] = str(end - start)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{source.sha256}"'
    response["Last-Modified"] = http_date(modified)
    response["Content-Disposition"] = _disposition(source)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Encoding"] = "identity"  # or the middleware would compress parts of it
    if source.media_type != "application/pdf":
        # The browser's own viewer of PDFs does not run in a sandbox.
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if (start, end) != (0, source.size):
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{source.size}"
    return response


def _span(request: HttpRequest, source: Source) -> tuple[int, int] | None:
    """The half-open span of bytes asked for; None where the file has no such bytes.

    A header that is no single range, or that is meant for another version, asks for all.
    """
    size = source.size
    whole = (0, size)
    match = _RANGE.match(request.headers.get("Range", ""))
    condition = request.headers.get("If-Range", "")
    if not match or (condition and condition != f'"{source.sha256}"'):
        return whole
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last) + 1 if last else size, size)
        return (start, end) if start < end else None
    if not last:
        return whole
    return (max(0, size - int(last)), size) if int(last) and size else None


def _pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _content_type(source: Source) -> str:
    if source.media_type.startswith("text/") and source.encoding:
        return f"{source.media_type}; charset={source.encoding}"
    return source.media_type


def _disposition(source: Source) -> str:
    kind = "inline" if source.media_type in SHOWN else "attachment"
    plain = source.name.encode("ascii", "replace").decode().replace('"', "'").replace("\\", "_")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(source.name, safe='')}"
