"""From the bytes of a file to a ``SourceText``; the content decides how, never the suffix alone.

``text``, ``html/`` and ``pdf/`` are the readers; ``printed/`` makes lines of what a page of a PDF
shows. Raises ParseError where nothing can be read, and nothing else, whatever the bytes are.
"""

from __future__ import annotations

import re
from importlib import import_module

from publications.parsing.document import SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers import text

TEXT_LIMIT = 20_000_000
PDF_LIMIT = 200_000_000
LARGEST = PDF_LIMIT  # a file over this needs not even be loaded

# What people hand in by mistake, by its first bytes.
_FOREIGN = (
    (b"PK\x03\x04", "is a ZIP archive or an office file; save it as PDF or as text"),
    (b"PK\x05\x06", "is an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old office file; save it as PDF or as text"),
    (b"{\\rtf", "is a rich text file; save it as PDF or as text"),
    (b"\x1f\x8b", "is compressed (gzip); unpack it first"),
    (b"\x89PNG\r\n", "is an image; it needs OCR"),
    (b"\xff\xd8\xff", "is an image; it needs OCR"),
    (b"GIF8", "is an image; it needs OCR"),
    (b"II*\x00", "is an image; it needs OCR"),
    (b"MM\x00*", "is an image; it needs OCR"),
    (b"%!PS", "is PostScript; save it as PDF"),
)

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_NAME = re.compile(r"\.x?html?\Z", re.IGNORECASE)
_ELEMENT = re.compile(
    r"<(?:p|div|h[1-6]|table|ul|ol|article|section|title|br|a|span)\b[^<>]*>", re.IGNORECASE
)
_PDF_OBJECT = re.compile(rb"\d\s+obj\b|startxref|/Root\b")
_HEAD = 65_536  # characters looked at to tell what a text is


def refuse_size(name: str, size: int, limit: int = LARGEST, what: str = "a file") -> None:
    """Raise ParseError if a source of ``size`` bytes is larger than ``limit``."""
    if size > limit:
        raise ParseError(
            name,
            f"has {size / 1e6:,.1f} MB; the limit for {what} is {limit // 1_000_000} MB",
        )


def read(data: bytes, name: str) -> SourceText:
    """Decode a source; raises ParseError when it is not text, web page or PDF with text."""
    if not data:
        raise ParseError(name, "is empty")
    if _is_pdf(data):
        refuse_size(name, len(data), PDF_LIMIT, "a PDF")
        # Late, because a run over plain texts should not pay for loading the PDF library.
        return import_module("publications.parsing.readers.pdf").read(data, name)
    refuse_size(name, len(data), TEXT_LIMIT, "a text")
    for magic, reason in _FOREIGN:
        if data.startswith(magic):
            raise ParseError(name, reason)
    decoded = text.decode(data, name)
    if _is_html(decoded.text, name):
        return import_module("publications.parsing.readers.html").read(data, name)
    return text.read_decoded(data, name, decoded)


def _is_pdf(data: bytes) -> bool:
    """True for a PDF, also one with junk before its header, which the format allows."""
    at = data.find(b"%PDF-", 0, 1024)
    if at < 0:
        return False
    return not data[:at].strip(b"\xef\xbb\xbf \t\r\n\f") or bool(_PDF_OBJECT.search(data))


def _is_html(decoded: str, name: str) -> bool:
    head = decoded[:_HEAD]
    if _HTML_START.match(head):
        return True
    return bool(_HTML_NAME.search(name)) and len(_ELEMENT.findall(head)) >= 2
