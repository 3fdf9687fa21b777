"""Pieces made into the blocks of a document, with their quotations and boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.books.boxes import BoxDraft
from publications.parsing.books.headings.found import Heading
from publications.parsing.books.inline import Words
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.books.quotes import attribution, inner, is_whole_quote, signed_at
from publications.parsing.dates import find_dates
from publications.parsing.document import Block, Box, Quotation, Run, SourceText, Span, Value

_NUMBERED = re.compile(
    r"(\(?\d{1,2}(?:\.\d{1,3}){0,3}[.)]?|\([a-z]\)|\([ivx]{1,4}\))\s+(?=[“\"‘']?[A-Z])"
)
_LAST_DASH = re.compile(r"""(?<=[”"’'])\s*[-–—~]\s*(?=[A-Z][^”"]*$)""")
_LONGEST_DATE = 40
_LEVELS = re.compile(r"\.")


@dataclass(slots=True)
class Made:
    """What a stretch of elements became."""

    blocks: list[Block] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


class BlockMaker:
    """Makes blocks. ``signatures`` and ``name_lines`` hold the identities of pieces that sign a
    text and of those that stand over a biography.
    """

    def __init__(
        self,
        source: SourceText,
        words: Words,
        signatures: set[int] | frozenset[int] = frozenset(),
        name_lines: set[int] | frozenset[int] = frozenset(),
    ):
        self.source = source
        self.words = words
        self.signatures = signatures
        self.name_lines = name_lines

    def make(
        self,
        elements: Sequence[Piece | Heading | BoxDraft],
        first_box: int = 0,
        section: int | None = None,
    ) -> Made:
        """Blocks of a section's or box's elements; boxes are numbered from ``first_box``."""
        made = Made()
        quote: Quotation | None = None  # the last block, if it was a quotation
        for element in elements:
            before, quote = quote, None
            if isinstance(element, BoxDraft):
                self._box(element, made, first_box, section)
            elif isinstance(element, Heading):
                made.blocks.append(self._heading(element))
            elif id(element) in self.signatures:
                made.blocks.append(self._lines(element, "signature"))
            elif id(element) in self.name_lines:
                made.blocks.append(self._block(element, "heading"))
            elif element.kind == "rows":
                made.blocks.append(self._table(element))
            elif element.kind == "item":
                made.blocks.append(self._block(element, "item", element.marker))
            elif element.kind == "quote":
                quote = self._quotation(element, made)
            elif element.kind == "speaker" and before:
                made.blocks.append(self._block(element, "attribution"))
                name, office = attribution(element.text)
                office = office if name else element.text.strip("()")
                made.quotations[-1] = _with_name(before, name, office, element.spans())
            elif before and (named := self._attribution(element)):
                made.blocks.append(self._block(element, "attribution"))
                made.quotations[-1] = _with_name(before, *named)
            elif is_whole_quote(element.text):
                quote = self._quotation(element, made)
            elif signed := self._signed(element):
                said, signature = signed
                quotation = self._quotation(said, made)
                made.blocks.append(self._block(signature, "attribution"))
                name, office = attribution(signature.text)
                made.quotations[-1] = _with_name(quotation, name, office, signature.spans())
            else:
                made.blocks.append(self._paragraph(element))
        return made

    def text_blocks(self, pieces: Sequence[Piece], kind: str = "paragraph") -> list[Block]:
        """Every piece as one block, its lines kept apart by a space."""
        return [self._table(p) if p.kind == "rows" else self._block(p, kind) for p in pieces]

    def page_label(self, offset: int) -> str:
        page = self.source.page_at(offset) if self.source.pages else None
        return page.label if page else ""

    def _block(self, piece: Piece, kind: str, marker: str = "") -> Block:
        return Block(
            kind,
            self.words.runs(piece.words),
            piece.spans(),
            marker=marker,
            level=piece.level,
            page=self.page_label(piece.start),
        )

    def _lines(self, piece: Piece, kind: str) -> Block:
        """A block that keeps the lines of its piece."""
        lines = [self.words.plain([span]) for span in piece.words]
        return Block(
            kind,
            (Run("\n".join(lines)),),
            piece.spans(),
            page=self.page_label(piece.start),
        )

    def _heading(self, heading: Heading) -> Block:
        title = f"{heading.number} {heading.title}".strip()
        runs = self.words.runs(heading.words) if heading.words else (Run(title),)
        return Block("heading", runs, heading.evidence, page=self.page_label(heading.start))

    def _paragraph(self, piece: Piece) -> Block:
        start, end = piece.words[0]
        match = _NUMBERED.match(self.source.text, start, end)
        if not match or _begins_with_date(piece.text):
            return self._block(piece, "paragraph")
        spans = [(match.end(), end), *piece.words[1:]]
        marker = match.group(1)
        return Block(
            "item",
            self.words.runs(spans),
            piece.spans(),
            marker=marker.rstrip("."),
            level=min(3, len(_LEVELS.findall(marker.rstrip(".")))),
            page=self.page_label(piece.start),
        )

    def _quotation(self, piece: Piece, made: Made) -> Quotation:
        made.blocks.append(self._block(piece, "quote"))
        words = self.words.plain(piece.words)
        quotation = Quotation(inner(words) or words, "", "", "pull_quote", piece.spans())
        made.quotations.append(quotation)
        return quotation

    def _signed(self, piece: Piece) -> tuple[Piece, Piece] | None:
        """A quotation and its speaker, where one paragraph holds both."""
        start, end = piece.words[-1]
        dash = _LAST_DASH.search(self.source.text, start, end)
        if not dash or not signed_at(piece.text):
            return None
        said = [*piece.words[:-1], (start, dash.start())]
        signature = [(dash.end(), end)]
        signed = [(dash.start() + len(dash[0]) - len(dash[0].lstrip()), end)]
        return (
            replace(piece, words=said, evidence=said, text=self.words.plain(said)),
            replace(piece, words=signature, evidence=signed, text=self.words.plain(signature)),
        )

    def _attribution(self, piece: Piece) -> tuple[str, str, tuple[Span, ...]] | None:
        text = self.words.plain(piece.words)
        name, office = attribution(text)
        said = (name or office) and len(piece.lines) <= 3
        return (name, office, piece.spans()) if said else None

    def _table(self, piece: Piece) -> Block:
        """Rows of cells. A first cell left empty is that of the row above: it still holds."""
        rows: list[list[Value]] = []
        for line, span in zip(piece.lines, piece.evidence, strict=True):
            cells = _cells(line.text, line.start, one_gap=self.source.media_type == "text/plain")
            if len(cells) == 1 and rows and "\t" not in line.text:
                last = rows[-1][-1]
                more = tidy(self.source.text[span[0] : span[1]])
                rows[-1][-1] = Value(f"{last.text} {more}".strip(), (*last.evidence, span))
                continue
            if rows and len(cells) > 1 and not cells[0].text:
                cells[0] = rows[-1][0]
            rows.append(cells)
        return Block(
            "table",
            (),
            piece.spans(),
            rows=tuple(tuple(row) for row in rows),
            page=self.page_label(piece.start),
        )

    def _box(self, draft: BoxDraft, made: Made, first: int, section: int | None) -> None:
        inside = self.make(draft.elements)
        index = first + len(made.boxes)
        heading = draft.heading
        made.boxes.append(
            Box(heading.title, tuple(inside.blocks), heading.evidence, draft.kind, section)
        )
        made.quotations += inside.quotations
        made.blocks.append(
            Block(
                "box",
                (Run(heading.title),),
                heading.evidence,
                box=index,
                page=self.page_label(heading.start),
            )
        )


def _cells(line: str, start: int, *, one_gap: bool) -> list[Value]:
    """The cells of a line between tabs, each with its place.

    ``one_gap``: several tabs are one gap, as people type them; else there are empty cells between.
    """
    cells: list[Value] = []
    at = 0
    for part in line.split("\t"):
        bare = part.strip()
        begin = start + at + (part.index(bare) if bare else 0)
        cells.append(Value(tidy(bare), ((begin, begin + len(bare)),) if bare else ()))
        at += len(part) + 1
    return [cell for place, cell in enumerate(cells) if cell.text or place == 0 or not one_gap]


def _begins_with_date(text: str) -> bool:
    """Whether the number before a text is that of a day: "19 October 2016" is no point 19."""
    return any(each.start == 0 for each in find_dates(text[:_LONGEST_DATE]))


def _with_name(
    quotation: Quotation, name: str, office: str, evidence: tuple[Span, ...]
) -> Quotation:
    return Quotation(quotation.text, tidy(name), office, "epigraph", quotation.evidence, evidence)
