"""Bullets that are no characters: dots drawn before lines, and signs whose meaning is not told."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from publications.parsing.readers.printed.glyphs import Fragment

BULLET = "\u2022"
LEAST, MOST = 0.15, 0.7  # of the type size: a dot that is a bullet
FURTHEST = 2.5  # times the type size that the words stand behind it
MOST_DOTS = 500  # of a page that are looked at; a map is drawn of many more
FEWEST = 2  # at one edge of a page
# A sign of a symbol font, whose meaning the file does not tell, before the words of a line.
_SIGN = re.compile(r"\A[\ufffd\ue000-\uf8ff](?=[ \t]+\S)")


@dataclass(frozen=True, slots=True)
class Dot:
    """A small filled shape, as high as it is wide."""

    x0: float
    x1: float
    top: float
    bottom: float


def with_sign(text: str) -> str:
    """A row's text with the sign before it as a bullet."""
    return _SIGN.sub(BULLET, text)


def drawn(dots: Iterable[Dot], fragments: list[Fragment]) -> list[Fragment]:
    """The fragments of a page with a bullet for each dot that stands before the words of a line."""
    found: list[Fragment] = []
    for dot in itertools.islice(dict.fromkeys(dots), MOST_DOTS):
        words = _behind(dot, fragments)
        if words:
            found.append(
                Fragment(BULLET, dot.x0, dot.x1, words.top, words.bottom, words.size, False)
            )
    edges = Counter(round(each.x0) for each in found)
    return [*fragments, *(each for each in found if edges[round(each.x0)] >= FEWEST)]


def _behind(dot: Dot, fragments: list[Fragment]) -> Fragment | None:
    """The words that a dot stands before, if nothing else stands there."""
    middle = (dot.top + dot.bottom) / 2
    line = [each for each in fragments if each.top < middle < each.bottom]
    right = [each for each in line if each.x0 >= dot.x1]
    first = min(right, key=lambda each: each.x0, default=None)
    if first is None or not LEAST * first.size <= dot.bottom - dot.top <= MOST * first.size:
        return None
    near = first.x0 - dot.x1 <= FURTHEST * first.size
    alone = not any(each.x1 > dot.x0 - first.size and each.x0 < dot.x1 for each in line)
    return first if near and alone else None
