"""Quotations set apart: a paragraph wholly in quote marks, and the name under it."""

from __future__ import annotations

import re

from publications.parsing.books.labels import SUPERSCRIPTS
from publications.parsing.names import split_person_line

_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'"}
_AFTER = f".,;:!?* {SUPERSCRIPTS}"
_SHORTEST = 12
_SIGNED = re.compile(r"""(?<=[”"’'])(\s*[-–—~]\s*)(?=[A-Z][^”"]{2,160}$)""")


def is_whole_quote(text: str) -> bool:
    """Whether one pair of quote marks holds the whole text, a stop or note mark behind it aside."""
    return bool(inner(text))


def inner(text: str) -> str:
    """The words between the quote marks of a text that is one quotation; else ""."""
    text = text.strip("* ")
    closing = _PAIRS.get(text[:1])
    if not closing or len(text) < _SHORTEST:
        return ""
    body = text.rstrip(_AFTER)
    while body and body[-1].isdigit() and closing in body[-5:-1]:
        body = body[:-1]  # a note mark in plain digits: ”2
    if not body.endswith(closing) or len(body) < _SHORTEST:
        return ""
    within = body[1:-1]
    if closing == "”":
        return within.strip() if _balanced(within) else ""
    if closing == '"':
        return within.strip() if '"' not in within else ""
    # Single marks: an apostrophe is no closing mark, a mark before white space is.
    for at, char in enumerate(within):
        if char == closing and not (within[at + 1 : at + 2].isalnum()):
            before = within[at - 1 : at]
            if not (before == "s" or before.isspace()) or text[0] in within[at + 1 :]:
                return ""
    return within.strip() if text[0] not in within.replace(closing, "") else ""


def signed_at(text: str) -> tuple[int, int] | None:
    """The dash between a quotation and who said it, ``“...” – Jo Hill, Chair``; else None."""
    match = _SIGNED.search(text.rstrip())
    if not match or not is_whole_quote(text[: match.start()]):
        return None
    return match.span(1) if any(attribution(text[match.end() :])) else None


def _balanced(within: str) -> bool:
    """Whether the marks inside open before they close."""
    depth = 0
    for char in within:
        if char == "“":
            depth += 1
        elif char == "”":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def attribution(text: str) -> tuple[str, str]:
    """The speaker and the office of a line under a quotation; ("", "") if it is none."""
    line = text.strip().lstrip("-–—~ ").strip()
    if len(line) > 160 or line[-1:] in ".:;!?":
        return "", ""
    name, office = split_person_line(line)
    if not name and not (", " in line and len(line.split()) <= 8 and line[:1].isupper()):
        return "", ""  # "Stallholder, Moss" says who spoke without a name
    return name, office
