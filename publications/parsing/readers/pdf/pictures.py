"""Pages of a PDF as pictures, and where on them some words stand."""

from __future__ import annotations

import ctypes
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from publications.parsing.readers.pdf.pdfium import ALONE

TALLEST = 3  # times the width: a longer page is drawn narrower
LONGEST = 4_000  # letters of one value that are looked for


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a line, in thousandths of the width and height of its page."""

    x: int
    y: int
    width: int
    height: int


def page_picture(file: bytes | Path, number: int = 1, width: int = 360) -> bytes | None:
    """A page (counted from 1) as a PNG so many pixels wide; None where it cannot be drawn.

    A very long page is narrower, so that no file asks for a picture without bounds.
    """
    with ALONE:
        try:
            document = pypdfium2.PdfDocument(file)
        except (pypdfium2.PdfiumError, OSError):
            return None
        try:
            page = document[number - 1]
            scale = min(width / page.get_width(), width * TALLEST / page.get_height())
            bitmap = page.render(scale=scale, rev_byteorder=True)
            return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError):
            return None
        finally:
            document.close()


def places_on_page(
    file: bytes | Path, number: int, wanted: Sequence[tuple[str, int]]
) -> list[list[Box]]:
    """Where some words stand on a page (counted from 1), line by line; empty if nowhere.

    Each is given with how many times the same letters are printed on the page before it. Only
    letters and figures count: the text of a source has neither the hyphens nor the line ends.
    """
    nothing: list[list[Box]] = [[] for _ in wanted]
    with ALONE:
        try:
            document = pypdfium2.PdfDocument(file)
        except (pypdfium2.PdfiumError, OSError):
            return nothing
        try:
            page = document[number - 1]
            letters, boxes = _letters(page)
            size = page.get_width(), page.get_height()
        except (pypdfium2.PdfiumError, IndexError):
            return nothing
        finally:
            document.close()
    if not letters or not all(size):
        return nothing
    return [_found(letters, boxes, size, letters_of(words), before) for words, before in wanted]


def letters_of(words: str) -> str:
    """Letters and figures of some words, as they are compared."""
    plain = unicodedata.normalize("NFKC", words[:LONGEST]).casefold()
    return re.sub(r"[\W_]+", "", plain)


_Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


def _letters(page: pypdfium2.PdfPage) -> tuple[str, list[_Box]]:
    """The letters of a page in the order of the file, and the box of each."""
    raw = pypdfium2.raw
    text = page.get_textpage()
    box = raw.FS_RECTF()
    letters: list[str] = []
    boxes: list[_Box] = []
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        found = letters_of(chr(code)) if 0 < code <= 0x10FFFF else ""
        if not found or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        for letter in found:
            letters.append(letter)
            boxes.append((box.left, box.bottom, box.right, box.top))
    text.close()
    return "".join(letters), boxes


def _found(
    letters: str, boxes: list[_Box], size: tuple[float, float], words: str, before: int
) -> list[Box]:
    if not words:
        return []
    at = -1
    for _ in range(before + 1):
        later = letters.find(words, at + 1)
        if later < 0:
            break
        at = later
    if at < 0:
        return []
    return [_scaled(line, size) for line in _lines(boxes[at : at + len(words)])]


def _lines(boxes: Iterable[_Box]) -> list[_Box]:
    """Boxes of letters joined as long as they stand on one line."""
    lines: list[_Box] = []
    for left, bottom, right, top in boxes:
        if lines:
            a, b, c, d = lines[-1]
            middle = (bottom + top) / 2
            if b <= middle <= d and left >= a:
                lines[-1] = (a, min(b, bottom), max(c, right), max(d, top))
                continue
        lines.append((left, bottom, right, top))
    return lines


def _scaled(line: _Box, size: tuple[float, float]) -> Box:
    width, height = size
    left, bottom, right, top = line
    return Box(
        x=round(1000 * left / width),
        y=round(1000 * (height - top) / height),
        width=max(1, round(1000 * (right - left) / width)),
        height=max(1, round(1000 * (top - bottom) / height)),
    )


def _png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Rows of red, green and blue bytes as a PNG (ISO/IEC 15948), each row unfiltered."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return len(body).to_bytes(4, "big") + name + body + check.to_bytes(4, "big")

    rows = b"".join(
        b"\0" + pixels[row * stride : row * stride + width * 3] for row in range(height)
    )
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(rows, 6)),
            chunk(b"IEND", b""),
        )
    )
