"""Title and subtitle parted where print parts them: a colon, a question, capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.headings import is_capitals
from publications.parsing.books.pieces import tidy
from publications.parsing.document import SourceText, Span, Value

_DIVIDER = re.compile(r"[:–—?]$|\s[–—-]$")


def divide(source: SourceText, lines: list[Span]) -> tuple[Value | None, Value | None]:
    """Title and subtitle at a colon: at the end of a line, else the first one inside."""
    for at, (start, end) in enumerate(lines[:-1]):
        if _DIVIDER.search(source.text[start:end]):
            return value_of(source, lines[: at + 1]), value_of(source, lines[at + 1 :])
    capitals = [is_capitals(source.text[start:end]) for start, end in lines]
    if capitals[:1] == [True] and not all(capitals):
        at = capitals.index(False)
        if not any(capitals[at:]):
            return value_of(source, lines[:at]), value_of(source, lines[at:])
    for at, (start, end) in enumerate(lines):
        found = re.search(r"\S(:)\s+(?=\S)|\S(\s[–—]\s)(?=\S)", source.text[start:end])
        if found and found.start() > 2:
            before = (*lines[:at], (start, start + (found.end(1) if found[1] else found.end(2))))
            rest = source.text[start:end][found.end() :]
            gap = len(rest) - len(rest.lstrip())
            behind = ((start + found.end() + gap, end), *lines[at + 1 :])
            return value_of(source, before), value_of(source, behind)
    return value_of(source, lines), None


def value_of(source: SourceText, spans: Sequence[Span]) -> Value | None:
    text = tidy(" ".join(source.text[start:end] for start, end in spans))
    text = re.sub(r"^#+\s+", "", text).strip("* ")
    text = re.sub(r"\s*[:–—]$", "", text)
    return Value(text, tuple(spans)) if text else None
