"""The sections of a document as rows: a tree, with its boxes, each cut into passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from publications.choices import SectionKind
from publications.importing import keys
from publications.importing.blocks import block_json
from publications.importing.notes import Places, Work, owner
from publications.importing.passages import passages
from publications.importing.plan import Plan
from publications.models import Passage
from publications.models import Section as SectionRow
from publications.parsing import document as parsed

ANCHOR_LENGTH = 60

_KINDS = frozenset(SectionKind.values)


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

    def section(self, index: int, level: int, kind: str = "", *, headed: bool = True) -> SectionRow:
        """The section of that index in the document and, after it, the boxes that stand in it.

        One that is not ``headed`` has its heading in its address alone.
        """
        section = self.plan.document.sections[index]
        kind = kind or (section.kind if section.kind in _KINDS else SectionKind.SECTION)
        title = " ".join(section.title.split())
        row = self._row(title, kind, level, section.number)
        row.page = section.page
        row.title = row.title if headed else ""
        boxes = self._boxes(index, row)
        row.blocks = [block_json(block, boxes) for block in section.blocks]
        if headed and len(title) > 500:
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
