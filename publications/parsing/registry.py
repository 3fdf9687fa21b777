"""Which kind of text a source is, and the parser for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from publications.parsing import coverage
from publications.parsing.books import essay_collection, report
from publications.parsing.dates import only_date
from publications.parsing.document import (
    Block,
    DateValue,
    Document,
    Line,
    ParseWarning,
    Run,
    Section,
    SourceText,
    Value,
)
from publications.parsing.pages import news_article, project_page, report_page
from publications.parsing.readers import read

UNKNOWN = "unknown"
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
    kind, likeness = recognise(source)
    document = _plain(source, likeness) if kind == UNKNOWN else _PARSERS[kind].parse(source)
    return _complete(document)


def parse_bytes(data: bytes, name: str) -> Document:
    """Read and parse a source; raises ParseError when it cannot be read."""
    return parse(read(data, name))


def _complete(document: Document) -> Document:
    """The document with every warning that concerns the whole of it."""
    warnings = [each for each in document.source.warnings if each not in document.warnings]
    warnings += document.warnings
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


def _plain(source: SourceText, likeness: float) -> Document:
    """A source of no known kind: its first sensible line as title, all else as one text."""
    paragraphs = _paragraphs(source)
    title = next((each for each in paragraphs if _is_title(each)), None)
    dates = [found for each in paragraphs if (found := _date_alone(each))]
    blocks = tuple(
        Block(
            "paragraph",
            (Run(" ".join(line.text.strip() for line in paragraph)),),
            ((paragraph[0].start, paragraph[-1].end),),
            page=_page_label(source, paragraph[0]),
        )
        for paragraph in paragraphs
        if paragraph is not title
    )
    warning = ParseWarning(
        "kind_unknown",
        "The form of this text is not known; its first paragraph was taken as the title.",
        ((title[0].start, title[-1].end),) if title else (),
    )
    return Document(
        source=source,
        kind=UNKNOWN,
        title=Value(
            " ".join(" ".join(line.text for line in title).split()),
            ((title[0].start, title[-1].end),),
        )
        if title
        else None,
        date=dates[0] if len(dates) == 1 else None,
        sections=(Section(1, "", "body", blocks, ()),) if blocks else (),
        warnings=(warning,),
    )


def _paragraphs(source: SourceText) -> list[list[Line]]:
    """Groups of lines between blank ones, without what the reader set aside."""
    aside = {(each.start, each.end) for each in source.left_out}
    groups: list[list[Line]] = [[]]
    for line in source.lines:
        if (line.start, line.end) in aside:
            continue
        if not line.text.strip():
            groups.append([])
        elif groups[-1] and line.tag != groups[-1][-1].tag:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _is_title(paragraph: list[Line]) -> bool:
    """True for a few short lines that hold words."""
    text = " ".join(line.text for line in paragraph)
    return len(paragraph) <= 4 and len(text) <= 200 and any(letter.isalpha() for letter in text)


def _date_alone(paragraph: list[Line]) -> DateValue | None:
    """The date of a paragraph that is nothing but a date."""
    found = only_date(paragraph[0].text, paragraph[0].start) if len(paragraph) == 1 else None
    return DateValue(found.date, found.printed, ((found.start, found.end),)) if found else None


def _page_label(source: SourceText, line: Line) -> str:
    return source.pages[line.page - 1].label if line.page and source.pages else ""
