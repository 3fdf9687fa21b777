"""The lines of a page as blocks: paragraphs, the items of lists, tables.

A saved page marks items and cells by their elements; a page that was printed has only the signs
before them and the gaps between, and its paragraphs may be cut by the end of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing.document import Block, Line, Run, SourceText, Span, Value
from publications.parsing.pages.labelled import label_of, words_of
from publications.parsing.spans import block, span_of, tidy, trimmed

_BULLET = re.compile(r"\s*(?P<marker>[\u2022\u25cf\u25aa\u25e6\u2023]|[-*\u2013](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"\s*(?P<marker>\d{1,2}|[a-z])[.)]\s+(?=\S)")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_INDENT = 2  # characters that a list inside a list is set in by
_PROSE = 8  # words of a line that can be broken off
_STOPS = ".!?:;\u2026\u201d\"\u2019')"


def blocks_of(source: SourceText, lines: Sequence[Line]) -> list[Block]:
    """The blocks of some lines that stand under one heading, in order."""
    made: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        rows = _rows(source, lines, at)
        if rows:
            made.append(_table(source, lines[at : at + rows]))
            at += rows
            continue
        if label := label_of(source, line):
            words = words_of(source, line)[len(label) :]
            made.append(Block("paragraph", (Run(label, "strong"), Run(words)), (span_of(line),)))
            at += 1
            continue
        marker = _marker(lines, at, made)
        spans = [span_of(line)]
        while at + 1 < len(lines) and is_cut(lines[at], lines[at + 1]):
            at += 1
            spans.append(span_of(lines[at]))
        made.append(_item(source, line, spans, marker) if marker else _paragraph(source, spans))
        at += 1
    return made


def described(
    source: SourceText, lines: Sequence[Line], headings: Sequence[Line] = ()
) -> list[Block]:
    """The blocks of lines with headings among them that are no sections of their own.

    Headings are those that the page marks, and ``headings``.
    """
    made: list[Block] = []
    waiting: list[Line] = []
    known = {line.start for line in headings}
    for line in lines:
        if line.tag in _HEADINGS or line.start in known:
            made += blocks_of(source, waiting)
            waiting = []
            made.append(block(source.text, line.start, line.end, "heading"))
        else:
            waiting.append(line)
    return made + blocks_of(source, waiting)


def is_cut(line: Line, following: Line) -> bool:
    """Whether the end of a sheet cuts a paragraph: the next line goes on with its sentence."""
    if line.page is None or following.page is None or following.page <= line.page:
        return False
    words = line.text.split()
    if len(words) < _PROSE or words[-1][-1] in _STOPS or is_listed(following):
        return False
    return following.text.lstrip()[:1].islower() or words[-1][-1] == ","


def is_listed(line: Line) -> bool:
    """Whether a line begins with the sign of a list's item."""
    return bool(_BULLET.match(line.text) or _NUMBER.match(line.text))


def is_row(line: Line) -> bool:
    """Whether a line is cells between gaps."""
    return "\t" in (line.text if line.tag == "td" else line.text.strip())


# -- tables --------------------------------------------------------------------------------


def _rows(source: SourceText, lines: Sequence[Line], at: int) -> int:
    """How many lines from here on are rows of a table; fewer than two are none."""
    end = at
    while end < len(lines) and is_row(lines[end]) and (end == at or _touch(source, lines, end)):
        end += 1
    return end - at if end - at > 1 else 0


def _touch(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    return source.text.count("\n", lines[at - 1].end, lines[at].start) < 2


def _table(source: SourceText, lines: Sequence[Line]) -> Block:
    rows = [tuple(_cells(source.text, line)) for line in lines]
    width = max(len(row) for row in rows)
    return Block(
        "table",
        (),
        tuple(span_of(line) for line in lines),
        rows=tuple((*row, *[Value("", ())] * (width - len(row))) for row in rows),
        page=_page(source, lines[0].start),
    )


def _cells(text: str, line: Line) -> Iterator[Value]:
    """The cells of a row, each with its place; one without words is empty."""
    at = line.start
    for part in line.text.split("\t"):
        place = trimmed(text, at, at + len(part))
        yield Value(tidy(text, *place), (place,) if part.strip() else ())
        at += len(part) + 1


# -- lists ---------------------------------------------------------------------------------


def _marker(lines: Sequence[Line], at: int, made: Sequence[Block]) -> str:
    """The sign of a list's item; "" for a paragraph, also one that begins with a number."""
    line = lines[at]
    if _BULLET.match(line.text):
        return "-"
    number = _NUMBER.match(line.text)
    if not number:
        return ""
    marker = number["marker"]
    if line.tag == "li" or (
        made and made[-1].kind == "item" and made[-1].marker == _before(marker)
    ):
        return marker
    following = _NUMBER.match(lines[at + 1].text) if at + 1 < len(lines) else None
    return marker if following and _before(following["marker"]) == marker else ""


def _before(marker: str) -> str:
    return str(int(marker) - 1) if marker.isdigit() else chr(ord(marker) - 1)


def _item(source: SourceText, line: Line, spans: Sequence[Span], marker: str) -> Block:
    sign = _BULLET.match(line.text) or _NUMBER.match(line.text)
    begin = line.start + sign.end() if sign else spans[0][0]
    words = [(begin, spans[0][1]), *spans[1:]]
    return Block(
        "item",
        (Run(" ".join(tidy(source.text, *each) for each in words)),),
        tuple(spans),
        marker=marker,
        level=min(3, (len(line.text) - len(line.text.lstrip())) // _INDENT),
        page=_page(source, line.start),
    )


def _paragraph(source: SourceText, spans: Sequence[Span]) -> Block:
    if len(spans) == 1 and not source.pages:
        return block(source.text, *spans[0])
    words = " ".join(tidy(source.text, *each) for each in spans)
    return Block("paragraph", (Run(words),), tuple(spans), page=_page(source, spans[0][0]))


def _page(source: SourceText, offset: int) -> str:
    page = source.page_at(offset)
    return page.label if page else ""
