"""The letter under which a name stands in a list from A to Z, without its accent.

What begins with none of the letters, a number or another alphabet, stands under ``OTHER``.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

OTHER = "other"
LETTERS = (*string.ascii_lowercase, OTHER)
FIRST, LAST = ord("a"), ord("z")
# Sort names have no accents and no case; a letter like ø, which is no o with a mark, is made one.
BARE = "ascii(unaccent(left({0}, 1)))"
INITIAL = f"CASE WHEN ascii({{0}}) < 128 THEN ascii({{0}}) ELSE {BARE} END"


def places_of(codes: np.ndarray) -> np.ndarray:
    """The places in ``LETTERS`` of characters that ``INITIAL`` gave."""
    letters = (codes >= FIRST) & (codes <= LAST)
    return np.where(letters, codes - FIRST, LETTERS.index(OTHER)).astype(np.int8)


def records_under(room: str, letters: Sequence[str]) -> RawSQL:
    """The primary keys of the records of a room that stand under any of some letters.

    Each condition is a stretch of an index; beyond z only what is no plain letter is looked at.
    """
    conditions, parameters = [], [room]
    bare = BARE.format("e.sort_title")
    for letter in letters:
        if letter == OTHER:
            conditions.append(
                "(e.sort_title ~<~ 'a' OR e.sort_title ~>=~ '{' AND "
                f"{bare} NOT BETWEEN {FIRST} AND {LAST})"
            )
        else:
            conditions.append(f"(e.sort_title LIKE %s OR e.sort_title ~>=~ '{{' AND {bare} = %s)")
            parameters += [f"{letter}%", ord(letter)]
    return RawSQL(
        "SELECT e.record FROM publications_searchentry e "
        f"WHERE e.room = %s AND ({' OR '.join(conditions)})",
        parameters,
        output_field=BigIntegerField(),
    )
