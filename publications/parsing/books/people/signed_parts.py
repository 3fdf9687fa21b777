"""Names over the headings of essays, and names that sign them at the end.

Both stand between the end of one text and the heading of the next; only what stands behind the
last heading tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from publications.parsing.books.contents.entries import Contents
from publications.parsing.books.front.covers import edge_key, is_page_number
from publications.parsing.books.headings.found import (
    Flow,
    Heading,
    is_capitals,
    kind_of,
    looks_like_heading,
)
from publications.parsing.books.people.biographies import name_at_start
from publications.parsing.books.people.signatures import is_name_line, people_of_line
from publications.parsing.books.pieces import Piece
from publications.parsing.books.quotes import is_whole_quote
from publications.parsing.document import SourceText
from publications.parsing.mentions import tells_of_person
from publications.parsing.names import looks_like_name, match_key

_ARE = re.compile(r"(?P<names>.{8,100}?) are ")
_PROSE = 12  # words
_FEWEST = 3  # texts that are signed so
_OFTEN = 4
_SHORT = 40  # characters
_LONGEST = 240  # characters
_NO_ESSAY = frozenset(("authors", "notes", "appendix"))


@dataclass(slots=True)
class Signed:
    """The places of names in a flow or list of pieces, each with the place of its heading.

    ``over``: the names stand over the headings, and do not sign the texts before them.
    """

    places: list[tuple[int, int]]
    names: list[str]
    over: bool


def signed_parts(source: SourceText, flow: Sequence[Piece | Heading]) -> Signed:
    """The names between texts, where three texts or more have them; nothing else."""
    places: list[tuple[int, int]] = []
    names: list[str] = []
    last = len(flow) - 1
    heads = _coming_back(flow)
    within = ""
    for at, piece in enumerate(flow):
        within = _kind_over(piece) or within
        below = _next(flow, at, heads)
        if within in _NO_ESSAY or isinstance(piece, Heading):
            continue
        if not (named := _signs(source, piece)):
            continue
        above = _before(flow, at, heads)
        if at and (above is None or is_whole_quote(above.text) or not _ends(above)):
            continue
        if below <= last and not _is_headed(flow, below):
            continue
        places.append((at, below))
        names.append(named)
    if len(set(names)) < _FEWEST:
        return Signed([], [], over=False)
    behind = flow[places[-1][1]] if places[-1][1] <= last else None
    title = behind.title if isinstance(behind, Heading) else behind.text if behind else "Notes"
    ended = within not in _NO_ESSAY and isinstance(flow[-1], Piece) and _signs(source, flow[-1])
    over = kind_of(title) not in _NO_ESSAY and not ended
    over = over and not _tell([piece for at, _ in places if isinstance(piece := flow[at], Piece)])
    return Signed([each for each in places if each[1] <= last], names, over)


def _kind_over(piece: Piece | Heading) -> str:
    """The kind of a heading, or of a line that is one by its words; "" for all other pieces."""
    if isinstance(piece, Heading):
        return piece.kind
    kind = kind_of(piece.text) if piece.single and len(piece.text) < _SHORT else "section"
    return kind if kind != "section" else ""


def _tell(signatures: Sequence[Piece]) -> bool:
    """Whether signatures are sentences or have offices under them: no lines over titles are so."""
    if any(tells_of_person(piece.text) or _ARE.match(piece.text) for piece in signatures):
        return True
    return 2 * sum(1 for piece in signatures if not piece.single) > len(signatures)


def _coming_back(flow: Sequence[Piece | Heading]) -> set[str]:
    """The short lines that come back over the pages of a text."""
    short = (each.text for each in flow if isinstance(each, Piece) and len(each.text) <= 120)
    times = Counter(edge_key(text) for text in short)
    return {key for key, count in times.items() if count >= _OFTEN}


def _next(flow: Sequence[Piece | Heading], at: int, heads: set[str]) -> int:
    """The place of what follows, page numbers and running heads aside."""
    below = at + 1
    while below < len(flow):
        piece = flow[below]
        if isinstance(piece, Heading):
            break
        if not is_page_number(piece) and edge_key(piece.text) not in heads:
            break
        below += 1
    return below


def _signs(source: SourceText, piece: Piece) -> str:
    """The name by which a piece signs a text: alone, with an office under it, in a sentence."""
    if piece.kind != "text" or len(piece.text) > _LONGEST or len(piece.lines) > 3:
        return ""
    first = piece.evidence[0]
    if people := people_of_line(source, first, ""):
        short = all(len(line.text.split()) <= _PROSE for line in piece.lines[1:])
        return match_key(people[0].name) if short and piece.text[-1] not in ".:;" else ""
    together = _ARE.match(piece.text)
    if together and is_name_line(together["names"]):
        return match_key(together["names"])
    if not tells_of_person(piece.text):
        return ""
    printed, _ = name_at_start(source, piece, set())
    return match_key(printed) if looks_like_name(printed) else ""


def _before(flow: Sequence[Piece | Heading], at: int, heads: set[str]) -> Piece | None:
    """The piece before, page numbers and running heads aside; None under a heading."""
    for each in reversed(flow[:at]):
        if isinstance(each, Heading):
            return None
        if not is_page_number(each) and edge_key(each.text) not in heads:
            return each
    return None


def _ends(before: Piece) -> bool:
    """Whether a text ends there: a paragraph, or a note under it."""
    return len(before.text.split()) >= _PROSE or before.text.rstrip()[-1:] in ".!?”’)"


def _is_headed(flow: Sequence[Piece | Heading], at: int) -> bool:
    """Whether a heading stands there, with prose under it."""
    piece = flow[at]
    if isinstance(piece, Heading):
        return piece.level == 1
    if piece.kind != "text" or not looks_like_heading(piece.text) or is_name_line(piece.text):
        return False
    for below in flow[at + 1 : at + 3]:
        if isinstance(below, Heading):
            return False
        if len(below.text.split()) >= _PROSE:
            return True
        if not looks_like_heading(below.text):
            return False
    return False


def names_under_titles(source: SourceText, flow: Flow, front: list[Piece]) -> Flow:
    """The flow with names that stand over their headings put under them, and these as headings.

    The name over the first is taken from the end of the ``front``.
    """
    signed = signed_parts(source, flow)
    if signed.over and front and is_name_line(front[-1].text) and _is_headed(flow, 0):
        flow = [front.pop(), *flow]
        signed.places = [(0, 1), *((at + 1, below + 1) for at, below in signed.places)]
    result: Flow = list(flow)
    for at, below in reversed(signed.places):
        heading = result[below]
        if isinstance(heading, Piece):
            heading = Heading(
                heading.text.strip("* "), 1, heading.spans(), listed=True, words=list(heading.words)
            )
            heading.kind = kind_of(heading.title)
            result[below] = heading
        if signed.over and not _signs_before(result, at) and heading.kind not in _NO_ESSAY:
            name = result[at]
            result[at : below + 1] = [*result[at + 1 : below + 1], name]
    return result


def _signs_before(flow: Flow, at: int) -> bool:
    """Whether a name ends a foreword that nobody has signed: it stands alone before the next."""
    for each in reversed(flow[:at]):
        if isinstance(each, Heading) and each.level:
            return each.kind in {"foreword", "acknowledgements"}
        if len(each.text.split()) < _PROSE if isinstance(each, Piece) else False:
            return False
    return False


def names_listed(contents: Contents | None) -> list[str]:
    """The names that a contents list gives its entries, if it does so for three or more."""
    entries = contents.entries if contents else ()
    named = [each.author for each in entries if each.author]
    keys = [match_key(name) for name in named if not is_capitals(name) or looks_like_name(name)]
    return keys if len(set(keys)) >= _FEWEST else []
