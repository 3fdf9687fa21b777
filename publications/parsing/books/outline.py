"""A long text taken apart: front pages, contents list, chapters, notes, back pages.

``prepare`` finds the parts and puts broken paragraphs together; ``sections.build`` makes the
sections. Reports and essay collections differ only in what stands between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publications.parsing.books.contents.contents_list import find_contents
from publications.parsing.books.contents.entries import Contents, Entry
from publications.parsing.books.front.bylines import label_of
from publications.parsing.books.front.covers import cover_words, left_out, page_furniture
from publications.parsing.books.headings.found import (
    Flow,
    Heading,
    kind_of,
    looks_like_heading,
)
from publications.parsing.books.headings.levels import CHAPTER, set_levels
from publications.parsing.books.headings.listed import Keys, place_entries
from publications.parsing.books.headings.numbers import split_number
from publications.parsing.books.headings.unlisted import Typography, mark_headings
from publications.parsing.books.notes.footnotes import Notes, find_notes
from publications.parsing.books.page_tops import page_tops
from publications.parsing.books.paragraphs import join_broken
from publications.parsing.books.people.names_over_titles import names_put_under
from publications.parsing.books.people.signatures import is_name_line
from publications.parsing.books.pieces import Piece, make_piece, split
from publications.parsing.books.printed_pages import give_pages
from publications.parsing.books.set_apart import mark_quotations
from publications.parsing.books.wording import norm
from publications.parsing.document import (
    LeftOut,
    Line,
    ParseWarning,
    SourceText,
)
from publications.parsing.errors import ParseError
from publications.parsing.imprint import is_imprint
from publications.parsing.names import split_person_line

_ABOUT = re.compile(r"about\b(?!\s+the\s+(?:authors?|editors?|contributors?))", re.IGNORECASE)
_BACK_COVER = 200  # words
_FRONT_LIMIT = 80  # pieces; the text has begun by then


@dataclass(slots=True)
class Prepared:
    """A long text in its parts, before sections are made."""

    source: SourceText
    contents: Contents | None
    front: list[Piece]
    flow: Flow
    back: list[Piece]
    notes: Notes = field(default_factory=Notes)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)
    listed_before: dict[str, Entry] = field(default_factory=dict)  # headings in the front
    all_pieces: list[Piece] = field(default_factory=list)  # of the text, page furniture with it
    page_tops: list[Piece] = field(default_factory=list)  # running heads: they repeat the title

    @property
    def running_text(self) -> str:
        """The words of the chapters and of the running heads, for looking phrases up."""
        prose = [piece for piece in self.flow if isinstance(piece, Piece)]
        return "\n".join(piece.text for piece in (*prose, *self.page_tops))


def prepare(
    source: SourceText,
    make_keys: Callable[[Sequence[Piece]], Keys],
    before_headings: Callable[[SourceText, Flow, list[Piece]], Flow] | None = None,
    reshape: Callable[[SourceText, list[Piece]], list[Piece]] | None = None,
) -> Prepared:
    """Take a text apart. ``make_keys`` says how contents entries are compared with pieces;
    ``before_headings`` may recognise headings of its own before the general rules do (it is given
    the front pages too), and
    ``reshape`` may cut the pieces anew before anything is read.

    Raises ParseError when the source holds no text.
    """
    pieces = split(source)
    if not pieces:
        raise ParseError(source.name, "holds no text")
    contents = find_contents(source, pieces)
    if reshape:
        cut = contents.last if contents else 0
        pieces = [*pieces[:cut], *reshape(source, pieces[cut:])]
    if contents:
        under = names_put_under(source, contents.entries, pieces[contents.last :])
        pieces = [*pieces[: contents.last], *under]
    start = contents.last if contents else _start_of_text(pieces)
    end = _start_of_back(pieces, start)
    front = list(pieces[: contents.first if contents else start])
    prepared = Prepared(source, contents, front, [], list(pieces[end:]))
    prepared.all_pieces = list(pieces[start:end])
    body = _without_page_tops(prepared, pieces[start:end])
    flow: Flow = list(body)
    if contents:
        placed = place_entries(contents, body, make_keys(body), prepared.front)
        flow = placed.flow
        prepared.front += placed.front
        prepared.listed_before = {norm(entry.title): entry for entry in placed.before}
        prepared.warnings += placed.warnings
    flow = _without_furniture(prepared, flow)
    prepared.notes = find_notes(source, flow)
    prepared.warnings += prepared.notes.warnings
    notes = prepared.notes.pieces()
    for piece in prepared.notes.heads:
        prepared.left_out += left_out(piece, "heading over notes")
    flow = [piece for piece in flow if isinstance(piece, Heading) or id(piece) not in notes]
    flow = mark_quotations(source, flow, Typography(source).body)
    if before_headings:
        flow = before_headings(source, flow, prepared.front)
    flow = mark_headings(source, flow)
    listed = any(isinstance(each, Heading) and each.listed for each in flow)
    set_levels(flow, listed=bool(contents) or listed)
    flow, warnings = join_broken(flow)
    prepared.warnings += warnings
    give_pages(prepared.all_pieces, flow)
    prepared.flow = flow
    if contents:
        prepared.warnings += contents.warnings
        prepared.left_out += [
            LeftOut(start, end, "heading of the contents list") for start, end in contents.heading
        ]
    return prepared


def _without_page_tops(prepared: Prepared, body: Sequence[Piece]) -> list[Piece]:
    """The body without its running heads at the edges of pages; the front loses them too.

    The reader of PDFs knows them better, and has set them aside.
    """
    if prepared.source.media_type == "application/pdf":
        return list(body)
    entries = prepared.contents.entries if prepared.contents else ()
    tops = page_tops([*prepared.front, *body, *prepared.back], entries)
    for piece in (*prepared.front, *body, *prepared.back):
        if id(piece) in tops:
            prepared.left_out += left_out(piece, "running head")
            prepared.page_tops.append(piece)
    prepared.front = [piece for piece in prepared.front if id(piece) not in tops]
    prepared.back = [piece for piece in prepared.back if id(piece) not in tops]
    return [piece for piece in body if id(piece) not in tops]


# -- the parts of a text -------------------------------------------------------------------


def _start_of_text(pieces: Sequence[Piece]) -> int:
    """Where the text begins in a source without a contents list."""
    signed = _signed_headings(pieces)
    if len(signed) > 1:
        return signed[0]
    for at in range(1, min(len(pieces) - 1, _FRONT_LIMIT)):
        piece, following = pieces[at], pieces[at + 1]
        if piece.kind != "text" or not looks_like_heading(piece.text) or is_imprint(piece):
            continue
        text = split_number(piece.text)[1]
        known = kind_of(text) != "section" or bool(CHAPTER.match(text))
        numbered = bool(split_number(piece.text)[0])
        prose = following.kind == "item" or len(following.text.split()) >= 20
        if (known or numbered) and (prose or len(following.text.split()) >= 8):
            return at
        if at >= 2 and prose and not _ABOUT.match(text) and not is_imprint(following):
            return at
    for at, piece in enumerate(pieces[:_FRONT_LIMIT]):
        if at and len(piece.text.split()) >= 25 and not is_imprint(piece):
            return at
    return min(1, len(pieces) - 1)


def _signed_headings(pieces: Sequence[Piece]) -> list[int]:
    """The places of headings with a name and then prose under them, behind the first piece."""
    found: list[int] = []
    for at in range(1, len(pieces) - 2):
        heading, name, prose = pieces[at : at + 3]
        if len(prose.text.split()) < 12 or len(name.text) > 160 or name.kind != "text":
            continue
        if not looks_like_heading(heading.text) or label_of(heading.text)[0]:
            continue
        if is_name_line(heading.text) or not _is_byline(name.text):
            continue
        found.append(at)
    return found


def _is_byline(text: str) -> bool:
    return is_name_line(text) or bool(split_person_line(text)[0])


def _start_of_back(pieces: Sequence[Piece], start: int) -> int:
    """Where the pages behind the text begin: short lines, imprint and word clouds at the end."""
    if last := _last_page(pieces, start):
        return last
    at = len(pieces)
    while at > start and _is_back(pieces[at - 1]):
        at -= 1
    tail = pieces[at:]
    clouds = {id(piece) for piece in cover_words(tail)}
    for offset, piece in enumerate(tail):
        # Lines before the first imprint or word cloud may sign the last chapter.
        if id(piece) in clouds or is_imprint(piece) or piece.text.rstrip().endswith(":"):
            rest = tail[offset:]
            if any(id(p) in clouds or is_imprint(p, sure=True) for p in rest):
                return at + offset
    return len(pieces)


def _last_page(pieces: Sequence[Piece], start: int) -> int:
    """Where the last page begins, if it is a back cover: an imprint and few words; else 0."""
    page = pieces[-1].lines[0].page
    at = len(pieces)
    while at > start + 1 and pieces[at - 1].lines[0].page == page:
        at -= 1
    words = sum(len(piece.text.split()) for piece in pieces[at:])
    if page is None or page == pieces[at - 1].lines[0].page or words > _BACK_COVER:
        return 0
    return at if any(is_imprint(piece, sure=True) for piece in pieces[at:]) else 0


def _is_back(piece: Piece) -> bool:
    if piece.kind != "text":
        return False
    if is_imprint(piece):
        return True
    return len(piece.text.split()) <= 40 and all(
        len(line.text.split()) <= 10 and line.text.rstrip()[-1:] not in '.!?”"’'
        for line in piece.lines
    )


def _without_furniture(prepared: Prepared, flow: Flow) -> Flow:
    pieces = [piece for piece in flow if isinstance(piece, Piece)]
    keep = _chapter_numbers(flow) if not prepared.contents else set()
    by_form = prepared.source.media_type != "application/pdf"
    reasons = page_furniture(pieces, keep, running_heads=by_form, cover=prepared.front[:8])
    kept: Flow = []
    for piece in flow:
        if isinstance(piece, Piece) and id(piece) in reasons:
            prepared.left_out += left_out(piece, reasons[id(piece)])
        else:
            kept.append(piece)
    return _chapter_number_headings(prepared.source, kept)


def _chapter_numbers(flow: Flow) -> set[int]:
    """Pieces that are nothing but the next chapter's number, right before a heading.

    Used without a contents list only: 1, 2, 3 ... in order, each before a line like a heading.
    """
    found: set[int] = set()
    expected = 1
    for piece, following in pairwise(flow):
        if not isinstance(piece, Piece) or not isinstance(following, Piece):
            continue
        number = re.sub(r"(?i)^chapter\s+", "", piece.text).strip(" .")
        if number == str(expected) and looks_like_heading(following.text):
            found.add(id(piece))
            expected += 1
    return found if len(found) > 1 else set()


def _chapter_number_headings(source: SourceText, flow: Flow) -> Flow:
    """A number kept as a chapter's is joined to the heading behind it."""
    result: Flow = []
    for piece in flow:
        last = result[-1] if result else None
        if (
            isinstance(piece, Piece)
            and isinstance(last, Piece)
            and re.fullmatch(r"(?i)(?:chapter\s+)?\d{1,2}\.?", last.text)
            and piece.kind == "text"
            and looks_like_heading(piece.text)
        ):
            result.pop()
            lines: list[Line] = [*last.lines, *piece.lines]
            joined = make_piece(source, lines)
            joined.text = f"{last.text.split()[-1].strip('.')} {piece.text}"
            joined.words = list(piece.words)
            joined.tag = piece.tag
            result.append(joined)
        else:
            result.append(piece)
    return result
