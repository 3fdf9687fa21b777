"""Words that the end of a printed line breaks at a hyphen, put together again.

A word that stands whole elsewhere in the text loses its hyphen; any other keeps it, since it may
be the word's own: "Hill-Moor".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from publications.parsing.document import Block

_BREAK = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]+)-[ \t]*\r?\n[ \t]*(?P<right>(?!(?:and|or|to)\b)[^\W\d_]+)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def rejoining(text: str) -> Callable[[str], str]:
    """What puts the words together that break at the ends of a text's lines."""
    broken = [match.group("left", "right") for match in _BREAK.finditer(text)]
    if not broken:
        return lambda words: words
    known = {word.casefold() for word in _WORD.findall(text)}
    whole = {
        f"{left}- {right}": f"{left}{'' if (left + right).casefold() in known else '-'}{right}"
        for left, right in broken
    }
    pairs = re.compile("|".join(rf"(?<![^\W\d_]){re.escape(pair)}(?![^\W\d_])" for pair in whole))
    return lambda words: pairs.sub(lambda match: whole[match.group()], words)


def rejoined(block: Block, rejoin: Callable[[str], str]) -> Block:
    """A block with its broken words put together."""
    return replace(block, runs=tuple(replace(run, text=rejoin(run.text)) for run in block.runs))
