"""The numbers and signs that notes begin with, raised, bracketed, plain, asterisks and daggers."""

from __future__ import annotations

import re

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE_LABEL = re.compile(rf"[{SUPERSCRIPTS}]{{1,4}}\s*(?=\S)|\[\^?\d{{1,3}}\]:?\s+(?=\S)")
_NOTE_SIGN = re.compile(r"(\*{1,3}|[†‡§]{1,2})\s*(?=[^\s*†‡§])")
_PLAIN_LABEL = re.compile(r"(\d{1,3})\.?\s+(?=\S)")
_LABEL_NUMBER = str.maketrans(SUPERSCRIPTS, "0123456789")


def label_number(label: str) -> str:
    """The digits of a note's label or mark, printed raised or not."""
    return "".join(c for c in label.translate(_LABEL_NUMBER) if c.isdigit())


def note_label(text: str) -> tuple[str, int]:
    """The number of a raised (or bracketed) label a text begins with, and the label's length."""
    match = _NOTE_LABEL.match(text)
    return (label_number(match.group()), match.end()) if match else ("", 0)


def note_sign(text: str) -> tuple[str, int]:
    """The asterisks or daggers a text begins with, and their length; emphasis is none."""
    match = _NOTE_SIGN.match(text)
    if not match or (match.group(1) in text[match.end() :] and "*" in match.group(1)):
        return "", 0
    return match.group(1), match.end()


def plain_label(text: str) -> tuple[str, int]:
    """The plain number a text begins with, and its length with the space after it."""
    match = _PLAIN_LABEL.match(text)
    return (match.group(1), match.end()) if match else ("", 0)
