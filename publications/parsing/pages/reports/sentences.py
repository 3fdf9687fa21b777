"""What the sentences of a report's page say of it: who wrote it, and when it came out.

Only the first paragraphs are read for authors, where a page tells what the work argues; and only
the work that the page is about is dated so, never another that it mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Line, Person, SourceText, Value
from publications.parsing.mentions import NAME
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.organisations import find_organisations
from publications.parsing.pages.telling import WORKS
from publications.partial_dates import PartialDate

_FIRST = 3  # lines in which an author is told of
_KICKER_WORDS = 3
_ARGUES = re.compile(
    rf"(?P<name>{NAME}) (?:argues?|writes?|shows?|explains?|asks?|sets out|looks at|says|suggests?"
    r"|considers?|examines?|explores?|traces?|makes the case)"
    r"(?: (?:that|how|why|what|whether|for)\b|,)"
)
_ARGUED = re.compile(rf"\b(?:argues|writes|explains|suggests) (?P<name>{NAME})(?=[,.])")
_SIGNED = re.compile(r"\s*by:? (?P<names>[A-Z].{3,200})", re.IGNORECASE)
_STOP = re.compile(r"\.(?=\s*[A-Z\u2018\u201c\"]|\s*$)")
_MADE_BY = re.compile(
    r"\s*(?:an?|the) (?:[\w'\u2019-]+ ){0,4}?(?:commentary|speech|lecture|response|note|foreword"
    rf"|{WORKS})(?: (?:for|on|to|about) [\w'\u2019 -]{{3,60}}?)? by (?P<names>[A-Z].{{3,120}})",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:^|[.] )Published(?: on| in)? (?=\w)")  # a sentence of its own
_CAME_OUT = re.compile(
    rf"\b(?P<work>(?:[Tt]his|[Oo]ur|[Tt]he) (?:[\w-]+ ){{0,3}}(?:{WORKS}|inquiry|review))\b"
    r"(?P<of>[^.!?\n]{0,90}?) (?:was|were|is|has been) (?:first |now )?"
    r"(?:published|released|launched|brought out|issued)(?: on| in)? "
)


def authors_said(lines: Sequence[Line]) -> list[Person]:
    """The authors whom the first lines name: "By A and B." over a text, "A argues that ..."."""
    for line in lines[:_FIRST]:
        for pattern in (_SIGNED, _MADE_BY):
            if people := _listed(pattern.match(line.text), line):
                return people
        if people := [
            person
            for match in (*_ARGUES.finditer(line.text[:2000]), *_ARGUED.finditer(line.text[:2000]))
            if (person := _author(match["name"], line.start + match.start("name")))
        ]:
            return people
    return []


def _listed(match: re.Match[str] | None, line: Line) -> list[Person]:
    """The people of a list that ends with the line, or with the first stop that can end it."""
    if not match:
        return []
    start = match.start("names")
    ends = [found.start() for found in _STOP.finditer(line.text, start)]
    for end in (*ends, len(line.text)):
        if people := people_listed(line.text[start:end], line.start + start, "author"):
            return people
    return []


def _author(printed: str, at: int) -> Person | None:
    if not looks_like_name(printed) or find_organisations(printed):
        return None
    return Person(tidy_name(printed), printed, "author", "", ((at, at + len(printed)),), ())


def date_said(lines: Sequence[Line], title: Value | None) -> DateValue | None:
    """The date at which sentences say that the work of the page came out; None for others."""
    told = set(re.findall(r"\w{4,}", title.text.casefold())) if title else set()
    for line in lines:
        for match in _PUBLISHED.finditer(line.text[:2000]):
            found = find_dates(line.text[match.end() : match.end() + 30], line.start + match.end())
            if found and found[0].start == line.start + match.end():
                place = ((found[0].start, found[0].end),)
                return DateValue(found[0].date, found[0].printed, place)
        for match in _CAME_OUT.finditer(line.text[:5000]):
            words = set(re.findall(r"\w{4,}", f"{match['work']}{match['of']}".casefold()))
            its_own = match["work"].casefold().startswith(("this", "our")) or words >= told > set()
            found = find_dates(line.text[match.end() : match.end() + 30], line.start + match.end())
            if its_own and found and found[0].start == line.start + match.end():
                place = ((found[0].start, found[0].end),)
                return DateValue(found[0].date, found[0].printed, place)
    return None


def date_cited(source: SourceText, title: Value | None) -> DateValue | None:
    """The year that a citation of the work prints before its title: "Hill, A. (2031) Title"."""
    if title is None or len(title.text.split()) < 3:
        return None
    words = r"\s+".join(map(re.escape, title.text.split()))
    year = r"\((?P<year>(?:19|20)\d\d)\)[.,:]?\s+[\u2018\u201c'\"]?"
    for match in re.finditer(year + words, source.text, re.IGNORECASE):
        place = match.span("year")
        return DateValue(PartialDate.of(int(match["year"])), match["year"], (place,))
    return None


def date_over(line: Line) -> DateValue | None:
    """The date behind what a notice is called: "Book News: May 3rd, 2006"."""
    dates = find_dates(line.text) if len(line.text) <= 80 else []
    words = line.text[: dates[0].start].split() if len(dates) == 1 else []
    ends = bool(words) and words[-1][-1] in ":|,\u2013\u2014-" and len(words) <= _KICKER_WORDS + 1
    if not ends or line.text[dates[0].end :].strip():
        return None
    place = ((line.start + dates[0].start, line.start + dates[0].end),)
    return DateValue(dates[0].date, dates[0].printed, place)
