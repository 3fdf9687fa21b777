"""Sections as one text: their depth, their boxes in place, the notes at the end of each chapter."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from publications.choices import SectionKind
from publications.models import Footnote, Section
from publications.reading.blocks import BlockReader
from publications.reading.contents import numbers_of
from publications.reading.notes import Notes
from publications.reading.tree import FURNITURE, Node, Part, Text


def text_of(
    sections: Iterable[Section], footnotes: Iterable[Footnote], first_numbers: dict[str, int]
) -> Text:
    """The text of some sections of a work, notes tied to their marks.

    ``footnotes`` are those of the whole work; ``first_numbers`` gives the number of the first
    block of each section by its anchor, as ``contents_of`` counted them.
    """
    sections = list(sections)
    notes = Notes(footnotes)
    parts, boxes = [], {}
    page = ""
    levels: list[int] = []  # of the headings that are open, so that no level is skipped
    printed = 0  # notes of the chapters that have ended
    for section in sections:
        if section.kind != SectionKind.BOX:
            levels = [*(level for level in levels if level < section.level), section.level]
            if parts and len(levels) == 1:
                parts[-1].closing = notes.called[printed:]
                printed = len(notes.called)
        depth = len(levels) + (section.kind == SectionKind.BOX)
        number = first_numbers[section.anchor]
        has_heading = section.title and section.kind not in {SectionKind.BOX, *FURNITURE}
        shown = section.page if has_heading else ""
        reader = BlockReader(notes, section.pk, number, page, depth, shown)
        nodes = reader.read(section.blocks)
        page = reader.page
        part = Part(
            anchor=section.anchor,
            title=section.title,
            number=section.number,
            kind=section.kind,
            depth=min(depth, 4),
            page=section.page,
            nodes=nodes,
        )
        if section.kind == SectionKind.BOX:
            boxes[section.anchor] = part
        else:
            parts.append(part)
    _place_boxes(parts, boxes)
    if parts:
        parts[-1].closing = notes.called[printed:]
    return Text(parts, notes.called, notes.uncalled({section.pk for section in sections}))


def _place_boxes(parts: list[Part], boxes: dict[str, Part]) -> None:
    """Put the boxes where a block of the text stands for them."""
    placed = set()
    for node in [node for part in parts for node in part.nodes]:
        if node.kind == "box" and node.marker in boxes:
            node.box = boxes[node.marker]
            placed.add(node.marker)
    # A box that no block stands for still has to be read: it follows at the end of the last part.
    for anchor, box in boxes.items():
        if anchor in placed:
            continue
        if parts:
            parts[-1].nodes.append(Node("box", box=box))
        else:
            parts.append(box)


def short_text(sections: QuerySet[Section], footnotes: QuerySet[Footnote]) -> Text | None:
    """The text of a work that is read in one piece; None where it has none. At most two queries."""
    rows = list(sections.order_by("position", "pk"))
    return text_of(rows, footnotes, numbers_of(rows)) if rows else None
