"""Which of the marked words of a text are shown, and how much of a query it holds."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from publications.search import FOUND_START as START
from publications.search import FOUND_STOP as STOP

MARKED = re.compile(f"{START}(.*?){STOP}", re.S)
AROUND = 220  # characters of a snippet


def weight(text: str, typed: Set[str] = frozenset()) -> tuple[int, int, int]:
    """How much of the query a text holds: words as typed, different words and neighbours, all.

    The stemmer takes "local" for "localism", so that words as they were typed count first.
    """
    marks = list(MARKED.finditer(text))
    near = sum(1 for one, other in pairwise(marks) if other.start() - one.end() <= 1)
    different = {mark[1].casefold() for mark in marks}
    return len(different & typed), len(different) + near, len(marks)


def window(text: str, typed: Set[str] = frozenset()) -> str:
    """About ``AROUND`` characters of a marked text, those with most of the marked words."""
    text = " ".join(text.split())
    marks = list(MARKED.finditer(text))
    if not marks or len(text) <= AROUND:
        return text if len(text) <= AROUND or marks else _cut(text, 0, AROUND)
    best = max(
        marks,
        key=lambda mark: (
            weight(text[mark.start() : mark.start() + AROUND], typed),
            -mark.start(),
        ),
    )
    start = max(0, best.start() - AROUND // 4)
    return _cut(text, start, start + AROUND)


def _cut(text: str, start: int, stop: int) -> str:
    """A stretch of whole words, with dots where something is left out; no mark cut in two."""
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", stop) if stop < len(text) else -1
    piece = text[start:] if stop < 0 else text[start:stop]
    opened = piece.rfind(START)
    if opened > piece.rfind(STOP):
        piece = piece[:opened].rstrip()
    first = piece.find(STOP)
    if first >= 0 and (piece.find(START) < 0 or first < piece.find(START)):
        piece = piece[first + 1 :].lstrip()
    return f"{'… ' if start else ''}{piece}{' …' if stop >= 0 else ''}"


def plain(text: str) -> str:
    """A marked text without its marks."""
    return text.replace(START, "").replace(STOP, "")
