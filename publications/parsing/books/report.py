"""Whole reports: title page, imprint, contents list, chapters, boxes, notes, people.

Written for think-tank reports cut from PDFs, with or without a contents list.
"""

from __future__ import annotations

import re
from itertools import pairwise

from publications.parsing.books.assembly import assemble
from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.front.bylines import label_of
from publications.parsing.books.headings.found import looks_like_heading
from publications.parsing.books.headings.listed import report_keys
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.outline import prepare
from publications.parsing.books.pieces import pieces_of
from publications.parsing.books.sections import chapters_of
from publications.parsing.document import Document, SourceText

KIND = "report"

_REPORT_WORD = re.compile(
    r"\b(?:(?:this|the) report|executive summary|foreword|ISBN|methodology|recommendations|appendix"
    r"|published by|references)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 60
_SHORT = 1500  # words; below, parts that are named and made by somebody show a report
_PART = re.compile(
    r"(?:executive )?summary|introduction|background|context|methods?|methodology|(?:key )?findings"
    r"|conclusions?|recommendations?|next steps|discussion|lessons",
    re.IGNORECASE,
)
_BY_LENGTH = ((500, 0.1), (1500, 0.25), (3000, 0.4), (8000, 0.5), (float("inf"), 0.6))
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})?\.?\s+[A-Z][^.\n]{3,80}$", re.MULTILINE)


def likeness(source: SourceText) -> float:
    """How surely a source is a whole report: by its length and the parts that reports have."""
    text = source.text
    words = text.count(" ")
    if words < _FEWEST_WORDS:
        return 0.0
    score = next(share for most, share in _BY_LENGTH if words < most)
    if _CONTENTS.search(text[:30_000]):
        contents = find_contents(source, pieces_of(source))
        score += 0.35 if contents and any(entry.page for entry in contents.entries) else 0.15
    found = {match.group().lower() for match in _REPORT_WORD.finditer(text[:200_000])}
    score += min(0.4, 0.1 * len(found))
    score += 0.15 if len(_NUMBERED.findall(text[:100_000])) >= 3 else 0.0
    score += 0.1 if len(source.pages) > 8 else 0.0
    if words < _SHORT:
        score += _parts_and_makers(source)
    return round(min(score, 0.9), 3)


def _parts_and_makers(source: SourceText) -> float:
    """What shows that a text of a few lines a part is a report: headed parts, and who made it.

    Two headings at least, over prose, are parts as reports have them ("Introduction"); a byline
    or a commission stands over the first.
    """
    pieces = [piece for piece in pieces_of(source) if len(piece.text) < 2000]
    headed = [
        at
        for at, (piece, following) in enumerate(pairwise(pieces))
        if at and piece.single and looks_like_heading(piece.text) and following.text[-1:] in ".:"
    ]
    named = [at for at in headed if _PART.fullmatch(split_number(pieces[at].text)[1])]
    if len(headed) < 3 or len(named) < 2:
        return 0.0
    lines = [line.text.strip() for piece in pieces[: headed[0]] for line in piece.lines]
    made = any(label_of(line)[0] for line in lines[1:])
    return 0.35 + (0.15 if made else 0.0)


def parse(source: SourceText) -> Document:
    """A report as a document. Raises ParseError only when there is no text at all."""
    prepared = prepare(source, report_keys)
    chapters = chapters_of(prepared.flow)
    return assemble(prepared, chapters, KIND)
