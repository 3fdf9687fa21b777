"""Stretches of a source: trimmed, tidied, and made into values that keep their place."""

from __future__ import annotations

from publications.parsing.document import Block, Line, Run, SourceText, Span, Value


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty at ``start`` when there is nothing else."""
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return start, start
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(inner)


def tidy(text: str, start: int, end: int) -> str:
    """The words of a span, with every run of white space made one space."""
    return " ".join(text[start:end].split())


def value(text: str, start: int, end: int) -> Value:
    """The tidied words of a span with their place."""
    return Value(tidy(text, start, end), (trimmed(text, start, end),))


def block(text: str, start: int, end: int, kind: str = "paragraph") -> Block:
    """A block of plain words from one span."""
    return Block(kind, (Run(tidy(text, start, end)),), (trimmed(text, start, end),))


def shown_lines(source: SourceText) -> list[Line]:
    """The lines that hold words and that the reader has not set aside, in order."""
    aside = sorted((each.start, each.end) for each in source.left_out)
    shown: list[Line] = []
    at = 0
    for line in source.lines:
        if not line.text.strip():
            continue
        while at < len(aside) and aside[at][1] < line.end:
            at += 1
        if at < len(aside) and aside[at][0] <= line.start and line.end <= aside[at][1]:
            continue
        shown.append(line)
    return shown


def parted(source: SourceText, before: Line, after: Line) -> bool:
    """Whether an empty line (or another block element) stands between two lines."""
    if source.text.count("\n", before.end, after.start) > 1:
        return True
    return before.tag != after.tag or after.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}


def span_of(line: Line) -> Span:
    """The place of a line's words, without white space at its ends."""
    start = line.start + len(line.text) - len(line.text.lstrip())
    return start, start + len(line.text.strip())
