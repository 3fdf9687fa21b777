"""What papers laid before a parliament print on their title pages: formula, number, department."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.pieces import Piece
from publications.parsing.document import Identifier
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import BODY_WORDS

_FORMULA = re.compile(
    r"(?:presented|laid|ordered|tabled|return(?:ed)?|submitted)\b.{0,60}"
    r"\b(?:parliament|assembly|houses?\s+of\b|both\s+houses|the\s+house)"
    r"|by\s+command\s+of\s+(?:his|her)\s+majesty",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:by|on|pursuant|under|in\s+(?:accordance|pursuance)|and|to\s+be\s+printed)\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?P<command>CP|C(?:md|mnd|m|d)?\.?)\s?(?P<paper>\d{1,5}(?:[-–][IVX]{1,4})?)"
    r"|(?P<house>H[CL])\s?(?:Paper\s)?(?P<printed>\d{1,4}(?:[-–][IVX]{1,4})?)"
    r"(?:\s+(?:of\s+)?(?:session\s+)?\d{4}[-–]\d{2,4})?",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"(?:(?:HM|H M|Her Majesty[’']s|His Majesty[’']s)\s+[A-Z][a-z]+(?:\s[A-Z&][\w&]*){0,4}"
    r"|(?:Department|Ministry|Office|Commission|Institute|Agency|Centre|Council)\s+(?:for|of|on)\s"
    r"(?:the\s)?[A-Z][\w’'-]*(?:,?\s(?:and|&|of|for|the|[A-Z][\w’'-]*)){0,12}"
    r"|(?:[A-Z][\w’'-]*\s){1,4}(?:Government|Executive)|Government\s+of\s.{3,40})"
)
_OF_WORK = re.compile(r"(?:report|papers?|proceedings|minutes) (?:of|by|from|to)\b", re.IGNORECASE)
_MOST_WORDS = 14


def is_rights_phrase(name: str) -> bool:
    """Whether words behind a © name a right and no body: "Crown copyright"."""
    return bool(re.search(r"copyright|rights reserved", name, re.IGNORECASE))


def formula(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of "Presented to Parliament / by the Minister for X / by Command ...".

    Who presents a paper to a parliament is not thereby its author.
    """
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind != "text" or len(piece.text.split()) > 60:
            continue
        begins = _FORMULA.match(piece.text)
        goes_on = found and found[-1].end < piece.start and _GOES_ON.match(piece.text)
        if begins or (goes_on and len(piece.text.split()) <= 30 and pieces_touch(found, piece)):
            found.append(piece)
    return found


def pieces_touch(found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece stands on the page of the last one found, and near it."""
    last = found[-1]
    return last.lines[-1].page == piece.lines[0].page and piece.start - last.end < 40


def paper_number(piece: Piece) -> Identifier | None:
    """The number of a command or house paper, if a piece is nothing else."""
    match = _NUMBER.fullmatch(piece.text.strip(" ."))
    if not match or len(piece.lines) != 1:
        return None
    if match["command"]:
        letters = match["command"].rstrip(".")
        kind = letters.upper() if len(letters) == 2 and letters[1] in "Pp" else letters.title()
        value = f"{kind} {match['paper']}"
        return Identifier("command_paper", value, piece.text.strip(" ."), piece.spans())
    value = f"{match['house'].upper()} {match['printed']}"
    return Identifier("house_paper", value, piece.text.strip(" ."), piece.spans())


def bodies(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines of a title page that are nothing but the name of a body, departments first."""
    found = [p for p in pieces if p.kind == "text" and is_body(p.text)]
    return sorted(found, key=lambda piece: "government" in piece.text.lower())


def is_body(text: str) -> bool:
    """Whether a text is nothing but the name of a body."""
    text = text.strip("* ")
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or looks_like_name(text) or _OF_WORK.match(text):
        return False
    if _DEPARTMENT.fullmatch(text):
        return True
    strong = words[-1] in BODY_WORDS and not text.isupper() and ":" not in text
    return strong and len(words) > 2 and all(w[0].isupper() or w in _JOINS for w in words)


_JOINS = frozenset(("of", "for", "and", "the", "&", "in"))
