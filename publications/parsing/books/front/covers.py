"""Furniture of covers and pages: word clouds, page numbers, running heads, ornaments."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from publications.parsing.books.notes.labels import note_label
from publications.parsing.books.pieces import Piece, is_ornament
from publications.parsing.books.wording import norm
from publications.parsing.document import LeftOut

_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\[ ]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s+of\s+\d{1,4})?[-–—|\] ]*", re.IGNORECASE
)
_EDGE_NUMBER = re.compile(r"^\W*\d{1,4}\W+|\W+\d{1,4}\W*$")
_DIGITS = re.compile(r"\d{1,4}")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b).*(?<!\d)(?:19|20)\d\d\W*", re.IGNORECASE
)  # a year, no page
_CLOUD_LINES = 6  # fewer lines of loose words are no word cloud


def left_out(piece: Piece, reason: str) -> list[LeftOut]:
    """A piece set aside, line by line, so that nothing between its lines is swallowed."""
    return [LeftOut(start, end, reason) for start, end in piece.evidence]


def has_loose_words(piece: Piece) -> bool:
    """Whether every line of a piece is a word or three that make no sentence."""
    return piece.kind == "text" and all(
        len(line.text.split()) <= 3 and line.text.strip()[-1:] not in ".:;?!,"
        for line in piece.lines
    )


def cover_words(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of word clouds: runs of lines of loose words, half of them in small letters."""
    found: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and has_loose_words(piece):
            run.append(piece)
            continue
        lines = [line.text.strip() for each in run for line in each.lines]
        low = sum(1 for line in lines if line[:1].islower())
        if len(lines) >= _CLOUD_LINES and low * 2 >= len(lines):
            found += run
        run = []
    return found


def page_furniture(
    pieces: Sequence[Piece],
    keep: set[int],
    *,
    running_heads: bool = True,
    cover: Sequence[Piece] = (),
) -> dict[int, str]:
    """Why pieces (by identity) are page furniture. ``keep`` holds those known to be headings.

    ``running_heads`` is false for sources whose reader has set them aside by their place on the
    page: there a line that comes back is a heading that comes back. ``cover`` holds the pieces
    that the title is among.
    """
    reasons: dict[int, str] = {}
    heads = _running_heads(pieces, keep, cover) if running_heads else set()
    for piece in pieces:
        if id(piece) in keep or piece.kind == "rows":
            continue
        if is_ornament(piece.text):
            reasons[id(piece)] = "ornament"
        elif piece.kind == "text" and is_page_number(piece):
            reasons[id(piece)] = "page number"
        elif heads and len(piece.text) <= 120 and edge_key(piece.text) in heads:
            reasons[id(piece)] = "running head"
    return reasons


def comes_back_in(pieces: Sequence[Piece], text: Sequence[Piece]) -> list[Piece]:
    """Those of some pieces that are running heads of another stretch of the text."""
    heads = _running_heads(text, set(), ())
    return [piece for piece in pieces if piece.single and edge_key(piece.text) in heads]


def is_page_number(piece: Piece) -> bool:
    """Whether a piece is a line with the number of a page and nothing else."""
    return piece.single and len(piece.text) <= 18 and bool(_PAGE_NUMBER.fullmatch(piece.text))


def has_edge_number(text: str) -> bool:
    """Whether a number stands at an edge of a line."""
    return bool(_EDGE_NUMBER.search(text))


def edge_key(text: str) -> str:
    """A line without the page number at its edge, for comparison."""
    if len(text) > 120 or _RIGHTS.fullmatch(text):
        return norm(text) if len(text) <= 120 else ""
    return norm(_EDGE_NUMBER.sub("", text))


def _running_heads(pieces: Sequence[Piece], keep: set[int], cover: Sequence[Piece]) -> set[str]:
    """Lines that come back four times or more, mostly with a changing number at the edge."""
    counts: Counter[str] = Counter()
    numbered: Counter[str] = Counter()
    numbers: dict[str, list[int]] = defaultdict(list)
    for piece in pieces:
        if piece.kind != "text" or len(piece.text) > 120 or id(piece) in keep:
            continue
        if not piece.single and not is_number_and_head(piece):
            continue
        if piece.text[-1] == "." and piece.text.count(" ") > 8:
            continue  # a sentence
        if note_label(piece.text)[0]:
            continue  # a note that cites the same again
        key = edge_key(piece.text)
        if len(key) < 4:
            continue
        counts[key] += 1
        if _EDGE_NUMBER.search(piece.text):
            numbered[key] += 1
            numbers[key].append(int(_DIGITS.findall(piece.text)[-1]))
    heads = {
        key
        for key, count in counts.items()
        if ((count >= 4 and len(key.split()) >= 2) or numbered[key] >= 3)
        and not (numbered[key] == count and _counts_on(numbers[key]))
    }
    # A line of the cover needs a page number over or under it only once.
    titles = {edge_key(piece.text) for piece in cover} - {""}
    heads |= {key for key in titles if numbered[key] >= 2 and not _counts_on(numbers[key])}
    return heads | {
        key
        for piece in pieces
        if is_number_and_head(piece) and (key := edge_key(piece.text)) in titles
    }


def is_number_and_head(piece: Piece) -> bool:
    """Whether a piece is a line and a page number on a line of its own."""
    texts = [line.text.strip() for line in piece.lines]
    return len(texts) == 2 and sum(1 for text in texts if _DIGITS.fullmatch(text)) == 1


def _counts_on(numbers: Sequence[int]) -> bool:
    """Whether numbers are 1, 2, 3 ...: those of headings. Pages do not count all from one."""
    return list(numbers) == list(range(1, len(numbers) + 1))
