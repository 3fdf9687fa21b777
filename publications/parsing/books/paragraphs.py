"""Paragraphs that a page, a note or a misplaced line broke are put together again."""

from __future__ import annotations

import re

from publications.parsing.books.headings.found import Flow, Heading, looks_like_heading
from publications.parsing.books.notes.labels import SUPERSCRIPTS
from publications.parsing.books.people.signatures import is_name_line
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.books.quotes import is_whole_quote
from publications.parsing.document import ParseWarning
from publications.parsing.mentions import office_first, tells_of_person
from publications.parsing.names import split_person_line

_OPENING = "*_“\"'‘(["
_FUNCTION = re.compile(
    r"\b(?:a|an|the|and|or|but|of|for|from|to|in|on|at|by|with|as|that|which|who|is|are|was|were|be"
    r"|has|have|had|will|would|could|should|may|can|not|their|its|our|this|these|into|than)$"
)
_PLAIN_MARK = re.compile(r"(?<=[.!?”\"’')])(?:\d{1,3}|\[\^?\d{1,3}\])$")
_PROSE = 8  # words
_NOTE = 160  # characters of a line on who the author is


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence, or its quotation, may end."""
    text = _bare_end(text)
    if not text:
        return True
    if text[-1] in ".!?:;…":
        return True
    return text[-1] in "”\"’')]" and len(text) > 1 and text[-2] in ".!?,;…”\"’'"


def _bare_end(text: str) -> str:
    """A text without note marks and signs of emphasis at its end."""
    text = text.rstrip(f"{SUPERSCRIPTS}*_ ")
    return text[:-12] + _PLAIN_MARK.sub("", text[-12:])


def starts_low(text: str) -> bool:
    """Whether a text goes on in the middle of a sentence: its first letter is a small one."""
    return text.lstrip(_OPENING)[:1].islower()


def is_broken_off(piece: Piece) -> bool:
    """Whether a paragraph stops in the middle of a sentence beyond doubt."""
    text = _bare_end(piece.text)
    if piece.kind == "rows" or not text or ends_sentence(text) or len(text.split()) < _PROSE:
        return False
    if is_whole_quote(text) or _is_short_lined(piece) or is_name_line(text):
        return False  # "by Jo Hill and Sir Bo Rake" is whole, however many names it has
    if len(text) < 160 and (split_person_line(text)[0] or office_first(text)[0]):
        return False
    if piece.kind == "item":
        return bool(_FUNCTION.search(text[-12:]))
    return text[-1].isalnum() or text[-1] in ",–—-'’"


def _is_short_lined(piece: Piece) -> bool:
    """Whether a piece is some short lines: a signature or an address, no running prose."""
    return len(piece.lines) > 1 and sum(len(line.text) for line in piece.lines) < 40 * len(
        piece.lines
    )


def join_broken(flow: Flow) -> tuple[Flow, list[ParseWarning]]:
    """The flow with broken paragraphs joined. Notes and furniture are taken out before."""
    result: Flow = []
    warnings: list[ParseWarning] = []
    at = 0
    while at < len(flow):
        piece = flow[at]
        at += 1
        if isinstance(piece, Heading) or piece.kind in {"rows", "quote", "speaker"}:
            result.append(piece)
            continue
        if _is_standfirst(piece, result, flow[at] if at < len(flow) else None):
            result.append(piece)
            continue
        parts = [piece]  # joined at the end, so that many parts cost no more than few
        behind: list[Piece] = []
        while at < len(flow):
            step = _next_part(parts[-1], flow, at)
            if not step:
                break
            following = [each for each in flow[at : at + step] if isinstance(each, Piece)]
            parts.append(following[-1])
            for between in following[:-1]:
                behind.append(between)
                if not is_whole_quote(between.text):
                    warnings.append(
                        ParseWarning(
                            "text_out_of_place",
                            "These words stand in the middle of another sentence; they were put "
                            "behind its paragraph.",
                            between.spans(),
                        )
                    )
            at += step
            if behind:
                break
        result.append(_join_all(parts))
        result += behind
    return result, warnings


def _is_standfirst(piece: Piece, before: Flow, following: Piece | Heading | None) -> bool:
    """Whether a line stands whole between a heading, or the name under it, and the text."""
    above = before[-1] if before else None
    if not isinstance(above, Heading) and not (above and is_name_line(above.text)):
        return False
    begins = isinstance(following, Piece) and not starts_low(following.text)
    return begins and piece.kind == "text" and looks_like_heading(piece.text)


def _join_all(parts: list[Piece]) -> Piece:
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    return Piece(
        kind=first.kind,
        lines=[line for part in parts for line in part.lines],
        evidence=[span for part in parts for span in part.evidence],
        words=[span for part in parts for span in part.words],
        text=tidy(" ".join(part.text for part in parts)),
        marker=first.marker,
        level=first.level,
        tag=first.tag,
    )


def _next_part(piece: Piece, flow: Flow, at: int) -> int:
    """How far on the paragraph's next part is: 1 next, 2 behind another piece, 0 nowhere."""
    following = flow[at]
    if isinstance(following, Heading) or following.kind != "text":
        return 0
    third = flow[at + 1] if at + 1 < len(flow) else None
    third_goes_on = isinstance(third, Piece) and third.kind == "text" and starts_low(third.text)
    unfinished = not ends_sentence(piece.text) or (piece.text[-1:] == ";" and piece.kind == "text")
    if starts_low(following.text):
        return 1 if unfinished and len(piece.text.split()) > 2 else 0
    if not is_broken_off(piece):
        return 0
    if tells_of_person(piece.text) and (
        len(piece.text) <= _NOTE or tells_of_person(following.text)
    ):
        return 0  # notes on people without a stop at their ends
    if third_goes_on and ends_sentence(following.text):
        return 2
    if third_goes_on and is_whole_quote(following.text):
        return 2
    if is_whole_quote(following.text) or len(following.text.split()) < 3:
        return 0
    if following.text[:1] in "([" or following.text[:1].isalnum() or following.text[:1] in _OPENING:
        return 1
    return 0
