"""Which lines of a title page are the title, weighed by small signs.

Publishers print their name over a title as often as under it, and it comes back in the imprint;
a title comes back over the pages and in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.books.front.official import is_body
from publications.parsing.books.front.series_lines import is_series_line
from publications.parsing.books.front.title_parts import folded, has_phrase
from publications.parsing.books.pieces import Piece
from publications.parsing.organisations import BODY_WORDS

_NEAR = 8  # pieces among which a title stands
_LONGEST_NAME = 8  # words


def from_title(usable: list[Piece], aside: Sequence[Piece], running_text: str) -> list[Piece]:
    """The pieces from the likeliest title on, where the first of them is hardly one.

    ``aside`` are the pieces that say something else: imprint, makers, dates.
    """
    if len(usable) < 2 or any(piece.lines[0].size for piece in usable[:_NEAR]):
        return usable
    said = folded("\n".join(" ".join(piece.text.split()) for piece in aside))
    body = folded(running_text)
    cover = [*usable[:_NEAR], *(piece for piece in aside if piece.start < usable[0].start)]
    small = sum(1 for piece in cover if _is_small(piece)) > 1  # all of the cover is set so
    weights = [
        _weight(piece, said, body, small=small) - at / 4 for at, piece in enumerate(usable[:_NEAR])
    ]
    best = max(range(len(weights)), key=weights.__getitem__)
    return usable[best:] if weights[0] < 0 < weights[best] + 2 else usable


def _is_small(piece: Piece) -> bool:
    """Whether a piece is in small letters throughout, as a logo is."""
    return piece.text.islower()


def _weight(piece: Piece, said: str, body: str, *, small: bool) -> float:
    lines = [" ".join(line.text.split()) for line in piece.lines]
    whole = folded(" ".join(lines))
    weight = 0.0
    if len(whole.split()) > 1 and has_phrase(body, whole):
        weight += 3
    if all(_is_name_of_body(line) for line in lines):
        weight -= 3
    if has_phrase(said, folded(lines[0])):
        weight -= 2
    if not small and _is_small(piece):
        weight -= 2
    return weight - (3 if is_series_line(piece.text) else 0)


def _is_name_of_body(text: str) -> bool:
    words = text.strip("* ").split()
    known = bool(words) and words[-1].title() in BODY_WORDS
    opened = words[1:2] in (["of"], ["for"], ["OF"], ["FOR"]) and words[0].title() in BODY_WORDS
    return is_body(text) or (len(words) <= _LONGEST_NAME and (known or opened) and ":" not in text)
