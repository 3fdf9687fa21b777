"""Paragraphs that only their first line, set in a little, parts from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line

_DEEP = 2  # spaces more than the line before
_LONG = 40  # characters of a line of prose
_SHORT = 0.7  # of the longest line: where a paragraph may end without a stop
_CELLS = re.compile(r"^\s*\t|\S(?: {3,}|\t)\s*\S")
_ENDS = ".!?:;\"”’')]"


def set_in(group: Sequence[Line]) -> set[int]:
    """The places of the lines in a group that begin a paragraph by their indentation."""
    if len(group) < 2 or any(_CELLS.search(line.text) for line in group):
        return set()
    words = [line.text.strip() for line in group]
    indents = [len(line.text) - len(line.text.lstrip(" ")) for line in group]
    longest = max(map(len, words))
    if not any(indents) or 2 * sum(len(each) >= _LONG for each in words) < len(words):
        return set()  # a title page, an address, verse
    found: set[int] = set()
    for at in range(1, len(group)):
        deeper = indents[at] - indents[at - 1] >= _DEEP
        first = at + 1 == len(group) or indents[at] - indents[at + 1] >= _DEEP
        before = words[at - 1]
        ended = before.rstrip("0123456789")[-1:] in _ENDS or len(before) < _SHORT * longest
        if deeper and first and ended and not words[at][:1].islower():
            found.add(at)
    return found
