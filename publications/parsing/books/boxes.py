"""Case studies and panels that stand in the running text with nothing to mark their end.

Where the contents list is in sentence case, an unlisted heading in Title Case begins a box.
Headings that call themselves one ("Case study: ...", "Box 3") begin a box anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.books.headings.found import (
    CAPTION,
    Flow,
    Heading,
    is_sentence_case,
    is_title_case,
)
from publications.parsing.books.pieces import Piece, indent_of
from publications.parsing.document import ParseWarning

_CALLED = re.compile(
    r"(?:case[- ]stud(?:y|ies)|example|panel|box|spotlight|in focus|vignette)\b\s*"
    r"(?:\d{1,2}|[A-Z])?\s*(?:[:.–—-]|$|\s)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:case[- ]study|panel|box|vignette)\s+(?:\d{1,2}(?:\.\d{1,2})?|[A-Z])\b",
                       re.IGNORECASE)  # fmt: skip
_SUBJECT = re.compile(r"\b(?:in|for|at|of|from)\s+((?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+)*)$")
_OWN_VOICE = re.compile(
    r"(?<![\w“\"'‘])(?:we|our|us|(?:this|the) (?:report|paper|pamphlet|study|chapter|section))\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_TABLE = re.compile(r"\b(?:table|menu|matrix|grid)\b", re.IGNORECASE)

_SOURCE = re.compile(r"sources?\s?:", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s+[A-Z“‘\"]")


@dataclass(slots=True)
class BoxDraft:
    """A box before its text is made into blocks."""

    heading: Heading
    kind: str = "case_study"
    elements: Flow = field(default_factory=list)


def calls_itself_box(heading: Heading, body: float) -> bool:
    """Whether an unlisted heading is surely that of a box, in a text of ``body`` points.

    "Box 2.1 ...", "Panel B"; or "Case study: ..." in type no larger than the text.
    """
    if heading.listed or heading.comes_back or not _CALLED.match(heading.title):
        return False
    small = bool(body and heading.size) and heading.size <= 1.06 * body
    return bool(_NUMBERED.match(heading.title)) or (small and ":" in heading.title)


def contents_in_sentence_case(titles: Sequence[str]) -> bool:
    """Whether the listed headings of three words or more are mostly in sentence case."""
    long = [title for title in titles if len(title.split()) >= 3]
    low = sum(1 for title in long if is_sentence_case(title))
    return len(long) >= 3 and low >= 0.7 * len(long)


def find_boxes(
    elements: Flow, *, by_case: bool
) -> tuple[list[Piece | Heading | BoxDraft], list[ParseWarning]]:
    """A section's text with its boxes gathered. ``by_case``: Title Case headings begin boxes."""
    result: list[Piece | Heading | BoxDraft] = []
    warnings: list[ParseWarning] = []
    box: BoxDraft | None = None
    number = ""  # of the last numbered paragraph outside boxes
    for at, element in enumerate(elements):
        if isinstance(element, Heading):
            if _begins_box(element, box, elements, at, by_case):
                box = BoxDraft(element, _kind(element.title))
                result.append(box)
            elif box:
                box.elements.append(element)
            else:
                result.append(element)
            continue
        if box and _type_ends(element, box):
            box = None
        if box and (reason := _is_outside(element, box) or _counts_on(element, number)):
            warnings.append(
                ParseWarning(
                    "box_end_unsure",
                    f"The end of the box “{box.heading.title}” is not printed; {reason}.",
                    (*box.heading.evidence, *element.evidence[:1]),
                )
            )
            box = None
        if box:
            box.elements.append(element)
        else:
            number = _number_of(element) or number
            result.append(element)
    _name_tables(result)
    return result, warnings


def _kind(title: str) -> str:
    called = re.match(r"(?:box|panel)\b", title, re.IGNORECASE)
    return "panel" if called else "case_study"


def _begins_box(
    heading: Heading, box: BoxDraft | None, elements: Flow, at: int, by_case: bool
) -> bool:
    if heading.listed or heading.comes_back:
        return False
    if _CALLED.match(heading.title):
        return True
    if CAPTION.match(heading.title):
        return False
    if not by_case or heading.number or not is_title_case(heading.title):
        return False
    if not any(isinstance(each, Piece) for each in elements[:at]):
        return False  # it begins the section: the text has said nothing that it could be set in
    return box is None or not _is_part_of(box, heading, elements, at)


def _is_part_of(box: BoxDraft, heading: Heading, elements: Flow, at: int) -> bool:
    """Whether a Title Case heading stands inside the open box and not beside it.

    It does when the box names its subject ("... in Leeds"), the heading names none, and the
    text under the heading is about that subject still.
    """
    subject = _SUBJECT.search(box.heading.title)
    if not subject or _SUBJECT.search(heading.title):
        return False
    if re.search(rf"\b{re.escape(subject.group(1))}\b", heading.title):
        return False
    for element in elements[at + 1 :]:
        if isinstance(element, Heading):
            return False
        if subject.group(1) in element.text:
            return True
    return False


def _type_ends(piece: Piece, box: BoxDraft) -> bool:
    """Whether a piece is set larger than the text of the box, which is smaller than the rest."""
    first = next((each for each in box.elements if isinstance(each, Piece)), None)
    within = first.lines[0].size if first else None
    return bool(within and (piece.lines[0].size or 0) > 1.03 * within)


def _is_outside(piece: Piece, box: BoxDraft) -> str:
    """Why a piece is no longer in the box: a reason in words, or ""."""
    if piece.kind == "rows" or not box.elements:
        return ""
    if box.heading.indent > 1 and not indent_of(piece):
        return "it was taken to end where its lines are no longer set in"
    if piece.kind != "text":
        return ""
    last = box.elements[-1]
    if isinstance(last, Piece) and _SOURCE.match(last.text):
        return "it was taken to end with its source"
    after_list = isinstance(last, Piece) and last.kind == "item"
    only_list = all(isinstance(each, Piece) and each.kind == "item" for each in box.elements)
    if only_list and len(box.elements) > 1:
        return "it was taken to end with its list"
    if _in_own_voice(piece.text) and not any(
        isinstance(each, Piece) and _in_own_voice(each.text) for each in box.elements
    ):
        if after_list:
            return "it was taken to end where prose in the report's own voice follows its list"
        if _OWN_VOICE.match(piece.text):
            return "it was taken to end where the report's own voice goes on"
    return ""


def _number_of(piece: Piece) -> str:
    """The number that a paragraph begins with, in texts that number all of them."""
    match = _PARAGRAPH.match(piece.text)
    return match[1] if match and piece.kind == "text" else ""


def _counts_on(piece: Piece, before: str) -> str:
    """Why a paragraph that goes on with the numbers of the text is in no box; else ""."""
    number = _number_of(piece)
    if not before or not number:
        return ""
    *chapter, last = before.split(".")
    follows = ".".join([*chapter, str(int(last) + 1)])
    return "it was taken to end where the numbers of the text go on" if number == follows else ""


def _in_own_voice(text: str) -> bool:
    return bool(_OWN_VOICE.search(_QUOTED.sub("", text[:4000])))


def _name_tables(elements: list[Piece | Heading | BoxDraft]) -> None:
    """A box that is a bare list, called a table or menu by the words around it, is a table."""
    before = ""
    for element in elements:
        if isinstance(element, BoxDraft):
            bare = element.elements and all(
                isinstance(each, Piece) and each.kind in {"item", "rows"}
                for each in element.elements
            )
            if bare:
                named = _TABLE.search(before) or _TABLE.search(element.heading.title)
                element.kind = "table" if named else "panel"
        elif isinstance(element, Piece):
            before = element.text[-2000:]
