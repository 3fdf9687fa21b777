"""Conversations in print: paragraphs that begin with who speaks, "BL: And then?", "Jo Hill: Tea."

What is asked there has the form of a heading and is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from publications.parsing.books.headings.found import Flow
from publications.parsing.books.pieces import Piece

_LABEL = re.compile(r"\**([A-Z]{1,4}|[A-Z][a-z]+(?: [A-Z][\w'’-]+){0,2}):\**\s")
_FEWEST = 3  # times that a speaker gives way to another
_LONGEST = 70  # characters of a line that are looked at


def turns_in(flow: Flow) -> set[int]:
    """The identities of the pieces that begin with a speaker, where two or more speak in turn."""
    labelled = [(each, _speaker(each)) for each in flow if isinstance(each, Piece)]
    said = Counter(speaker for _, speaker in labelled if speaker)
    if len(said) < 2 or sum(1 for count in said.values() if count > 1) < 2:
        return set()
    changes = Counter(_changes(speaker for _, speaker in labelled))
    sure = {speaker for pair, times in changes.items() if times >= _FEWEST for speaker in pair}
    return {id(piece) for piece, speaker in labelled if speaker in sure}


def _speaker(piece: Piece) -> str:
    match = _LABEL.match(piece.text[:_LONGEST]) if ":" in piece.text[:_LONGEST] else None
    return match[1] if match and piece.kind == "text" else ""


def _changes(speakers: Iterable[str]) -> list[frozenset[str]]:
    """Each two who speak one after the other, as often as they do."""
    return [
        frozenset((before, after))
        for before, after in pairwise(speakers)
        if before and after and before != after
    ]
