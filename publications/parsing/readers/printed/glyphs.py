"""From the characters on a page to fragments of lines: words, sizes and note marks.

Measures are points, counted from the upper left corner of the page.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

WORD_GAP = 0.15  # of the type size: a wider gap parts two words
DROP_CAPITAL = 1.8  # times the size of the text: a letter so large begins a chapter
SPACED_LETTERS = 4  # fewer letters that stand apart are no spaced-out word
WORD_SPACED = 1.6  # times the gap of spaced-out letters: a wider one parts two words
CELL_GAP = 0.6  # of the type size: a wider gap may part two cells of a table
FIELD_GAP = 1.5  # of the type size: a wider gap parts two fields of a row

_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u200b": None,
        "\u2010": "-",
        "\u2011": "-",
        # Bullets of the symbol fonts, which have no code points of their own.
        "\uf0b7": "\u2022",
        "\uf0a7": "\u25aa",
        "\uf0a8": "\u25aa",
        "\uf076": "\u2022",
        "\uf0d8": "\u2022",
        "\uf02d": "-",
    }
)
_UNREADABLE = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Glyph(NamedTuple):
    """A character where it stands on the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    angle: float = 0.0  # degrees that its line is turned, against the clock


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that stand beside each other on one line."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    raised: bool = False  # smaller figures that stand above the line: a note mark
    sunk: float = 0.0  # the foot of a large initial, once it has been put on its line
    # Where cells of a table may part: the place in the text, and the white from left to right.
    gaps: tuple[tuple[int, float, float], ...] = ()

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def clean(text: str) -> str:
    """A character's text in the form that parsers read: no ligatures, no control characters."""
    return _UNREADABLE.sub("\ufffd", text.translate(_LIGATURES)).replace("\n", " ")


def fragments(glyphs: Iterable[Glyph]) -> list[Fragment]:
    """Glyphs, in the order of the file, grouped where they follow each other on a line."""
    found: list[Fragment] = []
    seen: set[tuple[str, int, int]] = set()
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and not _follows(group[-1], glyph):
            _finish(group, found, seen)
            group = []
        group.append(glyph)
    if group:
        _finish(group, found, seen)
    return found


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """True if a glyph goes on with the line that ``last`` stands on."""
    overlap = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    if overlap < 0.4 * min(last.bottom - last.top, glyph.bottom - glyph.top):
        return False
    gap = glyph.x0 - last.x1
    larger = max(last.size, glyph.size)
    return -0.5 * larger < gap < FIELD_GAP * larger


def _finish(group: list[Glyph], found: list[Fragment], seen: set[tuple[str, int, int]]) -> None:
    """Add the fragments of one group: runs of text and the raised figures between them."""
    if len(group) > 1 and _is_initial(group):
        _finish(group[:1], found, seen)
        _finish(group[1:], found, seen)
        return
    sizes: Counter[float] = Counter()
    for glyph in group:
        sizes[round(glyph.size, 1)] += len(glyph.text.strip())
    size = max(sizes, key=lambda each: (sizes[each], each))
    line = [each for each in group if abs(each.size - size) < 0.15]
    bottom = sorted(each.bottom for each in line)[len(line) // 2] if line else group[0].bottom
    runs: list[tuple[bool, list[Glyph]]] = []
    for glyph in group:
        raised = (
            glyph.size < 0.85 * size
            and glyph.text.strip().isdigit()
            and bottom - glyph.bottom > 0.15 * size
        )
        if runs and runs[-1][0] == raised:
            runs[-1][1].append(glyph)
        else:
            runs.append((raised, [glyph]))
    for raised, run in runs:
        text, gaps = _words(run)
        if not text.strip():
            continue
        # Fake bold prints the same words twice, a hair apart.
        key = (text.strip(), round(run[0].x0 / 2), round(run[0].top / 2))
        if key in seen and len(text.strip()) > 1:
            continue
        seen.add(key)
        solid = [each for each in run if each.text.strip()]
        small = max(each.size for each in solid) if raised else size
        found.append(
            Fragment(
                text=text,
                x0=min(each.x0 for each in solid),
                x1=max(each.x1 for each in solid),
                top=min(each.top for each in solid),
                bottom=max(each.bottom for each in solid),
                size=small,
                bold=sum(each.bold for each in solid) * 2 > len(solid),
                raised=raised,
                gaps=gaps,
            )
        )


def _is_initial(group: list[Glyph]) -> bool:
    """True if a group begins with a letter much larger than those behind it."""
    rest = [glyph.size for glyph in group[1:] if glyph.text.strip()]
    return bool(rest) and group[0].text.isalpha() and group[0].size > DROP_CAPITAL * max(rest)


def _words(run: list[Glyph]) -> tuple[str, tuple[tuple[int, float, float], ...]]:
    """The words of a run, and the gaps in it that are wider than between words."""
    text = ""
    gaps: list[tuple[int, float, float]] = []
    last: Glyph | None = None
    solid: Glyph | None = None
    spaced = _letter_spacing(run)
    for glyph in run:
        blank = not glyph.text.strip()
        if spaced and blank:
            continue
        if last is not None:
            # The same character printed again at the same place is fake bold.
            if glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.1 * glyph.size:
                continue
            if glyph.x0 - last.x1 > max(WORD_GAP * glyph.size, WORD_SPACED * spaced):
                text += " "
        if solid and not blank and glyph.x0 - solid.x1 > max(CELL_GAP * glyph.size, 3 * spaced):
            gaps.append((len(text), solid.x1, glyph.x0))
        text += clean(glyph.text)
        last = glyph
        solid = solid if blank else glyph
    return text, tuple(gaps)


def _letter_spacing(run: list[Glyph]) -> float:
    """How far the letters of spaced-out words stand from each other; 0 for usual setting.

    The gaps are measured from letter to letter, so spaces that were typed count too.
    """
    letters = [each for each in run if each.text.strip()]
    if len(letters) < SPACED_LETTERS or sum(each.text.isalpha() for each in letters) < 0.7 * len(
        letters
    ):
        return 0.0
    gaps = sorted(right.x0 - left.x1 for left, right in itertools.pairwise(letters))
    # Where letters are set as usual only the gaps between words are wide, a fifth or so of all.
    if gaps[len(gaps) // 5] <= WORD_GAP * letters[0].size:
        return 0.0
    return gaps[len(gaps) // 2]
