"""Quotations set apart without quote marks, told by the small line under them: who spoke."""

from __future__ import annotations

import re
from itertools import pairwise

from publications.parsing.books.headings.found import Flow, Heading
from publications.parsing.books.pieces import Piece, make_piece
from publications.parsing.books.quotes import is_whole_quote, speaks
from publications.parsing.document import SourceText
from publications.parsing.names import split_person_line

_BRACKETED = re.compile(
    r"\((?!(?:[Ss]ee|[Ss]ources?|[Nn]otes?|[Ff]igures?|[Tt]ables?|[Cc]ontinue[sd]|[Ff]rom|[Pp]age"
    r"|[Ii]n|[Cc]hapter)\b)[A-Z][^()\d]{2,80}(?:,? (?:aged )?\d{1,2})?\)"
)
_SMALLER = 0.96
_SHORTEST, _LONGEST = 6, 70  # words of a quotation
_MOST_WORDS = 16  # of the line under it


def mark_quotations(source: SourceText, flow: Flow, body: float) -> Flow:
    """The flow with such quotations as pieces of kind "quote", the lines under them "speaker".

    ``body`` is the size of type of the running text; in a source without sizes, brackets tell:
    "(Aunt, caring for two nephews)".
    """
    if not body:
        _mark_bracketed(flow)
        return flow
    result: Flow = []
    for at, piece in enumerate(flow):
        following = flow[at + 1] if at + 1 < len(flow) else None
        ends = _begins_text(following, piece, body)
        for part in _parted(source, piece):
            before = result[-1] if result else None
            if (
                isinstance(part, Piece)
                and isinstance(before, Piece)
                and _is_speaker(part, body)
                and not (ends and split_person_line(part.text)[0])  # it signs the text
                and _can_be_said(before, part)
            ):
                before.kind, part.kind = "quote", "speaker"
            result.append(part)
    return result


def _mark_bracketed(flow: Flow) -> None:
    """Mark short paragraphs over lines that stand in brackets, where a text has two or more."""
    found = [
        (above, below)
        for above, below in pairwise(flow)
        if isinstance(above, Piece)
        and isinstance(below, Piece)
        and below.kind == "text"
        and below.single
        and _BRACKETED.fullmatch(below.text.strip())
        and _can_be_said(above, below)
    ]
    for above, below in found if len(found) > 1 else ():
        above.kind, below.kind = "quote", "speaker"


def _begins_text(following: Piece | Heading | None, piece: Piece | Heading, body: float) -> bool:
    """Whether what follows a piece is another text: a heading, a larger line, another page."""
    if isinstance(piece, Heading) or following is None or isinstance(following, Heading):
        return True
    line = following.lines[0]
    return line.page != piece.lines[-1].page or (line.size or 0) > 1.06 * body


def _parted(source: SourceText, piece: Piece | Heading) -> list[Piece | Heading]:
    """A paragraph with a last line in smaller type, which says who spoke, as two pieces."""
    if isinstance(piece, Heading) or piece.kind != "text" or piece.single:
        return [piece]
    last, above = piece.lines[-1], piece.lines[-2]
    smaller = (last.size or 0) < _SMALLER * (above.size or 0)
    if smaller and speaks(last.text) and above.text.rstrip()[-1:] in ".?!":
        return [make_piece(source, piece.lines[:-1]), make_piece(source, piece.lines[-1:])]
    return [piece]


def _is_speaker(piece: Piece, body: float) -> bool:
    """Whether a piece is a small line that says who spoke: "Shopkeeper, Moss"."""
    return (
        piece.kind == "text"
        and len(piece.lines) <= 2
        and len(piece.text.split()) <= _MOST_WORDS
        and 0 < (piece.lines[0].size or 0) < _SMALLER * body
        and not piece.lines[0].bold
        and speaks(piece.text)
    )


def _can_be_said(piece: Piece, speaker: Piece) -> bool:
    """Whether a piece is a short paragraph of whole sentences, in no smaller type."""
    return (
        piece.kind == "text"
        and _SHORTEST <= len(piece.text.split()) <= _LONGEST
        and piece.text.rstrip()[-1:] in ".?!"
        and piece.text[:1].isupper()
        and (piece.lines[0].size or 0) >= (speaker.lines[0].size or 0)
        and not is_whole_quote(piece.text)
    )
