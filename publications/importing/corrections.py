"""What editors decided on sections and notes, done again whenever their source is read anew.

A section that is none loses its heading to its text, and the text joins the section before. A
note that is none leaves its mark in the text, as a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publications import models
from publications.choices import SectionKind, Verdict
from publications.importing.passages import passages
from publications.importing.rejections import worded
from publications.models import Footnote, Passage, Section

Block = dict[str, Any]


def joined_blocks(before: Section, gone: Section) -> list[Block]:
    """The text of a section with that of one that is none: its heading is a paragraph of it."""
    own = [
        {name: value for name, value in block.items() if (name, value) != ("box", gone.anchor)}
        for block in before.blocks
    ]
    words = " ".join(filter(None, [gone.number, gone.title]))
    heading = {"kind": "paragraph", "runs": [[words, "", "", ""]], "spans": gone.spans}
    if words and gone.blocks and heading["spans"] == gone.blocks[0].get("spans"):
        heading["spans"] = []
    return [*own, *([heading] if words else []), *gone.blocks]


def section_before(gone: Section, rows: Iterable[Section]) -> Section | None:
    """The section that the text of one joins: of a box the one that it stands in."""
    rows = list(rows)
    if gone.kind == SectionKind.BOX:
        return gone.parent
    earlier = [row for row in rows if row.position < gone.position and row.kind != SectionKind.BOX]
    return max(earlier, key=lambda row: row.position, default=None)


def parent_of(row: Section, gone: Section, before: Section) -> Section | None:
    """Where a part of a section that is none stands instead."""
    if row.kind == SectionKind.BOX or before.level < row.level:
        return before
    return gone.parent


def redo(
    source: models.Source,
    sections: list[Section],
    notes: list[Footnote],
    indexed: list[Passage],
) -> tuple[list[Section], list[Passage]]:
    """Does to the rows of a plan what was decided on them; returns the sections and passages."""
    decided = models.Decision.objects.filter(
        source=source,
        field__in=["sections", "footnotes"],
        verdict__in=[Verdict.REJECTED, Verdict.CORRECTED],
    )
    found = {(each.record, each.field, each.value): each for each in decided.order_by("pk")}
    if not found:
        return sections, indexed
    changed: set[int] = set()
    left = list(sections)
    for row in sections:
        decision = found.get((row.work.identifier, *worded(row)))
        if decision is None:
            continue
        if decision.verdict == Verdict.CORRECTED:
            row.title = decision.instead
            changed.add(id(row))
        elif before := section_before(row, [each for each in left if each.work is row.work]):
            left.remove(row)
            before.blocks = joined_blocks(before, row)
            for each in left:
                if each.parent is row:
                    each.parent = parent_of(each, row, before)
            for note in notes:
                if note.section is row:
                    note.section = before
            changed |= {id(before), id(row)}
    for note in notes:
        decision = found.get((note.work.identifier, *worded(note)))
        if decision is not None and decision.verdict == Verdict.CORRECTED:
            note.section = next(
                (row for row in left if row.work is note.work and row.anchor == decision.instead),
                None,
            )
    indexed = [each for each in indexed if id(each.section) not in changed]
    for row in left:
        if id(row) in changed:
            indexed += [
                Passage(section=row, position=position, first_block=first, text=text)
                for position, (first, text) in enumerate(passages(row.title, row.blocks))
            ]
    return left, indexed
