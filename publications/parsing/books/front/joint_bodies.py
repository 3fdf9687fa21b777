"""Two bodies on one title page: "A / B", "A in partnership with B", "A", "&" and "B" in lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.books.front.official import is_body
from publications.parsing.books.pieces import Piece, content_span, tidy
from publications.parsing.document import Line, Organisation, SourceText, Span
from publications.parsing.organisations import find_organisations

_JOIN = re.compile(
    r"\s+(?:/|&|and|with|in\s+(?:partnership|association|collaboration|conjunction)\s+with)\s+"
)
_LONE_JOIN = re.compile(r"/|&|and|with|in (?:partnership|association|collaboration) with")
_LONGEST = 160


def joint_bodies(source: SourceText, front: Sequence[Piece]) -> list[list[Organisation]]:
    """The bodies that lines of the title page name together, in the order of print."""
    found: list[list[Organisation]] = []
    for piece in front:
        for line in piece.lines if piece.kind == "text" else ():
            if pair := _in_one_line(source, line):
                found.append(pair)
    lines = [line for piece in front if piece.kind == "text" for line in piece.lines]
    for (before, join), (_, after) in pairwise(pairwise(lines)):
        joined = _LONE_JOIN.fullmatch(tidy(join.text).lower())
        if joined and _is_name(before.text) and _is_name(after.text):
            found.append([_body(source, content_span(each)) for each in (before, after)])
    return found


def _in_one_line(source: SourceText, line: Line) -> list[Organisation]:
    """The two bodies of a line that names nothing else."""
    start, end = content_span(line)
    if end - start > _LONGEST:
        return []
    for join in _JOIN.finditer(source.text, start, end):
        sides = (start, join.start()), (join.end(), end)
        if all(_is_name(source.text[slice(*side)]) for side in sides):
            return [_body(source, side) for side in sides]
    return []


def _is_name(text: str) -> bool:
    """Whether a text is nothing but a body's name."""
    text = re.sub(r"^the\s+", "", tidy(text), flags=re.IGNORECASE)
    named = find_organisations(text)
    return is_body(text) or (len(named) == 1 and named[0].printed == text)


def _body(source: SourceText, span: Span) -> Organisation:
    name = re.sub(r"^the\s+", "", tidy(source.text[slice(*span)]), flags=re.IGNORECASE)
    return Organisation(name, "partner", "", (span,))
