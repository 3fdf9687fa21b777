"""Pages as pdfminer.six reads them: every character with its place and type."""

from __future__ import annotations

import contextlib
import io
import itertools
import logging
import math
import warnings as python_warnings
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from publications.parsing.readers.pdf.sheets import PAGE_LIMIT, Sheet, sheet_of
from publications.parsing.readers.printed.bullets import Dot
from publications.parsing.readers.printed.glyphs import Glyph
from publications.parsing.readers.printed.grid import Rule

SHORTEST = 15.0  # points: a shorter line is an ornament
THICKEST = 3.0
SHAPE_LIMIT = 20_000  # of a page: maps are drawn of many more
Kind = TypeVar("Kind", bound=LTItem)
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
    for char in _items(page, LTChar):
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
    shapes = list(itertools.islice(_items(page, LTCurve), SHAPE_LIMIT))
    return sheet_of(glyphs, _rules(page, shapes), _dots(page, shapes))


def _rules(page: LTPage, shapes: Iterable[LTCurve]) -> Iterator[Rule]:
    """The lines drawn across a page, and the upper and lower edges of its boxes."""
    for shape in shapes:  # lines and boxes are curves to pdfminer
        if shape.x1 - shape.x0 < SHORTEST:
            continue
        if shape.y1 - shape.y0 <= THICKEST:
            yield Rule(shape.x0, shape.x1, page.y1 - (shape.y0 + shape.y1) / 2)
        elif isinstance(shape, LTRect):
            yield Rule(shape.x0, shape.x1, page.y1 - shape.y1)
            yield Rule(shape.x0, shape.x1, page.y1 - shape.y0)


def _dots(page: LTPage, shapes: Iterable[LTCurve]) -> Iterator[Dot]:
    for shape in shapes:
        width, height = shape.x1 - shape.x0, shape.y1 - shape.y0
        if shape.fill and 1 < width < 12 and abs(width - height) < 0.2 * width:
            yield Dot(shape.x0, shape.x1, page.y1 - shape.y1, page.y1 - shape.y0)


def _items(container: LTContainer[LTItem], kind: type[Kind]) -> Iterator[Kind]:
    """What there is of a kind on a page, also inside its figures; in the order of the file."""
    stack: list[Iterator[LTItem]] = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, kind):
                yield item
            elif isinstance(item, LTContainer):
                stack.append(iter(item))
                break
        else:
            stack.pop()
