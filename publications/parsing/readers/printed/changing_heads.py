"""Running heads that change: the name of each chapter over its own pages.

Words show that a row is a running head where they come back page after page. Where they do not, its
place does: it stands at the height at which other pages have their heads, and what it says is said
elsewhere as a heading, in the contents list or on the cover.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Protocol

from publications.parsing.readers.printed.rows import Row

STEADY = 2.0  # points that the heads of a book move from page to page
MOST = 0.6  # of the rows at that height must be heads
FEWEST = 3
_FIELDS = re.compile(r"\t|\|")
_LETTERS = 3  # of a head that says anything
_LINES = 3  # over which a heading may run
_LONGEST = 200  # characters


class Edge(Protocol):
    """A row near the edge of a page, as ``furniture`` finds them."""

    @property
    def page(self) -> int: ...
    @property
    def height(self) -> float: ...
    @property
    def row(self) -> Row: ...


class Sayings:
    """What the rows of a document say, to tell whether a row is said elsewhere too."""

    def __init__(self, pages: Sequence[Sequence[Row]]) -> None:
        self._places: defaultdict[str, set[tuple[int, float]]] = defaultdict(set)
        for page, rows in enumerate(pages):
            for at, first in enumerate(rows):
                if len(first.text) > _LONGEST:
                    continue
                joined = ""
                for each in rows[at : at + _LINES]:
                    if each.size != first.size or len(joined) > _LONGEST:
                        break
                    joined = f"{joined} {each.text}"
                    for words in {joined, *(joined.split("\t"))}:
                        self._places[_key(words)].add((page, first.size))

    def has(self, row: Row, page: int) -> bool:
        """True if all fields of a row are said on other pages, or larger on its own."""
        keys = [key for key in map(_key, _FIELDS.split(row.text)) if key]
        return bool(keys) and all(
            len(key) >= _LETTERS
            and any(at != page or size > 1.05 * row.size for at, size in self._places.get(key, ()))
            for key in keys
        )


def _key(words: str) -> str:
    """The letters and figures, without a number before them; "" for a number alone."""
    return "".join(filter(str.isalnum, words.casefold())).lstrip("0123456789")


def changing(
    edges: Sequence[Sequence[Edge]],
    outermost: Sequence[Row | None],
    accepted: set[int],
    said: Sayings,
    largest: float,
) -> set[int]:
    """The ids of further rows of one edge that are furniture by where they stand.

    ``outermost`` are the rows that stand outermost on each page, be they text or not.
    """
    heights = Counter(round(row.bottom / STEADY) for row in outermost if row)
    found: set[int] = set()
    for height, number in heights.items():
        middle = STEADY * height
        if number < FEWEST:
            continue
        standing = sum(1 for row in outermost if row and abs(row.bottom - middle) <= STEADY)
        known = 0
        fresh: set[int] = set()
        for edge in itertools.chain.from_iterable(page[:1] for page in edges):
            if abs(edge.height - middle) > STEADY:
                continue
            if id(edge) in accepted:
                known += 1
            elif edge.row.size <= largest and said.has(edge.row, edge.page):
                known += 1
                fresh.add(id(edge))
        if known >= max(FEWEST, MOST * standing):
            found |= fresh
    return found
