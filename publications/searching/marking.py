"""The words of a query, marked in texts just as the database marks them, but for a fraction.

To mark a text the database reads all its words, and a page of hits has ten thousand. What stands
between two spaces is read alike wherever it stands, though. So each different piece of the texts
is sent once, and only if it may be meant; how it comes back is how it is shown everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from publications.databases import reading_cursor
from publications.search import ARCHIVE
from publications.search import FOUND_START as START
from publications.search import FOUND_STOP as STOP

BETWEEN = "\ue002"  # between the pieces while they are marked
HEAD = (
    f"archive_shown(ts_headline('{ARCHIVE}', archive_plain({{}}), %(any)s::tsquery, "
    f"'HighlightAll=true, StartSel={START}, StopSel={STOP}'))"
)
SHOWN = f"""
SELECT {HEAD.format("t.text")}
FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS t (text, number) ORDER BY t.number
"""
# In a tag, words on both sides of a space are one token.
_ENTANGLED = re.compile(f"[<{BETWEEN}]")
_LEXEME = re.compile(r"'((?:[^']|'')*)'")


def marked(texts: Sequence[str], any_of: str) -> list[str]:
    """Texts with sentinels round each word that a query of the database has; one statement."""
    whole = {text for text in texts if _ENTANGLED.search(text)}
    may_be = _beginnings(any_of)
    pieces = [
        piece
        for piece in set().union(*(text.split(" ") for text in texts if text not in whole))
        if not piece.isascii() or any(map(piece.lower().__contains__, may_be))
    ]
    if not pieces and not whole:
        return list(texts)
    asked = [f" {BETWEEN} ".join(pieces), *whole]
    with reading_cursor() as cursor:
        cursor.execute(SHOWN, {"any": any_of, "texts": asked})
        joined, *wholly = [text for (text,) in cursor.fetchall()]
    shown = (
        {
            piece: head
            for piece, head in zip(pieces, joined.split(f" {BETWEEN} "), strict=True)
            if START in head
        }
        if pieces
        else {}
    )
    entangled = dict(zip(asked[1:], wholly, strict=True))
    return [
        entangled[text]
        if text in whole
        else " ".join([shown.get(piece, piece) for piece in text.split(" ")])
        for text in texts
    ]


def _beginnings(any_of: str) -> Iterable[str]:
    """What a word without accents has to hold to be one of the words of a query.

    The stemmer changes the end of a word: of a stem at most the last two letters stand otherwise
    in the word, as in "dying" (die) or "capability" (capabl). So no word is passed over.
    """
    lexemes = (match[1].replace("''", "'") for match in _LEXEME.finditer(any_of))
    return {lexeme.replace("\\\\", "\\")[: max(1, len(lexeme) - 2)] for lexeme in lexemes}
