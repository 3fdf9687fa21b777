"""How many words of the index a title has; what the index makes of a word is remembered."""

from __future__ import annotations

from collections.abc import Iterable

from publications.databases import reading_cursor
from publications.search import ARCHIVE

MOST_KNOWN = 50_000
LEXEMES = f"""
SELECT tsvector_to_array(to_tsvector('{ARCHIVE}', archive_plain(t.text)))
FROM unnest(%s::text[]) WITH ORDINALITY AS t (text, number) ORDER BY t.number
"""

_known: dict[str, frozenset[str]] = {}


def numbers_of_words(texts: Iterable[str]) -> dict[str, int]:
    """How many different words short texts have to the index, by text.

    What stands between two spaces is read alike wherever it stands, so titles share their pieces.
    """
    pieces = {text: _pieces(text) for text in texts}
    known = _lexemes(set().union(*pieces.values()))
    return {
        text: len(set().union(*(known[piece] for piece in some))) for text, some in pieces.items()
    }


def _pieces(text: str) -> list[str]:
    # In a tag, words on both sides of a space are one token.
    if "<" in text:
        return [text]
    # Signs at the beginning of a text are read otherwise than behind a space: "..".
    first, *others = text.split(" ")
    return [first, *(f" {each}" for each in others)]


def _lexemes(pieces: set[str]) -> dict[str, frozenset[str]]:
    known = {piece: found for piece in pieces if (found := _known.get(piece)) is not None}
    new = list(pieces - known.keys())
    if new:
        with reading_cursor() as cursor:
            cursor.execute(LEXEMES, [new])
            learnt = {
                piece: frozenset(row[0]) for piece, row in zip(new, cursor.fetchall(), strict=True)
            }
        if len(_known) + len(learnt) > MOST_KNOWN:
            _known.clear()
        _known.update(learnt)
        known |= learnt
    return known
