"""The first words of an article that its page prints twice: as a lead, often cut, and in full.

Also what it prints twice in a row: a caption, as the picture's own words and under it.
"""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.document import LeftOut, Line
from publications.parsing.pages.entries.kinds import title_key
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of

_FEWEST = 8  # words that are told again
_TITLE = 3  # words of a headline that stands over the lead
_NEAR = 6  # lines further on at most
_HEAD = 12
_STOPS = ".?!\u201d\u2019\"'"
_CAPTION = range(2, 26)  # words


def without_repeats(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines of a page without leads that are told again in full, and captions told twice."""
    keys = ["" if furniture_reason(line.text) else title_key(line.text) for line in lines]
    aside: dict[int, str] = {}
    for at in range(1, len(lines) - 1):
        twice = keys[at] and keys[at] == keys[at + 1]
        if twice and len(keys[at].split()) in _CAPTION and _is_between(lines, at):
            aside |= {at: "picture caption", at + 1: "picture caption"}
    for at, key in enumerate(keys[:_HEAD]):
        again = keys[at + 1 : at + 1 + _NEAR]
        told = len(key.split()) >= _FEWEST and any(each.startswith(_uncut(key)) for each in again)
        titled = any(len(each.split()) >= _TITLE for each in keys[:at])
        if told and at not in aside and (titled or key in again):
            aside[at] = "lead printed twice"
    left_out = [LeftOut(*span_of(lines[at]), why) for at, why in sorted(aside.items())]
    return [line for at, line in enumerate(lines) if at not in aside], left_out


def _uncut(key: str) -> str:
    """The words of a line without the last, which may be cut in the middle."""
    return key.rpartition(" ")[0]


def _is_between(lines: Sequence[Line], at: int) -> bool:
    """Whether two like lines stand in an article: a paragraph right before, one right after."""
    before, after = lines[at - 1].text, lines[at + 2].text if at + 2 < len(lines) else ""
    prose = min(len(before.split()), len(after.split())) >= _FEWEST
    return prose and before.rstrip()[-1] in _STOPS
