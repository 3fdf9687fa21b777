"""Headings that no contents list names, known by their form and by what stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.books.headings.found import (
    Flow,
    Heading,
    is_capitals,
    kind_of,
    looks_like_heading,
    run_in_heading,
)
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.paragraphs import is_broken_off, starts_low
from publications.parsing.books.people.signatures import is_name_line
from publications.parsing.books.pieces import Piece, indent_of, tidy
from publications.parsing.books.quotes import TWO_SENTENCES, attribution, is_whole_quote
from publications.parsing.books.turns import turns_in
from publications.parsing.document import SourceText
from publications.parsing.mentions import office_first, tells_of_person
from publications.parsing.names import looks_like_name, split_person_line


class Typography:
    """What size of type the running text has, where the source knows it."""

    def __init__(self, source: SourceText):
        sizes: Counter[float] = Counter()
        for line in source.lines:
            if line.size:
                sizes[round(line.size, 1)] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 0.0
        self.tagged = any(line.tag in _HEADING_TAGS for line in source.lines)

    def is_larger(self, piece: Piece) -> bool:
        size = piece.lines[0].size
        return bool(self.body and size and size > 1.06 * self.body)

    def allows(self, piece: Piece) -> bool:
        """Whether the look of a piece does not forbid that it is a heading."""
        if piece.tag in _HEADING_TAGS:
            return True
        if self.tagged and piece.tag:
            return False
        if not self.body or not piece.lines[0].size:
            return True
        return self.is_larger(piece) or piece.lines[0].bold or is_capitals(piece.text)


_OFFICE = re.compile(r",|\s[–—-]\s|\t|\(")
_OFTEN = 3
_COUNTED = 4  # numbered paragraphs one after the other show that the text numbers them
_NUMBERED = re.compile(r"(\d{1,3})\.?\s+[A-Z“‘\"]")
_MOST_WORDS = 6
_LONG = 9  # words of two sentences that are no title
_PROSE = 12  # words of a paragraph that is certainly one
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


# Under these headings a short line is more likely a person's than a heading.
_OF_PEOPLE = frozenset(("authors", "foreword", "introduction", "acknowledgements"))


def mark_headings(source: SourceText, flow: Flow) -> Flow:
    """The flow with unlisted headings recognised; their level is 0 until it is decided."""
    look = Typography(source)
    back = _coming_back(flow, look)
    turns = turns_in(flow)
    result: Flow = []
    names = False  # whether a line in the form of a name may be a heading after all
    counted, run = 0, 0  # the last numbered paragraph, and how many came one after the other
    for at, piece in enumerate(flow):
        if isinstance(piece, Heading):
            result.append(piece)
            names = piece.kind not in _OF_PEOPLE
            continue
        before = result[-1] if result else None
        number = _paragraph_number(piece)
        goes_on = number == counted + 1
        within = goes_on and run >= _COUNTED
        if number and (within or _is_prose(piece)):
            counted, run = number, run + 1 if goes_on else 1
        if within:
            result.append(piece)  # a paragraph that a page broke, of a text that numbers them
        elif id(piece) in turns or _signs(
            piece, result, flow[at + 1] if at + 1 < len(flow) else None
        ):
            result.append(piece)
        elif (
            piece.kind == "item" and is_capitals(piece.text) and looks_like_heading(piece.text)
        ) or _is_heading(piece, before, flow, at, look, names):
            result.append(heading_of(source, piece))
        elif id(piece) in back:
            result.append(replace(heading_of(source, piece), comes_back=True))
        elif piece.kind == "text" and (words := run_in_heading(piece.text)):
            result += _divide(source, piece, words)
        else:
            result.append(piece)
    return result


def _paragraph_number(piece: Piece) -> int:
    """The number of a numbered paragraph, which stands before a capital letter; 0 for others."""
    match = _NUMBERED.match(piece.text) if piece.kind == "text" else None
    return int(match[1]) if match else 0


def _coming_back(flow: Flow, look: Typography) -> set[int]:
    """Short lines of a page's running type that come back, each time over a paragraph.

    Type alone does not show them where a source does not know italics.
    """
    if not look.body:
        return set()
    places: dict[str, list[Piece]] = defaultdict(list)
    for piece, following in pairwise(flow):
        if isinstance(piece, Heading) or isinstance(following, Heading):
            continue
        if not piece.single or len(piece.text.split()) > _MOST_WORDS or piece.kind != "text":
            continue
        prose = following.kind == "item" or _is_prose(following)
        if prose and looks_like_heading(piece.text) and "\t" not in piece.lines[0].text:
            places[piece.text].append(piece)
    return {id(p) for found in places.values() if len(found) >= _OFTEN for p in found}


def heading_of(source: SourceText, piece: Piece) -> Heading:
    """A piece as a heading; a number or a stray bullet before it is no part of the title."""
    number, title = split_number(tidy(piece.text.strip("*")))
    title = title.strip("* ")
    kind = kind_of(title)
    return Heading(
        title,
        0,
        piece.spans(),
        number=number,
        kind=kind,
        indent=indent_of(piece),
        size=piece.lines[0].size or 0.0,
        tag=piece.tag,
        words=list(piece.words),
    )


def _is_heading(
    piece: Piece,
    before: Piece | Heading | None,
    flow: Flow,
    at: int,
    look: Typography,
    names: bool,
) -> bool:
    """Whether a piece is a heading by its own form, by what it comes after and what follows."""
    if piece.kind != "text" or len(piece.lines) > 3 or not looks_like_heading(piece.text):
        return False
    if kind_of(piece.text) == "notes" and piece.single and len(piece.text) < 40:
        return True
    if _has_another_form(piece) or not look.allows(piece):
        return False
    if piece.tag in _HEADING_TAGS:
        return True
    following = flow[at + 1] if at + 1 < len(flow) else None
    if following is None or _belongs_to(piece, before, look) or _is_of_people(piece):
        return False
    if _goes_on_in(piece, following):
        return False
    if len(piece.lines) > 1 and is_name_line(piece.lines[0].text):
        return False  # somebody with the office on the line below
    if looks_like_name(piece.text) and not (names and _is_prose(following)):
        return False
    stands_out = is_capitals(piece.text) or look.is_larger(piece)
    if not stands_out and TWO_SENTENCES.search(piece.text) and len(piece.text.split()) >= _LONG:
        return False  # a standfirst, or words set apart
    if isinstance(following, Heading):
        return stands_out or bool(split_number(piece.text)[0])
    if len(piece.lines) > 1 and any(len(line.text.split()) < 3 for line in piece.lines[:-1]):
        return is_capitals(piece.text)
    return _can_follow(following, flow, at)


def _has_another_form(piece: Piece) -> bool:
    """Whether it is a row of a table, or a quotation as a whole."""
    if any("\t" in line.text.strip() for line in piece.lines):
        return True
    return is_whole_quote(piece.text) and not is_capitals(piece.text)


def _belongs_to(piece: Piece, before: Piece | Heading | None, look: Typography) -> bool:
    """Whether it ends what stands before it: a sentence, a quotation, the title of a chapter."""
    if isinstance(before, Heading):
        return is_name_line(piece.text)  # who wrote the chapter
    if before is None:
        return False
    stands_out = is_capitals(piece.text) or look.is_larger(piece)
    if is_broken_off(before) and not stands_out:
        return True
    return is_whole_quote(before.text) and any(attribution(piece.text))


def _goes_on_in(piece: Piece, following: Piece | Heading) -> bool:
    """Whether it is the last line of a page, whose sentence the next page goes on with."""
    if not isinstance(following, Piece) or following.kind != "text" or is_capitals(piece.text):
        return False
    return starts_low(following.text) and _is_prose(following)


def _signs(piece: Piece, result: Flow, following: Piece | Heading | None) -> bool:
    """Whether a piece is a name with its office, or the office of the name above it.

    They stand under a heading or at the end of a text, in a type of their own.
    """
    lines = list(piece.lines)
    above = list(result)
    if piece.single and above and isinstance(above[-1], Piece) and above[-1].single:
        name = above.pop()
        assert isinstance(name, Piece)
        lines.insert(0, name.lines[0])
    if piece.kind != "text" or not 2 <= len(lines) <= 3 or not lines[0].size:
        return False
    if not is_name_line(lines[0].text) or len({(line.size, line.bold) for line in lines}) > 1:
        return False
    if above and isinstance(above[-1], Heading):
        return True
    return following is None or (isinstance(following, Heading) and following.size > lines[0].size)


def _is_of_people(piece: Piece) -> bool:
    """Whether it is somebody with an office; of a bare name, what follows tells."""
    if looks_like_name(piece.text):
        return False
    if tells_of_person(piece.text) or office_first(piece.text)[0]:
        return True
    return bool(split_person_line(piece.text)[0] and _OFFICE.search(piece.text))


def _is_prose(following: Piece | Heading) -> bool:
    return isinstance(following, Piece) and len(following.text.split()) >= _PROSE


def _can_follow(following: Piece, flow: Sequence[Piece | Heading], at: int) -> bool:
    """Whether a piece can stand under a heading: prose, a list, a quotation, another heading."""
    if following.kind != "text" or len(following.text.split()) >= 8:
        return True
    if is_whole_quote(following.text) or following.text.rstrip()[-1:] in ".:?!":
        return True
    after = flow[at + 2] if at + 2 < len(flow) else None
    if isinstance(after, Heading):
        return True
    return after is not None and (after.kind != "text" or len(after.text.split()) >= 8)


def _divide(source: SourceText, piece: Piece, words: str) -> Flow:
    """A heading that runs into the first line of its paragraph, and the paragraph."""
    (start, end), *rest = piece.words
    line = source.text[start:end]
    # The heading stands on the first line in single spaces more often than not; else leave it.
    length = len(words)
    if tidy(line[:length]) != words:
        return [piece]
    number, title = split_number(words)
    heading = Heading(
        title, 0, ((start, start + length),), number=number, words=[(start, start + length)]
    )
    begin = start + length + len(line[length:]) - len(line[length:].lstrip())
    spans = [(begin, end), *rest]
    body = Piece(
        kind="text",
        lines=piece.lines,
        evidence=spans,
        words=list(spans),
        text=tidy(piece.text[len(words) :]),
        tag=piece.tag,
    )
    return [heading, body]
