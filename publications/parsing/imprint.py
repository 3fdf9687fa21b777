"""What an imprint says: publisher, date, rights, numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publications.parsing.books.front.official import is_rights_phrase
from publications.parsing.books.inline import URL, trim_url
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.dates import find_dates
from publications.parsing.document import (
    DateValue,
    Identifier,
    ParseWarning,
    SourceText,
    Span,
    Value,
)
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import match_key
from publications.parsing.organisations.joint import are_writers

_STRONG = re.compile(
    r"\bISBN\b|\bISSN\b|©|\(c\)\s+[A-Z\d]|\bcopyright\b|all rights reserved"
    r"|\bpublished\b.{0,60}\bby\b"
    r"|\bfirst published\b|\bprinted (?:and bound )?(?:by|in)\b|\b(?:designed|typeset|design) by\b"
    r"|\btel(?:ephone)?\b[\s.:]*[+(\d]|\bcharity\s*(?:no|number|reg)"
    r"|\bregistered (?:charity|in england)"
    r"|\bcompany (?:no|number|limited by)|\bdoi\b\s*:"
    r"|^(?:price:?\s*)?[£€$]\s?\d{1,3}(?:\.\d\d)?(?:\s+[a-z]+){0,4}$|^price\b:?\s*\d+\.\d\d"
    r"|^97[89][-–\s\d]{10,16}$|^[A-Z]{1,2}\d{6,9}(?:\s+\d{1,2}/\d{2,4})?$",
    re.IGNORECASE,
)
_WEAK = re.compile(r"www\.|https?://|[\w.+-]{1,64}@[\w-]{1,64}\.\w", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_ISBN = re.compile(
    r"ISBN(?:[-\s]?1[03])?\s*(?:\([^)]{0,20}\))?\s*:?\s*((?:\d[-–\s]?){9,12}[\dXx])(?![\d])",
    re.IGNORECASE,
)
_BARE_ISBN = re.compile(r"^[ \t]*(97[89](?:[-\u2013 ]?\d){10})[ \t]*$", re.MULTILINE)
_ISSN = re.compile(r"ISSN\s*:?\s*(\d{4}-\d{3}[\dXx])", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]{2,200})")
_CHARITY = re.compile(
    r"charity(?:\s+(?:registration|commission|reg(?:istered)?\.?))?[\s(,]*"
    r"(?:(?:in\s+England(?:\s+(?:and|&)\s+Wales)?)[\s(,]*)?"
    r"(?:no\b\.?|number|num\b\.?|registration)?[\s:.(]*((?:SC\s?)?\d{5,8})\b",
    re.IGNORECASE,
)
_SCOTTISH = re.compile(r"\d[,;]?(?:\s\([^()]{3,40}\))?(?:,|;|\sand)?\s(SC\s?0\d{5})\b")  # a second
_PHONE = re.compile(
    r"\b(?:tel(?:ephone)?|phone|t)\b\s*(?:no)?[.:]?\s*(\+?\(?\d[\d ()-]{7,18}\d)", re.IGNORECASE
)
_CALL = re.compile(r"\b(?:on|call|phone)\s+(\+?\(?0\d[\d ()-]{7,16}\d)(?!\d)")
_LONGEST = 3000  # characters of imprint lines
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_BARE_SITE = re.compile(r"(?<![\w@/.])[\w-]+(?:\.[\w-]+)*\.(?:org|co|gov|ac)\.uk\b(?:/[\w/.-]*)?")
_PUBLISHED = re.compile(
    r"\b(?:first\s+)?published\b(?:\s+in(?:\s+the)?(?:\s+[A-Z][\w]*)+)?(?:\s+in)?"
    r"(?:\s+(?:[A-Z][a-z]+\s+)?\d{4})?\s+(?:by|for)(?::?\s+(?:the\s+)?|:?$)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?", re.IGNORECASE)
_NO_BODY = re.compile(r"\d|[:@©,]|\bby\b|\bfloor\b|\bhouse\b|\bstreet\b|\broad\b", re.IGNORECASE)
_MONTH_WORD = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)\b\.?",
    re.IGNORECASE,
)


_DATED_MONTH = re.compile(rf"{_MONTH_WORD.pattern}(?=\s+\d{{4}})", re.IGNORECASE)
_IN_LINE = re.compile(r"(?P<name>(?:The )?[A-Z][^\n.,|;:()\d@]{4,78}), (?=(?:[^\n]{0,60}, )?\d)")


@dataclass(slots=True)
class Imprint:
    """Everything read from imprint lines, in the order of reading."""

    identifiers: list[Identifier] = field(default_factory=list)
    publisher: Value | None = None
    dates: list[tuple[int, DateValue]] = field(default_factory=list)  # with a rank, 0 best
    rights: Value | None = None
    rights_holder: Value | None = None
    at_address: Value | None = None  # the body over the first postal address
    warnings: list[ParseWarning] = field(default_factory=list)

    @property
    def date(self) -> DateValue | None:
        """The likeliest date of publication: a month beats a year, "published" beats "©"."""
        if not self.dates:
            return None
        return min(self.dates, key=lambda each: (_is_year(each[1]), each[0]))[1]

    def names(self, line: str) -> bool:
        """Whether a line is nothing but the name of the publisher or of who holds the rights."""
        said = (self.publisher, self.rights_holder)
        key = match_key(line)
        return any(each is not None and match_key(each.text) == key for each in said)


def _is_year(value: DateValue) -> bool:
    return value.date.precision == "year"


def is_imprint(piece: Piece, *, sure: bool = False) -> bool:
    """Whether a piece has the form of imprint lines or of an address, and is no running prose.

    A line with nothing but an address of the web does for one unless it must be ``sure``.
    """
    words = len(piece.text.split())
    if piece.kind == "rows" or words > 120 or len(piece.text) > _LONGEST:
        return False
    if _STRONG.search(piece.text):
        short_lined = len(piece.lines) > 2 and len(piece.text) < 55 * len(piece.lines)
        return words <= 30 or short_lined or "©" in piece.text[:3]
    if POSTCODE.search(piece.text):
        return words <= 30
    if sure or words >= 8 or not any(sign in piece.text for sign in ("@", "ww", "WW", "tp")):
        return False  # the signs spare most lines a slow search
    return bool(_WEAK.search(piece.text))


def read_identifiers(source: SourceText, pieces: Sequence[Piece], into: Imprint) -> None:
    """Add the numbers and addresses that pieces print; one printed twice has two places."""
    found: dict[tuple[str, str], Identifier] = {}
    for each in into.identifiers:
        found[each.scheme, each.value] = each
    for piece in pieces:
        for start, end in piece.evidence:
            text = source.text[start:end][:5000]
            for scheme, value, printed, place in _identifiers(text, into, start):
                old = found.get((scheme, value))
                evidence = (*(old.evidence if old else ()), place)
                found[scheme, value] = Identifier(
                    scheme, value, old.printed if old else printed, evidence
                )
    into.identifiers = list(found.values())


def _identifiers(text: str, into: Imprint, offset: int) -> Iterator[tuple[str, str, str, Span]]:
    def at(match: re.Match[str], group: int = 0) -> Span:
        return offset + match.start(group), offset + match.end(group)

    for match in (*_ISBN.finditer(text), *_BARE_ISBN.finditer(text)):
        digits = re.sub(r"[^\dXx]", "", match.group(1)).upper()
        if len(digits) not in (10, 13):
            continue
        if not _isbn_is_right(digits):
            into.warnings.append(
                ParseWarning(
                    "isbn_check_fails",
                    f"The check digit of ISBN {match.group(1)} does not fit.",
                    (at(match, 1),),
                )
            )
        yield "isbn", digits, match.group(1), at(match, 1)
    for match in _ISSN.finditer(text):
        yield "issn", match.group(1).upper(), match.group(1), at(match, 1)
    for match in _DOI.finditer(text):
        doi = match.group(1).rstrip(".,;)")
        start = offset + match.start(1)
        yield "doi", doi.lower(), doi, (start, start + len(doi))
    for match in _CHARITY.finditer(text):
        yield "charity", match.group(1).replace(" ", ""), match.group(1), at(match, 1)
    for match in _SCOTTISH.finditer(text) if "charit" in text.lower() else ():
        yield "charity", match.group(1).replace(" ", ""), match.group(1), at(match, 1)
    for match in (*_PHONE.finditer(text), *_CALL.finditer(text)):
        digits = re.sub(r"[^\d+]", "", match.group(1))
        if 9 <= len(digits) <= 15:
            yield "telephone", digits, match.group(1), at(match, 1)
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield "email", match.group().lower(), match.group(), at(match)
    for pattern in (URL, _BARE_SITE):
        for match in pattern.finditer(text):
            url = trim_url(match.group())
            if pattern is _BARE_SITE and text[: match.start()].endswith(("www.", "://", "@")):
                continue
            if pattern is _BARE_SITE and url.lower().startswith("www."):
                continue
            value = url if "://" in url else f"http://{url}"
            start = offset + match.start()
            yield "url", value, url, (start, start + len(url))


def _isbn_is_right(digits: str) -> bool:
    if len(digits) == 13:
        if not digits.isdigit():
            return False
        return sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10 == 0
    if not digits[:9].isdigit():
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * (10 - at) for at, value in enumerate(values)) % 11 == 0


def read_publication(source: SourceText, piece: Piece, into: Imprint) -> None:
    """Add publisher, dates and rights that the lines of a piece print."""
    if into.at_address is None and POSTCODE.search(piece.text):
        into.at_address = _over_address(source, piece)
    rights: list[Span] = []
    by_whom = False  # whether the line before ended with "published by"
    for start, end in piece.evidence:
        text = source.text[start:end]
        if len(text) > 2000:
            continue
        found = _PUBLISHED.search(text)
        dates = find_dates(text, bare_years=True)
        if into.publisher is None and (found or by_whom):
            named = _DATED_MONTH.sub(_blank, text)  # "PUBLISHED BY GATE MAY 2016"
            into.publisher = _body_name(named, found.end() if found else 0, start)
        by_whom = bool(found) and not text[found.end() :].strip()
        holder = _RIGHTS.search(text)
        for date in dates:
            if holder and date.date.precision == "range":
                continue
            rank = 0 if "publish" in text.lower() else 1 if not holder else 2
            span = (start + date.start, start + date.end)
            into.dates.append((rank, DateValue(date.date, date.printed, (span,))))
        if holder:
            rights.append((start, end))
            if into.rights_holder is None:
                name = _body_name(_MONTH_WORD.sub(_blank, text), holder.end(), start)
                into.rights_holder = None if name and is_rights_phrase(name.text) else name
        elif "rights reserved" in text.lower():
            rights.append((start, end))
    if rights and into.rights is None:
        words = tidy(" ".join(source.text[start:end] for start, end in rights))
        into.rights = Value(words, tuple(rights))
    elif rights and into.rights and "rights reserved" in source.text[slice(*rights[0])].lower():
        words = tidy(source.text[slice(*rights[0])])
        into.rights = Value(f"{into.rights.text} {words}", (*into.rights.evidence, rights[0]))


def _over_address(source: SourceText, piece: Piece) -> Value | None:
    """The name on the first line of an address, or before it in the same line."""
    start, end = piece.evidence[0]
    if len(piece.evidence) == 1 and (before := _IN_LINE.match(source.text, start, end)):
        end = before.end("name")
        name = before["name"]
        return Value(tidy(name), ((start, end),)) if not looks_like_name(name) else None
    name = source.text[start:end].strip()
    is_body = 1 < len(name.split()) <= 8 and name[0].isupper() and not looks_like_name(name)
    if len(piece.evidence) < 3 or not is_body or _NO_BODY.search(name):
        return None
    return Value(tidy(name), ((start, end),))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


_STOP = re.compile(
    r"\s(?:in\s(?:association|partnership|collaboration|conjunction)\swith|on\sbehalf\sof)\s"
    r"|,(?!\s(?:University of [A-Z]|[A-Z]\w+ University\b))|[;|]"
    r"|\.(?:\s|$)|\s[–-]\s|\bISBN\b|(?<!\d)(?:19|20)\d\d(?=\W*$|\.\s)"
    r"|\s(?:as\s+)?(?:[Nn]umber|[Nn]o\.?)\s?\d{1,4}\s(?=in\s|of\s)"
)


def _body_name(text: str, start: int, offset: int) -> Value | None:
    """The name of a body that begins at ``start``: up to a comma, a stop or a year at the end."""
    rest = text[start:]
    skipped = re.match(r"(?:\s|\d{4}[,\s]|the\s|by\s)*", rest)
    begin = skipped.end() if skipped else 0
    if begin and re.match(r"\d{4}\s+[A-Z]", rest) and not rest[begin:].strip():
        begin = 0
    # "© 2031 Parish Trust, 2010": a year at the end too, so the first is in the name.
    year_first = re.match(r"\s*(\d{4})\s+(?=[A-Z])", rest)
    if (year_first and re.search(r"(?<!\d)(?:19|20)\d\d\W*$", rest[year_first.end() :])) or (
        year_first and "publish" in text[:start].lower()
    ):
        begin = year_first.start(1)
    stop = _STOP.search(rest, begin + 1)
    name = rest[begin : stop.start() if stop else len(rest)].rstrip(" .,")
    if not 1 < len(name) <= 120 or not any(char.isupper() for char in name):
        return None
    at = offset + start + begin
    return Value(tidy(name), ((at, at + len(name)),))


def publisher_of(imprint: Imprint) -> Value | None:
    """The publisher: who is printed as such, else who holds the rights or has the address."""
    value = imprint.publisher
    holder = imprint.rights_holder
    holder = None if holder and are_writers(holder.text) else holder
    if value is None and holder and not looks_like_name(holder.text):
        value = holder
        imprint.warnings.append(
            ParseWarning(
                "publisher_from_rights",
                f"No publisher is named; the holder of the rights, {value.text}, was taken as one.",
                value.evidence,
            )
        )
    elif value is None and imprint.at_address:
        value = imprint.at_address
        imprint.warnings.append(
            ParseWarning(
                "publisher_from_address",
                f"No publisher is named; {value.text}, whose address is printed, was taken as one.",
                value.evidence,
            )
        )
    elif value is None and imprint.rights:
        imprint.warnings.append(
            ParseWarning(
                "publisher_missing",
                "No publisher is named, and the line about rights names no body.",
                imprint.rights.evidence,
            )
        )
    return value
