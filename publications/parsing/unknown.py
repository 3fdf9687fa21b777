"""A source of no known kind: its title, its parts, a lone date, and who is said to have made it.

Nothing else is read from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.dates import only_date
from publications.parsing.document import (
    Block,
    DateValue,
    Document,
    LeftOut,
    Line,
    Organisation,
    ParseWarning,
    Person,
    Run,
    Section,
    SourceText,
    Value,
)
from publications.parsing.pages.own_body import printed_bodies
from publications.parsing.pages.own_printed import stands_over
from publications.parsing.pages.page_blocks import blocks_of
from publications.parsing.pages.reports.head import bare_authors, head_lines
from publications.parsing.pages.reports.lines import people_in, publishers_in
from publications.parsing.pages.site_head import own_lines
from publications.parsing.spans import shown_lines, span_of

KIND = "unknown"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def parse(source: SourceText) -> Document:
    """The title and the text: under its headings where a page marks them, else as one."""
    titled = next((line for line in shown_lines(source) if line.tag == "h1"), None)
    return _page(source, titled) if titled else _plain(source)


def _page(source: SourceText, titled: Line) -> Document:
    """A saved page: its first great heading as title, and sections under the others."""
    own = own_lines(source)
    made = _makers(source, titled, [line for line in own.lines if line.start > titled.start])
    lines = [line for line in own.lines if line is not titled and line not in made.lines]
    dates = [found for line in lines if (found := _date_alone([line]))]
    tags = sorted({line.tag for line in lines if line.tag in _HEADINGS})
    sections: list[Section] = []
    heading: Line | None = None
    under: list[Line] = []

    def close() -> None:
        if heading is None and not under:
            return
        blocks = tuple(blocks_of(source, under))
        if heading is None:
            sections.append(Section(1, "", "body", blocks, ()))
        else:
            level, words = 1 + tags.index(heading.tag), " ".join(heading.text.split())
            sections.append(Section(level, words, "section", blocks, (span_of(heading),)))

    for line in lines:
        if line.tag in _HEADINGS:
            close()
            heading, under = line, []
        else:
            under.append(line)
    close()
    warnings = [
        ParseWarning(
            "kind_unknown",
            "The form of this page is not known; its first great heading was taken as the title.",
            (span_of(titled),),
        )
    ]
    publishers = made.publishers or printed_bodies(source, stands_over(own.site), warnings)
    return Document(
        source=source,
        kind=KIND,
        title=Value(" ".join(titled.text.split()), (span_of(titled),)),
        date=dates[0] if len(dates) == 1 else None,
        people=tuple(made.people),
        organisations=tuple(publishers),
        sections=tuple(sections),
        left_out=(*own.left_out, *made.left_out),
        warnings=tuple(warnings),
    )


def _plain(source: SourceText) -> Document:
    """Any other text: its first sensible line as title, all else as one text."""
    paragraphs = _paragraphs(source)
    title = next((each for each in paragraphs if _is_title(each)), None)
    behind = [
        line for each in paragraphs for line in each if title and line.start > title[-1].start
    ]
    made = _makers(source, title[-1], behind) if title else _Makers()
    dates = [found for each in paragraphs if (found := _date_alone(each))]
    blocks = tuple(
        Block(
            "paragraph",
            (Run(" ".join(line.text.strip() for line in paragraph)),),
            ((paragraph[0].start, paragraph[-1].end),),
            page=_page_label(source, paragraph[0]),
        )
        for whole in paragraphs
        if whole is not title and (paragraph := [line for line in whole if line not in made.lines])
    )
    warning = ParseWarning(
        "kind_unknown",
        "The form of this text is not known; its first paragraph was taken as the title.",
        ((title[0].start, title[-1].end),) if title else (),
    )
    return Document(
        source=source,
        kind=KIND,
        title=Value(
            " ".join(" ".join(line.text for line in title).split()),
            ((title[0].start, title[-1].end),),
        )
        if title
        else None,
        date=dates[0] if len(dates) == 1 else None,
        people=tuple(made.people),
        organisations=tuple(made.publishers),
        sections=(Section(1, "", "body", blocks, ()),) if blocks else (),
        left_out=tuple(made.left_out),
        warnings=(warning,),
    )


@dataclass(slots=True)
class _Makers:
    """Who wrote a text and who published it, and the lines that say so."""

    people: list[Person] = field(default_factory=list)
    publishers: list[Organisation] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def _makers(source: SourceText, titled: Line, lines: Sequence[Line]) -> _Makers:
    """What the lines under a title say of those who made the text, whatever its kind."""
    made = _Makers()
    head = head_lines(lines, Value(titled.text, (span_of(titled),)))
    named, bare = bare_authors(source, head)
    made.people += named
    for line in head:
        people = [] if line in bare else people_in(line)
        publishers = [] if made.publishers else publishers_in(line)
        made.people += people
        made.publishers += publishers
        if line in bare or people or publishers:
            made.lines.append(line)
            made.left_out.append(LeftOut(*span_of(line), "label"))
    return made


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
