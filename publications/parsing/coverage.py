"""The sum of a document: every character of its source is placed, or left out with a reason.

``placed`` is counted from the evidence spans alone, so a parser cannot claim more than it
points at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from publications.parsing.document import Document, LeftOut, ParseWarning, SourceText, Span

NOT_UNDERSTOOD = "not understood"
_PLAIN = ("str", "int", "bool", "int | None", "float | None")  # types that hold no evidence

# White space, and what shows as little: soft hyphens, zero widths, control characters.
_BLANK = re.compile(r"[\s\u00ad\u200b\u2060\ufeff\x00-\x1f\x7f-\x9f]*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """``placed`` and the lengths of ``left_out`` add up to ``characters``, always.

    ``left_out`` is in order and free of overlaps.
    """

    characters: int
    placed: int
    left_out: tuple[LeftOut, ...]

    @property
    def not_understood(self) -> tuple[LeftOut, ...]:
        """The stretches that nobody placed or set aside."""
        return tuple(each for each in self.left_out if each.reason == NOT_UNDERSTOOD)


def measure(document: Document) -> Coverage:
    """Add up a document. Time grows as n log n with the number of spans.

    What a parser placed wins over what was set aside. White space that only separates two
    stretches counts with the one before it, at the very beginning with the one after it.
    """
    text = document.source.text
    size = len(text)
    placed = _union(spans_of(document), size)
    aside = sorted(
        (*document.source.left_out, *document.left_out),
        key=lambda each: (each.start, each.end),
    )
    pieces = _fill(text, _merge(placed, aside, size))
    left_out: list[LeftOut] = []
    for start, end, reason in pieces:
        if reason is None:
            continue
        if left_out and left_out[-1].end == start and left_out[-1].reason == reason:
            left_out[-1] = LeftOut(left_out[-1].start, end, reason)
        else:
            left_out.append(LeftOut(start, end, reason))
    lost = sum(each.end - each.start for each in left_out)
    return Coverage(size, size - lost, tuple(left_out))


Piece = tuple[int, int, str | None]  # start, end, reason; None: placed


def _union(spans: Iterable[Span], size: int) -> list[Span]:
    """The spans clamped to the text, in order, joined where they touch or overlap."""
    union: list[Span] = []
    for start, end in sorted(set(spans)):
        start, end = max(0, start), min(end, size)
        if start >= end:
            continue
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def _merge(placed: list[Span], aside: list[LeftOut], size: int) -> list[Piece]:
    """Placed spans and, between them, what was set aside; in order, without overlaps."""
    pieces: list[Piece] = []
    index = 0
    reached = 0  # nothing set aside may begin before this
    for start, end in [*placed, (size, size)]:
        # Entries are in order of their start: each ends before this span or is cut by it.
        while index < len(aside) and aside[index].start < start:
            each = aside[index]
            first, last = max(each.start, reached, 0), min(each.end, start)
            if first < last:
                pieces.append((first, last, each.reason))
                reached = last
            if each.end > end and start < size:
                # It sticks out behind the placed span: look at its rest again.
                aside[index] = LeftOut(end, each.end, each.reason)
                break
            index += 1
        if start < end:
            pieces.append((start, end, None))
        reached = max(reached, end)
    return pieces


def _fill(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with the gaps between them given to a neighbour or named not understood."""
    filled: list[Piece] = []
    reached = 0
    for start, end, reason in [*pieces, (len(text), len(text), None)]:
        if reached < start:
            gap = text[reached:start]
            words = gap[_BLANK.match(gap).end() :]
            core = start - len(words)
            if not words and not filled and start < end:
                start = reached  # white space before everything goes with what follows
            else:
                if core > reached and filled:
                    filled[-1] = (filled[-1][0], core, filled[-1][2])
                elif core > reached:
                    core = reached
                if core < start:
                    filled.append((core, start, NOT_UNDERSTOOD))
        if start < end:
            filled.append((start, end, reason))
        reached = end
    return filled


def spans_of(value: object) -> Iterator[Span]:
    """Every span of evidence anywhere inside a document value, in no particular order."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if type(each) is tuple:
            waiting += each
            continue
        evidence, inner = _members(type(each))
        for name in evidence:
            yield from getattr(each, name)
        for name in inner:
            if child := getattr(each, name):
                waiting.append(child)


@cache
def _members(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a value's evidence, and of what may hold more; none for plain values."""
    if not is_dataclass(kind) or kind in (SourceText, LeftOut, ParseWarning):
        return (), ()
    names = [each.name for each in fields(kind)]
    plain = {each.name for each in fields(kind) if each.type in _PLAIN}
    evidence = tuple(name for name in names if name.endswith("evidence"))
    return evidence, tuple(name for name in names if name not in plain.union(evidence))
