"""The headings that a contents list names, found among the pieces of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from publications.parsing.books.contents.entries import Contents, Entry
from publications.parsing.books.headings.found import (
    Flow,
    Heading,
    align,
    kind_of,
    looks_like_heading,
)
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.books.wording import norm
from publications.parsing.document import ParseWarning
from publications.parsing.imprint import is_imprint

# For the piece at a place: the comparable texts that begin there, each with its last piece.
Keys = Callable[[int], list[tuple[str, int]]]

_LONGEST_KEY = 240


@dataclass(frozen=True, slots=True)
class Placed:
    """The text with its listed headings, and what stood between the list and the first."""

    flow: Flow
    front: list[Piece]
    warnings: list[ParseWarning]
    before: list[Entry] = field(default_factory=list)  # entries that stand before the list


def report_keys(pieces: Sequence[Piece]) -> Keys:
    """A heading is compared as it stands, without its number, and together with the next line."""

    def keys(place: int) -> list[tuple[str, int]]:
        piece = pieces[place]
        if piece.kind == "rows" or len(piece.text) > _LONGEST_KEY:
            return []
        text = piece.text
        found = {(norm(text), place), (norm(split_number(text)[1]), place)}
        if place + 1 < len(pieces) and len(pieces[place + 1].text) <= _LONGEST_KEY:
            following = pieces[place + 1]
            if following.kind == "text" and text[-1:] not in ".!?":
                joined = f"{split_number(text)[1]} {following.text}"
                found.add((norm(joined), place + 1))
        return [(key, last) for key, last in found if key]

    return keys


def place_entries(
    contents: Contents, pieces: Sequence[Piece], keys: Keys, front: Sequence[Piece] = ()
) -> Placed:
    """Make headings of the pieces that a contents list names.

    An entry that is found nowhere becomes an empty heading with a warning: the tree stays that
    of the list. What stands in the ``front``, before the list, is read with the front pages.
    """
    before = {norm(piece.text) for piece in front if len(piece.text) <= _LONGEST_KEY}
    early: list[Entry] = []
    warnings: list[ParseWarning] = []
    matches = align(contents.entries, pieces, keys)
    by_piece = {match.first: match for match in matches}
    found = {match.entry for match in matches}
    flow: Flow = []
    reached = 0
    expected = 0  # the next entry that has not been placed

    def missing(until: int) -> None:
        for index in range(expected, until):
            if index in found:
                continue
            if norm(contents.entries[index].title) in before:
                early.append(contents.entries[index])
            else:
                flow.append(_missing_heading(contents.entries[index], warnings))

    for at, piece in enumerate(pieces):
        if at < reached:
            continue
        match = by_piece.get(at)
        if match is None:
            flow.append(piece)
            continue
        number_piece = _number_before(flow, contents.entries[match.entry].number)
        missing(match.entry)
        expected = match.entry + 1
        entry = contents.entries[match.entry]
        own = [*([number_piece] if number_piece else []), *pieces[at : match.last + 1]]
        title_pieces = pieces[at : match.last + 1]
        number, title = split_number(tidy(" ".join(p.text for p in title_pieces)))
        if title and not entry.number and norm(f"{number} {title}") == norm(entry.title):
            number, title = "", f"{number} {title}".strip()
        named = entry.author and norm(title) == norm(f"{entry.title} {entry.author}")
        if named or (len(title_pieces) > 1 and norm(title) == norm(entry.title)):
            title = entry.title  # it has the colon that a line break stands for
        heading = Heading(
            title.strip("* "),
            entry.level,
            tuple(span for p in own for span in p.evidence),
            number=entry.number or number,
            page=entry.page,
            kind=kind_of(title),
            contents=entry.evidence,
            listed=True,
            author=entry.author,
            size=title_pieces[0].lines[0].size or 0.0,
            words=[span for p in title_pieces for span in p.words],
        )
        if not match.exact:
            warnings.append(
                ParseWarning(
                    "heading_differs",
                    f"The contents list has “{entry.title}”, the text “{heading.title}”.",
                    (*entry.evidence, *heading.evidence),
                )
            )
        flow.append(heading)
        reached = match.last + 1
    if matches:
        missing(len(contents.entries))
    else:
        warnings.append(
            ParseWarning(
                "contents_not_found_in_text",
                "No entry of the contents list was found in the text.",
                contents.heading,
            )
        )
    if not any(entry.indent for entry in contents.entries):
        _raise_by_size(flow, pieces)
    return replace(_without_front(flow, warnings), before=early)


def _raise_by_size(flow: Flow, pieces: Sequence[Piece]) -> None:
    """Unnumbered headings between numbered chapters are chapters too, if they are set as those.

    The list alone makes them parts of the chapter before: "2 Roads / Five proposals / 3 Rails".
    """
    listed = [each for each in flow if isinstance(each, Heading) and each.size]
    chapters = [each.size for each in listed if each.level == 1 and each.number]
    parts = [each for each in listed if each.level > 1 and not each.number]
    if not chapters or not parts:
        return
    smallest = 0.98 * min(chapters)
    body = max(Counter(piece.lines[0].size or 0 for piece in pieces).items(), key=itemgetter(1))[0]
    for each in parts:
        if each.size >= smallest > 1.3 * body:
            each.level = 1


def _number_before(flow: Flow, number: str) -> Piece | None:
    """The chapter number printed on a line of its own right before a heading."""
    last = flow[-1] if flow else None
    if not isinstance(last, Piece) or not number:
        return None
    printed, words = split_number(f"{last.text} x")
    printed = printed if words == "x" else last.text
    printed = re.sub(r"(?:chapter|part|section)\s+", "", printed.lower()).strip(" .:")
    if printed == number.lower().strip("."):
        flow.pop()
        return last
    return None


def _missing_heading(entry: Entry, warnings: list[ParseWarning]) -> Heading:
    warnings.append(
        ParseWarning(
            "heading_not_found",
            f"The contents list names “{entry.title}”; no such heading was found in the text.",
            entry.evidence,
        )
    )
    return Heading(
        entry.title,
        entry.level,
        entry.evidence,
        number=entry.number,
        page=entry.page,
        kind=kind_of(entry.title),
        contents=entry.evidence,
        listed=True,
    )


def _without_front(flow: Flow, warnings: list[ParseWarning]) -> Placed:
    """What stands between the contents list and the first heading goes to the front pages."""
    first = next((at for at, each in enumerate(flow) if isinstance(each, Heading)), 0)
    keep = 0
    for at in range(first):
        piece = flow[at]
        assert isinstance(piece, Piece)
        if len(piece.text.split()) >= 25 and not is_imprint(piece):
            break
        keep = at + 1
    last = flow[keep - 1] if 0 < keep < first else None
    if isinstance(last, Piece) and looks_like_heading(last.text):
        keep -= 1
    front = [piece for piece in flow[:keep] if isinstance(piece, Piece)]
    return Placed(flow[keep:], front, warnings)
