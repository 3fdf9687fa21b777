"""Commissions as authors: "The final report of the Independent Commission on Cold Tea"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.document import Organisation, SourceText

_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"  # the name may go on in the next line
_KIND = r"(?:Commission|Inquiry|Enquiry|Panel|Task ?[Ff]orce)"
_CAPITAL = r"[A-Z][\w'\u2019-]*"
_JOIN = r"(?:of|on|for|in|into|and|the|&)"
_REPORT_OF = re.compile(
    rf"^[ \t]*(?:(?:[Tt]he|[Bb]eing the|[Aa]n?){_GAP})?"
    r"(?:(?:[Ff]inal|[Ii]nterim|[Ff]irst|[Ss]econd|[Ff]ull|[Cc]losing)[ \t]+)?[Rr]eport"
    rf"{_GAP}(?:of|by|from){_GAP}(?:[Tt]he|an?){_GAP}"
    rf"(?P<name>(?:{_CAPITAL}{_GAP}){{0,5}}{_KIND}(?![\w'\u2019])"
    rf"(?:{_GAP}(?:{_JOIN}{_GAP}){{1,2}}{_CAPITAL}(?:{_GAP}{_CAPITAL})*)*)[ \t]*$",
    re.MULTILINE,
)
_LONGEST = 5000  # characters of front pages
_MOST_WORDS = 14


def reporting_commissions(source: SourceText, front: Sequence[Piece]) -> list[Organisation]:
    """The commission whose report a title page says that the work is."""
    if not front:
        return []
    start = front[0].start
    found = _REPORT_OF.search(source.text[start : min(front[-1].end, start + _LONGEST)])
    name = tidy(found["name"]) if found else ""
    if not found or not 2 <= len(name.split()) <= _MOST_WORDS:
        return []
    place = start + found.start("name"), start + found.end("name")
    return [Organisation(name, "author", "", (place,))]
