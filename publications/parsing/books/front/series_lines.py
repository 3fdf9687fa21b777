"""A series and its number as title pages print them: "Paper 4 / Moor Papers", "Moor Report 17"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.pieces import Piece, content_span, tidy
from publications.parsing.dates import only_date
from publications.parsing.document import Line, Series, SourceText
from publications.parsing.series import find_series

_NUMBER = r"(?P<number>\d{1,4})"
_MARK = r"(?:[Nn]o\.?|NO\.?|[Nn]umber|[Vv]ol(?:ume)?\.?|#|[Ii]ssue)"
_WORK = (
    r"(?:[Pp]aper|[Rr]eport|[Pp]amphlet|[Bb]riefing|[Ee]ssay|[Mm]onograph|[Ss]tudy|[Nn]ote"
    r"|[Pp]ublication|[Bb]ook|[Gg]uide|[Tt]ract|[Cc]ollection)"
)
_ALONE = re.compile(rf"(?:{_WORK}(?:\s{_MARK})?|{_MARK})\s?{_NUMBER},?", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:Series\s?:\s*)?(?P<name>[A-Z][\w&'’-]*(?:\s[\w&'’-]+){{0,6}}?),?\s(?:{_MARK}\s?)?{_NUMBER}"
    r"(?:\s[£€$]\d{1,3}\.\d\d)?"
)
_OF_SERIES = re.compile(
    rf"(?:{_WORK}s?|series|ideas|perspectives|studies|discussions)$", re.IGNORECASE
)
_PLURAL = re.compile(
    rf"(?:[A-Z][\w&'’-]*\s(?:[\w&'’-]+\s){{0,5}})?(?:{_WORK}s|[Ss]eries|[Ii]deas|[Ss]tudies)"
)
_NUMBER_IN = re.compile(
    rf"\b{_MARK}\s?{_NUMBER}\s(?:in|of)\s(?:the\s|our\s)?"
    rf"(?P<name>[A-Z][\w&'’-]*\s(?:[\w&'’-]+\s){{0,5}}?(?:{_WORK}s|[Ss]eries|[Ii]deas|[Ss]tudies))\b"
)
_ISSUE = re.compile(r"(?:issue|vol(?:ume)?\.?)\s?(?:no\.?\s?)?(?P<number>\d{1,4}),?", re.IGNORECASE)
_LONGEST = 80


def series_of(source: SourceText, pieces: Sequence[Piece]) -> Series | None:
    """The series that the front and back pages name, and the number of the work in it."""
    lines = [line for piece in pieces if piece.kind == "text" for line in piece.lines]
    numbers = {match["number"] for line in lines if (match := _ALONE.fullmatch(tidy(line.text)))}
    for at, line in enumerate(lines):
        text = tidy(line.text)
        if len(text) > _LONGEST:
            continue
        if match := _ALONE.fullmatch(text):
            beside = [*lines[at + 1 : at + 2], *lines[max(0, at - 1) : at]]
            named = next((each for each in beside if _PLURAL.fullmatch(tidy(each.text))), None)
            if named is None and at and _ISSUE.fullmatch(text) and _is_masthead(lines, at - 1):
                named = lines[at - 1]
            if named:
                return _series(tidy(named.text), match["number"], [named, line])
        elif (match := _NAMED.fullmatch(text)) and not _is_year(match["number"]):
            called = _OF_SERIES.search(match["name"]) and " " in match["name"]
            if called or text.startswith("Series") or match["number"] in numbers:
                return _series(match["name"], match["number"], [line])
    for piece in pieces:
        start, end = piece.start, min(piece.end, piece.start + 2000)
        text = source.text[start:end].replace("\n", " ")
        if match := _NUMBER_IN.search(text):
            place = ((start + match.start(), start + match.end()),)
            return Series(" ".join(match["name"].split()), match["number"], place)
        found = find_series(text, start)
        if found:
            return found.series
    return None


def is_series_line(text: str) -> bool:
    """Whether a line is nothing but the place of a work in a series: "Briefing Paper No. 14"."""
    match = _NAMED.fullmatch(text)
    if match and not _is_year(match["number"]) and _OF_SERIES.search(match["name"]):
        return True
    return bool(_ALONE.fullmatch(text))


def series_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that print a series and its number and nothing else: no title, no heading."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.kind != "text" or not piece.single or not is_series_line(piece.text):
            continue
        found.append(piece)
        beside = [*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2]]
        if _ALONE.fullmatch(piece.text):
            named = [each for each in beside if each.single and _PLURAL.fullmatch(each.text)][:1]
            lines = [line for each in pieces[: at + 3] for line in each.lines]
            above = sum(len(each.lines) for each in pieces[:at]) - 1
            if not named and _ISSUE.fullmatch(piece.text) and _is_masthead(lines, above):
                named = [pieces[at - 1]] if pieces[at - 1].single else []
            found += named
    return found


def _is_masthead(lines: Sequence[Line], at: int) -> bool:
    """Whether the name of a periodical stands there: over its issue, and a title stands below."""
    if at < 0:
        return False
    words = tidy(lines[at].text).split()
    below = [tidy(line.text) for line in lines[at + 2 : at + 4]]
    titled = any(len(text.split()) >= 2 and not only_date(text) for text in below)
    return titled and 1 <= len(words) <= 5 and lines[at].text.rstrip()[-1:] not in ".:;?!,"


def _series(name: str, number: str, lines: Sequence[Line]) -> Series:
    return Series(name, number, tuple(sorted(content_span(line) for line in lines)))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}
