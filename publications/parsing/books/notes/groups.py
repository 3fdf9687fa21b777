"""Lines that are notes with plain numbers, told by their order and what they refer to."""

from __future__ import annotations

import re

from publications.parsing.books.notes.labels import plain_label
from publications.parsing.document import Line

_REFERENCE = re.compile(
    r"https?://|www\.|\b(?:1[89]|20)\d\d\b(?!\s*$)|\bpp?\.\s?\d|\bibid\b|\bsee\s", re.IGNORECASE
)


def numbered_notes(texts: list[str]) -> bool:
    """Whether lines are notes with plain numbers that rise one by one, most with a source."""
    first = plain_label(texts[0])[0]
    expected = int(first) if first else 0
    notes: list[str] = []  # a line that goes on may begin with a number too: "30 (2008), p. 4"
    for text in texts if first else ():
        if plain_label(text)[0] == str(expected):
            notes.append(text)
            expected += 1
        elif notes:
            notes[-1] += f" {text}"
    return len(notes) > 1 and 2 * sum(1 for each in notes if _REFERENCE.search(each)) >= len(notes)


def notes_under_title(group: list[Line]) -> bool:
    """Whether notes with plain numbers stand under a line that says whose notes they are."""
    first, *others = (line.text.strip() for line in group)
    if not others or not 0 < len(first) <= 80 or first[-1] in ".,;:" or not first[0].isupper():
        return False
    if plain_label(first)[0] or not plain_label(others[0])[0]:
        return False
    return numbered_notes(others) or (len(others) == 1 and bool(_REFERENCE.search(others[0])))
