"""How deep a heading stands where no contents list says it."""

from __future__ import annotations

import re
from collections import Counter

from publications.parsing.books.boxes import (
    calls_itself_box,
    contents_in_sentence_case,
    find_boxes,
)
from publications.parsing.books.headings.found import CAPTION, Flow, Heading, is_capitals
from publications.parsing.books.pieces import Piece

# Headings of chapters that nearly every report has.
CHAPTER = re.compile(
    r"(?:executive\s+)?summary|key\s+(?:findings|messages|points|recommendations)|conclusions?"
    r"|recommendations?|overview|background|methodology|bibliography|glossary|next steps",
    re.IGNORECASE,
)


def set_levels(flow: Flow, *, listed: bool) -> None:
    """Give unlisted headings their level; 0 makes them minor headings inside a section."""
    headings = [each for each in flow if isinstance(each, Heading)]
    notes = [each for each in headings if each.kind == "notes" and not each.listed]
    if len(notes) > 1:  # each stands at the end of its own chapter
        for each in notes:
            each.kind = "section"
            each.comes_back = True
    _set_levels(flow, headings, listed)
    body = _body_size(flow)
    inside = [
        each
        for each in headings
        if (CAPTION.match(each.title) and not each.listed) or calls_itself_box(each, body)
    ]
    for each in (*inside, *(notes if len(notes) > 1 else ())):
        each.level = 0


def _body_size(flow: Flow) -> float:
    """The size of type that most of the text is set in; 0 where the source does not know it."""
    sizes: Counter[float] = Counter()
    for each in flow:
        if isinstance(each, Piece) and each.lines[0].size:
            sizes[each.lines[0].size] += len(each.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _set_levels(flow: Flow, headings: list[Heading], listed: bool) -> None:
    if listed and any(each.listed for each in headings):
        if _sized(headings):
            _levels_by_size(headings)
            return
        deep = any(each.listed and each.level > 1 for each in headings)
        boxed = set() if deep else _boxed(flow)
        current, number = 0, ""
        for heading in headings:
            if heading.listed:
                current, number = heading.level, heading.number.strip(".")
            elif heading.kind in {"notes", "appendix", "authors"}:
                heading.level = 1
            elif number and heading.number.startswith(f"{number}."):
                heading.level = 1 + heading.number.strip(".").count(".")
            elif deep or id(heading) in boxed:
                heading.level = 0 if current else 1
            else:
                heading.level = (
                    current + 1
                    if not heading.number.count(".")
                    else (1 + heading.number.strip(".").count("."))
                )
        return
    _levels_by_form([each for each in headings if not each.level])


def _sized(headings: list[Heading]) -> bool:
    """Whether the type tells the levels: chapters are set larger than the other headings."""
    listed = [each.size for each in headings if each.listed and each.level == 1 and each.size]
    others = [each.size for each in headings if not each.listed and each.size]
    if len(listed) < 2 or not others:
        return False
    return min(listed) > 1.05 * sorted(others)[len(others) // 2]


def _levels_by_size(headings: list[Heading]) -> None:
    """Each heading one deeper than the last that is larger; a listed one as its list has it."""
    above: list[tuple[float, int]] = []  # sizes and levels of the headings that are open
    listed_deep = any(each.listed and each.level > 1 for each in headings)
    for heading in headings:
        if heading.kind in {"notes", "appendix", "authors"} and not heading.listed:
            heading.level = 1
        elif heading.listed and (listed_deep or not heading.size):
            pass
        elif heading.comes_back:
            continue
        else:
            while above and above[-1][0] <= 1.02 * heading.size:
                above.pop()
            heading.level = min(6, above[-1][1] + 1) if above else 1
        if heading.size:
            while above and above[-1][1] >= heading.level:
                above.pop()
            above.append((heading.size, heading.level))


def _boxed(flow: Flow) -> set[int]:
    """The identities of unlisted headings that begin boxes or stand inside them."""
    headings = [each for each in flow if isinstance(each, Heading)]
    by_case = contents_in_sentence_case([each.title for each in headings if each.listed])
    outside: set[int] = set()
    elements: Flow = []
    for each in [*flow, None]:
        if each is None or (isinstance(each, Heading) and each.listed):
            found, _ = find_boxes(elements, by_case=by_case)
            outside |= {id(kept) for kept in found if isinstance(kept, Heading)}
            elements = []
        else:
            elements.append(each)
    return {id(each) for each in headings} - outside


def _levels_by_form(headings: list[Heading]) -> None:
    sizes = sorted({round(each.size, 1) for each in headings if each.size}, reverse=True)
    tags = sorted({each.tag for each in headings if each.tag[:1] == "h" and each.tag[1:].isdigit()})
    numbered = any(each.number.strip(".").isdigit() for each in headings)
    capitals = sum(1 for each in headings if is_capitals(each.title))
    mixed = 2 <= capitals < len(headings)
    inside = False
    for heading in headings:
        known = heading.kind != "section" or bool(CHAPTER.match(heading.title))
        if heading.tag in tags:
            heading.level = 1 + tags.index(heading.tag)
        elif heading.number:
            heading.level = 1 + heading.number.strip(".").count(".")
        elif len(sizes) > 1 and heading.size:
            heading.level = 1 + min(3, sizes.index(round(heading.size, 1)))
        elif numbered:
            heading.level = 1 if known or not inside else 2
        elif mixed:
            heading.level = 1 if is_capitals(heading.title) or known else 2
        else:
            heading.level = 1
        inside = inside or bool(heading.number)
