"""Which kind of text a source is, and the parser for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from publications.parsing import coverage, hints, unknown
from publications.parsing.books import essay_collection, report
from publications.parsing.document import Document, ParseWarning, SourceText
from publications.parsing.pages import news_article, project_page, report_page
from publications.parsing.readers import read

UNKNOWN = unknown.KIND
THRESHOLD = 0.5  # below this likeness a source is of no known kind


class Parser(Protocol):
    """What every module of a kind has: how like it a source is, and what the source says."""

    def likeness(self, source: SourceText) -> float: ...

    def parse(self, source: SourceText) -> Document: ...


_PARSERS: dict[str, Parser] = {
    "project_page": project_page,
    "report_page": report_page,
    "news_article": news_article,
    "report": report,
    "essay_collection": essay_collection,
}


def kinds() -> tuple[str, ...]:
    """The kinds that have a parser of their own."""
    return tuple(_PARSERS)


def recognise(source: SourceText) -> tuple[str, float]:
    """The likeliest kind of a source and how like it is, from 0 to 1; the first of equals."""
    likeness = {kind: parser.likeness(source) for kind, parser in _PARSERS.items()}
    kind = max(likeness, key=likeness.__getitem__, default=UNKNOWN)
    if kind == UNKNOWN or likeness[kind] < THRESHOLD:
        return UNKNOWN, likeness.get(kind, 0.0)
    return kind, likeness[kind]


def parse(source: SourceText) -> Document:
    """Parse a source as the kind that it is likest to.

    The reader's warnings and a warning for text that nobody understood are part of the result.
    """
    kind, _ = recognise(source)
    document = unknown.parse(source) if kind == UNKNOWN else _PARSERS[kind].parse(source)
    return _complete(document)


def parse_bytes(data: bytes, name: str) -> Document:
    """Read and parse a source; raises ParseError when it cannot be read."""
    return parse(read(data, name))


def _complete(document: Document) -> Document:
    """The document with every warning that concerns the whole of it."""
    warnings = [each for each in document.source.warnings if each not in document.warnings]
    warnings += document.warnings
    warnings += hints.contradictions(document)
    lost = coverage.measure(document).not_understood
    if lost:
        characters = sum(each.end - each.start for each in lost)
        places = "1 place" if len(lost) == 1 else f"{len(lost)} places"
        warnings.append(
            ParseWarning(
                "text_not_placed",
                f"{characters} characters in {places} were not understood and are not shown.",
                tuple((each.start, each.end) for each in lost),
            )
        )
    return replace(document, warnings=tuple(warnings))
