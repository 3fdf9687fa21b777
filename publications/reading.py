"""The text of a work as a reader meets it: numbered paragraphs, lists, notes, boxes, pages.

``Section.blocks`` are as the import wrote them. Here they become a tree that a template can
print. Every block of a work has a number of its own, counted over the whole work in reading
order, so that the address of a paragraph is the same on the page of its section and on the
page of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from publications.choices import SectionKind
from publications.databases import reading_cursor
from publications.models import Footnote, Publication, Section

# Parts of a book that are not its text: shown on request.
FURNITURE = {
    SectionKind.FRONT,
    SectionKind.CONTENTS,
    SectionKind.IMPRINT,
    SectionKind.BACK,
}


@dataclass(slots=True, kw_only=True)
class Stop:
    """What a search may lead to, and from which it leads on."""

    found: bool = False  # it has words that were searched for
    found_before: str = ""  # the addresses of the nearest stops that have them too
    found_after: str = ""


@dataclass(slots=True)
class Note(Stop):
    """A footnote at the place that calls it first."""

    name: str  # unique within the work: its address is #n{name}, its mark's #r{name}
    number: str
    text: str
    urls: list[str]

    @property
    def address(self) -> str:
        return f"#n{self.name}"


@dataclass(slots=True)
class Run:
    text: str
    style: str = ""
    url: str = ""
    note: Note | None = None
    back: bool = False  # the first mark of its note, where the way back leads


@dataclass(slots=True)
class Node(Stop):
    """A block, or a list of blocks; ``page`` only where a new printed page begins."""

    kind: str
    number: int = 0
    runs: list[Run] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    marker: str = ""
    level: int = 0
    page: str = ""
    on_page: str = ""
    box: Part | None = None

    @property
    def address(self) -> str:
        return f"#p{self.number}"


@dataclass(slots=True)
class Part(Stop):
    """A section with its nodes; ``depth`` counts the headings it stands under, itself included.

    As a stop it is its heading, whose title with marks is ``marked_title``.
    """

    anchor: str
    title: str
    number: str
    kind: str
    depth: int
    page: str
    nodes: list[Node]
    closing: list[Note] = field(default_factory=list)  # of the chapter that ends here, for print
    marked_title: str = ""

    @property
    def address(self) -> str:
        return f"#{self.anchor}"

    @property
    def is_furniture(self) -> bool:
        return self.kind in FURNITURE

    @property
    def level(self) -> int:
        """Of its HTML heading: the title of the page is the first."""
        return self.depth + 1

    @property
    def heading(self) -> str:
        return self.marked_title or self.title or SectionKind(self.kind).label


@dataclass(slots=True)
class Text:
    parts: list[Part]
    notes: list[Note]  # those that some mark calls, in the order of their marks
    uncalled: list[Note]


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


SECTIONS = """
    SELECT anchor, title, number, level, page, kind, block_count
    FROM publications_section WHERE publication_id = %s ORDER BY position, id
"""


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
    return entries


def numbers_of(sections: Iterable[Section]) -> dict[str, int]:
    """The number of the first block of each section, from sections fetched with their text."""
    numbers, count = {}, 1
    for section in sections:
        numbers[section.anchor] = count
        count += len(section.blocks)
    return numbers


def short_text(sections: QuerySet[Section], footnotes: QuerySet[Footnote]) -> Text | None:
    """The text of a work that is read in one piece; None where it has none. At most two queries."""
    rows = list(sections.order_by("position", "pk"))
    return text_of(rows, footnotes, numbers_of(rows)) if rows else None


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


def text_of(
    sections: Iterable[Section], footnotes: Iterable[Footnote], first_numbers: dict[str, int]
) -> Text:
    """The text of some sections of a work, notes tied to their marks.

    ``footnotes`` are those of the whole work; ``first_numbers`` gives the number of the first
    block of each section by its anchor, as ``contents_of`` counted them.
    """
    sections = list(sections)
    shelf = Shelf(footnotes)
    parts, boxes = [], {}
    page = ""
    levels: list[int] = []  # of the headings that are open, so that no level is skipped
    printed = 0  # notes of the chapters that have ended
    for section in sections:
        if section.kind != SectionKind.BOX:
            levels = [*(level for level in levels if level < section.level), section.level]
            if parts and len(levels) == 1:
                parts[-1].closing = shelf.called[printed:]
                printed = len(shelf.called)
        depth = len(levels) + (section.kind == SectionKind.BOX)
        reader = BlockReader(shelf, section.pk, first_numbers[section.anchor], page, depth)
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
    placed = {node.box for part in parts for node in _boxes_of(part.nodes, boxes)}
    # A box that no block stands for still has to be read: it follows at the end of the last part.
    for anchor, box in boxes.items():
        if anchor not in placed:
            if parts:
                parts[-1].nodes.append(Node("box", box=box))
            else:
                parts.append(box)
    if parts:
        parts[-1].closing = shelf.called[printed:]
    return Text(parts, shelf.called, shelf.uncalled({section.pk for section in sections}))


def _boxes_of(nodes: list[Node], boxes: dict[str, Part]) -> Iterator[Node]:
    """Puts the boxes at their places; yields a node with the box's anchor for each place."""
    for node in nodes:
        if node.kind == "box" and node.marker in boxes:
            node.box = boxes[node.marker]
            yield Node("box", box=node.marker)


def note_names(notes: Iterable[tuple[str, int]]) -> Iterator[str]:
    """What the addresses of a work's notes call them, by their numbers and positions."""
    names: set[str] = set()
    for number, position in notes:
        name = re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-") or "x"
        if name in names:
            name = f"{name}-{position}"
        names.add(name)
        yield name


class Shelf:
    """The footnotes of a work: each is given to the first mark that calls it."""

    def __init__(self, footnotes: Iterable[Footnote]) -> None:
        self.called: list[Note] = []
        self._by_number: dict[str, list[tuple[int | None, Note]]] = {}
        rows = list(footnotes)
        names = note_names((row.number, row.position) for row in rows)
        for row, name in zip(rows, names, strict=True):
            note = Note(name, row.number, row.text, list(row.urls))
            self._by_number.setdefault(row.number, []).append((row.section_id, note))

    def take(self, number: str, section: int) -> tuple[Note | None, bool]:
        """The note of a mark, and whether this is its first mark."""
        found = self._by_number.get(number, [])
        here = [note for where, note in found if where == section] or [note for _, note in found]
        if not here:
            return None, False
        fresh = [note for note in here if note not in self.called]
        if fresh:
            self.called.append(fresh[0])
            return fresh[0], True
        return here[-1], False

    def uncalled(self, sections: set[int]) -> list[Note]:
        """Notes of some sections, or of none, that no mark called."""
        return [
            note
            for found in self._by_number.values()
            for section, note in found
            if note not in self.called and (section is None or section in sections)
        ]


class BlockReader:
    """Reads the blocks of one section; ``page`` is the printed page that was reached."""

    def __init__(self, shelf: Shelf, section: int, number: int, page: str, depth: int) -> None:
        self.shelf = shelf
        self.section = section
        self.number = number
        self.page = page
        self.depth = depth

    def read(self, blocks: list[dict]) -> list[Node]:
        nodes: list[Node] = []
        open_lists: list[Node] = []
        for block in blocks:
            node = self._node(block)
            if node.kind != "item":
                open_lists.clear()
            if node.kind == "item":
                self._place(node, nodes, open_lists)
            elif node.kind == "attribution" and nodes and nodes[-1].kind == "quotation":
                nodes[-1].children.append(node)
            elif node.kind == "quote":
                if not (nodes and nodes[-1].kind == "quotation" and _is_open(nodes[-1])):
                    nodes.append(Node("quotation"))
                nodes[-1].children.append(node)
            else:
                nodes.append(node)
        return nodes

    @staticmethod
    def _place(item: Node, nodes: list[Node], open_lists: list[Node]) -> None:
        """Puts a list item into the list of its level, opening and closing lists as needed."""
        del open_lists[item.level + 1 :]
        if not open_lists:
            open_lists.append(Node("list", marker=item.marker))
            nodes.append(open_lists[0])
        elif len(open_lists) <= item.level and open_lists[-1].children:
            deeper = Node("list", marker=item.marker)
            open_lists[-1].children[-1].children.append(deeper)
            open_lists.append(deeper)
        open_lists[-1].children.append(item)

    def _node(self, block: dict) -> Node:
        kind = block.get("kind", "paragraph")
        page = str(block.get("page") or "")
        new_page = page if page and page != self.page else ""
        self.page = page or self.page
        node = Node(
            kind=kind,
            number=self.number,
            marker=str((block.get("box") if kind == "box" else block.get("marker")) or ""),
            level=self.depth + 2 if kind == "heading" else int(block.get("level") or 0),
            rows=[[_cell_text(cell) for cell in row] for row in block.get("rows") or []],
            page=new_page,
            on_page=self.page,
        )
        self.number += 1
        for text, style, number, url in (_four(run) for run in block.get("runs") or []):
            if style != "note":
                node.runs.append(Run(text, style, url))
                continue
            note, first = self.shelf.take(number or text, self.section)
            node.runs.append(Run(text, "note", note=note, back=first))
            if note and first:
                node.notes.append(note)
        return node


def _is_open(quotation: Node) -> bool:
    return quotation.children[-1].kind != "attribution"


def _four(run: list) -> tuple[str, str, str, str]:
    """A run as written by the import, shorter ones filled up."""
    text, style, note, url = (*run, "", "", "")[:4] if len(run) < 4 else run[:4]
    return text, style or "", str(note or ""), url or ""


def _cell_text(cell) -> str:
    """The words of a table's cell, stored alone or with their spans."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dict):
        return str(cell.get("text", ""))
    return str(cell[0]) if cell else ""
