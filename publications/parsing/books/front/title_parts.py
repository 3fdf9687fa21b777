"""Title and subtitle parted where print parts them: a colon, a question, capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.headings.found import is_capitals
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
    """The words at some places as a title, without the colon that ends it."""
    text = tidy(" ".join(source.text[start:end] for start, end in spans))
    text = re.sub(r"^#+\s+", "", text).strip("* ")
    text = re.sub(r"\s*[:–—]$", "", text)
    return Value(text, tuple(spans)) if text else None


def folded(text: str) -> str:
    """A text for comparing: in small letters, with plain apostrophes."""
    return text.casefold().replace("’", "'")


def has_phrase(body: str, phrase: str) -> bool:
    """Whether whole words of a text say the phrase."""
    at = body.find(phrase)
    while at >= 0:
        edges = body[at - 1 : at] + body[at + len(phrase) : at + len(phrase) + 1]
        if not any(char.isalnum() for char in edges):
            return True
        at = body.find(phrase, at + 1)
    return False


def merge(source: SourceText, tokens: Sequence[Span]) -> list[Span]:
    """Neighbouring tokens of one line as one span."""
    merged: list[Span] = []
    for start, end in tokens:
        if (
            merged
            and "\n" not in source.text[merged[-1][1] : start]
            and (source.text[merged[-1][1] : start].strip() == "")
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
