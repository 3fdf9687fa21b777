"""Works that a page offers without a frame of dates: cards, links with titles, titles over files.

A card is a title, a paragraph or two, and a link ("Read the report") or a date under them, or a
paragraph that says what it is ("This report ..."). One alone may be the text of the page itself,
so there must be two; a link that names its work, and a title over the sizes of files, do alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Item, LeftOut, Line, SourceText, Span, Value
from publications.parsing.names import looks_like_name
from publications.parsing.pages.entries.kinds import PUBLICATION, decide, title_key
from publications.parsing.pages.reports.lines import LABEL, files_in
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.pages.telling import WORKS
from publications.parsing.spans import parted, span_of, tidy

_FEWEST = 2
_TITLE_WORDS = 25
_PROSE_WORDS = 8
_LONG_WORDS = 12  # of a paragraph that a page breaks off
_MOST_PROSE = 3  # lines of a card's text
_MOST_WORDS = 120
_LINK = re.compile(
    r"\W*(?:(?:read|find out|learn|see|view) more|(?:read|download|view|get|see) (?:the|this|our)"
    rf" (?:full |final |new )?(?:{WORKS}|article|blog|summary)|download(?: pdf)?)\W*",
    re.IGNORECASE,
)
_OF_WORK = re.compile(rf"\b(?:{WORKS}|download)\b", re.IGNORECASE)
_THIS_WORK = re.compile(rf"\s*this (?:\w+ ){{0,2}}(?:{WORKS}|research)\b", re.IGNORECASE)
_POSTED = re.compile(r"\s*(?:posted|published|released|date)\b", re.IGNORECASE)
_OFFERED = re.compile(
    rf"\s*(?i:(?:free )?download(?: (?:the|our)(?: full| final)? (?:{WORKS})s?)?):? +"
    r"(?P<title>[A-Z\u2018\u201c][^\n]{6,160}?)(?:,? here| \(?(?:pdf|PDF)\)?)?[.>\u00bb ]*"
)
_NUMBERED = re.compile(
    rf"\s*(?i:{WORKS}) (?i:no\.? ?|number )?\d{{1,3}} ?[:.\u2013-] ?(?P<title>[A-Z].{{3,160}}\S)\s*"
)
_GENERIC = re.compile(
    rf"(?:(?:the|this|our|full|final|pdf|version|tables?|summary|executive|here|now|free|a|copy|of|it"
    r"|\d[\d.,]* ?[km]b"
    rf"|{WORKS})\b\W*)+s?",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[(\[]\s*\d[\d,.]* ?[kKmM][bB]\s*[)\]]\s*$")
_DOWNLOAD = re.compile(r"\s*(?:free )?download\b", re.IGNORECASE)
_YEAR = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?: (?:publications|research|(?:{WORKS})s?))?", re.IGNORECASE
)
_TWICE = re.compile(r"(?P<title>.{8,}?)(?: (?:report|cover|image|front cover))?(?P=title)")


@dataclass(slots=True)
class Cards:
    """The works that a page offers, the lines they took, and what of these is left out."""

    items: list[Item] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(slots=True)
class _Card:
    """A card while it is read: places in the lines of its page."""

    title: int
    prose: list[int]
    end: int  # of its link or date; else of its last paragraph
    date: DateValue | None = None
    of_work: bool = True


def read_cards(
    source: SourceText, lines: Sequence[Line], title: Value | None, *, related: bool = False
) -> Cards:
    """The works among the lines of a page; ``related`` where they are others' beside its own."""
    found = Cards()
    own = title.evidence[0] if title else None
    cards = _cards(lines, own)
    if len(cards) >= _FEWEST or (cards and related):
        for card in cards:
            _add(source, lines, card, found, related)
    numbered = [match for line in lines if (match := _NUMBERED.fullmatch(line.text))]
    for at, line in enumerate(lines):
        if line in found.lines:
            continue
        one = _NUMBERED.fullmatch(line.text) if len(numbered) >= _FEWEST else None
        if one:  # "Report No 8: Harbours" heads what is said of it, and stays a heading
            span = (line.start + one.start("title"), line.start + one.end("title"))
            found.items.append(_item(source.text, (span,), (), None, span))
            continue
        named = None if files_in(line) else _OFFERED.fullmatch(line.text)
        if named and not _GENERIC.fullmatch(named["title"]):
            span = (line.start + named.start("title"), line.start + named.end("title"))
            if not title or title_key(title.text) != title_key(named["title"]):
                found.items.append(_item(source.text, (span,), (), None, span_of(line)))
                found.lines.append(line)
                found.left_out += _beside(line, span)
        elif _is_over_files(lines, at) and span_of(line) != own:
            span = span_of(line)
            found.items.append(_item(source.text, (span,), (), None, span))
            found.lines.append(line)
    return found


def _cards(lines: Sequence[Line], own: Span | None) -> list[_Card]:
    cards: list[_Card] = []
    at = 0
    year: DateValue | None = None
    while at < len(lines):
        year = _year(lines[at]) or year
        card = (
            _card(lines, at, year) if _is_title(lines[at]) and span_of(lines[at]) != own else None
        )
        if card:
            cards.append(card)
        at = card.end + 1 if card else at + 1
    return cards


def _card(lines: Sequence[Line], at: int, year: DateValue | None) -> _Card | None:
    """The card whose title stands at a place, or None."""
    end = at + 1
    prose: list[int] = []
    while end < len(lines) and len(prose) < _MOST_PROSE and _is_prose(lines[end]):
        prose.append(end)
        end += 1
    words = sum(len(lines[n].text.split()) for n in prose)
    if not prose or words > _MOST_WORDS:
        return None
    below = lines[end].text if end < len(lines) else ""
    if _LINK.fullmatch(below):
        return _Card(at, prose, end, year, bool(_OF_WORK.search(below)))
    if _POSTED.match(below) and (dates := find_dates(below[:80], lines[end].start)):
        date = DateValue(dates[0].date, dates[0].printed, ((dates[0].start, dates[0].end),))
        return _Card(at, prose, end, date)
    if _THIS_WORK.match(lines[prose[0]].text):
        return _Card(at, prose, end - 1, year)
    return None


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    plain = len(text.split()) <= _TITLE_WORDS and text[-1] not in ".,;:" and text[:1].isalnum()
    plain = plain and not (_OFFERED.fullmatch(text) or LABEL.match(text))
    return plain and not (furniture_reason(text) or _LINK.fullmatch(text) or looks_like_name(text))


def _is_prose(line: Line) -> bool:
    words = line.text.split()
    ended = len(words) >= _PROSE_WORDS and words[-1][-1] in ".?!\u2026"
    return (ended or len(words) >= _LONG_WORDS) and not _POSTED.match(line.text)


def _is_over_files(lines: Sequence[Line], at: int) -> bool:
    """Whether the next line is a version of the work with the size of its file."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or not _SIZE.search(below.text) or _DOWNLOAD.match(below.text):
        return False
    return not _SIZE.search(lines[at].text) and _is_title(lines[at])


def _year(line: Line) -> DateValue | None:
    """The year that heads the works under it: "2014 publications"."""
    match = _YEAR.fullmatch(line.text.strip())
    found = find_dates(line.text, line.start, bare_years=True) if match else []
    if not found:
        return None
    return DateValue(found[0].date, found[0].printed, ((found[0].start, found[0].end),))


def _add(
    source: SourceText, lines: Sequence[Line], card: _Card, found: Cards, related: bool
) -> None:
    line = lines[card.title]
    start, end = span_of(line)
    if twice := _TWICE.fullmatch(source.text, start, end):
        found.left_out.append(
            LeftOut(start, twice.end() - len(twice["title"]), "caption of an image")
        )
        start = twice.end() - len(twice["title"])
    spans = tuple(span_of(lines[n]) for n in card.prose)
    whole = (start, span_of(lines[card.end])[1])
    item = _item(source.text, ((start, end),), spans, card.date, whole)
    if not card.of_work:
        item = _decided(item)
    found.items.append(replace(item, related=related))
    taken = [line, *(lines[n] for n in card.prose)]
    last = lines[card.end]
    if card.end not in card.prose:
        taken.append(last)
        dated = card.date.evidence[0] if card.date else None
        inside = dated and last.start <= dated[0] and dated[1] <= last.end
        found.left_out += _beside(last, dated) if dated and inside else _whole(last)
    behind = card.end + 1
    if behind < len(lines) and _is_caption(source, lines, behind, item.title):
        taken.append(lines[behind])
        found.left_out.append(LeftOut(*span_of(lines[behind]), "caption of an image"))
    found.lines += taken


def _is_caption(source: SourceText, lines: Sequence[Line], at: int, title: str) -> bool:
    """Whether a line behind a card tells what its picture shows, or says its title again."""
    text = lines[at].text.strip()
    if title_key(text) == title_key(title):
        return True
    beside = not parted(source, lines[at - 1], lines[at])
    over = at + 1 < len(lines) and not parted(source, lines[at], lines[at + 1])
    return beside and not over and len(text.split()) <= 8 and text[-1] not in ".:?!"


def _item(
    text: str,
    title: tuple[Span, ...],
    summary: tuple[Span, ...],
    date: DateValue | None,
    whole: Span,
) -> Item:
    return Item(
        title=tidy(text, *title[0]),
        date=date,
        kind=PUBLICATION,
        form="",
        group="",
        summary="\n\n".join(tidy(text, *span) for span in summary),
        flag="",
        evidence=(whole,),
        title_evidence=title,
        summary_evidence=summary,
    )


def _decided(item: Item) -> Item:
    """An item of the kind that its own words tell, where its link does not say it is a work."""
    decision = decide(item.title, item.summary, {})
    return replace(item, kind=decision.kind, form=decision.form)


def _whole(line: Line) -> list[LeftOut]:
    return [LeftOut(*span_of(line), "site navigation")]


def _beside(line: Line, taken: Span) -> list[LeftOut]:
    """What a line has before and behind the words that were taken from it."""
    start, end = span_of(line)
    pieces = ((start, taken[0]), (taken[1], end))
    return [LeftOut(*piece, "label") for piece in pieces if piece[0] < piece[1]]
