"""Pages as pdfminer.six reads them: every character with its place and type."""

from __future__ import annotations

import contextlib
import io
import logging
import math
import warnings as python_warnings
from collections.abc import Iterator

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from publications.parsing.readers.glyphs import Glyph
from publications.parsing.readers.pdf.sheets import PAGE_LIMIT, Sheet, sheet_of

_BOLD = ("bold", "black", "heavy", "demi")


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


def sheets_of(data: bytes) -> tuple[list[Sheet | None], bool]:
    """Every page as pdfminer reads it, None for one it fails on; and if it failed at all.

    pdfminer raises nearly any exception for a bad file (AssertionError, KeyError, TypeError,
    struct.error, RecursionError ...), so all are caught here: pypdfium2 is asked instead.
    """
    sheets: list[Sheet | None] = []
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


def _sheet(page: LTPage | None) -> Sheet:
    if page is None:
        return Sheet([])
    height = page.y1
    glyphs: list[Glyph] = []
    bold: dict[str, bool] = {}
    for char in _chars(page):
        font = char.fontname
        if font not in bold:
            lowered = str(font).lower()
            bold[font] = any(each in lowered for each in _BOLD)
        glyphs.append(
            Glyph(
                char.get_text(),
                char.x0,
                char.x1,
                height - char.y1,
                height - char.y0,
                char.size,
                bold[font],
                math.degrees(math.atan2(char.matrix[1], char.matrix[0])),
            )
        )
    return sheet_of(glyphs)


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
