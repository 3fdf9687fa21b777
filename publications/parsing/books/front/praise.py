"""Words of praise on a cover, each with the name of who gave them under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.books.quotes import attribution, inner, signed_at
from publications.parsing.document import Quotation, SourceText

_FARTHEST = 6  # characters between the words and the name: they stand together
_KIND = "testimonial"


def praise(source: SourceText, pieces: Sequence[Piece]) -> list[Quotation]:
    """The signed quotations among the pieces of covers and imprints."""
    found: list[Quotation] = []
    for piece, following in pairwise([*pieces, None]):
        if piece is None or piece.kind != "text":
            continue
        words = piece.text
        if dash := signed_at(words):
            name, office = attribution(words[dash[1] :])
            said, evidence = inner(words[: dash[0]]), piece.spans()
            if name:
                found.append(Quotation(said, tidy(name), office, _KIND, evidence, evidence))
        elif following is not None and inner(words) and following.start - piece.end <= _FARTHEST:
            name, office = attribution(following.text)
            if name and len(following.lines) <= 3:
                spans = piece.spans(), following.spans()
                found.append(Quotation(inner(words), tidy(name), office, _KIND, *spans))
    return found
