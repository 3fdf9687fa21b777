"""The landing page of one report: what it is, what it costs, and the file to download.

Known by what only such pages have: a price with postage, a file name on a line of its own, a
place in a series, labels such as "Author:" and "Date:", the title said again in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.document import (
    Block,
    DateValue,
    Document,
    FileReference,
    Identifier,
    LeftOut,
    Line,
    Organisation,
    ParseWarning,
    Person,
    Price,
    SourceText,
    Value,
)
from publications.parsing.imprint import Imprint, read_identifiers
from publications.parsing.pages.contacts import contacts
from publications.parsing.pages.entries.cards import read_cards
from publications.parsing.pages.headings import headings_among
from publications.parsing.pages.labelled import with_labels
from publications.parsing.pages.page_blocks import described
from publications.parsing.pages.people_told import BESIDES, people_told
from publications.parsing.pages.projects.teams import with_office
from publications.parsing.pages.reports.back import read_back
from publications.parsing.pages.reports.bodies import bodies_of
from publications.parsing.pages.reports.citation import authors_cited
from publications.parsing.pages.reports.head import bare_authors, head_lines, subtitle_in
from publications.parsing.pages.reports.kicker import with_kicker
from publications.parsing.pages.reports.likeness import FORM, first_own, likeness
from publications.parsing.pages.reports.lines import (
    around,
    date_in,
    files_in,
    people_in,
    publishers_in,
)
from publications.parsing.pages.reports.praise import praise_in, praise_set_apart
from publications.parsing.pages.reports.sentences import (
    authors_said,
    date_cited,
    date_over,
    date_said,
)
from publications.parsing.pages.reports.writers import (
    Writers,
    told_of,
    writers_beside_date,
    writers_listed,
    writers_told,
)
from publications.parsing.pages.side_matter import (
    begins_comments,
    feet_of,
    furniture_reason,
    rights_in,
)
from publications.parsing.pages.site_head import OwnLines, own_lines
from publications.parsing.pages.spoken import spoken_on
from publications.parsing.pages.titles import below_title, title_of
from publications.parsing.prices import find_price
from publications.parsing.roles import with_roles
from publications.parsing.series import FoundSeries, find_series
from publications.parsing.spans import block, span_of

__all__ = ["KIND", "likeness", "parse"]

KIND = "report_page"
_LONGEST_TITLE = 600  # characters
_LABEL_ALONE = re.compile(r"\s*(?:authors?|by|editors?|date|downloads?)\s*:\s*", re.IGNORECASE)


def parse(source: SourceText) -> Document:
    """The report that the page offers, with its whole description."""
    text = source.text
    own = own_lines(source)
    form, title, rest, over = _title(source, own)
    rest = with_labels(source, rest)
    warnings: list[ParseWarning] = []
    left_out = [*own.left_out, *(LeftOut(*span_of(line), "site section") for line in over)]
    shown: list[Line] = []
    files: list[FileReference] = []
    people: list[Person] = []
    found: list[Organisation] = []
    date: DateValue | None = None
    values: list[Block] = []
    apart = praise_set_apart(source, rest)
    writers = {each.quotation.name_evidence[0] for each in apart}
    head = [line for line in head_lines(rest, title) if span_of(line) not in writers]
    authors, named_in = bare_authors(source, head)
    subtitle = subtitle_in(title, head, named_in)
    labelled = [person for line in rest for person in people_in(line)]
    listed = Writers() if authors or labelled else writers_listed(rest)
    authors = [*authors, *listed.people]
    rest = [line for line in rest if line not in listed.lines]
    back = read_back(source, rest, [*authors, *labelled])
    cards = read_cards(source, [line for line in rest if line not in back.taken], title)
    people += authors
    left_out += [*cards.left_out, *listed.left_out]
    left_out += [LeftOut(*span_of(line), "label") for line in named_in]
    left_out += back.left_out
    warnings += back.warnings
    commented = False  # whether the comments of readers have begun
    for line in rest:
        commented = begins_comments(line.text) or (commented and not _ends_comments(line.text))
        if commented and line not in back.taken:
            reason = furniture_reason(line.text) or "comment of a reader"
            left_out.append(LeftOut(*span_of(line), reason))
            continue
        if line in (*back.taken, *cards.lines, *named_in) or (subtitle and line is head[0]):
            continue
        if _LABEL_ALONE.fullmatch(line.text):
            left_out.append(LeftOut(*span_of(line), "label"))
            continue
        if offered := files_in(line):
            files += offered
            left_out += around(line, [file.evidence[0] for file in offered], "label")
            continue
        if named := people_in(line):
            people += _under_heading(source, line, named)
            left_out += [LeftOut(*span_of(line), "label")]
            continue
        if publishers := publishers_in(line):
            found += publishers
            found += _beside(publishers, line)
            left_out += [LeftOut(*span_of(line), "label")]
        dated = None if date else date_in(line) or (date_over(line) if line is rest[0] else None)
        if dated:
            date = dated
            # "Published 3 May 2012 | 88 pages | \u00a315 | ISBN ..."
            values.append(block(text, line.start, line.end))
            left_out += [LeftOut(*span_of(line), "label")]
            continue
        if publishers:
            continue
        if reason := furniture_reason(line.text):
            left_out.append(LeftOut(*span_of(line), reason))
            continue
        shown.append(line)
    praise = praise_in(text, shown) or apart
    under = {each.quotation.name_evidence for each in praise}
    headings = [each for each in headings_among(source, shown) if (span_of(each),) not in under]
    description = described(source, shown, headings)
    date = date or date_said(shown, title) or date_cited(source, title)
    if not any(each.role in {"author", "editor"} for each in people):
        people += (
            people_told(shown, ("author", "editor"))
            or authors_cited(shown, title)
            or authors_said(shown)
            or told_of(shown)
            or writers_told(back.biographies, text)
            or writers_beside_date(rest, date)
        )
    roles = {each.role for each in people}
    people += people_told(shown, [role for role in BESIDES if role not in roles])
    people = [with_office(each, rest) if each.role == "author" else each for each in people]
    people += [each.person for each in praise if each.person]
    quotations = [each.quotation for each in praise]
    spoken, speakers = spoken_on(source, description, quotations)
    people += speakers
    series, price = _in_blocks(text, [*description, *values])
    footers = [block(text, line.start, line.end) for line in feet_of(source)]
    identifiers = _identifiers(source, [*description, *values, *footers])
    authors = [each for each in people if each.role in {"author", "editor"}]
    people += contacts(text, [line for line in rest if line not in back.taken])
    organisations = bodies_of(source, description, title, found, series, own.site, warnings)
    _say_what_is_missing(title, date, authors, warnings)
    return Document(
        source=source,
        kind=KIND,
        rights=rights_in(source),
        form=form,
        title=title,
        subtitle=subtitle,
        date=date,
        description=tuple(description),
        people=tuple(people),
        organisations=organisations,
        identifiers=identifiers,
        series=series.series if series else None,
        price=price,
        biographies=tuple(back.biographies),
        items=(*back.items, *cards.items),
        files=tuple(files),
        quotations=(*quotations, *spoken),
        left_out=tuple(left_out),
        warnings=tuple(warnings),
    )


def _title(
    source: SourceText, own: OwnLines
) -> tuple[Value | None, Value | None, list[Line], list[Line]]:
    """What is printed over the title, the title, the other lines, and those of the site."""
    rest = list(own.lines)
    if not rest:
        return None, None, [], []
    form = None
    above = first_own(rest)
    furniture, rest = rest[:above], with_kicker(rest[above:], FORM)
    if not rest:
        return None, None, furniture, []
    if FORM.fullmatch(rest[0].text.strip()) and len(rest) > 1 and rest[0].tag != "h1":
        line = rest.pop(0)
        form = Value(" ".join(line.text.split()), (span_of(line),))
    headed = next((line for line in rest if line.tag == "h1" or line is own.titled), None)
    if headed and len(headed.text) <= _LONGEST_TITLE:
        rest.remove(headed)
        title = Value(" ".join(headed.text.split()), (span_of(headed),))
        return form, title, [*furniture, *rest], []
    title = title_of(source, rest)
    shown, aside = below_title(rest, title)
    return form, title, [*furniture, *shown], aside


def _under_heading(source: SourceText, line: Line, named: list[Person]) -> list[Person]:
    """Those of a byline; who signs right under the heading "Foreword" wrote no more than that."""
    over = source.text[: line.start].rstrip().rpartition("\n")[2].strip().casefold().rstrip(":")
    role = {"foreword": "foreword", "preface": "foreword"}.get(over)
    return [replace(each, role=role) for each in named] if role else named


def _ends_comments(text: str) -> bool:
    """Whether a line stands behind the comments of readers: a call, or the foot of the page."""
    return furniture_reason(text) in {"comments note", "call to readers", "copyright line"}


def _beside(publishers: Sequence[Organisation], line: Line) -> list[Organisation]:
    """The bodies that a publisher's line names beside it: "in association with X"."""
    known = {each.name for each in publishers}
    return [
        Organisation(each.name, role, each.abbreviation, ((each.start, each.end),))
        for each, role in with_roles(line.text, line.start)
        if each.name not in known
    ]


def _say_what_is_missing(
    title: Value | None,
    date: DateValue | None,
    people: Sequence[Person],
    warnings: list[ParseWarning],
) -> None:
    if title is None:
        warnings.append(
            ParseWarning("title_missing", "The page has no line that reads as a title.")
        )
    if date is None:
        warnings.append(
            ParseWarning("date_missing", "The page does not say when the report was published.")
        )
    if not people:
        warnings.append(
            ParseWarning("author_missing", "The page does not say who wrote the report.")
        )


# -- values in the running text ------------------------------------------------------------


def _in_blocks(text: str, blocks: Sequence[Block]) -> tuple[FoundSeries | None, Price | None]:
    series, price = None, None
    for each in blocks:
        start, end = each.evidence[0]
        piece = text[start : min(end, start + 20_000)]
        series = series or find_series(piece, start)
        price = price or find_price(piece, start)
    return series, price


def _identifiers(source: SourceText, blocks: Sequence[Block]) -> tuple[Identifier, ...]:
    imprint = Imprint()
    read_identifiers(source, blocks, imprint)
    return tuple(imprint.identifiers)
