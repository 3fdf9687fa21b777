"""The sections of a work in reading order, without their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publications.choices import SectionKind
from publications.databases import reading_cursor
from publications.models import Publication, Section
from publications.reading.tree import FURNITURE

SECTIONS = """
    SELECT anchor, title, number, level, page, kind, block_count
    FROM publications_section WHERE publication_id = %s ORDER BY position, id
"""


@dataclass(slots=True)
class Entry:
    """A line of the contents list."""

    anchor: str
    title: str
    number: str
    depth: int
    page: str
    kind: str
    chapter: str  # the anchor of the section of the first level that it stands in
    first: int  # the number of its first paragraph
    boxed: bool = False

    @property
    def is_furniture(self) -> bool:
        return self.kind in FURNITURE


def contents_of(work: Publication) -> list[Entry]:
    """The sections of a publication in reading order, without their text: one query."""
    with reading_cursor() as cursor:
        cursor.execute(SECTIONS, [work.pk])
        rows = cursor.fetchall()
    entries: list[Entry] = []
    count, chapter = 1, ""
    top = None
    for anchor, title, number, level, page, kind, block_count in rows:
        boxed = kind == SectionKind.BOX
        top = level if top is None else min(top, level)
        if not boxed and (level <= top or not chapter):
            chapter = anchor
        entries.append(
            Entry(
                anchor=anchor,
                title=title or SectionKind(kind).label,
                number=number,
                depth=level,
                page=page,
                kind=kind,
                chapter=chapter,
                first=count,
                boxed=boxed,
            )
        )
        count += block_count
    if len(entries) > 1 and not rows[0][1] and entries[0].kind == SectionKind.BODY:
        entries[0].title = "Opening"
    return entries


def numbers_of(sections: Iterable[Section]) -> dict[str, int]:
    """The number of the first block of each section, from sections fetched with their text."""
    numbers, count = {}, 1
    for section in sections:
        numbers[section.anchor] = count
        count += len(section.blocks)
    return numbers


def chapter_entries(entries: list[Entry], anchor: str) -> list[Entry]:
    """A section and what stands under it, boxes included; empty where there is no such anchor."""
    start = next((i for i, entry in enumerate(entries) if entry.anchor == anchor), None)
    if start is None:
        return []
    head = entries[start]
    if head.boxed:
        return [head]
    under = [head]
    for entry in entries[start + 1 :]:
        if not entry.boxed and entry.depth <= head.depth:
            break
        under.append(entry)
    return under
