"""PDF: text page by page with its layout, the only room that knows the PDF libraries.

pdfminer.six gives every character with its place and type; pypdfium2, which reads more files,
counts the pages and steps in for those that pdfminer loses in silence.
"""

from __future__ import annotations

from publications.parsing.document import ParseWarning, SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers.pdf import miner, pdfium
from publications.parsing.readers.pdf.compose import compose
from publications.parsing.readers.pdf.sheets import PAGE_LIMIT, Sheet


def read(data: bytes, name: str) -> SourceText:
    """The text of a PDF; raises ParseError for a locked, broken, empty or image-only file."""
    counted = pdfium.count(data)
    if counted.locked:
        raise ParseError(name, "is locked with a password")
    if (counted.pages or 0) > PAGE_LIMIT:
        raise ParseError(name, f"has more than {PAGE_LIMIT:,} pages")
    sheets, problem = miner.sheets_of(data)
    if not sheets and not counted.pages and not problem:
        raise ParseError(name, "has no pages")
    warnings: list[ParseWarning] = []
    if _by_ocr(name, counted):
        warnings.append(
            ParseWarning(
                "read_by_ocr",
                "Its pages are pictures; a program read the text from them, with possible faults.",
            )
        )
    if counted.pages is None and all(each is None or each.is_empty for each in sheets):
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
        sheets = pdfium.sheets_of_pdfium(data, range(counted.pages))
    elif problem or any(each is None or each.is_empty for each in sheets):
        empty = [n for n, each in enumerate(sheets) if each is None or each.is_empty]
        for number, sheet in zip(empty, pdfium.sheets_of_pdfium(data, empty), strict=True):
            if not sheet.is_empty:
                sheets[number] = sheet
                warnings.append(
                    ParseWarning(
                        "pdf_page_recovered",
                        f"pdfminer found no text on page {number + 1}; it was read with pypdfium2.",
                    )
                )
    whole = [each or Sheet([]) for each in sheets]
    if all(each.is_empty for each in whole):
        raise ParseError(name, "holds images of pages and no text; it needs OCR")
    return compose(data, name, whole, counted, warnings)


def _by_ocr(name: str, counted: pdfium.Counted) -> bool:
    """Whether the text was laid under pictures of pages, as the file says or its name."""
    told = " ".join(value for _, value in counted.metadata).casefold()
    return name.casefold().endswith(".ocr.pdf") or "ocrmypdf" in told
