"""Lines of a report's landing page that hold one value: a file, people, a publisher, a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing import organisations as bodies
from publications.parsing.dates import find_dates, only_date
from publications.parsing.document import (
    DateValue,
    FileReference,
    LeftOut,
    Line,
    Organisation,
    Person,
    Span,
)
from publications.parsing.name_lists import people_named
from publications.parsing.organisations.joint import parted
from publications.parsing.spans import span_of

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
    rf"\s*[(\[](?:\d+ (?:pages|pp)\.?[,;]? )?(?P<ending>{'|'.join(_MEDIA)})"
    r"(?:[,;:\s]+\d+(?:\.\d+)?\s?(?:[KMG]i?B|min(?:ute)?s?))?[)\]]$",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(
    r"^(?:(?:free )?download|read|view|get)\b[^\n]{0,160}?[\[(]?"
    rf"\b(?P<ending>{'|'.join(_MEDIA)})\b[^\n]{{0,30}}$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\s*(?:[\u2022\u25cf*-]\s+)?"
    r"(?P<label>(?:(?:report|lead|principal|main|co)[ -]?)?authors?(?:\(s\))?"
    r"|(?:report |lead )?researchers?(?=\s*:)|(?:with )?contribut(?:ors?|ions by)(?=\s*:)"
    r"|(?:researched and written|written and researched|compiled) by"
    r"|(?:written |words |authored )?by|words(?=\s*:)"
    r"|(?:with )?(?:an? )?(?:foreword|introduction|preface|afterword) by"
    r"|editors?|edited by|editor\(s\)|date|(?:date )?published(?: on| in)?|published date"
    r"|(?:article |online |first )?publication date|posted(?: on)?"
    r"|release date|publishers?|published by|imprint"
    r"|price|cost|isbn(?:[- ]1[03])?|issn|series|pages|format)(?P<colon>\s*:)?(?(colon)\s*|\s+)"
    r"(?P<value>\S.*)",
    re.IGNORECASE,
)
_ROLES = (
    ("foreword", "foreword"), ("preface", "foreword"), ("introduction", "introduction"),
    ("afterword", "mentioned"), ("edit", "editor"), ("author", "author"), ("written", "author"),
    ("words", "author"), ("research", "author"), ("contribut", "author"), ("compiled", "author"),
)  # fmt: skip
_TYPED = re.compile(
    rf"[^\n.!?]{{2,100}}?\s[(\[]?(?P<ending>{'|'.join(_MEDIA).upper()})[)\]]?"
)  # "Full report PDF"
_WEEKDAY = re.compile(
    r"\s*(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+(?=\S)", re.IGNORECASE
)
_OF_DATES = ("date", "publi", "release", "posted", "article", "online", "first")
_EXTENT = re.compile(r"(?<=, )\d{1,4} (?:pages|pp)\b\.?\s*$")
_NUMBERED = re.compile(r"(?:e-?)?isbn|issn|doi\b", re.IGNORECASE)
_FILE_WORDS = 14  # "The long wait: full report (PDF, 2.3MB)"
# One of several in a line: the name, and what kind of file it is in brackets.
_OFFERED = re.compile(
    rf"(?P<name>[^\s()\[\];,|][^()\[\]\n]{{1,120}}?)\s*[(\[](?P<ending>{'|'.join(_MEDIA)})"
    r"(?:[,;:\s]+\d+(?:\.\d+)?\s?[KMG]i?B)?[)\]]",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"[(\[](?:{'|'.join(_MEDIA)})", re.IGNORECASE)
_LONGEST_OFFER = 400  # characters of a line that offers several files
_OF_UNIVERSITY = re.compile(
    r", (?:the )?(?:University of(?: [A-Z]\w+)+|(?:[A-Z]\w+ )+University)\b"
)
_OFFER = re.compile(r"\s*(?:(?:free )?downloads?|read|view|get)(?: here)?\s*:\s*", re.IGNORECASE)


def file_in(line: Line) -> FileReference | None:
    """The file that a line names or offers, its printed size aside."""
    start, _ = span_of(line)
    text = line.text.strip()
    if len(text) > 260 or _NUMBERED.match(text):
        return None
    match = _DOWNLOAD.match(text)
    kind = _FILE_TYPE.search(text) if match or len(text.split()) <= _FILE_WORDS else None
    if kind:
        match, text = kind, text[: kind.start()]
    elif size := _FILE_SIZE.search(text):
        text = text[: size.start()]
        match = match or _DOWNLOAD.match(text)
    typed = _TYPED.fullmatch(text) if len(text.split()) <= 8 else None
    match = _FILE_NAME.fullmatch(text) or match or typed
    if not match or (text.endswith(".") and len(text.split()) > 12):
        return None
    if offer := _OFFER.match(text):
        start, text = start + offer.end(), text[offer.end() :]
    return FileReference(text, _MEDIA[match["ending"].lower()], ((start, start + len(text)),))


def files_in(line: Line) -> list[FileReference]:
    """The files of a line: "Download: Full report (PDF, 2.3MB) Summary (PDF)", or of one alone."""
    offers = list(_OFFERED.finditer(line.text)) if _is_offer(line.text) else []
    begin = offer.end() if (offer := _OFFER.match(line.text)) else 0
    words = "".join(_OFFERED.split(line.text[begin:])[:: _OFFERED.groups + 1]) if offers else ""
    if len(offers) > 1 and not words.strip(" ,;|\u00b7\u2022"):
        at = line.start
        return [
            FileReference(
                found["name"],
                _MEDIA[found["ending"].lower()],
                ((at + found.start("name"), at + found.end("name")),),
            )
            for found in _OFFERED.finditer(line.text, begin)
        ]
    file = file_in(line)
    return [file] if file else []


def _is_offer(text: str) -> bool:
    """Whether a sort of file stands in brackets: looked for first, since few lines have one."""
    return len(text) <= _LONGEST_OFFER and bool(_IN_BRACKETS.search(text))


def around(line: Line, taken: Sequence[Span], reason: str) -> list[LeftOut]:
    """What a line has before, between and behind the places that were taken from it."""
    start, end = span_of(line)
    edges = [start, *(edge for span in taken for edge in span), end]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return [LeftOut(*piece, reason) for piece in pieces if piece[0] < piece[1]]


def people_in(line: Line) -> list[Person]:
    """The authors or editors of a line "Author(s): A and B" or "By A"."""
    match = LABEL.match(line.text) if len(line.text) < 600 else None
    label = match["label"].lower() if match else ""
    role = next((role for cue, role in _ROLES if cue in label), "author" if label == "by" else "")
    if not match or not role:
        return []
    return people_named(match["value"], line.start + match.start("value"), role)


def publishers_in(line: Line) -> list[Organisation]:
    """The bodies of a line "Publisher: X", "Published by X and Y"."""
    match = LABEL.match(line.text) if len(line.text) < 300 else None
    label = match["label"].lower() if match else ""
    if not match or not label.startswith(("publish", "imprint")):
        return []
    value = match["value"]
    by = re.match(r"by:?\s+", value)
    if not (label in {"publisher", "publishers", "published by", "imprint"} or by):
        return []
    listed = bodies.find_listed(line.text, match.start("value") + (by.end() if by else 0))
    if not listed:
        return []
    first = listed[0]
    if of_university := _OF_UNIVERSITY.match(line.text, first.end):
        name = line.text[first.start : of_university.end()]
        place = (first.start + line.start, of_university.end() + line.start)
        return [Organisation(name, "publisher", "", (place,))]
    together = parted(line.text, first.start, listed[-1].end)
    named = [each for each in listed if any(each.start == start for start, _ in together)]
    return [
        Organisation(
            each.name,
            "publisher",
            each.abbreviation,
            ((each.start + line.start, each.end + line.start),),
        )
        for each in (named if len(together) > 1 else listed[:1])
    ]


def date_in(line: Line) -> DateValue | None:
    """The date of a line "Date: March 2011", "Published 3 May 2012", or of a date alone."""
    if len(line.text) > 160:
        return None
    match = LABEL.match(line.text)
    if match and match["label"].lower().startswith(_OF_DATES):
        offset = line.start + match.start("value")
        found = find_dates(match["value"], offset, bare_years=True)
        date = found[-1] if found else None
    elif _EXTENT.search(line.text):  # "Straw Press, March 2031, 148 pages"
        found = find_dates(line.text, line.start, bare_years=True)
        date = found[0] if len(found) == 1 else None
    else:
        weekday = _WEEKDAY.match(line.text)
        begin = weekday.end() if weekday else 0
        date = only_date(line.text[begin:], line.start + begin)
    return DateValue(date.date, date.printed, ((date.start, date.end),)) if date else None
