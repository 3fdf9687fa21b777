"""Footnotes and endnotes, and the marks in the text that call them.

A raised number at the beginning of a line is a note, a raised number elsewhere a mark. Plain
digits, asterisks and daggers are one or the other only when marks and notes answer each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publications.parsing.books.headings.found import Heading, kind_of
from publications.parsing.books.inline import Mark
from publications.parsing.books.notes.heads import note_heads
from publications.parsing.books.notes.labels import (
    note_label,
    note_sign,
    plain_label,
)
from publications.parsing.books.notes.marks import marks_in
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.document import ParseWarning, SourceText, Span

_REFERENCE = re.compile(
    r"https?://|www\.|\baccessed\b|\bibid\b|\bop\.? ?cit|\b(?:1[89]|20)\d\d\b|\bpp?\.\s?\d|\bsee\b",
    re.IGNORECASE,
)
_SMALL = 0.95  # of the size of the text: notes at the foot of a page are set smaller
_SURELY_CALLED = 5  # notes with marks: the text is known to print these
_MOST_UNCALLED = 10  # of so many that are called one may lack its mark
_WIDEST_GAP = 5  # a longer leap is another count, not a lost note
_SENTENCE_END = ".!?:;\"”’')]"


@dataclass(slots=True)
class Note:
    """A note as it stands in the text."""

    number: str
    piece: Piece
    words: list[Span]  # without the number
    mark: Mark | None = None


@dataclass(slots=True)
class Notes:
    """The notes of a text, its marks, and what a reader should check."""

    notes: list[Note] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    heads: list[Piece] = field(default_factory=list)  # say whose notes follow
    warnings: list[ParseWarning] = field(default_factory=list)

    def pieces(self) -> set[int]:
        """The identities of the pieces that are notes, or stand over them."""
        return {id(note.piece) for note in self.notes} | {id(piece) for piece in self.heads}


@dataclass(slots=True)
class _Candidate:
    piece: Piece
    number: str
    length: int  # of the label, from the beginning of the piece's words
    raised: bool
    endnote: bool


def find_notes(source: SourceText, flow: Sequence[Piece | Heading]) -> Notes:
    """All notes and marks in a flow of pieces and headings, tied to each other."""
    heads = note_heads(flow)
    candidates = _candidates(source, flow, heads)
    numbers = {candidate.number for candidate in candidates.values()}
    ended = {each.number for each in candidates.values() if each.endnote}
    result = Notes()
    opened: dict[str, deque[Mark]] = defaultdict(deque)
    unmarked: list[Note] = []
    previous: Piece | None = None
    last_note: Note | None = None
    for piece in flow:
        if id(piece) in heads:
            _forget(opened, heads[id(piece)])
            if isinstance(piece, Piece):
                result.heads.append(piece)
                continue
        if isinstance(piece, Heading):
            previous = None
            for mark in marks_in(source, piece.words, numbers):
                opened[mark.number].append(mark)
                result.marks.append(mark)
            continue
        candidate = candidates.get(id(piece))
        pointed = candidate and not candidate.endnote and candidate.number in ended
        if pointed and not _REFERENCE.search(piece.text[:2000]):
            candidate = None  # the notes stand at the end; here a point of a list has the number
        if candidate and _is_note(candidate, opened, previous, last_note):
            if last_note and candidate.number == "1" and last_note.number[0] in "23456789":
                _forget(opened, _end_of_former(opened, last_note))
            note = Note(candidate.number, piece, _without_label(piece, candidate.length))
            if opened[note.number]:
                note.mark = opened[note.number].popleft()
            else:
                unmarked.append(note)
            result.notes.append(note)
            last_note = note
            continue
        spans = piece.words
        for mark in marks_in(source, spans, numbers):
            opened[mark.number].append(mark)
            result.marks.append(mark)
        previous = piece
    _marks_behind(unmarked, opened)
    result.notes = _called(
        source, result.notes, {id(each.piece) for each in candidates.values() if each.raised}
    )
    _report(result, opened)
    return result


def _forget(opened: dict[str, deque[Mark]], before: int) -> None:
    """Marks that stand before the chapter whose notes begin call none of these."""
    for number, marks in opened.items():
        opened[number] = deque(mark for mark in marks if mark.start > before)


def _end_of_former(opened: dict[str, deque[Mark]], last: Note) -> int:
    """Where the marks of the former notes end: at the last of them, where text came behind it.

    Notes of all chapters together stand behind all marks; there the last note's own mark tells.
    """
    behind = any(mark.start > last.piece.start for marks in opened.values() for mark in marks)
    if behind:
        return last.piece.start
    return last.mark.start if last.mark else -1


def _candidates(
    source: SourceText, flow: Sequence[Piece | Heading], heads: Collection[int]
) -> dict[int, _Candidate]:
    found: dict[int, _Candidate] = {}
    body = _body_size(source)
    endnotes = False
    level = 0  # of the heading over the endnotes; those under it say whose notes they are
    for piece in flow:
        if id(piece) in heads:
            continue
        if isinstance(piece, Heading):
            if kind_of(piece.title) == "notes":
                endnotes, level = True, piece.level
            else:
                endnotes = endnotes and piece.level > level
            continue
        if piece.kind == "rows":
            continue
        if len(piece.text) < 40 and kind_of(piece.text) == "notes":
            endnotes = True
            continue
        text = source.text[piece.words[0][0] : piece.words[0][1]]
        if piece.kind == "item" and note_sign(f"{piece.marker} x")[0]:
            found[id(piece)] = _Candidate(piece, piece.marker, 0, False, endnotes)
            continue
        sign, length = note_sign(text)
        if sign:
            found[id(piece)] = _Candidate(piece, sign, length, False, endnotes)
            continue
        number, length = note_label(text)
        if number:
            found[id(piece)] = _Candidate(piece, number, length, True, endnotes)
            continue
        size = piece.lines[0].size
        small = bool(body and size and size < _SMALL * body)
        if endnotes and all(line.bold for line in piece.lines):
            continue  # "1. The first chapter", in other words than over the chapter
        if piece.kind == "item":
            digits = piece.marker.strip(".()")
            if (endnotes or small) and digits.isdigit():
                found[id(piece)] = _Candidate(piece, digits, 0, False, endnotes)
            continue
        number, length = plain_label(text)
        # In the type of the text a number at the foot of a page begins a point of a list.
        if number and (endnotes or small or not (body and size)):
            found[id(piece)] = _Candidate(piece, number, length, False, endnotes)
    return found


def _body_size(source: SourceText) -> float:
    """The size of type that most of a text is set in; 0 where the source does not know it."""
    sizes: Counter[float] = Counter()
    for line in source.lines:
        if line.size:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _is_note(
    candidate: _Candidate,
    opened: dict[str, deque[Mark]],
    previous: Piece | None,
    last: Note | None,
) -> bool:
    if candidate.raised:
        return True
    if not candidate.number.isdigit():
        return bool(opened[candidate.number])
    number = int(candidate.number)
    before = int(last.number) if last and last.number.isdigit() else None
    follows = before is not None and number == before + 1
    if candidate.endnote:
        return number == 1 or follows or bool(opened[candidate.number])
    reference = bool(_REFERENCE.search(candidate.piece.text[:2000]))
    if opened[candidate.number]:
        return reference or candidate.piece.text.rstrip()[-1:] in _SENTENCE_END
    if not reference:
        return False
    # No mark was printed: right behind a note, or in the middle of a sentence.
    broken = previous is not None and previous.text.rstrip()[-1:] not in _SENTENCE_END
    return broken and (follows or (last is None and number == 1))


def _without_label(piece: Piece, length: int) -> list[Span]:
    (start, end), *rest = piece.words
    return [(min(end, start + length), end), *rest]


def _marks_behind(unmarked: list[Note], opened: dict[str, deque[Mark]]) -> None:
    """Tie notes that came before their marks: a page was cut out of order."""
    for note in unmarked:
        waiting = opened[note.number]
        for mark in list(waiting):
            if mark.start > note.piece.start:
                note.mark = mark
                waiting.remove(mark)
                break


def _called(source: SourceText, notes: list[Note], raised: Collection[int]) -> list[Note]:
    """The notes without those counts that the text calls nowhere, though it calls the others.

    They are lists: the clauses of a licence, further works. Raised numbers are notes all the same.
    """
    counts: list[list[Note]] = []
    for note in notes:
        if note.number == "1" or not counts:
            counts.append([])
        counts[-1].append(note)
    marked = sum(1 for note in notes if note.mark)
    missing = [
        each
        for each in counts
        if not any(note.mark or id(note.piece) in raised for note in each) and each[0].number == "1"
    ]
    lost = sum(map(len, missing))
    if marked < _SURELY_CALLED or _MOST_UNCALLED * (len(notes) - lost - marked) > marked:
        return notes
    for note in (one for each in missing for one in each):
        piece = note.piece
        if piece.kind == "text":  # a point of its list, or it would look like a heading
            piece.kind, piece.marker, piece.words = "item", note.number, note.words
            piece.text = tidy(" ".join(source.text[start:end] for start, end in note.words))
    return [note for each in counts if each not in missing for note in each]


def _report(result: Notes, opened: dict[str, deque[Mark]]) -> None:
    for note in result.notes:
        if note.mark is None:
            result.warnings.append(
                ParseWarning(
                    "footnote_without_mark",
                    f"No mark in the text calls footnote {note.number}.",
                    note.piece.spans(),
                )
            )
    counted = [note for note in result.notes if note.number.isdigit()]
    for before, note in pairwise(counted):
        gap = int(note.number) - int(before.number) - 1
        if 0 < gap <= _WIDEST_GAP:
            result.warnings.append(
                ParseWarning(
                    "footnote_missing",
                    f"Between footnotes {before.number} and {note.number} "
                    f"{'one is' if gap == 1 else f'{gap} are'} not printed.",
                    (before.piece.evidence[-1], note.piece.evidence[0]),
                )
            )
    known = {note.number for note in result.notes}
    stray: set[Mark] = set()
    for marks in opened.values():
        for mark in marks:
            if mark.number in known and mark.raised:
                continue  # a second call of the same note
            stray.add(mark)
            if not mark.raised:
                continue
            result.warnings.append(
                ParseWarning(
                    "mark_without_footnote",
                    f"The text calls footnote {mark.number}, which is not printed.",
                    ((mark.start, mark.end),),
                )
            )
    # A mark that calls nothing stays in the text as it is printed.
    result.marks = [mark for mark in result.marks if mark not in stray]
