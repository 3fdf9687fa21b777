"""The title of a page in its sentences, where no line of its own is one.

"The Bus Days project", "The 'Bus Days' inquiry has been set up", "Bus Days is our campaign".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line, SourceText, Value
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS
from publications.parsing.spans import tidy

_PROSE_WORDS = 14
_FEW = 4  # words of a line that may be no title
_NAME = (
    r"(?P<name>[A-Z\d][\w'\u2019&-]*"
    r"(?: (?:(?:of|for|the|and|in|on|to|at|&) )*[A-Z\d][\w'\u2019&-]*){0,7})"
)
_AT_ONCE = re.compile(
    r"\s*(?:The|Our|This) (?:[\u2018\u201c'\"](?P<quoted>[^\u2018\u2019\u201c\u201d\"\n]{4,80})"
    r"[\u2019\u201d'\"]|(?P<name>[A-Z][^.!?\n]{4,80}\?))"
    rf" (?i:{UNDERTAKINGS}|{WORKS})\b"
)
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Tt]he {_NAME} (?P<kind>(?i:{UNDERTAKINGS}))\b",
        r"\b(?:started|launched|began|opened|set up|announced|runs?|created|introduced)(?: the)? "
        rf"{_NAME}, (?:an?|our|the|its) [^.]{{0,40}}\b(?i:{UNDERTAKINGS})\b(?P<kind>)",
        rf"(?:^|\. |\n){_NAME} is (?:an?|our|the) [^.]{{0,60}}"
        rf"\b(?i:{UNDERTAKINGS}|{WORKS})\b(?P<kind>)",
    )
)


def named_at_once(source: SourceText, lines: Sequence[Line], titled: Line) -> Value | None:
    """The name that the first sentence is about, where the words of a likely title do not recur.

    "The Who keeps the keys? inquiry has been set up", "The 'Bus Days' project is".
    """
    first = next((line for line in lines if len(line.text.split()) >= _PROSE_WORDS), None)
    match = _AT_ONCE.match(source.text, first.start, first.end) if first else None
    if not match or first.start < titled.start or len(titled.text.split()) > _FEW:
        return None
    if " ".join(titled.text.split()).casefold() in source.text[titled.end :].casefold():
        return None
    start, end = match.span("name" if match["name"] else "quoted")
    return Value(tidy(source.text, start, end), ((start, end),))


def named_in(source: SourceText, lines: Sequence[Line]) -> Value | None:
    """The name of an undertaking that sentences of the first lines give, where it comes again."""
    prose = [line for line in lines if len(line.text.split()) >= 8]
    for line in prose[:3]:
        for pattern in _NAMED:
            for match in pattern.finditer(source.text, line.start, line.end):
                start, end = match.span("name")
                if match["kind"] and match["kind"][0].isupper():
                    end = match.end("kind")  # "the Bus Commission", and "the Bus Days programme"
                name = source.text[start:end]
                again = re.sub(r"\s", "", source.text[end:])
                if len(name.split()) > 1 and name.replace(" ", "") in again:
                    return Value(tidy(source.text, start, end), ((start, end),))
    return None
