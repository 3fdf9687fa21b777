"""The text of a document as rows: sections in a tree, boxes, notes, quotations, passages.

A block is kept as ``{"kind", "runs": [[text, style, note, url], ...], "spans"}`` and, where
they apply, ``marker``, ``level``, ``rows`` (a list of rows of cell texts), ``page``, and
``box``: the ``anchor`` of the box section of the same work that stands at this place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from publications.choices import QuotationKind, SectionKind
from publications.importing import keys
from publications.importing.plan import Plan, spans_of
from publications.models import Footnote, NewsItem, Passage, Project, Publication, Quotation
from publications.models import Section as SectionRow
from publications.parsing import document as parsed
from publications.parsing import names

Work = Publication | NewsItem | Project
Json = dict[str, Any]
# By the index of a section in the document: its work, and its row where it has one.
Places = dict[int, tuple[Work, SectionRow | None]]

PASSAGE_WORDS = 300
PASSAGE_CHARACTERS = 20_000  # far under what an index holds, whatever the words are like
ANCHOR_LENGTH = 60

_KINDS = frozenset(SectionKind.values)
_QUOTATION_KINDS = frozenset(QuotationKind.values)


def owner(work: Work) -> dict[str, Work]:
    """The foreign key by which a row of text hangs on its work."""
    if isinstance(work, Publication):
        return {"publication": work}
    return {"news_item": work} if isinstance(work, NewsItem) else {"project": work}


@dataclass(slots=True)
class Text:
    """The text of one work, section after section in reading order."""

    plan: Plan
    work: Work
    rows: list[SectionRow] = field(default_factory=list)
    _anchors: set[str] = field(default_factory=set)
    _stack: list[SectionRow] = field(default_factory=list)

    def all_sections(self) -> Places:
        return self.sections(range(len(self.plan.document.sections)))

    def sections(self, indexes: Iterable[int]) -> Places:
        """The sections of these indexes at the levels that the document gives them."""
        found = self.plan.document.sections
        return {
            index: (self.work, self.section(index, max(found[index].level, 1))) for index in indexes
        }

    def section(self, index: int, level: int, kind: str = "") -> SectionRow:
        """The section of that index in the document and, after it, the boxes that stand in it."""
        section = self.plan.document.sections[index]
        kind = kind or (section.kind if section.kind in _KINDS else SectionKind.SECTION)
        title = " ".join(section.title.split())
        row = self._row(title, kind, level, section.number)
        row.page = section.page
        boxes = self._boxes(index, row)
        row.blocks = [block_json(block, boxes) for block in section.blocks]
        if len(title) > 500:
            # The column holds the beginning; the reader still gets the whole of it.
            whole = parsed.Block("heading", (parsed.Run(title),), section.evidence)
            row.blocks.insert(0, block_json(whole, {}))
        evidence = section.evidence or tuple(
            span for block in section.blocks for span in block.evidence
        )
        self.plan.child(row, evidence)
        self._index(row)
        return row

    def matter(
        self, kind: str, title: str, blocks: Sequence[parsed.Block], level: int = 1
    ) -> SectionRow | None:
        """Blocks that the document keeps apart from its sections: an imprint, a description."""
        if not blocks:
            return None
        row = self._row(title, kind, level, "", anchor=kind)
        row.blocks = [block_json(block, {}) for block in blocks]
        self.plan.child(row, tuple(span for block in blocks for span in block.evidence))
        if kind != SectionKind.CONTENTS:
            self._index(row)
        return row

    def contents(self, lines: Sequence[parsed.Value]) -> SectionRow | None:
        blocks = [parsed.Block("item", (parsed.Run(line.text),), line.evidence) for line in lines]
        return self.matter(SectionKind.CONTENTS, "", blocks)

    def _boxes(self, at: int, within: SectionRow) -> dict[int, str]:
        """The boxes of a section as rows of their own, and the anchor of each by its index."""
        document = self.plan.document
        called = [block.box for block in document.sections[at].blocks if block.box is not None]
        called += [i for i, box in enumerate(document.boxes) if box.section == at]
        anchors: dict[int, str] = {}
        for index in dict.fromkeys(called):
            if index >= len(document.boxes):
                continue
            box = document.boxes[index]
            title = " ".join(box.title.split())
            row = self._row(title, SectionKind.BOX, within.level + 1, "", parent=within)
            row.blocks = [block_json(block, {}) for block in box.blocks]
            evidence = box.evidence or tuple(s for block in box.blocks for s in block.evidence)
            self.plan.child(row, evidence)
            self._index(row)
            anchors[index] = row.anchor
        return anchors

    def _row(
        self,
        title: str,
        kind: str,
        level: int,
        number: str,
        *,
        parent: SectionRow | None = None,
        anchor: str = "",
    ) -> SectionRow:
        row = SectionRow(
            kind=kind,
            level=level,
            number=number,
            title=title,
            anchor=self._anchor(title or anchor or ("text" if kind == "body" else kind)),
            position=len(self.rows),
            **owner(self.work),
        )
        if parent is None:
            while self._stack and self._stack[-1].level >= level:
                self._stack.pop()
            parent = self._stack[-1] if self._stack else None
            self._stack.append(row)
        row.parent = parent
        self.rows.append(row)
        return row

    def _anchor(self, words: str) -> str:
        first = keys.slug(words, ANCHOR_LENGTH) or "section"
        anchor, number = first, 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{first}-{number}"
        self._anchors.add(anchor)
        return anchor

    def _index(self, row: SectionRow) -> None:
        for position, (first_block, text) in enumerate(passages(row.title, row.blocks)):
            self.plan.passages.append(
                Passage(section=row, position=position, first_block=first_block, text=text)
            )


# -- notes and quotations ------------------------------------------------------------------


def add_footnotes(plan: Plan, places: Places, ranges: Ranges) -> None:
    """Notes under the section that calls them, else under the work that they stand in."""
    counts: dict[int, int] = {}
    for note in plan.document.footnotes:
        work, row = (
            places.get(note.section, (None, None))
            if note.section is not None
            else (
                None,
                None,
            )
        )
        work = work or ranges.work_at(_start(note.mark_evidence or note.evidence))
        if work is None:
            continue
        position = counts[id(work)] = counts.get(id(work), 0) + 1
        plan.child(
            Footnote(
                section=row,
                number=note.number,
                text=note.text,
                urls=list(note.urls),
                position=position,
                **owner(work),
            ),
            note.evidence,
        )


def add_quotations(plan: Plan, ranges: Ranges) -> None:
    for position, quotation in enumerate(plan.document.quotations, 1):
        work = ranges.work_at(_start(quotation.evidence))
        if work is None:
            continue
        plan.child(
            Quotation(
                author=plan.agents.person(names.tidy_name(quotation.name)),
                kind=quotation.kind
                if quotation.kind in _QUOTATION_KINDS
                else QuotationKind.PULL_QUOTE,
                text=quotation.text,
                printed=quotation.name,
                affiliation=quotation.affiliation,
                position=position,
                **owner(work),
            ),
            (*quotation.evidence, *quotation.name_evidence),
        )


@dataclass(slots=True)
class Ranges:
    """Which work a place of the source belongs to, where a source holds several."""

    whole: Work | None
    _parts: list[tuple[int, int, Work]] = field(default_factory=list)

    def add(self, start: int, end: int, work: Work) -> None:
        self._parts.append((start, end, work))

    def work_at(self, offset: int) -> Work | None:
        for start, end, work in self._parts:
            if start <= offset < end:
                return work
        return self.whole


def _start(evidence: parsed.Evidence) -> int:
    return min((start for start, _ in evidence), default=-1)


# -- blocks and passages -------------------------------------------------------------------


def block_json(block: parsed.Block, boxes: dict[int, str]) -> Json:
    found: Json = {
        "kind": block.kind,
        "runs": [[run.text, run.style, run.note, run.url] for run in block.runs],
        "spans": spans_of(block.evidence),
    }
    if block.marker:
        found["marker"] = block.marker
    if block.level:
        found["level"] = block.level
    if block.rows:
        found["rows"] = [[cell.text for cell in row] for row in block.rows]
    if block.box is not None and block.box in boxes:
        found["box"] = boxes[block.box]
    if block.page:
        found["page"] = block.page
    return found


def block_text(block: Json) -> str:
    """The words of a kept block, without note marks; a table's cells joined by spaces."""
    if block.get("rows"):
        return "\n".join(" ".join(cell for cell in row if cell) for row in block["rows"])
    return "".join(run[0] for run in block["runs"] if run[1] != "note").strip()


def passages(title: str, blocks: Sequence[Json]) -> Iterator[tuple[int, str]]:
    """The text of a section in pieces of whole blocks: index of the first block, and the words.

    The heading goes with the first piece. A block longer than a piece is cut at words; a
    "word" longer than a piece, which is no word, is cut where it must be.
    """
    gathered: list[str] = [title] if title else []
    words, first = 0, 0
    for index, block in enumerate(blocks):
        for piece in _pieces(block_text(block)):
            count = len(piece.split())
            size = sum(map(len, gathered)) + len(piece)
            if gathered and words and (words + count > PASSAGE_WORDS or size > PASSAGE_CHARACTERS):
                yield first, "\n\n".join(gathered)
                gathered, words = [], 0
            if not gathered:
                first = index
            gathered.append(piece)
            words += count
    if gathered:
        yield first, "\n\n".join(gathered)


def index_section(section: SectionRow) -> None:
    """Makes the passages of a kept section anew, for search."""
    section.passages.all().delete()
    if section.kind != SectionKind.CONTENTS:
        Passage.objects.bulk_create(
            Passage(section=section, position=position, first_block=first, text=text)
            for position, (first, text) in enumerate(passages(section.title, section.blocks))
        )


_TOKEN = re.compile(r"\S+\s*")


def _pieces(text: str) -> Iterable[str]:
    if not text:
        return
    if len(text) <= PASSAGE_CHARACTERS and len(text.split()) <= PASSAGE_WORDS:
        yield text
        return
    piece: list[str] = []
    size = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        for at in range(0, len(token), PASSAGE_CHARACTERS):
            part = token[at : at + PASSAGE_CHARACTERS]
            if piece and (len(piece) >= PASSAGE_WORDS or size + len(part) > PASSAGE_CHARACTERS):
                yield "".join(piece).strip()
                piece, size = [], 0
            piece.append(part)
            size += len(part)
    if piece:
        yield "".join(piece).strip()
