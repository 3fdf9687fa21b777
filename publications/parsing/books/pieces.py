"""A source cut into pieces: paragraphs, list items and tables, before any meaning is given.

Blank lines separate pieces; inside a group of lines, bullets, numbered points, tables, notes and
unwrapped paragraphs are told apart by how the lines begin and how long they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publications.parsing.books.notes.groups import notes_under_title, numbered_notes
from publications.parsing.books.notes.labels import note_label, plain_label
from publications.parsing.books.set_in import set_in
from publications.parsing.document import Evidence, Line, SourceText, Span

BULLETS = "-–—•·▪■●◦‣*\uf0b7"
UNWRAPPED = 160  # a line longer than this is a whole paragraph: nobody sets so wide a measure

# "– 8 –" is the number of a page, and no point of a list.
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s+(?=\S)(?!(?:\d{{1,4}}|[ivxl]{{1,6}})\s*[-–—]\s*$)")
_ROUND = re.compile(r"o\s{1,4}(?=\S)")  # a typewriter's bullet, where several stand together
_POINT = re.compile(r"(\d{1,2}[.)]|\(\d{1,2}\)|\([a-z]\)|[a-z]\)|\(?[ivx]{1,4}\))\s+(?=\S)")
_FIRST = re.compile(r"\(?1[.)]\s")
_LISTED = re.compile(rf"(?:{_BULLET.pattern}|{_POINT.pattern})[^\t]*$")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_TABBED = re.compile(r"[^\t]*\t+\s*\S")
_CLOSING = {"\u201c": "\u201d", '"': '"', "\u2018": "\u2019"}
_COUNTED = re.compile(
    r"\s*(?:Recommendation|Proposal|Finding|Principle|Lesson|Action|Theme|Step|Idea|Question)s?"
    r"\s\d{1,3}:?"
)
# The top of a page, where nothing else shows that it is one.
_OPENS_LIST = re.compile(r"\s*(?:TABLE OF )?CONTENTS\s*")
_looked_at: tuple[SourceText, tuple[Piece, ...]] | None = None  # the last one


@dataclass(slots=True)
class Piece:
    """Some lines that belong together.

    ``kind``: text, item (of a list) or rows (of a table). ``evidence`` holds every span of the
    piece, ``words`` the same without a marker at the beginning.
    """

    kind: str
    lines: list[Line]
    evidence: list[Span]
    words: list[Span]
    text: str  # the words with single spaces, marks and all
    marker: str = ""
    level: int = 0
    tag: str = ""
    broken_by: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.evidence[0][0]

    @property
    def end(self) -> int:
        return self.evidence[-1][1]

    @property
    def single(self) -> bool:
        return len(self.lines) == 1

    def spans(self) -> Evidence:
        return tuple(self.evidence)


def tidy(text: str) -> str:
    """The text with single spaces, without soft hyphens and control characters."""
    words = " ".join(text.split())
    return words if words.isprintable() else " ".join(_INVISIBLE.sub("", text).split())


_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")


def content_span(line: Line) -> Span:
    """The part of a line that is not white space."""
    text = line.text
    left = len(text) - len(text.lstrip())
    return line.start + left, line.start + len(text.rstrip())


def make_piece(
    source: SourceText, lines: list[Line], kind: str = "text", skip: int = 0, marker: str = ""
) -> Piece:
    """A piece of whole lines; ``skip`` characters of marker at the beginning are not words."""
    evidence = [content_span(line) for line in lines]
    words = list(evidence)
    if skip:
        words[0] = (words[0][0] + skip, words[0][1])
    indent = len(lines[0].text) - len(lines[0].text.lstrip())
    return Piece(
        kind=kind,
        lines=lines,
        evidence=evidence,
        words=words,
        text=tidy(" ".join(source.text[start:end] for start, end in words)),
        marker=marker,
        level=min(3, indent // 2) if kind == "item" and "\t" not in lines[0].text[:indent] else 0,
        tag=lines[0].tag,
    )


def stretches(piece: Piece) -> list[Span]:
    """The words of a piece as stretches of whole lines, parted where a page or note broke them."""
    joined: list[Span] = []
    for line, (start, end) in zip(piece.lines, piece.words, strict=False):
        if joined and start - joined[-1][1] <= 2 + len(line.text) - len(line.text.lstrip()):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def indent_of(piece: Piece) -> int:
    """How far the first line of a piece is set in."""
    text = piece.lines[0].text
    return len(text) - len(text.lstrip(" "))


def split(source: SourceText) -> list[Piece]:
    """Every piece of a source in order, without what its reader set aside."""
    pieces: list[Piece] = []
    for group in _groups(source):
        found = _split_group(source, group)
        if pieces and found and (point := _next_point(pieces[-1], found[0])):
            marker, skip = point
            found[0] = make_piece(source, found[0].lines, "item", skip, marker)
        pieces += found
    return pieces


def pieces_of(source: SourceText) -> tuple[Piece, ...]:
    """The same for those that only look: made once, since each parser asks about a source."""
    global _looked_at
    found = _looked_at
    if found is None or found[0] is not source:
        found = _looked_at = (source, tuple(split(source)))
    return found[1]


def _next_point(before: Piece, piece: Piece) -> tuple[str, int] | None:
    """The marker, and its length, of a point parted from the one before it by a blank line."""
    match = _POINT.match(piece.lines[0].text.strip()) if piece.kind == "text" else None
    if not match or before.kind != "item" or before.tag != piece.tag:
        return None
    last, number = (re.sub(r"\D", "", each) for each in (before.marker, match.group(1)))
    return (match.group(1), match.end()) if last and number == str(int(last) + 1) else None


def is_ornament(text: str) -> bool:
    """Whether a text holds no letter and no digit at all."""
    return not any(char.isalnum() for char in text)


# -- groups of lines -----------------------------------------------------------------------


def _groups(source: SourceText) -> Iterator[list[Line]]:
    """Lines between blank ones; a new page, size of type or HTML element begins a new group."""
    aside = [(each.start, each.end) for each in source.left_out]
    aside.sort()
    at = 0
    group: list[Line] = []
    for line in source.lines:
        while at < len(aside) and aside[at][1] <= line.start:
            at += 1
        gone = at < len(aside) and aside[at][0] <= line.start and line.end <= aside[at][1]
        if gone or not tidy(line.text):
            if group and not gone:
                yield group
                group = []
            continue
        if group and _parts_company(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parts_company(before: Line, line: Line) -> bool:
    if before.page != line.page or before.tag != line.tag or _OPENS_LIST.fullmatch(line.text):
        return True
    if line.tag in {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"}:
        return False
    if before.size and line.size and abs(before.size - line.size) > 0.08 * before.size:
        return True
    return before.bold != line.bold and bool(before.size)


def _split_group(source: SourceText, group: list[Line]) -> list[Piece]:
    if _is_table(group) and not _are_notes(group):
        return [make_piece(source, group, "rows")]
    if notes_under_title(group):
        return [make_piece(source, group[:1]), *_split_group(source, group[1:])]
    stripped = [line.text.lstrip() for line in group]
    points = _points(stripped)
    begun = set_in(group)
    rounds = sum(1 for text in stripped if _ROUND.match(text))
    pieces: list[Piece] = []
    current: list[Line] = []
    kind, skip, marker, tag = "text", 0, "", ""
    note = 0  # number of the note being read; 0 outside notes
    if numbered_notes(stripped):
        note = int(plain_label(stripped[0])[0])

    def close() -> None:
        if current:
            piece = make_piece(source, list(current), kind, skip, marker)
            if tag:
                piece.tag = tag
            pieces.append(piece)
            current.clear()

    for place, (line, text) in enumerate(zip(group, stripped, strict=True)):
        hashes = _HASHES.match(text)
        bullet = _BULLET.match(text) or (_ROUND.match(text) if rounds > 1 else None)
        if bullet and text[0] in "-–—" and current and _goes_on(group[place - 1], kind, marker):
            bullet = None
        label, _ = note_label(text)
        dagger = text[:1] in "†‡"
        plain, _ = plain_label(text)
        if hashes:
            close()
            kind, skip, marker, tag = "text", hashes.end(), "", f"h{len(hashes.group(1))}"
            current.append(line)
            close()
            kind, skip, tag, note = "text", 0, "", 0
            continue
        if dagger or label or (note and plain and int(plain) in (note + 1, note + 2)):
            close()
            kind, skip, marker = "text", 0, ""
            note = int(label or plain or 0)
        elif bullet:
            close()
            kind, skip, marker, note = "item", bullet.end(), text[0], 0
        elif place in points:
            close()
            match = _POINT.match(text)
            assert match
            kind, skip, marker, note = "item", match.end(), match.group(1), 0
        elif current and (
            place in begun
            or _begins_anew(group[place - 1], line, kind)
            or (kind == "text" and _ends_quotation(current, line))
        ):
            close()
            kind, skip, marker, note = "text", 0, "", 0
        current.append(line)
    close()
    return pieces


def _ends_quotation(lines: list[Line], line: Line) -> bool:
    """Whether lines are one whole quotation and the next, a short one, says whose it is."""
    mark = _CLOSING.get(lines[0].text.lstrip()[:1])
    if not mark or not lines[-1].text.rstrip().endswith(mark):
        return False
    words = line.text.split()
    return len(words) <= 12 and words[-1][-1] not in ".!?;:" and words[0][0].isupper()


def _goes_on(before: Line, kind: str, marker: str) -> bool:
    """Whether a line's dash is one of its sentence and no bullet: the line before is unfinished."""
    last = before.text.rstrip()
    if kind == "item" and marker in "-–—":
        return False
    return len(last) > 40 and last[-1:] not in ".:;"


def _is_table(group: list[Line]) -> bool:
    """Two lines or more that are mostly cells with tabs between them, and no bullets or points."""
    if len(group) < 2:
        return False
    tabbed = sum(
        1
        for line in group
        if _TABBED.match(line.text[:2000]) and not _LISTED.match(line.text.lstrip())
    )
    return tabbed >= 2 and tabbed >= 0.6 * len(group)


def _are_notes(group: list[Line]) -> bool:
    """Whether lines with one tab each are notes, the number before the tab."""
    one = all(line.text.strip().count("\t") < 2 for line in group)
    return one and numbered_notes([line.text.strip() for line in group])


def _points(texts: Iterable[str]) -> set[int]:
    """The places of lines that begin with numbered points: two or more, or a first behind prose."""
    lines = list(texts)
    found = {place for place, text in enumerate(lines) if _POINT.match(text)}
    if len(found) > 1:
        return found
    return {
        at for at in found if at and _FIRST.match(lines[at]) and lines[at - 1].rstrip()[-1:] in ".:"
    }


def _begins_anew(before: Line, line: Line, kind: str) -> bool:
    """Whether a line without a marker begins a new paragraph inside its group."""
    last = before.text.rstrip()
    first = line.text.lstrip()
    if kind == "text" and _COUNTED.fullmatch(last):
        return True
    if len(last) > UNWRAPPED:
        return not first[:1].islower()
    if kind == "item":
        return last[-1:] in ".;:!?" and first[:1].isupper()
    return len(first) > UNWRAPPED and last[-1:] not in ",;-" and not first[:1].islower()
