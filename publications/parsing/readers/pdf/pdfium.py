"""Pages as pypdfium2 reads them; it opens more files than pdfminer and counts their pages."""

from __future__ import annotations

import ctypes
import itertools
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw

from publications.parsing.readers.pdf.bookmarks import LIMIT, Bookmark
from publications.parsing.readers.pdf.sheets import PAGE_LIMIT, Sheet, sheet_of
from publications.parsing.readers.printed.glyphs import Glyph

ALONE = threading.Lock()  # the library is not safe to call from two threads at once


@dataclass(slots=True)
class Counted:
    """What pypdfium2 says about a file; ``pages`` is None if it cannot open it."""

    pages: int | None
    locked: bool = False
    labels: list[str] = field(default_factory=list)
    metadata: tuple[tuple[str, str], ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()


def count(data: bytes) -> Counted:
    """How many pages a file has, their labels, and what it says of itself."""
    with ALONE:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            # Its error code outlives the call that set it, so the file is asked as well.
            locked = "password" in str(error).lower() and b"/Encrypt" in data
            return Counted(None, locked)
        try:
            pages = len(document)
            return Counted(
                pages,
                labels=[document.get_page_label(n) for n in range(min(pages, PAGE_LIMIT))],
                metadata=tuple(
                    (key, value.replace("\x00", "").strip())
                    for key, value in document.get_metadata_dict(skip_empty=True).items()
                ),
                bookmarks=tuple(itertools.islice(_bookmarks(document), LIMIT)),
            )
        finally:
            document.close()


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    for each in document.get_toc():
        place = each.get_dest()
        page = place.get_index() if place else None
        if page is not None:
            yield Bookmark(each.get_title(), each.level + 1, page + 1)


def sheets_of_pdfium(data: bytes, numbers: range | list[int]) -> list[Sheet]:
    """Pages as pypdfium2 reads them, by their position from 0."""
    sheets: list[Sheet] = []
    with ALONE:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in numbers:
                try:
                    page = document[number]
                except pypdfium2.PdfiumError:
                    sheets.append(Sheet([]))
                    continue
                sheets.append(sheet_of(_glyphs_of_pdfium(page)))
                page.close()
        finally:
            document.close()
    return sheets


def _glyphs_of_pdfium(page: pypdfium2.PdfPage) -> list[Glyph]:
    raw = pypdfium2.raw
    text = page.get_textpage()
    height = page.get_height()
    box = raw.FS_RECTF()
    glyphs: list[Glyph] = []
    for index in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if not code or code > 0x10FFFF:
            continue
        glyphs.append(
            Glyph(
                chr(code),
                box.left,
                box.right,
                height - box.top,
                height - box.bottom,
                raw.FPDFText_GetFontSize(text, index),
                raw.FPDFText_GetFontWeight(text, index) >= 600,
                math.degrees(raw.FPDFText_GetCharAngle(text, index)),
            )
        )
    text.close()
    return glyphs
