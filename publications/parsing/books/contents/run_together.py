"""Lists without pages whose entries were run together: "1 Hives Straw Wood" for three headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from publications.parsing.document import Line

_WORD = re.compile(r"\S+")
_LONGEST = 300  # characters of a line that is looked at


def entries_apart(
    lines: Sequence[Line], headings: Collection[str], norm: Callable[[str], str]
) -> list[Line]:
    """The lines, each cut into the headings it consists of; [] where a line is anything else.

    ``headings`` are lines of the text in the form that ``norm`` gives.
    """
    apart: list[Line] = []
    for line in lines:
        cut = _cut(line, headings, norm) if len(line.text) <= _LONGEST else []
        if not cut:
            return []
        apart += cut
    return apart


def _cut(line: Line, headings: Collection[str], norm: Callable[[str], str]) -> list[Line]:
    """A line as headings, the longest first; [] if words are left that are none."""
    words = list(_WORD.finditer(line.text))
    found: list[Line] = []
    at = 0
    while at < len(words):
        start = words[at].start()
        for last in range(len(words) - 1, at - 1, -1):
            text = line.text[start : words[last].end()]
            if norm(text) in headings:
                begin = line.start + start
                found.append(replace(line, start=begin, end=begin + len(text), text=text))
                at = last + 1
                break
        else:
            return []
    return found
