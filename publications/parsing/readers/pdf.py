"""PDF: text page by page with its layout, the only place that knows the PDF libraries.

pdfminer.six gives every character with its place and type; pypdfium2, which reads more files,
counts the pages and steps in for those that pdfminer loses in silence.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import io
import logging
import threading
import warnings as python_warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from publications.parsing.document import LeftOut, Line, Page, ParseWarning, SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers.furniture import Furnished, furnish, is_page_number
from publications.parsing.readers.glyphs import Fragment, Glyph, fragments, sideways
from publications.parsing.readers.layout import Row, in_reading_order
from publications.parsing.readers.paragraphs import Pitch, Vocabulary, lines

PAGE_LIMIT = 5_000
TEXT_LIMIT = 20_000_000  # characters

_BOLD = ("bold", "black", "heavy", "demi")
_PDFIUM = threading.Lock()  # the library is not safe to call from two threads at once


@dataclass(slots=True)
class _Sheet:
    """What is printed on one page."""

    fragments: list[Fragment]
    sideways: str = ""


@dataclass(slots=True)
class _Counted:
    """What pypdfium2 says about a file; ``pages`` is None if it cannot open it."""

    pages: int | None
    locked: bool = False
    labels: list[str] = field(default_factory=list)
    metadata: tuple[tuple[str, str], ...] = ()


def read(data: bytes, name: str) -> SourceText:
    """The text of a PDF; raises ParseError for a locked, broken, empty or image-only file."""
    counted = _count(data)
    if counted.locked:
        raise ParseError(name, "is locked with a password")
    if (counted.pages or 0) > PAGE_LIMIT:
        raise ParseError(name, f"has more than {PAGE_LIMIT:,} pages")
    sheets, problem = _sheets(data)
    if not sheets and not counted.pages and not problem:
        raise ParseError(name, "has no pages")
    warnings: list[ParseWarning] = []
    if counted.pages is None and not any(each and each.fragments for each in sheets):
        raise ParseError(name, "is a broken PDF and cannot be read")
    if counted.pages is None:
        warnings.append(
            ParseWarning("pdf_damaged", "The PDF is damaged; what could be read was read.")
        )
    elif len(sheets) != counted.pages:
        warnings.append(
            ParseWarning(
                "pdf_pages_disagree",
                f"pdfminer sees {len(sheets)} pages and pypdfium2 {counted.pages}; "
                f"the text is that of pypdfium2.",
            )
        )
        sheets = _sheets_of_pdfium(data, range(counted.pages))
    elif problem or any(not each or not each.fragments for each in sheets):
        empty = [n for n, each in enumerate(sheets) if not each or not each.fragments]
        for number, sheet in zip(empty, _sheets_of_pdfium(data, empty), strict=True):
            if sheet.fragments:
                sheets[number] = sheet
                warnings.append(
                    ParseWarning(
                        "pdf_page_recovered",
                        f"pdfminer found no text on page {number + 1}; it was read with pypdfium2.",
                    )
                )
    whole = [each or _Sheet([]) for each in sheets]
    if not any(each.fragments or each.sideways for each in whole):
        raise ParseError(name, "holds images of pages and no text; it needs OCR")
    return _compose(data, name, whole, counted, warnings)


# -- the text from the pages ---------------------------------------------------------------


class _Composer:
    """Builds the text; every line and page knows its offsets from the moment it is added."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []

    def blank(self, page: int) -> None:
        self.lines.append(Line(self.size, self.size, "", page))
        self._write("\n")

    def line(self, text: str, page: int, size: float, bold: bool = False, reason: str = "") -> None:
        start = self.size
        self.lines.append(Line(start, start + len(text), text, page, round(size, 1), bold))
        if reason:
            self.left_out.append(LeftOut(start, start + len(text), reason))
        self._write(text + "\n")

    def page_end(self) -> None:
        """Turn the last line break into a form feed, which parts two pages."""
        self._write("\f")

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)


def _compose(
    data: bytes,
    name: str,
    sheets: list[_Sheet],
    counted: _Counted,
    warnings: list[ParseWarning],
) -> SourceText:
    furnished = furnish([each.fragments for each in sheets])
    bodies = [in_reading_order(each.body) for each in furnished]
    vocabulary = Vocabulary(row for rows in bodies for row in rows)
    pitch = Pitch(bodies)
    labels = _labels(furnished, counted.labels)
    composer = _Composer()
    pages: list[Page] = []
    for number, (page, rows, sheet) in enumerate(
        zip(furnished, bodies, sheets, strict=True), start=1
    ):
        start = composer.size
        _write_page(composer, number, page, rows, sheet.sideways, pitch, vocabulary)
        if number < len(sheets):
            composer.page_end()
        if composer.size > TEXT_LIMIT:
            raise ParseError(name, f"has more than {TEXT_LIMIT:,} characters")
        pages.append(Page(number, labels[number - 1], start, composer.size))
    text = "".join(composer.parts)
    return SourceText(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        bytes=len(data),
        encoding="",
        text=text,
        lines=tuple(composer.lines),
        pages=tuple(pages),
        left_out=tuple(composer.left_out),
        warnings=(*warnings, *_text_warnings(text, sheets)),
        metadata=counted.metadata,
    )


def _write_page(
    composer: _Composer,
    number: int,
    page: Furnished,
    rows: list[Row],
    turned: str,
    pitch: Pitch,
    vocabulary: Vocabulary,
) -> None:
    for row in page.head:
        reason = "page number" if is_page_number(row.text) else "running head"
        composer.line(row.text, number, row.size, row.bold, reason)
    if page.head and rows:
        composer.blank(number)
    for line in lines(rows, pitch, vocabulary):
        if line.apart:
            composer.blank(number)
        composer.line(line.text, number, line.size, line.bold)
    if turned:
        if rows:
            composer.blank(number)
        composer.line(turned, number, 0.0, reason="text set sideways")
    if page.foot and (rows or page.head or turned):
        composer.blank(number)
    for row in page.foot:
        reason = "page number" if is_page_number(row.text) else "running foot"
        composer.line(row.text, number, row.size, row.bold, reason)


def _text_warnings(text: str, sheets: list[_Sheet]) -> Iterator[ParseWarning]:
    empty = [
        number
        for number, sheet in enumerate(sheets, start=1)
        if not sheet.fragments and not sheet.sideways
    ]
    if empty:
        yield ParseWarning(
            "pages_without_text",
            f"No text on page{'s' if len(empty) > 1 else ''} "
            f"{', '.join(map(str, empty))} of {len(sheets)}; they may be images.",
        )
    unreadable = text.count("\ufffd")
    if unreadable:
        yield ParseWarning(
            "characters_without_meaning",
            f"{unreadable} characters have no meaning in the file's own tables "
            f"and stand as \ufffd.",
        )


def _labels(pages: list[Furnished], given: list[str]) -> list[str]:
    """The label of each page: as printed, else as the file says, else its number.

    A page without a printed number between two that run on has the number between them.
    """
    labels = [each.label for each in pages]
    numbered = [index for index, label in enumerate(labels) if label.isdigit()]
    for index in range(len(labels)):
        if labels[index]:
            continue
        before = [each for each in numbered if each < index][-1:]
        after = next((each for each in numbered if each > index), None)
        if before and after is not None:
            offset = index - before[0]
            if int(labels[after]) - int(labels[before[0]]) == after - before[0]:
                labels[index] = str(int(labels[before[0]]) + offset)
    taken = {label for label in labels if label}
    for index, label in enumerate(labels):
        if label:
            continue
        own = (given[index] if index < len(given) else "") or str(index + 1)
        # Two pages of one label would make a reference to it lead to the wrong one.
        labels[index] = own if own not in taken else f"[{own}]"
        taken.add(labels[index])
    return labels


# -- pdfminer ------------------------------------------------------------------------------


class _Characters(PDFLayoutAnalyzer):
    """Collects the characters of a page, without pdfminer's own grouping of lines."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.page: LTPage | None = None

    def receive_layout(self, ltpage: LTPage) -> None:
        self.page = ltpage


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer's remarks on bad files off the terminal; ours are warnings."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _sheets(data: bytes) -> tuple[list[_Sheet | None], bool]:
    """Every page as pdfminer reads it, None for one it fails on; and if it failed at all.

    pdfminer raises nearly any exception for a bad file (AssertionError, KeyError, TypeError,
    struct.error, RecursionError ...), so all are caught here: pypdfium2 is asked instead.
    """
    sheets: list[_Sheet | None] = []
    problem = False
    with _quiet():
        try:
            document = PDFDocument(PDFParser(io.BytesIO(data)))
            manager = PDFResourceManager()
            device = _Characters(manager)
            interpreter = PDFPageInterpreter(manager, device)
            for page in PDFPage.create_pages(document):
                device.page = None
                try:
                    interpreter.process_page(page)
                    sheets.append(_sheet(device.page))
                except Exception:
                    sheets.append(None)
                    problem = True
                if len(sheets) > PAGE_LIMIT:
                    break
            if not sheets:
                # An empty list is believed only where the file says itself that it is empty.
                problem = resolve1(resolve1(document.catalog["Pages"])["Count"]) != 0
        except PDFPasswordIncorrect:
            return [], True
        except Exception:
            problem = True
    return sheets, problem


def _sheet(page: LTPage | None) -> _Sheet:
    if page is None:
        return _Sheet([])
    height = page.y1
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    bold: dict[str, bool] = {}
    for char in _chars(page):
        font = char.fontname
        if font not in bold:
            lowered = str(font).lower()
            bold[font] = any(each in lowered for each in _BOLD)
        glyph = Glyph(
            char.get_text(),
            char.x0,
            char.x1,
            height - char.y1,
            height - char.y0,
            char.size,
            bold[font],
            char.upright,
        )
        (upright if glyph.upright else turned).append(glyph)
    return _Sheet(fragments(upright), sideways(turned))


def _chars(container: LTContainer[LTItem]) -> Iterator[LTChar]:
    """The characters of a page, also those inside its figures; in the order of the file."""
    stack: list[Iterator[LTItem]] = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTChar):
                yield item
            elif isinstance(item, LTContainer):
                stack.append(iter(item))
                break
        else:
            stack.pop()


# -- pypdfium2 -----------------------------------------------------------------------------


def _count(data: bytes) -> _Counted:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            # Its error code outlives the call that set it, so the file is asked as well.
            locked = "password" in str(error).lower() and b"/Encrypt" in data
            return _Counted(None, locked)
        try:
            pages = len(document)
            return _Counted(
                pages,
                labels=[document.get_page_label(n) for n in range(min(pages, PAGE_LIMIT))],
                metadata=tuple(
                    (key, value.replace("\x00", "").strip())
                    for key, value in document.get_metadata_dict(skip_empty=True).items()
                ),
            )
        finally:
            document.close()


def _sheets_of_pdfium(data: bytes, numbers: range | list[int]) -> list[_Sheet]:
    """Pages as pypdfium2 reads them, by their position from 0."""
    sheets: list[_Sheet] = []
    with _PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in numbers:
                try:
                    page = document[number]
                except pypdfium2.PdfiumError:
                    sheets.append(_Sheet([]))
                    continue
                sheets.append(_Sheet(fragments(_glyphs_of_pdfium(page))))
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
                True,
            )
        )
    text.close()
    return glyphs


def page_picture(data: bytes, number: int = 1, width: int = 360) -> bytes | None:
    """A page (counted from 1) as a PNG so many pixels wide; None where it cannot be drawn."""
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return None
        try:
            page = document[number - 1]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError):
            return None
        finally:
            document.close()


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
