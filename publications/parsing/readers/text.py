"""Plain text: decoding, lines with their offsets, pages where form feeds divide them."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from publications.parsing.document import LeftOut, Line, Page, ParseWarning, SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers.side_columns import unfold

LINE_LIMIT = 500_000
CONTROL_SHARE = 0.05  # more control characters than this and it is no text

_BREAK = re.compile(r"\r\n|[\n\r\f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
_BLANK = " \t\r\n\f\v\u00a0\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was found to be in."""

    text: str
    encoding: str
    warnings: tuple[ParseWarning, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The characters of a source, without its byte order mark.

    UTF-8, else UTF-16 or UTF-32 if a byte order mark says so, else Windows-1252 with a
    warning. Raises ParseError for NUL characters and for what fits no encoding.
    """
    decoded = _decode(data, name)
    if "\x00" in decoded.text:
        raise ParseError(name, "holds NUL bytes, so it is not text")
    return decoded


def _decode(data: bytes, name: str) -> Decoded:
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                if encoding == "utf-16":
                    raise ParseError(name, "begins as UTF-16 and is broken") from None
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    if b"\x00" in data:
        raise ParseError(name, "holds NUL bytes, so it is not text")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise ParseError(name, "is neither UTF-8 nor Windows-1252 text") from None
    return Decoded(
        text,
        "windows-1252",
        (
            ParseWarning(
                "decoded_as_windows_1252",
                f"Not UTF-8 (byte {place} does not fit); read as Windows-1252.",
            ),
        ),
    )


def read_decoded(data: bytes, name: str, decoded: Decoded) -> SourceText:
    """A plain text as a source; raises ParseError if it is blank or no text at all."""
    if not decoded.text.strip(_BLANK):
        raise ParseError(name, "is blank")
    unfolded = unfold(decoded.text)
    text = unfolded.text
    warnings = decoded.warnings
    if unfolded.parts:
        many = (
            f"{unfolded.parts} pages or parts of pages have" if unfolded.parts > 1 else "A page has"
        )
        words = f"{many} two columns side by side; they are put one below the other."
        warnings = (*warnings, ParseWarning("columns_unfolded", words))
    controls = tuple(
        LeftOut(match.start(), match.end(), "control character")
        for match in _CONTROL.finditer(text)
    )
    count = sum(each.end - each.start for each in controls)
    if count > max(16, CONTROL_SHARE * len(text)):
        raise ParseError(name, "is full of control characters, so it is not text")
    pages = pages_of(text)
    return SourceText(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        bytes=len(data),
        encoding=decoded.encoding,
        text=text,
        lines=lines_of(text, name),
        pages=pages,
        left_out=controls,
        warnings=warnings,
    )


def lines_of(text: str, name: str) -> tuple[Line, ...]:
    """Every line with its offsets; a line break or a form feed ends one.

    Only what editors take for a line break counts: ``str.splitlines`` would also break at
    stray separators in the middle of a sentence.
    """
    if sum(map(text.count, "\n\r\f")) > LINE_LIMIT and len(_BREAK.findall(text)) > LINE_LIMIT:
        raise ParseError(name, f"has more than {LINE_LIMIT:,} lines")
    lines: list[Line] = []
    paged = "\f" in text
    page, start = 1, 0
    for match in _BREAK.finditer(text):
        lines.append(
            Line(start, match.start(), text[start : match.start()], page if paged else None)
        )
        start = match.end()
        if match.group() == "\f":
            page += 1
    if start < len(text):
        lines.append(Line(start, len(text), text[start:], page if paged else None))
    return tuple(lines)


def pages_of(text: str) -> tuple[Page, ...]:
    """The pages that form feeds divide a text into; they tile it. None without form feeds."""
    if "\f" not in text:
        return ()
    pages: list[Page] = []
    start = 0
    while start < len(text):
        end = text.find("\f", start) + 1 or len(text)
        pages.append(Page(len(pages) + 1, str(len(pages) + 1), start, end))
        start = end
    return tuple(pages)
