"""The landing page of one report: what it is, what it costs, and the file to download.

Known by what only such pages have: a price with postage, a file name on a line of its own, a
place in a series, labels such as "Author:" and "Date:", the title said again in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing import organisations as bodies
from publications.parsing.dates import find_dates, only_date
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
    Span,
    Value,
)
from publications.parsing.imprint import Imprint, read_identifiers
from publications.parsing.mentions import NAME
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.pages.entries import bracket_in
from publications.parsing.pages.side_matter import furniture_reason, rights_holder
from publications.parsing.prices import find_price
from publications.parsing.roles import with_roles
from publications.parsing.series import FoundSeries, find_series
from publications.parsing.spans import block, shown_lines, span_of, tidy

KIND = "report_page"

_LONGEST = 15_000  # characters; a landing page is short, what is longer is a report
_FORM = re.compile(
    r"(?:(?:research|policy|new|latest|our) )?(?:project|report|publication|paper|pamphlet|note"
    r"|briefing|guide|study|publications|reports|research|essay|collection|toolkit)s?",
    re.IGNORECASE,
)
_MEDIA = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
}
_FILE_NAME = re.compile(rf"[^\n]{{1,240}}\.(?P<ending>{'|'.join(_MEDIA)})", re.IGNORECASE)
_FILE_SIZE = re.compile(r"\s*[(\[]?\d+(?:\.\d+)?\s?[KMG]i?[Bb][)\]]?$")
_FILE_TYPE = re.compile(
    rf"\s*[(\[](?P<ending>{'|'.join(_MEDIA)})(?:[,;:\s]+\d+(?:\.\d+)?\s?[KMG]i?B)?[)\]]$",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(
    r"^(?:(?:free )?download|read|view|get)\b[^\n]{0,160}?[\[(]?"
    rf"\b(?P<ending>{'|'.join(_MEDIA)})\b[^\n]{{0,30}}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?P<label>authors?(?:\(s\))?|written by|by|editors?|edited by|editor\(s\)|date"
    r"|(?:date )?published(?: on| in)?|publication date|release date|publishers?|published by"
    r"|price|cost|isbn(?:[- ]1[03])?|issn|series|pages|format)(?P<colon>\s*:)?\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_NAMES_PARTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|;\s*|\s+and\s+|\s+&\s+|\s+with\s+)")
_ABOUT = re.compile(
    r"\b(?:case stud(?:y|ies)|research (?:inside|in|with|into)|inside \w+ councils|examines"
    r"|looks at|focus(?:es|ed)? on|lessons (?:from|in)|worked with)\b",
    re.IGNORECASE,
)


_DONE = frozenset(("commissioner", "sponsor", "partner"))
_OFFER = re.compile(r"(?:(?:free )?download|read|view|get)(?: here)?\s*:\s*", re.IGNORECASE)
_CONTACT = re.compile(rf"\bcontact:?\s+(?P<name>{NAME})")


def likeness(source: SourceText) -> float:
    """How like a report's landing page a source is, from 0 to 1."""
    text = source.text
    lines = shown_lines(source)
    if not lines or len(text) > 2 * _LONGEST or len(lines) > 150:
        return 0.0
    first = [line.text.strip() for line in lines[:3]]
    score = 0.25 if _FORM.fullmatch(first[0]) else 0.0
    title = max(first[:2], key=len) if _FORM.fullmatch(first[0]) else first[0]
    score += 0.25 if find_price(text) else 0.0
    score += 0.2 if find_series(text) else 0.0
    score += 0.3 if any(_file_in(line) for line in lines) else 0.0
    labels = {
        match["label"].lower().rstrip("s")
        for line in lines
        if len(line.text) < 200 and (match := _LABEL.match(line.text)) and match["colon"]
    }
    score += min(0.45, 0.15 * len(labels))
    key = title.partition(":")[0].casefold()
    if len(key) > 10 and text.casefold().count(key) > 1:
        score += 0.15
    if re.search(
        r"\b(?:this|the|our) (?:new )?(?:report|pamphlet|paper|publication)\b", text, re.I
    ):
        score += 0.1
    if re.search(r"\b(?:free to download|download (?:the|this) (?:full )?report)\b", text, re.I):
        score += 0.2
    if any("[" in line.text and bracket_in(line.text) for line in lines):
        score -= 0.5
    if len(re.findall(r"[\u201d\"],? (?:said|says|added)\b|\bsaid: ?[\u201c\"]", text)) > 1:
        score -= 0.3
    if len(text) > _LONGEST:
        score -= 0.3
    return round(max(0.0, min(0.9, score)), 3)


def parse(source: SourceText) -> Document:
    """The report that the page offers, with its whole description."""
    text = source.text
    lines = shown_lines(source)
    form, title, rest = _title(lines)
    warnings: list[ParseWarning] = []
    left_out: list[LeftOut] = []
    description: list[Block] = []
    files: list[FileReference] = []
    people: list[Person] = []
    found: list[Organisation] = []
    date: DateValue | None = None
    for line in rest:
        if file := _file_in(line):
            files.append(file)
            left_out += _around(line, file.evidence[0], "label")
            continue
        if named := _people_in(line):
            people += named
            left_out += [LeftOut(*span_of(line), "label")]
            continue
        if publisher := _publisher_in(line):
            found.append(publisher)
            left_out += [LeftOut(*span_of(line), "label")]
        dated = _date_in(line) if date is None else None
        if dated:
            date = dated
            left_out += [LeftOut(*span_of(line), "label")]
            continue
        if publisher:
            continue
        if reason := furniture_reason(line.text):
            left_out.append(LeftOut(*span_of(line), reason))
            continue
        description.append(block(text, line.start, line.end))
    series, price = _in_blocks(text, description)
    identifiers = _identifiers(source, description)
    authors = list(people)
    people += _contacts(text, description)
    organisations = _organisations(source, description, title, found, series, warnings)
    _say_what_is_missing(title, date, authors, warnings)
    return Document(
        source=source,
        kind=KIND,
        form=form,
        title=title,
        date=date,
        description=tuple(description),
        people=tuple(people),
        organisations=organisations,
        identifiers=identifiers,
        series=series.series if series else None,
        price=price,
        files=tuple(files),
        left_out=tuple(left_out),
        warnings=tuple(warnings),
    )


def _title(lines: Sequence[Line]) -> tuple[Value | None, Value | None, list[Line]]:
    """What is printed over the title, the title, and the other lines."""
    if not lines:
        return None, None, []
    rest = list(lines)
    form = None
    if _FORM.fullmatch(rest[0].text.strip()) and len(rest) > 1 and rest[0].tag != "h1":
        line = rest.pop(0)
        form = Value(" ".join(line.text.split()), (span_of(line),))
    headed = next((line for line in rest if line.tag == "h1"), None)
    titled = headed or next(
        (line for line in rest if not furniture_reason(line.text) and not _file_in(line)), None
    )
    if titled is None or len(titled.text) > 600:
        return form, None, rest
    rest.remove(titled)
    return form, Value(" ".join(titled.text.split()), (span_of(titled),)), rest


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


# -- lines with one value ------------------------------------------------------------------


def _file_in(line: Line) -> FileReference | None:
    """The file that a line names or offers, its printed size aside."""
    start, _ = span_of(line)
    text = line.text.strip()
    if len(text) > 260:
        return None
    match = _DOWNLOAD.match(text)
    if match and (kind := _FILE_TYPE.search(text)):
        match, text = kind, text[: kind.start()]
    elif size := _FILE_SIZE.search(text):
        text = text[: size.start()]
        match = match or _DOWNLOAD.match(text)
    match = _FILE_NAME.fullmatch(text) or match
    if not match or (text.endswith(".") and len(text.split()) > 12):
        return None
    if offer := _OFFER.match(text):
        start, text = start + offer.end(), text[offer.end() :]
    return FileReference(text, _MEDIA[match["ending"].lower()], ((start, start + len(text)),))


def _around(line: Line, taken: Span, reason: str) -> list[LeftOut]:
    start, end = span_of(line)
    pieces = ((start, taken[0]), (taken[1], end))
    return [LeftOut(*piece, reason) for piece in pieces if piece[0] < piece[1]]


def _people_in(line: Line) -> list[Person]:
    """The authors or editors of a line "Author(s): A and B" or "By A"."""
    match = _LABEL.match(line.text) if len(line.text) < 600 else None
    label = match["label"].lower() if match else ""
    if not match or not label.startswith(("author", "written", "by", "edit")):
        return []
    role = "editor" if label.startswith("edit") else "author"
    at = line.start + match.start("value")
    name, office = split_person_line(match["value"].strip())
    if name and office and not _NAMES_PARTED.split(office)[0].istitle():
        pieces = [(match["value"].strip(), 0)]
    else:
        pieces, begin = [], 0
        for parted in [*_NAMES_PARTED.finditer(match["value"]), None]:
            stop = parted.start() if parted else len(match["value"])
            pieces.append((match["value"][begin:stop], begin))
            begin = parted.end() if parted else stop
    people: list[Person] = []
    for piece, offset in pieces:
        start = at + offset + len(piece) - len(piece.lstrip())
        printed, office = split_person_line(piece.strip(" ."))
        if not printed or not looks_like_name(printed):
            if people and piece.strip():  # an office behind the name before it
                continue
            return []
        place = (start, start + len(printed))
        places = ()
        if office and (found := line.text.find(office, start - line.start)) >= 0:
            places = ((line.start + found, line.start + found + len(office)),)
        people.append(Person(tidy_name(printed), printed, role, office, (place,), places))
    return people


def _publisher_in(line: Line) -> Organisation | None:
    """The body of a line "Publisher: X" or "Published by X"."""
    match = _LABEL.match(line.text) if len(line.text) < 300 else None
    label = match["label"].lower() if match else ""
    if not match or not label.startswith("publish"):
        return None
    value = match["value"]
    by = re.match(r"by:?\s+", value)
    if not (label in {"publisher", "publishers", "published by"} or by):
        return None
    listed = bodies.find_listed(line.text, match.start("value") + (by.end() if by else 0))
    if not listed:
        return None
    first = listed[0]
    place = (first.start + line.start, first.end + line.start)
    return Organisation(first.name, "publisher", first.abbreviation, (place,))


def _date_in(line: Line) -> DateValue | None:
    """The date of a line "Date: March 2011", "Published 3 May 2012", or of a date alone."""
    if len(line.text) > 160:
        return None
    match = _LABEL.match(line.text)
    if match and match["label"].lower().startswith(("date", "publi", "release")):
        offset = line.start + match.start("value")
        found = find_dates(match["value"], offset, bare_years=True)
        date = found[-1] if found else None
    else:
        date = only_date(line.text, line.start)
    return DateValue(date.date, date.printed, ((date.start, date.end),)) if date else None


# -- values in the running text ------------------------------------------------------------


def _in_blocks(text: str, blocks: Sequence[Block]) -> tuple[FoundSeries | None, Price | None]:
    series, price = None, None
    for each in blocks:
        start, end = each.evidence[0]
        piece = text[start : min(end, start + 20_000)]
        series = series or find_series(piece, start)
        price = price or find_price(piece, start)
    return series, price


def _contacts(text: str, blocks: Sequence[Block]) -> Iterator[Person]:
    """The people whom a page says to contact."""
    for each in blocks:
        start, end = each.evidence[0]
        for match in _CONTACT.finditer(text, start, min(end, start + 20_000)):
            if looks_like_name(printed := match["name"]):
                place = match.span("name")
                yield Person(tidy_name(printed), printed, "contact", evidence=(place,))


def _identifiers(source: SourceText, blocks: Sequence[Block]) -> tuple[Identifier, ...]:
    imprint = Imprint()
    read_identifiers(source, blocks, imprint)
    return tuple(imprint.identifiers)


def _organisations(
    source: SourceText,
    blocks: Sequence[Block],
    title: Value | None,
    printed: Sequence[Organisation],
    series: FoundSeries | None,
    warnings: list[ParseWarning],
) -> tuple[Organisation, ...]:
    """The publisher, the bodies that the report is about, and the others that are named."""
    text = source.text
    publishers = list(printed)
    if not publishers and series and series.owner:
        publishers.append(series.owner)
        warnings.append(
            ParseWarning(
                "publisher_inferred",
                f"{series.owner.name} was taken as the publisher, because the series is its own.",
                series.owner.evidence,
            )
        )
    if not publishers and (holder := rights_holder(source.lines, warnings)):
        publishers.append(holder)
    if not publishers:
        warnings.append(
            ParseWarning("publisher_missing", "The page does not say who published the report.")
        )
    keys: dict[str, Organisation] = {}
    for each in publishers:
        for key in bodies.match_keys(each.name, each.abbreviation):
            keys[key] = each
    places: dict[str, tuple[bodies.FoundOrganisation, str, list[Span]]] = {}
    for each in blocks:
        start, end = each.evidence[0]
        piece = text[start : min(end, start + 20_000)]
        about = bool(_ABOUT.search(piece))
        for found, did in with_roles(piece, start):
            if (key := bodies.match_key(found.name)) not in keys:
                places.setdefault(key, (found, did, []))[2].append((found.start, found.end))
        for found in bodies.find_organisations(piece, start):
            key = bodies.match_key(found.name)
            if key in keys:
                continue
            role = "subject" if about or _named_by(title, found.name) else "mentioned"
            _, first_role, spans = places.setdefault(key, (found, role, []))
            if (found.start, found.end) not in spans:
                spans.append((found.start, found.end))
            if first_role in _DONE:
                continue
            if role == "subject" and first_role != role:
                places[key] = (found, role, spans)
    others = [
        Organisation(found.name, role, found.abbreviation, tuple(spans))
        for found, role, spans in places.values()
    ]
    return (*publishers, *others)


def _named_by(title: Value | None, name: str) -> bool:
    """Whether the title holds a body's proper words: "Leeds" of "Leeds City Council"."""
    if title is None:
        return False
    general = bodies.BODY_WORDS | {"City", "County", "District", "Metropolitan", "Borough", "the"}
    proper = [word for word in re.findall(r"\w+", name) if word not in general]
    return (
        bool(proper)
        and re.search(rf"\b{re.escape(' '.join(proper))}\b", tidy(title.text, 0, len(title.text)))
        is not None
    )
