"""The furniture of pages: running heads and feet, page numbers, and the labels they give.

What stands at the same height of several pages with the same words, its figures aside, was
put there by the printer and is no part of the text.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from publications.parsing.readers.printed.changing_heads import Sayings, changing
from publications.parsing.readers.printed.glyphs import Fragment
from publications.parsing.readers.printed.rows import Row, grouped, row

DEPTH = 3  # rows looked at from each edge of a page
FRONT = 3  # pages at the beginning that have no running heads yet
RUNNING = 0.6  # of the rows with these words: their figures must run on with the pages
LARGER = 1.15  # times the size of the text
CLOSE = 1.7  # times the size of the text: rows of one paragraph are not further apart
WIDE = 0.6  # of the width of a page's text: a row of a paragraph is not narrower
TOLERANCE = 6.0  # points that furniture may move from page to page

_FIGURES = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]+|[IVXLC]+")
_NUMBER_ROW = re.compile(r"\W*(?:page\s*)?(?:#|[ivxlc]{1,7})(?:\s*(?:of|/)\s*#)?\W*", re.IGNORECASE)
_AROUND = " -–|[]()"
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Furnished:
    """A page with its furniture told from its body."""

    head: tuple[Row, ...]
    body: list[Fragment]
    foot: tuple[Row, ...]
    label: str  # as printed; empty where nothing is


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near the upper or lower edge of a page."""

    page: int  # its position in the file, from 0
    zone: str
    words: str  # figures as "#"
    height: float
    row: Row
    fragments: list[Fragment]


def is_page_number(text: str) -> bool:
    """True if a row holds nothing but the number of its page."""
    return bool(_NUMBER_ROW.fullmatch(_FIGURES.sub("#", text)))


def body_size(pages: list[list[Fragment]]) -> float:
    """The type size that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for fragments in pages:
        for each in fragments:
            sizes[each.size] += len(each.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def furnish(pages: list[list[Fragment]]) -> list[Furnished]:
    """Tell the furniture of every page from its body."""
    usual = body_size(pages)
    tops: list[list[_Edge]] = []
    feet: list[list[_Edge]] = []
    made: list[list[Row]] = []
    for index, fragments in enumerate(pages):
        groups = grouped(fragments)
        made.append([row(group) for group in groups])
        tops.append(_edges(index, "head", groups, usual))
        feet.append(_edges(index, "foot", groups[::-1], usual))
    # Only what is set no larger than the text can be furniture if its words change.
    largest = LARGER * usual
    accepted = _accepted(tops, len(pages), largest) | _accepted(feet, len(pages), largest)
    said = Sayings(made)
    for edges, at in ((tops, 0), (feet, -1)):
        outermost = [rows[at] if rows else None for rows in made]
        accepted |= changing(edges, outermost, accepted, said, 1.02 * usual)
    numbers = _numbers(tops, feet, accepted)
    furnished = []
    for fragments, top, foot, label in zip(pages, tops, feet, numbers, strict=True):
        above = _outermost(top, accepted)
        below = _outermost(foot, accepted)
        gone = {id(piece) for edge in above + below for piece in edge.fragments}
        # A page of one row has it at both edges.
        heads = {id(each.fragments[0]) for each in above}
        below = [each for each in below if id(each.fragments[0]) not in heads]
        # Dropped capitals are copied by the grouping, but no furniture is set in them.
        furnished.append(
            Furnished(
                tuple(each.row for each in above),
                [each for each in fragments if id(each) not in gone],
                tuple(each.row for each in reversed(below)),
                label,
            )
        )
    return furnished


def _edges(page: int, zone: str, groups: list[list[Fragment]], usual: float) -> list[_Edge]:
    """The rows from one edge of a page inwards, up to the first that is running text."""
    span = max((each.x1 for group in groups for each in group), default=0.0) - min(
        (each.x0 for group in groups for each in group), default=0.0
    )
    edges: list[_Edge] = []
    for group, inner in itertools.zip_longest(groups[:DEPTH], groups[1 : DEPTH + 1]):
        if group is None:
            break
        edge = _edge(page, zone, group)
        made = edge.row
        near = inner and abs(row(inner).bottom - made.bottom) < CLOSE * usual
        same = abs(made.size - usual) < 0.07 * usual
        if near and same and made.x1 - made.x0 > WIDE * span:
            break
        edges.append(edge)
    return edges


def _edge(page: int, zone: str, group: list[Fragment]) -> _Edge:
    made = row(group)
    words = " ".join(_FIGURES.sub("#", made.text).casefold().split())
    if _ROMAN.fullmatch(words.strip(_AROUND)):
        words = "#"
    return _Edge(page, zone, words, made.bottom, made, group)


def _accepted(pages: list[list[_Edge]], count: int, largest: float) -> set[int]:
    """The ids of the rows that are furniture: the same words at the same height.

    Figures in them must be the same, or go up with the pages; "Recommendation 8" that
    happens to begin a page as "Recommendation 3" did is a heading.
    """
    groups: defaultdict[tuple[str, str], list[_Edge]] = defaultdict(list)
    for page in pages:
        for edge in page:
            groups[edge.zone, edge.words].append(edge)
    enough = 3 if count > 3 else 2
    accepted: set[int] = set()
    slots: defaultdict[str, set[int]] = defaultdict(set)
    pairs: list[list[_Edge]] = []
    for (zone, words), entries in groups.items():
        for same in _alike(entries):
            texts = {each.row.text for each in same}
            if len(texts) > 1 and not _NUMBER_ROW.fullmatch(words):
                large = max(each.row.size for each in same) > largest
                if large or len(same) < RUNNING * len(entries):
                    continue
            if len(same) >= enough or (len(same) == 2 and _NUMBER_ROW.fullmatch(words)):
                accepted.update(id(each) for each in same)
                slots[zone].update(round(each.height / TOLERANCE) for each in same)
            elif len(same) == 2:
                pairs.append(same)
    # A chapter of two pages has its own head, at the height where others have theirs.
    # What a cover and a title page share (a number, a publisher) is text.
    for same in pairs:
        if same[0].page >= FRONT and all(
            round(each.height / TOLERANCE) in slots[each.zone] for each in same
        ):
            accepted.update(id(each) for each in same)
    return accepted


def _alike(entries: list[_Edge]) -> list[list[_Edge]]:
    """Rows of the same words, parted by height and by how their figures run."""
    middle = Counter(round(edge.height / 2) for edge in entries).most_common(1)[0][0] * 2
    steady = [edge for edge in entries if abs(edge.height - middle) <= TOLERANCE]
    runs: defaultdict[tuple[int, int | str], list[_Edge]] = defaultdict(list)
    for edge in steady:
        figures = [value for value, _ in _candidates(edge.row.text)]
        runs[-1, edge.row.text].append(edge)
        for place, value in enumerate(figures):
            runs[place, edge.page - value].append(edge)
    found: list[list[_Edge]] = []
    taken: set[int] = set()
    for run in sorted(runs.values(), key=len, reverse=True):
        rest = [each for each in run if id(each) not in taken]
        taken.update(id(each) for each in rest)
        if rest:
            found.append(rest)
    return found


def _outermost(edges: list[_Edge], accepted: set[int]) -> list[_Edge]:
    """The rows of furniture from the edge inwards, up to the first row of the body."""
    return list(itertools.takewhile(lambda edge: id(edge) in accepted, edges))


def _numbers(tops: list[list[_Edge]], feet: list[list[_Edge]], accepted: set[int]) -> list[str]:
    """The page number printed on each page, where it runs on with those of other pages."""
    printed: list[list[tuple[int, str]]] = []
    for top, foot in zip(tops, feet, strict=True):
        texts = [edge.row.text for side in (top, foot) for edge in _outermost(side, accepted)]
        printed.append([each for text in texts for each in _candidates(text)])
    steps = Counter(
        (text.isdigit(), index - value)
        for index, page in enumerate(printed)
        for value, text in set(page)
    )
    labels = []
    for index, page in enumerate(printed):
        support = [(steps[text.isdigit(), index - value], text) for value, text in page]
        number, label = max(support, default=(0, ""))
        labels.append(label if number >= 2 else "")
    return labels


def _candidates(text: str) -> list[tuple[int, str]]:
    """Every number in a row of furniture, with its value."""
    found = [(int(each), each) for each in _FIGURES.findall(text) if len(each) <= 4]
    alone = text.strip(_AROUND)
    if _ROMAN.fullmatch(alone):
        values = [_VALUES[each] for each in alone.lower()]
        found.append(
            (
                sum(
                    -value if value < max(values[index:]) else value
                    for index, value in enumerate(values)
                ),
                alone,
            )
        )
    return found
