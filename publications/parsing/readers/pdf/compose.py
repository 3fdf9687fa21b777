"""The text of a PDF from its pages: in reading order, without its running heads, with offsets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from publications.parsing.document import LeftOut, Line, Page, ParseWarning, SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers.pdf.bookmarks import tagged
from publications.parsing.readers.pdf.pdfium import Counted
from publications.parsing.readers.pdf.sheets import Sheet
from publications.parsing.readers.printed.furniture import Furnished, is_page_number
from publications.parsing.readers.printed.layout import in_reading_order
from publications.parsing.readers.printed.paragraphs import Pitch, Vocabulary, lines
from publications.parsing.readers.printed.rows import Row
from publications.parsing.readers.printed.spreads import furnish_sheets

TEXT_LIMIT = 20_000_000  # characters
_WEB_ADDRESS = re.compile(r"https?://\S+/|\bfile:///")  # at the foot of a page printed by a browser


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


def compose(
    data: bytes,
    name: str,
    sheets: list[Sheet],
    counted: Counted,
    warnings: list[ParseWarning],
) -> SourceText:
    """The whole text with its lines and pages; raises ParseError where there is too much."""
    furnished = furnish_sheets([each.fragments for each in sheets])
    bodies = [
        [*in_reading_order(page.body, sheet.rules), *_on_its_side(sheet)]
        for page, sheet in zip(furnished, sheets, strict=True)
    ]
    vocabulary = Vocabulary(row for rows in bodies for row in rows)
    pitch = Pitch(bodies)
    labels = _labels(furnished, counted.labels)
    composer = _Composer()
    pages: list[Page] = []
    for number, (page, rows, sheet) in enumerate(
        zip(furnished, bodies, sheets, strict=True), start=1
    ):
        start = composer.size
        _write_page(composer, number, page, rows, sheet.aside, pitch, vocabulary)
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
        lines=tagged(composer.lines, counted.bookmarks),
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
    aside: list[tuple[str, str]],
    pitch: Pitch,
    vocabulary: Vocabulary,
) -> None:
    for row in page.head:
        reason = "page number" if is_page_number(row.text) else "running head"
        composer.line(row.text, number, row.size, row.bold, reason)
    if page.head and rows:
        composer.blank(number)
    from_web = any(_WEB_ADDRESS.search(row.text) for row in (*page.head, *page.foot))
    for line in lines(rows, pitch, vocabulary):
        if line.apart:
            composer.blank(number)
        reason = "side column of the web page" if line.beside and from_web else ""
        composer.line(line.text, number, line.size, line.bold, reason)
    for text, reason in aside:
        if rows:
            composer.blank(number)
        composer.line(text, number, 0.0, reason=reason)
    if page.foot and (rows or page.head or aside):
        composer.blank(number)
    for row in page.foot:
        reason = "page number" if is_page_number(row.text) else "running foot"
        composer.line(row.text, number, row.size, row.bold, reason)


def _on_its_side(sheet: Sheet) -> list[Row]:
    """The rows of a page that was printed on its side, in a column of their own."""
    return [replace(row, column=row.column - 10_000) for row in in_reading_order(sheet.turned)]


def _text_warnings(text: str, sheets: list[Sheet]) -> Iterator[ParseWarning]:
    empty = [number for number, sheet in enumerate(sheets, start=1) if sheet.is_empty]
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
