"""What stands beside the text of a page: pull quotations, headings in the margin, a side column.

It belongs to no row of the text, so it is read by itself, at the next end of a paragraph.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publications.parsing.readers.printed.glyphs import Fragment
from publications.parsing.readers.printed.rows import Row

FEWEST_ROWS = 5  # of a text that something can stand beside
WORDS = 4  # of a row of running text
WIDTH = 0.35  # of the page's width that the text must fill
AWAY = 3.0  # points between the text and what stands beside it
ON_LINE = 1.2  # points that rows on one line may differ
NEAR = 1.5  # times its height: a block's rows are not further apart
ON_LINES = 0.8  # of its rows stand on lines of the text: cells, labels and numbers, not a block
_LABEL = re.compile(r"\W*(?:\w{1,3}|[\d.,()%£$€–-]+)\W*")
_ENDED = re.compile(r"[.!?:][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*\Z")

Group = list[Fragment]


@dataclass(frozen=True, slots=True)
class Text:
    """Where the running text of a page stands."""

    left: float
    right: float
    size: float
    bold: bool
    lines: tuple[float, ...]  # the feet of its rows


def part(fragments: Group, text: Text | None) -> tuple[Group, list[Group]]:
    """The fragments of the text, and the blocks that stand beside it."""
    if text is None:
        return fragments, []
    outside = [
        [each for each in fragments if each.x1 < text.left - AWAY],
        [each for each in fragments if each.x0 > text.right + AWAY],
    ]
    blocks = [
        block for side in outside for block in _blocks(side) if _is_beside(block, text, fragments)
    ]
    gone = {id(each) for block in blocks for each in block}
    return [each for each in fragments if id(each) not in gone], blocks


def text_of(fragments: Group) -> Text | None:
    """Where the running text stands; None where there is too little of it."""
    running = [each for each in fragments if len(each.text.split()) >= WORDS]
    if len(running) < FEWEST_ROWS:
        return None
    edges: Counter[int] = Counter()
    for each in running:
        edges[round(each.x0)] += round(each.width)
    left = max(edges, key=lambda edge: sum(edges[edge + near] for near in (-1, 0, 1)))
    rows = [each for each in running if abs(each.x0 - left) <= 2]
    right = max((each.x1 for each in rows), default=left)
    span = max(each.x1 for each in fragments) - min(each.x0 for each in fragments)
    if len(rows) < FEWEST_ROWS or right - left < WIDTH * span:
        return None
    size = Counter(each.size for each in rows).most_common(1)[0][0]
    bold = 2 * sum(each.bold for each in rows) > len(rows)
    return Text(left, right, size, bold, tuple(sorted(each.bottom for each in rows)))


def _blocks(side: Group) -> list[Group]:
    """The fragments at one side, parted where there is white between them."""
    blocks: list[Group] = []
    reach = 0.0
    for each in sorted(side, key=lambda each: (each.top, each.x0)):
        if blocks and each.top - reach <= NEAR * each.height:
            blocks[-1].append(each)
        else:
            blocks.append([each])
            reach = 0.0
        reach = max(reach, each.bottom)
    return blocks


def _is_beside(block: Group, text: Text, fragments: Group) -> bool:
    """True for words that stand beside the rows of the text and on none of its lines."""
    if all(_LABEL.fullmatch(each.text.strip()) for each in block):
        return False
    top, bottom = min(each.top for each in block), max(each.bottom for each in block)
    if not any(top < line and line - text.size < bottom for line in text.lines):
        return False  # above the text or below it, not beside it
    feet = {round(each.bottom, 1) for each in block}
    own = {id(each) for each in block}
    others = sorted(each.bottom for each in fragments if id(each) not in own)
    on_lines = sum(_has_near(others, foot) for foot in feet)
    if on_lines < ON_LINES * len(feet):
        return True
    looks = all(abs(each.size - text.size) > 0.05 * text.size for each in block)
    return len(feet) > 1 and (looks or all(each.bold for each in block) > text.bold)


def _has_near(feet: Sequence[float], foot: float) -> bool:
    at = bisect_left(feet, foot - ON_LINE)
    return at < len(feet) and feet[at] <= foot + ON_LINE


def placed(main: list[Row], blocks: Sequence[list[Row]]) -> list[Row]:
    """The rows of a text with the blocks that stand beside it put between its paragraphs."""
    if not blocks:
        return main
    ends = _paragraph_ends(main)
    at: dict[int, list[Row]] = {}
    for column, rows in enumerate(blocks, start=1):
        rows = [replace(each, column=main[0].column + column, beside=True) for each in rows]
        at.setdefault(_place(rows, main, ends), []).extend(rows)
    found: list[Row] = []
    for index in range(len(main) + 1):
        found += at.get(index, [])
        found += main[index : index + 1]
    return found


def _paragraph_ends(rows: list[Row]) -> list[int]:
    """The places before which a paragraph begins, as far as rows show it; the end is one if
    the last row ends a sentence.
    """
    pitches = sorted(b.bottom - a.bottom for a, b in itertools.pairwise(rows))
    usual = pitches[len(pitches) // 2] if pitches else 0.0
    found = [0]
    for index, (above, below) in enumerate(itertools.pairwise(rows), start=1):
        ended = bool(_ENDED.search(above.text))
        short = above.x1 < above.right - 0.1 * (above.right - above.left)
        if (
            below.bottom - above.bottom > 1.35 * usual
            or abs(above.size - below.size) > 0.05 * above.size
            or (ended and (short or below.x0 > below.left + 0.8 * below.size))
        ):
            found.append(index)
    if _ENDED.search(rows[-1].text):
        found.append(len(rows))
    return found


def _place(block: list[Row], main: list[Row], ends: list[int]) -> int:
    """A heading stands over the paragraph it is beside; other words behind it."""
    words = " ".join(each.text for each in block)
    height = block[0].bottom - block[0].top
    if len(words.split()) <= 10 and not _ENDED.search(words) and words[:1] not in "‘“'\"":
        above = [at for at in ends if at < len(main) and main[at].top < block[0].top + height]
        return above[-1] if above else 0
    below = [at for at in ends if at == len(main) or main[at].top >= block[0].top]
    return below[0] if below else ends[-1]
