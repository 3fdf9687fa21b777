"""Dated entries of a page of plain text, told by the lines that stand together.

Lines without an empty one between them are a block. A block with a dated line is an entry, or
several: its title stands over the date, under it, or in the same line. A short line alone over an
entry heads those that follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.document import Line, SourceText
from publications.parsing.pages.entries.bracketed import HEADING_WORDS, Entries
from publications.parsing.pages.entries.dated_lines import DatedLine, dated_line
from publications.parsing.pages.entries.drafts import (
    Draft,
    entry_of,
    is_apart,
    is_heading,
    is_prose,
    is_title,
    is_title_of_two,
    labels_of,
    settled_kind,
    undated,
    with_title_inside,
)
from publications.parsing.pages.entries.year_lines import days_under_years
from publications.parsing.pages.side_matter import RELATED_HEADING
from publications.parsing.spans import parted

FEWEST = 3  # dated entries of a page; fewer dates are not its frame


Block = list[Line]


def read_blocks(source: SourceText, lines: Sequence[Line]) -> Entries:
    """The entries of a page and what lies around them; no entries where dates are few."""
    none = Entries(tuple(lines), (), (), ())
    if any(line.tag for line in lines[:50]):
        return none
    dates = {line.start: found for line in lines if (found := dated_line(line))}
    days, years = days_under_years(source, lines)
    dates = days | dates
    lines = [line for line in lines if line not in years]
    blocks = _blocks(source, lines)
    if len(dates) < FEWEST:
        return none
    read = _Reader(source, blocks, dates)
    read.run()
    dated = [draft for draft in read.drafts if draft.dated]
    if len(dated) < FEWEST:
        return none
    for draft in read.drafts:
        read.after += [line for line in draft.rest if is_apart(line)]
        draft.rest = [line for line in draft.rest if not is_apart(line)]
    entries = tuple(entry_of(source.text, draft) for draft in read.drafts)
    return Entries(tuple(read.before), entries, tuple(read.headings), tuple(read.after))


def _heads(block: Block) -> bool:
    """Whether a block's first line, over a date, heads its entries: "Events"."""
    words = block[0].text.split()
    return (
        len(block) > 2
        and len(words) <= 3
        and is_heading(block[0])
        and bool(HEADING_WORDS.search(block[0].text))
        and is_title(block[2])
    )


def _blocks(source: SourceText, lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        if blocks and not parted(source, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


class _Reader:
    """Goes through the blocks in order, and keeps what waits for its entry."""

    def __init__(
        self, source: SourceText, blocks: list[Block], dates: dict[int, DatedLine]
    ) -> None:
        self.source = source
        self.blocks = blocks
        self.dates = dates
        self.drafts: list[Draft] = []
        self.headings: list[Line] = []
        self.before: list[Line] = []
        self.after: list[Line] = []
        self.waiting: list[Block] = []
        self.over = self._dates_stand_over()

    def run(self) -> None:
        at = 0
        while at < len(self.blocks):
            block = self.blocks[at]
            at += 1
            if not any(line.start in self.dates for line in block):
                self.waiting.append(block)
                continue
            lone = len(block) == 1 and self._kind(block[0]) in {"bare", "label", "byline", "open"}
            if lone and self.over and at < len(self.blocks) and is_title(self.blocks[at][0]):
                block = [*block, *self.blocks[at]]
                at += 1
            elif lone and not self.over and self._title_waits():
                block = [*self.waiting.pop(), *block]
            heading, drafts = self._read(block)
            if not drafts:
                self.waiting.append(block)
                continue
            self._settle()
            self.headings += heading
            for draft in drafts:
                draft.group = len(self.headings) - 1 if self.headings else None
            self.drafts += drafts
        self._close()

    def _kind(self, line: Line) -> str:
        found = self.dates.get(line.start)
        return found.kind if found else ""

    def _title_waits(self) -> bool:
        """Whether the block before a date alone is its title, and no heading over prose."""
        last = self.waiting[-1] if self.waiting else []
        return len(last) == 1 and is_title(last[0]) and (bool(self.drafts) or len(self.waiting) > 1)

    def _dates_stand_over(self) -> bool:
        """Whether dates that stand alone have their titles behind them, as a page has them."""
        over = under = 0
        for at, block in enumerate(self.blocks):
            if len(block) > 1 or self._kind(block[0]) not in {"bare", "label", "byline"}:
                continue
            beside = self.blocks[at - 1] if at else []
            under += len(beside) == 1 and is_title(beside[0])
            behind = self.blocks[at + 1] if at + 1 < len(self.blocks) else []
            over += bool(behind) and is_title(behind[0]) and behind[0].start not in self.dates
        return over > under

    # -- one block -------------------------------------------------------------------------

    def _read(self, block: Block) -> tuple[list[Line], list[Draft]]:
        """The entries of a block, and its first line if it heads them."""
        places = [at for at, line in enumerate(block) if line.start in self.dates]
        first = places[0]
        drafts: list[Draft] = []
        headed = first > 1 and is_heading(block[0]) and not is_title_of_two(block[:first])
        headed = headed or (first == 1 and _heads(block))
        begun = 1 if headed else 0
        over = first == begun  # the dates of this block stand over their titles
        for number, at in enumerate(places):
            following = places[number + 1] if number + 1 < len(places) else len(block)
            dated = self.dates[block[at].start]
            kind = dated.kind
            loose = block[begun:at]  # lines behind the last entry that are nobody's yet
            behind = block[at + 1 : following]
            if kind == "open":
                kind = settled_kind(self.source.text, dated, loose, behind, bool(drafts))
            if kind == "title":
                draft = with_title_inside(self.source.text, dated, block[at])
                self._leave(drafts, loose)
                draft.rest = behind
            elif loose and not over and (not drafts or is_title(loose[-1])):
                titles = loose if not drafts else loose[-1:]
                self._leave(drafts, loose[: len(loose) - len(titles)])
                draft = Draft(dated, titles, labels_of(dated, kind), behind, line=block[at])
            elif behind and is_title(behind[0]):
                self._leave(drafts, loose)
                draft = Draft(dated, behind[:1], labels_of(dated, kind), behind[1:], line=block[at])
            else:
                self._leave(drafts, block[begun:] if drafts else ())
                break
            begun = following
            if number + 1 < len(places) and draft.rest and not over:
                begun -= 1  # the last line before the next date may be the next title
                draft.rest = [line for line in draft.rest if line is not block[begun]]
            drafts.append(draft)
        return block[:1] if headed else [], drafts

    def _leave(self, drafts: list[Draft], lines: Sequence[Line]) -> None:
        if drafts:
            drafts[-1].rest = [*drafts[-1].rest, *lines]
        else:
            self.after += lines

    # -- between blocks --------------------------------------------------------------------

    def _settle(self) -> None:
        """Give the blocks that wait before an entry to where they belong."""
        waiting, self.waiting = self.waiting, []
        if self.drafts and waiting and self._is_summary(waiting[0]):
            self.drafts[-1].rest += waiting.pop(0)
        heading: Line | None = None
        for place in (len(waiting) - 1, len(waiting) - 2):
            if place < 0 or (not self.drafts and place == 0):
                break
            if len(waiting[place]) == 1 and is_heading(waiting[place][0]):
                heading = waiting.pop(place)[0]
                break
            if not is_prose(waiting[place]):
                break
        rest = [line for block in waiting for line in block]
        if self.drafts:
            self.after += rest
        else:
            self.before += rest
        if heading:
            self.headings.append(heading)

    def _is_summary(self, block: Block) -> bool:
        last = self.drafts[-1]
        return not last.rest and is_prose(block)

    def _close(self) -> None:
        """The blocks behind the last dated entry: related works without a date, and the rest."""
        waiting = self.waiting
        if waiting and self.drafts and self._is_summary(waiting[0]):
            spread = sum(1 for draft in self.drafts[:-1] if draft.rest and len(draft.rest) == 1)
            if spread * 2 >= len(self.drafts) - 1:
                self.drafts[-1].rest += waiting.pop(0)
        related = False
        for block in waiting:
            lines = block
            if RELATED_HEADING.fullmatch(block[0].text.strip().rstrip(":")):
                related = True
                self.headings.append(block[0])
                lines = block[1:]
            if not related or not lines:
                self.after += lines if related else block
                continue
            drafts = undated(lines, listed=lines is not block)
            if not drafts:
                related = False
                self.after += lines
            for draft in drafts:
                draft.group = len(self.headings) - 1
            self.drafts += drafts
