"""Chapters, and the sections, boxes, quotations and footnotes that are made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.books.blocks import BlockMaker
from publications.parsing.books.boxes import contents_in_sentence_case, find_boxes
from publications.parsing.books.headings.found import Flow, Heading
from publications.parsing.books.inline import Words, urls_in
from publications.parsing.books.outline import Prepared
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.document import (
    Box,
    Footnote,
    ParseWarning,
    Quotation,
    Section,
    Value,
)


@dataclass(slots=True)
class Chapter:
    """A heading and what stands under it. ``signatures`` are pieces that sign it."""

    heading: Heading | None
    elements: Flow = field(default_factory=list)
    signatures: list[Piece] = field(default_factory=list)
    name_lines: list[Piece] = field(default_factory=list)  # over biographies


@dataclass(slots=True)
class Built:
    """The sections of a text and what was gathered while they were made."""

    sections: list[Section] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


def chapters_of(flow: Flow) -> list[Chapter]:
    """The flow by headings with a level; text before the first stands under none."""
    chapters: list[Chapter] = []
    for element in flow:
        if isinstance(element, Heading) and element.level:
            chapters.append(Chapter(element))
        else:
            if not chapters:
                chapters.append(Chapter(None))
            chapters[-1].elements.append(element)
    return chapters


def build(
    prepared: Prepared, chapters: Sequence[Chapter], front_chapters: Sequence[Chapter] = ()
) -> Built:
    """Sections, boxes, quotations and footnotes out of chapters."""
    source = prepared.source
    words = Words(source, prepared.notes.marks)
    signatures = {id(p) for c in (*front_chapters, *chapters) for p in c.signatures}
    name_lines = {id(p) for c in (*front_chapters, *chapters) for p in c.name_lines}
    maker = BlockMaker(source, words, signatures, name_lines)
    listed = [c.heading.title for c in chapters if c.heading and c.heading.listed]
    by_case = contents_in_sentence_case(listed)
    built = Built()
    for chapter in (*front_chapters, *chapters):
        of_people = chapter.heading and chapter.heading.kind in {"authors", "notes"}
        elements, warnings = find_boxes(chapter.elements, by_case=by_case and not of_people)
        built.warnings += warnings
        made = maker.make(elements, len(built.boxes), len(built.sections))
        built.boxes += made.boxes
        built.quotations += made.quotations
        heading = chapter.heading or Heading("", 1, (), kind="body")
        page = heading.page or (maker.page_label(heading.start) if heading.evidence else "")
        built.sections.append(
            Section(
                heading.level or 1,
                heading.title,
                "back" if heading.kind == "notes" else heading.kind,
                tuple(made.blocks),
                heading.evidence,
                number=heading.number,
                page=page,
                people=tuple(heading.people),
                contents_evidence=heading.contents,
            )
        )
    built.footnotes = _footnotes(prepared, words, built.sections, maker)
    return built


def _footnotes(
    prepared: Prepared, words: Words, sections: Sequence[Section], maker: BlockMaker
) -> list[Footnote]:
    starts = [
        (section.evidence or (section.blocks[0].evidence if section.blocks else ((0, 0),)))[0][0]
        for section in sections
    ]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    ordered = [starts[index] for index in order]
    footnotes: list[Footnote] = []
    for note in prepared.notes.notes:
        at = note.mark.start if note.mark else note.piece.start
        place = bisect_right(ordered, at) - 1
        text = words.plain(note.words)
        footnotes.append(
            Footnote(
                note.number,
                text,
                urls_in(text),
                note.piece.spans(),
                ((note.mark.start, note.mark.end),) if note.mark else (),
                order[place] if place >= 0 else None,
                maker.page_label(note.piece.start),
            )
        )
    return footnotes


def contents_values(prepared: Prepared) -> tuple[Value, ...]:
    """The entries of the contents list as they are printed."""
    if not prepared.contents:
        return ()
    text = prepared.source.text
    return tuple(
        Value(tidy(" ".join(text[start:end] for start, end in entry.evidence)), entry.evidence)
        for entry in prepared.contents.entries
    )
